import type { Cohort } from '../core/cohort.ts';
import type { Import } from '../core/import.ts';
import {
  actions,
  bold,
  button,
  context,
  cut,
  header,
  join,
  type KnownBlock,
  type Message,
  message,
  mrkdwn,
  section,
  typed,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { type BadLine, count, plural, reasonsOf, sayLine, sayProblems } from './shared/import-problems.view.ts';

/** What there is to show of an import. */
export type ImportCard = {
  import: Import;
  cohort: Pick<Cohort, 'id' | 'name' | 'state'>;
  /** Its lines that make no pair; none once it is over. */
  bad: readonly BadLine[];
  /** Whether they went out as a file. */
  hasFile: boolean;
  /** How many pairs have had their welcome. */
  welcomed: number;
};

/** Lines that are named in the message with the result; more of them get messages of their own. */
const NAMED_AT_ONCE = 10;
/** Lines that are named in messages where a file names all of them. */
const NAMED_AT_MOST = 400;
/** Of the 3,000 characters of a section, so that `&` may become `&amp;` here and there. */
const PART_LENGTH = 2_700;
/** How far the look-up is; `isDone` once the result stands below. */
export function progressMessage(
  { import: { name, people } }: Pick<ImportCard, 'import'>,
  found: number,
  isDone: boolean,
): Message {
  const [of, all] = [found, people].map(count);
  if (isDone) return message(typed(`Looked up the ${all} people in ${named(name)}. The result is below.`));
  return message(
    typed(`Looking up people: ${of} of ${all}`),
    context(mrkdwn`Slack lets me ask about so many at a time. You can go on with something else meanwhile.`),
  );
}

/** Why a file could not be read. */
export function unreadableMessage({ import: { name, trouble }, cohort }: ImportCard): Message {
  return message(
    typed(`I could not use ${named(name)}, and nothing was imported. ${trouble ?? ''}`),
    actions(button('import.open', 'Bring another file', { value: carry({ c: cohort.id }) })),
  );
}

/** What comes of the lines, and the question whether to go on; later how far the welcomes are. */
export function resultMessage(card: ImportCard): Message {
  const { import: made, cohort } = card;
  const title = header(`Import into ${cohort.name}`);
  switch (made.state) {
    case 'imported':
      return message(title, ...importedBlocks(card));
    case 'dropped':
      return message(
        title,
        typed(`${named(made.name)} was dropped. Nothing was imported, and I kept none of it.`),
        anotherFile(card),
      );
    case 'outdated':
      return message(
        title,
        typed(
          'Something has changed since I checked this: somebody was paired or deactivated, or the cohort or its limit is another. Nothing was imported.',
        ),
        actions(
          button('import.again', 'Check again', { value: carry({ i: made.id }), style: 'primary' }),
          button('import.drop', 'Drop it', { value: carry({ i: made.id }) }),
        ),
      );
    case 'looking-up':
      return message(title, typed('I check it once more. The result comes below.'));
    default:
      return message(title, ...checkedBlocks(card));
  }
}

function checkedBlocks(card: ImportCard): KnownBlock[] {
  const { import: made, bad, cohort } = card;
  const pairs = made.pairs ?? 0;
  const value = carry({ i: made.id });
  const accept = button('import.accept', pairs === 1 ? 'Import the pair' : `Import the ${count(pairs)} pairs`, {
    value,
    style: 'primary',
  });
  const drop = button('import.drop', 'Drop it', { value });
  const heard =
    cohort.state === 'draft'
      ? mrkdwn`Nothing is imported yet. The cohort is a draft: its people hear nothing until it starts.`
      : mrkdwn`Nothing is imported yet. Once it is, each of the people gets a welcome within their own working hours.`;
  return [
    typed(`${named(made.name)} has ${plural(made.lines, 'line', 'lines')}${whatComes(pairs, bad.length)}`),
    ...problemBlocks(card),
    ...(pairs > 0
      ? [actions(accept, drop), context(heard)]
      : [typed('So there is nothing to import. Mend the lines, and bring the file again.'), anotherFile(card)]),
  ];
}

function whatComes(pairs: number, bad: number): string {
  if (bad === 0) return pairs === 1 ? ', and it makes a pair.' : ', and each of them makes a pair.';
  const makes = pairs === 1 ? '1 makes a pair' : `${count(pairs)} make a pair`;
  return `: ${makes}, ${bad === 1 ? '1 does not' : `${count(bad)} do not`}.`;
}

function problemBlocks({ bad, hasFile }: ImportCard): KnownBlock[] {
  if (bad.length === 0) return [];
  if (bad.length <= NAMED_AT_ONCE) return [typed(bad.map(sayLine).join('\n'))];
  const where = hasFile
    ? mrkdwn`Each of them is named above, and in ${bold('problems.csv')}: mend them there, and bring that file again.`
    : mrkdwn`Each of them is named above.`;
  return [section(join([...reasonsOf(bad).map(([why, times]) => mrkdwn`• ${why}: ${count(times)}`)])), context(where)];
}

function importedBlocks({ import: made, cohort, welcomed }: ImportCard): KnownBlock[] {
  const pairs = made.pairs ?? 0;
  const left = made.lines - pairs;
  const done = `${plural(pairs, 'pair is', 'pairs are')} in ${cohort.name}.${left > 0 ? ` ${plural(left, 'line was', 'lines were')} left out.` : ''}`;
  if (cohort.state === 'draft') return [typed(done), context(mrkdwn`Nobody hears of it until the cohort starts.`)];
  if (cohort.state === 'ended') return [typed(done)];
  if (welcomed >= pairs) return [typed(done), typed(`All of them are welcomed.`)];
  return [
    typed(done),
    typed(`Welcoming pairs: ${count(welcomed)} of ${count(pairs)}`),
    context(mrkdwn`About one message a second, each within its receiver’s working hours.`),
  ];
}

function anotherFile({ cohort }: ImportCard): KnownBlock {
  return actions(button('import.open', 'Bring another file', { value: carry({ c: cohort.id }) }));
}

/** The messages that name the lines which the result has no room for, in their order. */
export function problemParts({ bad, hasFile }: Pick<ImportCard, 'bad' | 'hasFile'>): Message[] {
  if (bad.length <= NAMED_AT_ONCE) return [];
  const shown = hasFile ? bad.slice(0, NAMED_AT_MOST) : bad;
  const parts: string[] = [];
  for (const line of shown.map(sayLine)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < PART_LENGTH) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  const rest = bad.length - shown.length;
  return parts.map((text, at) => {
    const more =
      at === parts.length - 1 && rest > 0 ? [context(mrkdwn`And ${count(rest)} more lines, in problems.csv.`)] : [];
    return message(typed(text), ...more);
  });
}

/** Whether the lines are too many for one message, so that a file helps. */
export function needsFile(bad: readonly BadLine[]): boolean {
  return bad.length > NAMED_AT_ONCE;
}

/** The same lines as a table that can be mended and brought again. */
export function problemRows(bad: readonly BadLine[]): string[][] {
  return [
    ['line', 'mentor', 'mentee', 'cadence_weeks', 'problem'],
    ...bad.map((each) => [String(each.line), each.mentor, each.mentee, each.cadence, sayProblems(each)]),
  ];
}

/** What goes along with that table. */
export function problemFileWords(bad: readonly BadLine[]): Message {
  return message(
    typed(
      `The ${count(bad.length)} lines that make no pair, each with the reason. You can mend them in this file and bring it again.`,
    ),
  );
}

/** A file by its name; pasted lines have none. */
function named(name: string): string {
  return name === '' ? 'What you pasted' : cut(name, 80);
}
