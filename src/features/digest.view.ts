import type { Cohort } from '../core/cohort.ts';
import type { Digest } from '../core/digest.ts';
import { formatDate } from '../core/time.ts';
import {
  actions,
  bold,
  button,
  context,
  cut,
  fields,
  grouped,
  header,
  join,
  type KnownBlock,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  typed,
  typedParts,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { type Names, needInWords, needLine } from './shared/need.view.ts';

/** Pairs in need that a digest names; the rest is one tap away. */
export const NEEDS_SHOWN = 5;

/** How a cohort does, at the beginning of a week: figures and states, in blocks that every Slack knows. `names` are those of the pairs that it names. */
export function digestMessage(digest: Digest, names: Names): Message {
  const { cohort, week, needs } = digest;
  const title = header(`${cut(cohort.name, 100)}: the week of ${formatDate(week)}`);
  const end = [
    buttons(digest),
    context(mrkdwn`Figures and states only: what people write to each other stays with them.`),
  ];
  if (digest.pairs === 0)
    return message(
      title,
      section(mrkdwn`There are no active pairs right now. \`/cohort pair @mentor @mentee\` makes one.`),
      ...end,
    );
  if (needs.length === 0) return message(title, section(quietly(digest)), ...end);
  const shown = needs.slice(0, NEEDS_SHOWN).map((need) => `• ${needLine(needInWords(need, names))}`);
  const more = needs.length - shown.length;
  return message(
    title,
    figures(digest),
    section(
      mrkdwn`${bold(needs.length === 1 ? '1 pair needs a human' : `${grouped(needs.length)} pairs need a human`)}${more > 0 ? ', the worst first:' : ':'}`,
    ),
    typed(shown.join('\n')),
    ...(more > 0 ? [context(mrkdwn`And ${grouped(more)} more: go through them below.`)] : []),
    ...end,
  );
}

function quietly(digest: Digest): Mrkdwn {
  const held = digest.lastWeek === null ? mrkdwn`` : mrkdwn` Meetings held last week: ${metLastWeek(digest)}.`;
  return mrkdwn`Nobody needs you right now. Next meeting booked: ${booked(digest)}.${held}`;
}

function figures(digest: Digest): KnownBlock {
  const shown: [string, string][] = [
    ['Next meeting booked', booked(digest)],
    ['Meetings held last week', metLastWeek(digest)],
  ];
  return fields(...shown.map(([name, value]) => join([bold(name), mrkdwn`${value}`])));
}

function booked({ booked, pairs }: Digest): string {
  return `${grouped(booked)} of ${pairs === 1 ? '1 pair' : `${grouped(pairs)} pairs`} (${Math.round((100 * booked) / pairs)}%)`;
}

function metLastWeek({ lastWeek, weekBefore }: Digest): string {
  if (lastWeek === null) return 'The cohort had not begun';
  return weekBefore === null ? grouped(lastWeek) : `${grouped(lastWeek)}, after ${grouped(weekBefore)} the week before`;
}

function buttons({ cohort, needs }: Digest): KnownBlock {
  const value = carry({ c: cohort.id });
  return actions(
    ...(needs.length > 0 ? [button('attention.open', 'Go through them', { value, style: 'primary' })] : []),
    button('report.ask', 'Send the whole report', { value }),
    button('digest.off', 'Turn off the weekly digest', { value }),
  );
}

/** Answers whoever turned their digest on or off. */
export function digestTurned({ id, name }: Pick<Cohort, 'id' | 'name'>, on: boolean): Message {
  const value = carry({ c: id });
  if (on)
    return message(
      typedParts([
        { text: 'From next week on you get the weekly digest of ' },
        { text: name, bold: true },
        { text: '.' },
      ]),
    );
  return message(
    typedParts([{ text: 'You get no weekly digest of ' }, { text: name, bold: true }, { text: ' any more.' }]),
    actions(button('digest.on', 'Turn it on again', { value })),
  );
}
