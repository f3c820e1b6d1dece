import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { NEW_COHORT } from '../src/core/cohort.ts';
import { checkLines, type Import, peopleOf } from '../src/core/import.ts';
import { acceptImport } from '../src/core/import-answer.ts';
import { readImportText } from '../src/core/import-file.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { createIds } from '../src/ids.ts';
import type { Slack } from '../src/sandbox/slack.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { startWorld } from '../test/support/world.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { median, timed } from './measure.ts';

const SECOND = 1_000;
const START = Date.UTC(2026, 11, 1, 8, 31);
/** How long one transaction may hold up everything else. */
const MOST_MS = 200;
/** Messages a second that Slack advises to stay within, and how many more may go out at once. */
const [PER_SECOND, BURST] = [1, 20];

/**
 * An import of 3,750 pairs, with Slack's limits counted: from the file to the last welcome, beside what the limits allow; and the one transaction
 * that makes the pairs, beside what we allow.
 *
 * @throws Error when Slack turned a call away, or somebody was looked up twice.
 */
export const importing = {
  name: 'import',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const pairs = quick ? 30 : 3_750;
    const writing: number[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run += 1)
      writing.push(await writePairs(join(folder, `import-${run}.db`), pairs));
    const { seconds, welcomes } = await importAll(pairs);
    const allowed = (welcomes - BURST) / PER_SECOND;
    const many = pairs.toLocaleString('en');
    return [
      timeRow(
        `import of ${many} pairs, in one transaction, beside what we allow`,
        MOST_MS,
        median(writing),
        quick ? null : 1,
      ),
      timeRow(
        `  file to last of ${welcomes.toLocaleString('en')} welcomes, on Slack’s clock`,
        allowed * SECOND,
        seconds * SECOND,
        quick ? null : 1.1,
      ),
    ];
  },
};

/** Milliseconds that it takes to write so many pairs of people whom nobody knew. */
async function writePairs(path: string, pairs: number): Promise<number> {
  const newId = createIds(() => START);
  const store = await openSqlite(path, { now: START, newId });
  try {
    const ada = await store.members.meet(
      newId(),
      'T1',
      { userId: 'UADA', name: 'Ada', zone: 'UTC', kind: 'member' },
      START,
    );
    const when = { startsOn: '2026-12-01', endsOn: '2027-11-30', cadenceWeeks: 2, meetingMinutes: 45, zone: 'UTC' };
    const cohort = {
      id: newId(),
      workspaceId: 'T1',
      name: 'Leaders',
      ...when,
      ...NEW_COHORT,
      createdBy: ada.id,
      createdAt: START,
    };
    await store.cohorts.create(cohort);
    const lines = readImportText(tableOf(pairs));
    if (isRefusal(lines)) throw new Error(lines.words);
    const people = peopleOf(lines);
    const made: Import = {
      ...{
        id: newId(),
        workspaceId: 'T1',
        cohortId: cohort.id,
        by: 'UADA',
        name: 'pairs.csv',
        state: 'looking-up',
        fileId: null,
      },
      ...{
        trouble: null,
        cursor: null,
        lines: pairs,
        people: people.length,
        pairs: null,
        createdAt: START,
        lookedUpAt: null,
      },
    };
    await store.imports.stage(made, { lines, people }, null);
    const found = people.map((email, at) => ({
      email,
      person: { userId: `U${at}`, name: email, zone: 'UTC', kind: 'member' as const },
    }));
    await store.imports.lookedUp(made.id, { people: found, unknown: [], isLast: true, cursor: null }, START);
    await store.imports.check(made.id, START, (facts) =>
      checkLines(facts.lines, facts.known, facts.cohort, facts.standing),
    );
    // As the yes does it: who is new becomes a member a few at a time before it.
    for (let from = 0; from < found.length; from += 500) {
      const some = found.slice(from, from + 500).map(({ person }) => person);
      await store.imports.meet('T1', some, START);
      await turn();
    }
    return await timed(() => store.imports.accept('T1', made.id, START, (facts) => acceptImport(facts, 'UADA', START)));
  } finally {
    await store.close();
  }
}

/** Imports so many pairs into a running cohort, in a Slack that counts calls. Seconds of its clock until everybody was welcomed. */
async function importAll(pairs: number): Promise<{ seconds: number; welcomes: number }> {
  const users = [
    { name: 'ada', is_admin: true },
    ...Array.from({ length: 2 * pairs }, (_, at) => ({ name: `m${at}` })),
  ];
  const world = await startWorld({
    users: users.map((user) => ({ ...user, tz: 'Europe/Vienna' })),
    rateLimits: 'real',
    paced: true,
    startsAt: new Date(START).toISOString(),
  });
  const { slack } = world;
  const ada = slack.as('ada');
  let welcomed = 0;
  try {
    await world.cohort();
    await ada.types('/cohort import');
    const form = await ada.modal('Import pairs');
    await form.fill({ 'CSV file': [await ada.uploads({ name: 'pairs.csv', content: tableOf(pairs) })] });
    await form.submit();
    const from = slack.clock.now();
    while (!ada.inbox.all().some(({ text }) => text.startsWith('Import into')))
      await world.at(slack.clock.now() + SECOND);
    refuseTwice(slack);
    const result = await ada.inbox.next(/^Import into/);
    await result.click(result.buttons[0] ?? '');
    for (; welcomed < 2 * pairs; welcomed = slack.log.posts.filter(({ text }) => text.startsWith('Welcome to')).length)
      await world.at(slack.clock.now() + 5 * SECOND);
    const turnedAway = slack.log.calls.filter(({ status }) => status === 429).length;
    if (turnedAway > 0) throw new Error(`Slack turned ${turnedAway} calls away.`);
    return { seconds: (slack.clock.now() - from) / SECOND, welcomes: welcomed };
  } finally {
    await world.stop();
  }
}

/** @throws Error when the bot was told of somebody twice */
function refuseTwice({ log }: Slack): void {
  const lists = log.calls.filter(({ method }) => method === 'users.list');
  const told = lists.flatMap(({ answer }) => (answer.members as { id: string }[]).map(({ id }) => id));
  if (new Set(told).size !== told.length) throw new Error('Somebody was looked up twice.');
}

function tableOf(pairs: number): string {
  const rows = Array.from({ length: pairs }, (_, at) => `m${2 * at}@example.com,m${2 * at + 1}@example.com`);
  return `mentor,mentee\n${rows.join('\n')}\n`;
}
