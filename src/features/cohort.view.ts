import type { Cohort } from '../core/cohort.ts';
import { FIGURES, OF_A_PERIOD } from '../core/report.ts';
import {
  actions,
  button,
  context,
  cut,
  type Message,
  type Mrkdwn,
  mention,
  message,
  mrkdwn,
  section,
  typed,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { span } from './shared/cohort-span.view.ts';
import { commandsForPairs } from './shared/commands.view.ts';

/** What `/cohort pair` answers. */
export function paired(cohort: Cohort, mentorUserId: string, menteeUserId: string): Message {
  const [mentor, mentee] = [mention(mentorUserId), mention(menteeUserId)];
  return message(
    section(
      cohort.state === 'draft'
        ? mrkdwn`${mentor} will mentor ${mentee}. This cohort is a draft: nobody hears of it until you start it, under \`/cohort\`.`
        : mrkdwn`${mentor} now mentors ${mentee}. Both get a welcome message, each within their own working hours.`,
    ),
    typed(`Cohort: ${cohort.name}`),
  );
}

/** The sub-commands in the order in which one comes to need them, with what they do. */
const VERBS: Record<string, Mrkdwn> = {
  pair: mrkdwn`\`/cohort pair @mentor @mentee\` pairs two people; add \`in <cohort>\` when there are several cohorts.`,
  import: mrkdwn`\`/cohort import\` pairs many people at once, from a list.`,
  reassign: mrkdwn`\`/cohort reassign @mentee to @new-mentor\` gives somebody another mentor.`,
  pause: mrkdwn`\`/cohort pause @person until 2027-01-15\` notes that somebody is away; with a mentor and a mentee, that the two pause. \`/cohort resume\` ends it earlier.`,
  end: mrkdwn`\`/cohort end @mentor @mentee\` ends a pairing.`,
  report: mrkdwn`\`/cohort report\` sends you how a cohort goes, and which pairs need a human; \`/cohort export\` sends those pairs as a file. Add the cohort’s name when there are several, and to a report a period such as \`last 30 days\`.`,
};

/**
 * What `/cohort` can do for this person; `cohorts` are those in which they may pair people, `verbs` the sub-commands that there are beside `new`
 * and `pair`.
 */
export function cohortHelp(
  isAdmin: boolean,
  cohorts: Cohort[],
  verbs: readonly string[],
  unknownVerb?: string,
): Message {
  const unknown = unknownVerb ? [typed(`“${cut(unknownVerb, 40)}” is not something I know. This is:`)] : [];
  if (!isAdmin && cohorts.length === 0) {
    return message(
      ...unknown,
      section(mrkdwn`\`/cohort\` is for the people who run a programme. For you there are:`),
      commandsForPairs(),
    );
  }
  const known = Object.entries(VERBS).filter(([verb]) => verb === 'pair' || verbs.includes(verb));
  return message(
    ...unknown,
    section(mrkdwn`\`/cohort\` shows your cohorts, and all that you can do with them.`),
    ...(isAdmin ? [section(mrkdwn`\`/cohort new <name>\` sets up a cohort.`)] : []),
    ...known.map(([, does]) => section(does)),
    section(mrkdwn`\`/cohort help\` shows this list.`),
    actions(button('cohort.hub', 'Show my cohorts', { value: carry({}) })),
    ...cohorts.slice(0, 20).map((cohort) => typed(`${cohort.name}: ${span(cohort)}`)),
  );
}

/** The same, with what each figure of a report counts. */
export function withFigures(list: Message): Message {
  const figures = FIGURES.map(([name, means]) => mrkdwn`• ${name}: ${means}`);
  return message(
    ...list.blocks,
    context(mrkdwn`What a report counts:`),
    ...figures.map((each) => context(each)),
    ...OF_A_PERIOD.map((line) => context(mrkdwn`${line}`)),
  );
}
