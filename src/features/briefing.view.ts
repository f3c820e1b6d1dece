import type { Briefing } from '../core/briefing.ts';
import type { Cohort } from '../core/cohort.ts';
import { memberAs, type Pair } from '../core/pairing.ts';
import { formatDate } from '../core/time.ts';
import {
  actions,
  button,
  channelMention,
  context,
  cut,
  type Message,
  mention,
  message,
  mrkdwn,
  section,
  typed,
  typedContext,
  typedParts,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';

const NAME_LENGTH = 80;
const WORDS_LENGTH = 2_000;

/** What those who run a cohort are told. `pair` is the one that it speaks of, if any. */
export function drawBriefing(briefing: Briefing, cohort: Cohort, pair: Pair | null): Message {
  switch (briefing.kind) {
    case 'help':
      return helpAsked(briefing, cohort, pair);
    case 'appointed':
      return appointed(cohort);
    case 'announcement':
      return announcement(briefing, cohort);
    case 'unannounced':
      return unannounced(briefing, cohort);
    default:
      throw new Error(`Nobody draws a briefing of the kind ${briefing.kind} here.`);
  }
}

function helpAsked({ about, words }: Briefing, cohort: Cohort, pair: Pair | null): Message {
  if (!pair) return message(section(mrkdwn`A pair asked for your help.`), typed(cohort.name));
  const asker = memberAs(pair, about.by ?? 'mentee');
  const said = words
    ? [section(mrkdwn`What they wrote to you:`), typed(cut(words, WORDS_LENGTH))]
    : [context(mrkdwn`They gave no reason. A short message to them is a good beginning.`)];
  return message(
    section(
      mrkdwn`${mention(asker.userId)} asks for your help. The pair: ${mention(pair.mentee.userId)}, mentored by ${mention(pair.mentor.userId)}.`,
    ),
    typedContext(cohort.name),
    ...said,
    ...(pair.pairing.state === 'ended' ? [context(mrkdwn`Their pairing has ended since.`)] : []),
    actions(
      button('pairs.look', 'Look at the pair', { value: carry({ p: pair.pairing.id }), style: 'primary' }),
      button('attention.open', 'See all who need a human', { value: carry({ c: cohort.id }) }),
    ),
  );
}

function appointed(cohort: Cohort): Message {
  return message(
    typedParts([{ text: 'You now coordinate ' }, { text: cohort.name, bold: true }, { text: '.' }]),
    section(
      mrkdwn`\`/cohort\` shows what you can do: pair people, see how it goes, and look after the pairs that need a human. Every Monday I send you a short summary, which you can turn off.`,
    ),
    context(mrkdwn`You see states, counts and dates. What people write to each other stays with them.`),
    actions(
      button('cohort.hub', 'Show my cohorts', { value: carry({ c: cohort.id }), style: 'primary' }),
      button('attention.open', 'Who needs a human?', { value: carry({ c: cohort.id }) }),
    ),
  );
}

function announcement({ about }: Briefing, cohort: Cohort): Message {
  if (about.news === 'ended')
    return message(
      typedParts([{ text: cohort.name, bold: true }, { text: ' has come to its end.' }]),
      section(
        mrkdwn`Thank you for the time that you gave each other. What you wrote down stays yours: \`/takeaway find\` brings it back.`,
      ),
    );
  return message(
    typedParts([
      { text: cohort.name, bold: true },
      { text: ` begins, and goes on until ${formatDate(cohort.endsOn)} ${cohort.endsOn.slice(0, 4)}.` },
    ]),
    section(
      mrkdwn`Mentors and mentees hear from me in a direct message, each within their own working hours. \`/pairing\` shows who you are paired with.`,
    ),
  );
}

function unannounced({ about }: Briefing, cohort: Cohort): Message {
  const what = about.news === 'ended' ? 'has ended' : 'has started';
  const where = about.channelId ? channelMention(about.channelId) : mrkdwn`its channel`;
  const words =
    about.why === 'unsure'
      ? mrkdwn`Slack did not say whether what I wrote to ${where} arrived. Please have a look, and tell people there yourself if it did not.`
      : mrkdwn`Slack did not let me write to ${where}. Invite me there for the next time (\`/invite\` in that channel), and tell people there yourself this time.`;
  return message(typed(`${cut(cohort.name, NAME_LENGTH)} ${what}, and I could not announce it.`), section(words));
}
