import {
  CADENCE_WEEKS,
  COHORT_NAME_MAX,
  type Cohort,
  DEFAULT_CADENCE_WEEKS,
  DEFAULT_MEETING_MINUTES,
  MEETING_MINUTES,
} from '../core/cohort.ts';
import { FIGURES } from '../core/report.ts';
import { formatDate } from '../core/time.ts';
import { dateField, form, selectField, textField } from '../slack/form.ts';
import {
  context,
  cut,
  join,
  type Message,
  type ModalView,
  mention,
  message,
  mrkdwn,
  section,
  typed,
} from '../slack/kit.ts';
import { notice } from '../slack/notice.ts';
import { commandsForPairs } from './shared/commands.view.ts';

/** The modal of `/cohort new`: everything but the dates is filled in already. */
export function newCohortModal(name: string): ModalView {
  return form({ id: 'cohort-new', title: 'New cohort', submit: 'Create it' }, [
    section(mrkdwn`A cohort is one run of your programme, with a start and an end. You become its coordinator.`),
    textField({
      name: 'name',
      label: 'Name',
      max: COHORT_NAME_MAX,
      placeholder: 'Leaders 2027',
      value: cut(name, COHORT_NAME_MAX),
    }),
    dateField({ name: 'startsOn', label: 'Starts on' }),
    dateField({ name: 'endsOn', label: 'Ends on' }),
    selectField({
      name: 'cadenceWeeks',
      label: 'How often should pairs meet?',
      hint: 'Pairs without a meeting are asked to book one in this rhythm.',
      choices: CADENCE_WEEKS.map((weeks) => ({
        label: weeks === 1 ? 'Every week' : `Every ${weeks} weeks`,
        value: String(weeks),
      })),
      value: String(DEFAULT_CADENCE_WEEKS),
    }),
    selectField({
      name: 'meetingMinutes',
      label: 'How long is a meeting?',
      choices: MEETING_MINUTES.map((minutes) => ({ label: `${minutes} minutes`, value: String(minutes) })),
      value: String(DEFAULT_MEETING_MINUTES),
    }),
  ]);
}

/** Takes the place of the form once the cohort is there. */
export function cohortCreated(cohort: Cohort): ModalView {
  return notice(
    'Cohort created',
    message(
      typed(cohort.name),
      section(mrkdwn`${span(cohort)}. Now pair people, as often as you like:`),
      section(mrkdwn`\`/cohort pair @mentor @mentee\``),
    ),
  );
}

/** What `/cohort pair` answers. */
export function paired(cohort: Cohort, mentorUserId: string, menteeUserId: string): Message {
  return message(
    section(
      mrkdwn`${mention(mentorUserId)} now mentors ${mention(menteeUserId)}. Both get a welcome message, each within their own working hours.`,
    ),
    typed(`Cohort: ${cohort.name}`),
  );
}

/** What `/cohort` can do for this person; `cohorts` are those in which they may pair people. */
export function cohortHelp(isAdmin: boolean, cohorts: Cohort[], unknownVerb?: string): Message {
  const unknown = unknownVerb ? [typed(`“${cut(unknownVerb, 40)}” is not something I know. This is:`)] : [];
  if (!isAdmin && cohorts.length === 0) {
    return message(
      ...unknown,
      section(mrkdwn`\`/cohort\` is for the people who run a programme. For you there are:`),
      commandsForPairs(),
    );
  }
  const lines = [
    ...unknown,
    ...(isAdmin ? [section(mrkdwn`\`/cohort new <name>\` sets up a cohort.`)] : []),
    section(
      mrkdwn`\`/cohort pair @mentor @mentee\` pairs two people; add \`in <cohort>\` when there are several cohorts.`,
    ),
    section(
      mrkdwn`\`/cohort report\` sends you how a cohort goes, and which pairs need a human; \`/cohort export\` sends those pairs as a file. Add the cohort’s name when there are several.`,
    ),
    section(mrkdwn`\`/cohort help\` shows this list.`),
  ];
  return message(...lines, ...cohorts.slice(0, 20).map((cohort) => typed(`${cohort.name}: ${span(cohort)}`)));
}

/** The same, with what each figure of a report counts. */
export function withFigures(list: Message): Message {
  const figures = FIGURES.map(([name, means]) => mrkdwn`• ${name}: ${means}`);
  return message(...list.blocks, context(join([mrkdwn`What a report counts:`, ...figures])));
}

function span(cohort: Cohort): string {
  const [from, to] = [cohort.startsOn, cohort.endsOn].map((date) => `${formatDate(date)} ${date.slice(0, 4)}`);
  return `${from} to ${to}`;
}
