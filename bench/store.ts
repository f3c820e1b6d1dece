import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { accept, callOff, tapSlot } from '../src/core/booking.ts';
import type { Pair } from '../src/core/pairing.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import type { How, Row } from './bench.ts';
import { makeCrowd, TUESDAY, WORKSPACE } from './crowd.ts';
import { inTurns, median, timed } from './measure.ts';

const DAY = 24 * 60 * 60_000;
const PAIRINGS = 1_000;

/** What our promises cost: beside one bare insert, committed as durably. To know, without a goal. */
export const store = {
  name: 'store',
  async measure({ quick, folder }: How): Promise<Row[]> {
    const path = join(folder, 'store.db');
    await makeCrowd(path, PAIRINGS, 1, 1);
    const cairn = await openSqlite(path, { now: TUESDAY, newId: randomUUID });
    const bare = inserts(join(folder, 'bare.db'));
    const ids = await pairingIds(path);
    const times = quick ? 20 : 400;
    let turn = 0;
    const pairing = () => ids[turn++ % ids.length] ?? '';
    try {
      const baseline = () => perSecond(times, bare.insert);
      const life = await inTurns(9, baseline, () => perSecond(times, () => liveOneNudge(cairn, pairing())));
      const booking = await inTurns(9, baseline, () => perSecond(times / 4, () => bookAndCallOff(cairn, pairing()), 3));
      return [
        row("a nudge's life (plan, take, sent)", life),
        row('one booking change (propose, accept, call off)', booking),
      ];
    } finally {
      bare.close();
      await cairn.close();
    }
  },
};

function row(name: string, both: { baseline: number[]; ours: number[] }): Row {
  const [baseline, ours] = [median(both.baseline), median(both.ours)];
  const perSecondIn = (count: number) => `${Math.round(count).toLocaleString('en')}/s`;
  return { name, baseline: perSecondIn(baseline), ours: perSecondIn(ours), ratio: baseline / ours, goal: null };
}

/** How many a second, when each call of `work` does `each` of them. */
async function perSecond(times: number, work: () => Promise<unknown>, each = 1): Promise<number> {
  const ms = await timed(async () => {
    for (let done = 0; done < times; done += 1) await work();
  });
  return (times * each * 1000) / ms;
}

async function liveOneNudge(store: Store, pairingId: string): Promise<void> {
  const planned = await store.pairings.change(WORKSPACE, pairingId, TUESDAY, ({ mentee }) => ({
    plan: [
      { kind: 'book', occurrence: randomUUID(), to: mentee.id, dueAt: 0, notAfter: TUESDAY + DAY, about: { rung: 1 } },
    ],
  }));
  const lease = { id: randomUUID(), ms: 60_000 };
  const taken = await store.nudges.take(TUESDAY, lease, () => ({ send: true }));
  if (isRefusal(planned) || taken === null || taken === 'settled') throw new Error('the nudge was not there to take');
  const posted = { channel: 'D1', ts: '1.2', at: TUESDAY, shown: 'shown' };
  await store.nudges.sent(taken.nudge.id, lease.id, posted);
}

/** Three changes: one offers a time, the other accepts, the first calls it off. */
async function bookAndCallOff(store: Store, pairingId: string): Promise<void> {
  const offer = { startsAt: TUESDAY + 7 * DAY + Math.floor(Math.random() * 300 * DAY), minutes: 45, place: '' };
  const change = async (decide: (pair: Pair) => ReturnType<typeof tapSlot>) => {
    const done = await store.pairings.change(WORKSPACE, pairingId, TUESDAY, decide);
    if (done === null || isRefusal(done)) throw new Error(`it was refused: ${JSON.stringify(done)}`);
  };
  const by = (pair: Pair, who: 'mentor' | 'mentee') => ({ by: pair[who], now: TUESDAY, id: randomUUID() });
  await change((pair) => tapSlot(pair, by(pair, 'mentee'), offer));
  await change((pair) => accept(pair, by(pair, 'mentor'), pair.proposal?.id ?? ''));
  await change((pair) => callOff(pair, by(pair, 'mentee'), pair.next?.id ?? ''));
}

function inserts(path: string) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE notes (id TEXT NOT NULL PRIMARY KEY, words TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO notes (id, words) VALUES (?, ?)');
  return {
    insert: async () => insert.run(randomUUID(), 'what one row of ours may hold, more or less'),
    close: () => db.close(),
  };
}

async function pairingIds(path: string): Promise<string[]> {
  const db = new Database(path, { readonly: true });
  const ids = db.prepare<[], string>('SELECT id FROM pairings').pluck().all();
  db.close();
  return ids;
}
