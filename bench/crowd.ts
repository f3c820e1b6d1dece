import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { recordBooked, timePassed } from '../src/core/booking.ts';
import type { Pair } from '../src/core/pairing.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import { accepted, makeCast, WORKSPACE } from '../test/store/make.ts';

export { WORKSPACE };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A Tuesday, 10:00 in London and 11:00 in Vienna: everybody may be nudged. UTC ms. */
export const TUESDAY = Date.UTC(2026, 11, 1, 10);

const MET = TUESDAY - 21 * DAY;
const ASKED = TUESDAY - 20 * DAY;

/**
 * A database of `pairings` pairings, with a mentor to every two of them and 500 to a cohort. Each pair met lately, was asked to book the
 * next meeting, and will be asked again in a month; but `due` of them already at `TUESDAY`, as many more a minute later, and so on for
 * `rounds` minutes, spread evenly over the file.
 *
 * The first pair is written by the store. The others are copies of its rows, written past the store in one transaction, because a store
 * that keeps every promise would take an hour for a million.
 */
export async function makeCrowd(path: string, pairings: number, due: number, rounds: number): Promise<void> {
  if (due * rounds >= pairings) throw new RangeError(`${pairings} pairings are not enough for ${rounds} times ${due}`);
  const numbers = Math.ceil((pairings * OF) / (OF - 1));
  const store = await openSqlite(path, { now: MET, newId: randomUUID });
  const first = await firstPair(store);
  await store.close();

  const db = new Database(path);
  // Nothing here has to outlive a crash.
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -1000000'])
    db.pragma(pragma);
  // An index is quicker made of all rows at once than row by row.
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    )
    .all();
  const copy = copier(db);
  const apart = Math.floor(pairings / (due * rounds));
  // Counts those that are not taken out again.
  const nth = `(i - (i + 1) / ${OF})`;
  const names = (kind: string) => ({
    id: id(kind),
    user_id: `printf('U${kind === 'mentor' ? 'R' : 'E'}%08X', i)`,
    name: `'${kind} ' || i`,
    zone: `CASE i % 2 WHEN 0 THEN 'Europe/Vienna' ELSE 'Europe/London' END`,
  });
  db.transaction(() => {
    for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
    db.prepare('DELETE FROM nudges WHERE id NOT IN (?, ?)').run(first.asked, first.book);
    db.prepare('UPDATE nudges SET due_at = ? WHERE id = ?').run(TUESDAY + 20 * DAY, first.book);
    copy('members', first.mentee.id, numbers, names('mentee'));
    copy('members', first.mentor.id, Math.ceil(numbers / 2) + 2, names('mentor'));
    copy('cohorts', first.cohort.id, Math.ceil(numbers / 500) + 2, {
      id: id('cohort'),
      name: `'Cohort ' || i`,
      name_key: `'cohort ' || i`,
    });
    copy('pairings', first.pairing.id, numbers, {
      id: id('pairing'),
      cohort_id: id('cohort', 'i / 500 + 1'),
      mentor_id: id('mentor', 'i / 2 + 1'),
      mentee_id: id('mentee'),
      two: `${id('mentee')} || ' ' || ${id('mentor', 'i / 2 + 1')}`,
    });
    const ofPairing = { pairing_id: id('pairing') };
    copy('meetings', first.past[0]?.id ?? '', numbers, { id: id('meeting'), ...ofPairing, booked_by: id('mentee') });
    const toMentee = { ...ofPairing, to_id: id('mentee') };
    copy('nudges', first.asked, numbers, {
      id: id('asked'),
      ...toMentee,
      occurrence: `'next:' || ${id('pairing')}`,
      channel: `printf('D%08X', i)`,
      ts: `printf('%d.%06d', ${ASKED / 1000}, i % 1000000)`,
    });
    copy('nudges', first.book, numbers, {
      id: id('book'),
      ...toMentee,
      occurrence: `'book:' || ${id('pairing')}`,
      due_at: `CASE WHEN ${nth} % ${apart} = 0 AND ${nth} <= ${apart * due * rounds}
        THEN ${TUESDAY} + ${nth} / ${apart} % ${rounds} * ${MINUTE} ELSE ${TUESDAY} + (20 + i % 20) * ${DAY} END`,
    });
    for (const { sql } of indexes) db.exec(sql);
    takeOut(db);
  })();
  const broken = pairings <= 10_000 ? (db.pragma('foreign_key_check') as unknown[]) : [];
  if (broken.length > 0) throw new Error(`${broken.length} copies refer to nothing`);
  db.close();
  toDisk(path);
}

/** Waits until a file is on the disk, which else would still be busy with it while we measure. */
export function toDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** A pair that met twice and was asked to book again, with one more nudge planned. The ids of the two nudges as well. */
async function firstPair(store: Store): Promise<Pair & { asked: string; book: string }> {
  const { pair } = await makeCast(store);
  const { id: pairingId } = pair.pairing;
  for (const startsAt of [MET - 14 * DAY, MET]) {
    const act = { by: pair.mentee, now: startsAt - DAY, id: randomUUID() };
    accepted(
      await store.pairings.change(WORKSPACE, pairingId, act.now, (it) =>
        recordBooked(it, act, { startsAt, minutes: 45, place: '' }),
      ),
    );
    await letTimePass(store, startsAt + 45 * MINUTE);
  }
  await letTimePass(store, TUESDAY);
  const met = accepted(await store.pairings.find(WORKSPACE, pairingId, TUESDAY));
  const ofThisCycle = (await store.nudges.ofPairing(pairingId)).filter(({ cycle }) => cycle === met.pairing.cycle);
  const asked = accepted(ofThisCycle.find(({ kind }) => kind === 'next-meeting-due'));
  const book = accepted(ofThisCycle.find(({ kind }) => kind === 'book'));
  const lease = { id: randomUUID(), ms: MINUTE };
  for (let taken = null; taken?.nudge.id !== asked.id; ) {
    const next = await store.nudges.take(ASKED, lease, ({ id }) =>
      id === asked.id ? { send: true } : { giveUp: 'cancelled', reason: 'not needed here' },
    );
    if (next === null) throw new Error('nobody asked the first pair');
    if (next !== 'settled') taken = next;
  }
  await store.nudges.sent(asked.id, lease.id, { channel: 'D1', ts: '1.2', at: ASKED, shown: '' });
  return { ...met, asked: asked.id, book: book.id };
}

async function letTimePass(store: Store, now: number): Promise<void> {
  while (await store.pairings.changeNextDue(now, (pair) => timePassed(pair, now)));
}

/** Writes copies of a row, numbered from 1 (`i`), until there are `count` with it; `changes` is SQL for what differs. */
function copier(db: Database.Database) {
  return (table: string, rowId: string, count: number, changes: Record<string, string>): void => {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const values = columns.map((column) => changes[column] ?? `first.${column}`);
    db.prepare(`
      WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < @count)
      INSERT INTO ${table} (${columns.join(', ')})
      SELECT ${values.join(', ')} FROM numbers JOIN ${table} AS first ON first.id = @rowId
      WHERE @count > 1`).run({ count, rowId });
  };
}

/**
 * Takes every fourth pairing out again, with all that is about it. Rows and indexes that were written in their order leave every page full to
 * the brim, and each later write would have to split one; in a file that has lived, pages are about as full as they are now
 * (two thirds or so, Yao 1978, https://doi.org/10.1007/BF00289075).
 */
function takeOut(db: Database.Database): void {
  for (const [table, kind] of [
    ['nudges', 'asked'],
    ['nudges', 'book'],
    ['meetings', 'meeting'],
    ['pairings', 'pairing'],
    ['members', 'mentee'],
  ] as const)
    db.exec(`
      DELETE FROM ${table} WHERE id LIKE '%-${kindInId(kind)}-4000-8000-%' AND substr(id, -1) IN ('3', '7', 'b', 'f')`);
}

/** Of so many pairings, one is taken out again. */
const OF = 4;
const KINDS = ['mentee', 'mentor', 'cohort', 'pairing', 'meeting', 'asked', 'book'];

/** SQL for an id that looks like a UUID. Those of one pair lie together in every index, and far from those of the next one that is due. */
function id(kind: string, number = 'i'): string {
  return `printf('%08x-${kindInId(kind)}-4000-8000-%012x', ${number}, ${number})`;
}

function kindInId(kind: string): string {
  return String(KINDS.indexOf(kind) + 1).padStart(4, '0');
}
