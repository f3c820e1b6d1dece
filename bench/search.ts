import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Cohort } from '../src/core/cohort.ts';
import type { Pair } from '../src/core/pairing.ts';
import type { Takeaway } from '../src/core/takeaway.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import { accepted, MONDAY, makeCohort, makeMember, makePair, WORKSPACE } from '../test/store/make.ts';
import { type How, type Row, timeRow } from './bench.ts';
import { median, percentile, timed } from './measure.ts';

const TAKEAWAYS = 100_000;
const READS = 1_000;
/** Under 20 ms, where a thousand reads by primary key take 5 ms. */
const GOAL = 4;

/** Full-text search over many takeaways, at p99, beside a thousand reads by primary key. */
export const search = {
  name: 'search',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const takeaways = quick ? 2_000 : TAKEAWAYS;
    const rounds = quick ? 18 : 360;
    return [
      ...(await measureIn(join(folder, 'one-cohort.db'), 1, takeaways, rounds)),
      ...(await measureIn(join(folder, 'many-cohorts.db'), 100, takeaways, rounds)),
    ];
  },
};

async function measureIn(path: string, cohorts: number, takeaways: number, rounds: number): Promise<Row[]> {
  const store = await openSqlite(path, { now: MONDAY, newId: randomUUID });
  const reads = primaryKeyReads(`${path}.bare`, takeaways);
  try {
    const reader = await fill(store, cohorts, takeaways);
    const random = numbers(7);
    const times = { baseline: [] as number[], search: [] as number[], latest: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const words = QUERIES[round % QUERIES.length]?.(random) ?? '';
      const from = round % 7 === 0 ? 20 : 0;
      times.baseline.push(await quickest(async () => reads.some(READS)));
      times.search.push(await quickest(() => store.takeaways.search(reader, words, { from, count: 5 })));
      times.latest.push(await quickest(() => store.takeaways.latest(reader, { from, count: 5 })));
    }
    const where = cohorts === 1 ? 'one cohort' : `${cohorts} cohorts`;
    const baseline = median(times.baseline);
    const row = (what: string, ours: number[]) =>
      timeRow(
        `${what} of ${takeaways.toLocaleString('en')} takeaways in ${where}, p99, beside ${READS.toLocaleString('en')} reads by key`,
        baseline,
        percentile(ours, 0.99),
        GOAL,
      );
    return [row('a search', times.search), row('the newest', times.latest)];
  } finally {
    reads.close();
    await store.close();
  }
}

/** How many ms `work` takes when nothing else on the machine gets in its way: the least of several times. */
async function quickest(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 5; time += 1) least = Math.min(least, await timed(work));
  return least;
}

/** What people may look for: common words and rare ones, several, beginnings, phrases, tags, and what there is not. */
const QUERIES: ((random: () => number) => string)[] = [
  () => word(0),
  () => `${word(0)} ${word(1)}`,
  (random) => word(Math.floor(random() * WORDS)),
  (random) => `${word(2)} ${word(Math.floor(random() * WORDS))}`,
  () => `${word(3).slice(0, 2)}*`,
  (random) => `${word(Math.floor(random() * 50)).slice(0, 3)}* ${word(0)}`,
  () => `"${word(0)} ${word(1)}"`,
  (random) => `#tag${Math.floor(random() * 40)}`,
  () => 'nothing-like-this',
];

const WORDS = 5_000;
const SYLLABLES = [
  'ba',
  'co',
  'di',
  'fu',
  'ge',
  'hy',
  'ja',
  'ko',
  'li',
  'mu',
  'ne',
  'po',
  'ra',
  'si',
  'tu',
  'va',
  'xe',
];

/** A made-up word; those with small numbers are common. */
function word(number: number): string {
  const digits = [number % 17, Math.floor(number / 17) % 17, Math.floor(number / 289) % 17];
  return digits.map((digit) => SYLLABLES[digit]).join('');
}

/** Fills the store with shared takeaways of a hundred pairs, and answers a reader of the first cohort. */
async function fill(store: Store, cohorts: number, takeaways: number): Promise<string> {
  const mentor = await makeMember(store, 'Ada');
  const random = numbers(3);
  const pairs: Pair[] = [];
  for (let number = 0; number < 100; number += 1) {
    const cohort: Cohort =
      number < cohorts
        ? accepted(await store.cohorts.create(makeCohort(mentor, { name: `Cohort ${number}` })))
        : (pairs[number % cohorts]?.cohort ?? makeCohort(mentor));
    const [one, other] = [await makeMember(store, `Mentor${number}`), await makeMember(store, `Mentee${number}`)];
    pairs.push(await makePair(store, cohort, one, other));
  }
  for (const pair of pairs) {
    const kept = Array.from({ length: takeaways / pairs.length }, (): Takeaway => {
      const ids = { id: randomUUID(), pairingId: pair.pairing.id, cohortId: pair.cohort.id, author: pair.mentee.id };
      const text = Array.from({ length: 30 }, () => word(Math.floor(WORDS * random() ** 4))).join(' ');
      const tags = [`tag${Math.floor(random() * 40)}`];
      const seen = {
        audience: 'cohort' as const,
        named: true,
        quotes: false,
        vetoedBy: null,
        state: 'current' as const,
      };
      return { ...ids, text, tags, ...seen, createdAt: MONDAY, updatedAt: MONDAY };
    });
    accepted(await store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ takeaways: kept })));
  }
  return pairs[0]?.mentee.id ?? '';
}

function primaryKeyReads(path: string, rows: number) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE notes (id TEXT NOT NULL PRIMARY KEY, words TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO notes (id, words) VALUES (?, ?)');
  const ids = Array.from({ length: rows }, () => randomUUID());
  db.transaction(() => {
    for (const id of ids) insert.run(id, word(1).repeat(30));
  })();
  const read = db.prepare('SELECT * FROM notes WHERE id = ?');
  let turn = 0;
  return {
    some(count: number): void {
      for (let done = 0; done < count; done += 1) read.get(ids[(turn++ * 7919) % ids.length]);
    },
    close: () => db.close(),
  };
}

/** The same numbers from 0 to 1 each time: mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
