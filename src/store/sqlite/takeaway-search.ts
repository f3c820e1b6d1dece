import type { Pairing } from '../../core/pairing.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { FoundTakeaway, SeenTakeaway, TakeawayStore } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Marks } from './marks.ts';
import type { Outbox } from './outbox.ts';
import type { Pairs } from './pairs.ts';
import { reachWord, type TakeawayRow, type TakeawayTable, takeawayFromRow } from './takeaways.ts';

/**
 * So many are found at most. A word that everybody uses must not make everybody wait: `bm25` counts each word in the whole index first
 * (https://sqlite.org/fts5.html#the_bm25_function), which takes ten times as long as finding the newest that fit.
 */
const FOUND = 1000;
/** Marks around the words that were searched for; no text contains them. */
const [OPEN, CLOSE] = ['\u0001', '\u0002'];

type SeenRow = TakeawayRow & { own: number; user_id: string; author_name: string };

/** The part of `store.takeaways`, on a connection. */
export function takeawayStore(
  { db, read, write }: Connection,
  takeaways: TakeawayTable,
  pairs: Pairs,
  outbox: Outbox,
  marks: Marks,
): TakeawayStore {
  const reach = db.prepare<[{ memberId: string }], { id: string; cohort_id: string }>(`
    SELECT id, cohort_id FROM pairings WHERE mentor_id = @memberId UNION SELECT id, cohort_id FROM pairings WHERE mentee_id = @memberId`);
  const hits = db.prepare<[string], { number: number }>(`
    SELECT rowid AS number FROM takeaway_words WHERE takeaway_words MATCH ? ORDER BY rowid DESC LIMIT ${FOUND + 1}`);
  const scores = db.prepare<[string], { number: number; score: number }>(`
    SELECT rowid AS number, bm25(takeaway_words, 1.0, 2.0, 0.0) AS score
    FROM takeaway_words WHERE takeaway_words MATCH ?`);
  // Beside MATCH, FTS5 passes over a rowid that is not bound as an integer, and JavaScript's numbers are bound as floats.
  const snippet = db.prepare<[string, number], { snippet: string }>(`
    SELECT snippet(takeaway_words, 0, '${OPEN}', '${CLOSE}', '…', 24) AS snippet
    FROM takeaway_words WHERE takeaway_words MATCH ? AND rowid = CAST(? AS INTEGER)`);
  const own = `
    EXISTS (SELECT 1 FROM pairings WHERE pairings.id = takeaways.pairing_id AND @memberId IN (mentor_id, mentee_id))`;
  const seen = `
    SELECT takeaways.*, members.user_id, members.name AS author_name, ${own} AS own
    FROM takeaways JOIN members ON members.id = takeaways.author`;
  const byNumber = db.prepare<[{ memberId: string; number: number }], SeenRow>(`${seen} WHERE number = @number`);
  const states = db.prepare<[number], { state: string }>('SELECT state FROM takeaways WHERE number = ?');
  // What one may see in two parts that share nothing, each with an index to go by: private in a pairing, shared in a cohort.
  const isPrivate = `FROM takeaways WHERE pairing_id = @of AND state <> 'withdrawn' AND audience = 'pair'`;
  const isShared = `FROM takeaways WHERE cohort_id = @of AND state <> 'withdrawn' AND audience = 'cohort'`;
  const newest = (part: string) =>
    db.prepare<[{ of: string; count: number }], { number: number }>(
      `SELECT number ${part} ORDER BY number DESC LIMIT @count`,
    );
  const total = (part: string) => db.prepare<[{ of: string }], { total: number }>(`SELECT COUNT(*) AS total ${part}`);
  const privately = { newest: newest(isPrivate), total: total(isPrivate) };
  const shared = { newest: newest(isShared), total: total(isShared) };
  const one = db.prepare<[{ memberId: string; id: string }], SeenRow>(`
    ${seen} WHERE takeaways.id = @id AND state <> 'withdrawn' AND (
      ${own} OR audience = 'cohort' AND takeaways.cohort_id IN (
        SELECT cohort_id FROM pairings WHERE mentor_id = @memberId
        UNION ALL SELECT cohort_id FROM pairings WHERE mentee_id = @memberId))`);
  const theirs = `
    FROM takeaways WHERE pairing_id = @pairingId AND state <> 'withdrawn'
      AND EXISTS (SELECT 1 FROM pairings WHERE id = @pairingId AND @memberId IN (mentor_id, mentee_id))`;
  const latestOfPairing = db.prepare<[{ memberId: string; pairingId: string; from: number; count: number }], SeenRow>(
    `${seen} WHERE number IN (SELECT number ${theirs} ORDER BY number DESC LIMIT @count OFFSET @from) ORDER BY number DESC`,
  );
  const totalOfPairing = db.prepare<[{ memberId: string; pairingId: string }], { total: number }>(
    `SELECT COUNT(*) AS total ${theirs}`,
  );

  /** The places where a member may see something: their pairings, and the cohorts of these. */
  function placesOf(memberId: string): { pairings: string[]; cohorts: string[] } {
    const places = reach.all({ memberId });
    return { pairings: places.map(({ id }) => id), cohorts: [...new Set(places.map(({ cohort_id }) => cohort_id))] };
  }

  /** The index's own query for what somebody typed, within what they may see; null when there is no word in it. */
  function queryFor(memberId: string, words: string): string | null {
    const wanted = readWords(words);
    const { pairings, cohorts } = placesOf(memberId);
    if (wanted.length === 0 || pairings.length === 0) return null;
    const within = [...pairings.map((id) => reachWord('p', id)), ...cohorts.map((id) => reachWord('c', id))];
    return `{text tags} : (${wanted.join(' AND ')}) AND reach : (${within.join(' OR ')})`;
  }

  /** The best first; the newest where there are too many to tell. What is out of date comes behind what is not. */
  function ordered(query: string): { numbers: number[]; ranked: boolean } {
    const newest = hits.all(query).map(({ number }) => ({ number, score: 0 }));
    const ranked = newest.length <= FOUND;
    const scored = (ranked ? scores.all(query) : newest.slice(0, FOUND)).map((hit) => ({
      ...hit,
      outdated: states.get(hit.number)?.state === 'outdated',
    }));
    scored.sort((a, b) => Number(a.outdated) - Number(b.outdated) || a.score - b.score || b.number - a.number);
    return { numbers: scored.map(({ number }) => number), ranked };
  }

  return {
    async search(memberId, words, { from, count }) {
      return read(() => {
        const query = queryFor(memberId, words);
        if (!query) return { found: [], total: 0, ranked: true };
        const { numbers, ranked } = ordered(query);
        const found = numbers.slice(from, from + count).flatMap((number): FoundTakeaway[] => {
          const row = byNumber.get({ memberId, number });
          return row ? [{ ...seenFromRow(row), snippet: snippet.get(query, number)?.snippet ?? row.text }] : [];
        });
        return { found, total: numbers.length, ranked };
      });
    },
    async latest(memberId, { from, count }) {
      return read(() => {
        const { pairings, cohorts } = placesOf(memberId);
        const parts = [
          ...pairings.map((of) => ({ of, part: privately })),
          ...cohorts.map((of) => ({ of, part: shared })),
        ];
        const numbers = parts
          .flatMap(({ of, part }) => part.newest.all({ of, count: from + count }))
          .map(({ number }) => number)
          .sort((one, other) => other - one);
        const found = numbers.slice(from, from + count).flatMap((number) => {
          const row = byNumber.get({ memberId, number });
          return row ? [seenFromRow(row)] : [];
        });
        return { found, total: parts.reduce((sum, { of, part }) => sum + (part.total.get({ of })?.total ?? 0), 0) };
      });
    },
    async ofPairing(memberId, pairingId, { from, count }) {
      return read(() => ({
        found: latestOfPairing.all({ memberId, pairingId, from, count }).map(seenFromRow),
        total: totalOfPairing.get({ memberId, pairingId })?.total ?? 0,
      }));
    },
    async seenBy(memberId, id) {
      return read(() => {
        const row = one.get({ memberId, id });
        return row ? seenFromRow(row) : null;
      });
    },
    async change(workspaceId, id, now, decide) {
      return write(() => {
        const before = takeaways.find(workspaceId, id);
        if (!before) return null;
        const pair = pairs.get(before.pairingId, now);
        const decided = decide(before, pair);
        if (isRefusal(decided)) return decided;
        const { pairingId, cohortId, author, createdAt } = before;
        const after = { ...decided.takeaway, id, pairingId, cohortId, author, createdAt };
        takeaways.save(workspaceId, after);
        const pairing: Pairing = pair.pairing;
        for (const plan of decided.plan ?? []) outbox.plan(pairing, plan, now);
        marks.ofPairing(pairingId, now);
        return after;
      });
    },
  };
}

/**
 * Words, `begin*`, "phrases" and #tags, each as the index wants it. Nothing typed can be read as an operator: every word is quoted. Quotes
 * may be the curly ones that keyboards make of straight ones; a word that was cut is looked for by its beginning.
 */
function readWords(typed: string): string[] {
  const straight = typed.normalize('NFC').replace(/[“”„«»]/g, '"');
  const parts = straight.match(/#?"[^"]*"\*?|[^\s"]+/g) ?? [];
  return parts.flatMap((part) => {
    const words = part.match(/[\p{L}\p{N}\p{M}]+/gu)?.join(' ');
    if (!words) return [];
    const wanted = /[*…]$/.test(part) ? `"${words}" *` : `"${words}"`;
    return [part.startsWith('#') ? `tags : ${wanted}` : wanted];
  });
}

function seenFromRow(row: SeenRow): SeenTakeaway {
  const { author, ...takeaway } = takeawayFromRow(row);
  const known = row.own === 1 || takeaway.named;
  return { ...takeaway, author: known ? { memberId: author, userId: row.user_id, name: row.author_name } : null };
}
