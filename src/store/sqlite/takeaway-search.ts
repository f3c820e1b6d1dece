import type { Pairing } from '../../core/pairing.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { FoundTakeaway, SeenTakeaway, TakeawayStore } from '../store.ts';
import type { Connection } from './connection.ts';
import type { Marks } from './marks.ts';
import type { Outbox } from './outbox.ts';
import type { Pairs } from './pairs.ts';
import { reachWord, type TakeawayRow, type TakeawayTable, takeawayFromRow } from './takeaways.ts';

/** So many of the newest that fit are ranked: a word that everybody uses must not make everybody wait. */
const RANKED = 1000;
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
  const hits = db.prepare<[string], { number: number; score: number }>(`
    SELECT rowid AS number, bm25(takeaway_words, 1.0, 2.0, 0.0) AS score
    FROM takeaway_words WHERE takeaway_words MATCH ? ORDER BY rowid DESC LIMIT ${RANKED}`);
  // Beside MATCH, FTS5 passes over a rowid that is not bound as an integer, and JavaScript's numbers are bound as floats.
  const snippet = db.prepare<[string, number], { snippet: string }>(`
    SELECT snippet(takeaway_words, 0, '${OPEN}', '${CLOSE}', '…', 24) AS snippet
    FROM takeaway_words WHERE takeaway_words MATCH ? AND rowid = CAST(? AS INTEGER)`);
  const seen = `
    SELECT takeaways.*, members.user_id, members.name AS author_name,
      EXISTS (SELECT 1 FROM pairings WHERE pairings.id = takeaways.pairing_id AND @memberId IN (mentor_id, mentee_id)) AS own
    FROM takeaways JOIN members ON members.id = takeaways.author`;
  // Two halves, so that each has an index to go by.
  const visible = `WITH own AS (
      SELECT id, cohort_id FROM pairings WHERE mentor_id = @memberId
      UNION ALL SELECT id, cohort_id FROM pairings WHERE mentee_id = @memberId
    ), visible AS (
      SELECT number FROM takeaways WHERE pairing_id IN (SELECT id FROM own) AND state <> 'withdrawn'
      UNION
      SELECT number FROM takeaways
      WHERE cohort_id IN (SELECT cohort_id FROM own) AND state <> 'withdrawn' AND audience = 'cohort'
    )`;
  const byNumber = db.prepare<[{ memberId: string; number: number }], SeenRow>(`${seen} WHERE number = @number`);
  const states = db.prepare<[number], { state: string }>('SELECT state FROM takeaways WHERE number = ?');
  const latest = db.prepare<[{ memberId: string; from: number; count: number }], SeenRow>(
    `${visible} ${seen} WHERE number IN (SELECT number FROM visible ORDER BY number DESC LIMIT @count OFFSET @from) ORDER BY number DESC`,
  );
  const theirs = `
    FROM takeaways WHERE pairing_id = @pairingId AND state <> 'withdrawn'
      AND EXISTS (SELECT 1 FROM pairings WHERE id = @pairingId AND @memberId IN (mentor_id, mentee_id))`;
  const latestOfPairing = db.prepare<[{ memberId: string; pairingId: string; from: number; count: number }], SeenRow>(
    `${seen} WHERE number IN (SELECT number ${theirs} ORDER BY number DESC LIMIT @count OFFSET @from) ORDER BY number DESC`,
  );
  const totalOfPairing = db.prepare<[{ memberId: string; pairingId: string }], { total: number }>(
    `SELECT COUNT(*) AS total ${theirs}`,
  );
  const total = db.prepare<[{ memberId: string }], { total: number }>(
    `${visible} SELECT COUNT(*) AS total FROM visible`,
  );
  const one = db.prepare<[{ memberId: string; id: string }], SeenRow>(
    `${visible} ${seen} WHERE takeaways.id = @id AND number IN (SELECT number FROM visible)`,
  );

  /** The index's own query for what somebody typed, within what they may see; null when there is no word in it. */
  function queryFor(memberId: string, words: string): string | null {
    const wanted = readWords(words);
    const places = reach.all({ memberId });
    if (wanted.length === 0 || places.length === 0) return null;
    const within = [
      ...places.map(({ id }) => reachWord('p', id)),
      ...new Set(places.map(({ cohort_id }) => reachWord('c', cohort_id))),
    ];
    return `{text tags} : (${wanted.join(' AND ')}) AND reach : (${within.join(' OR ')})`;
  }

  /** The best first; what is out of date comes behind what is not. */
  function ranked(query: string): number[] {
    const scored = hits.all(query).map((hit) => ({ ...hit, outdated: states.get(hit.number)?.state === 'outdated' }));
    scored.sort((a, b) => Number(a.outdated) - Number(b.outdated) || a.score - b.score || b.number - a.number);
    return scored.map(({ number }) => number);
  }

  return {
    async search(memberId, words, { from, count }) {
      return read(() => {
        const query = queryFor(memberId, words);
        if (!query) return { found: [], total: 0 };
        const numbers = ranked(query);
        const found = numbers.slice(from, from + count).flatMap((number): FoundTakeaway[] => {
          const row = byNumber.get({ memberId, number });
          return row ? [{ ...seenFromRow(row), snippet: snippet.get(query, number)?.snippet ?? row.text }] : [];
        });
        return { found, total: numbers.length };
      });
    },
    async latest(memberId, { from, count }) {
      return read(() => ({
        found: latest.all({ memberId, from, count }).map(seenFromRow),
        total: total.get({ memberId })?.total ?? 0,
      }));
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

/** Words, `begin*`, "phrases" and #tags, each as the index wants it. Nothing typed can be read as an operator: every word is quoted. */
function readWords(typed: string): string[] {
  const parts = typed.normalize('NFC').match(/"[^"]*"|[^\s"]+/g) ?? [];
  return parts.flatMap((part) => {
    const words = part.match(/[\p{L}\p{N}\p{M}]+/gu)?.join(' ');
    if (!words) return [];
    const quoted = `"${words}"`;
    if (part.startsWith('#')) return [`tags : ${quoted}`];
    return [part.endsWith('*') ? `${quoted} *` : quoted];
  });
}

function seenFromRow(row: SeenRow): SeenTakeaway {
  const { author, ...takeaway } = takeawayFromRow(row);
  const known = row.own === 1 || takeaway.named;
  return { ...takeaway, author: known ? { memberId: author, userId: row.user_id, name: row.author_name } : null };
}
