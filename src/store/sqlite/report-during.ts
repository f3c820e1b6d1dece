import type Database from 'better-sqlite3';
import { ANSWERED_WITHIN_DAYS, type Counts } from '../../core/report.ts';
import type { Span } from '../../core/report-period.ts';
import { DAY } from '../../core/time.ts';
import { type FactsRow, QUESTIONS_AT_HAND, questionsIn } from './report-rows.ts';
import { text } from './row.ts';

/** Some pairings of a cohort: those after one id, up to and including another. */
export type Stretch = { cohortId: string; after: string; upTo: string };

/** Tells that a row of `pairings` lies in a stretch. */
export const stretch = `pairings.cohort_id = ${text('@cohortId')} AND pairings.id > @after AND pairings.id <= @upTo`;

/** Questions that a time answers. */
const TO_BOOK = `('welcome', 'book', 'next-meeting-due', 'proposal-unanswered')`;

/**
 * Counts what happened in a span of time in some pairings, and lists when meetings were held in it since `chartSince` (UTC ms). `rows` are the facts
 * of these pairings at `now` (UTC ms). To be used inside a transaction.
 */
export function reportsDuring(db: Database.Database) {
  const meetings = db.prepare<[Stretch & Span], Pick<Counts, 'held' | 'untold'>>(`
    SELECT COUNT(CASE WHEN meetings.outcome = 'held' THEN 1 END) AS held,
      COUNT(CASE WHEN meetings.outcome IS NULL OR meetings.outcome = 'unknown' THEN 1 END) AS untold
    FROM pairings CROSS JOIN meetings ON meetings.pairing_id = pairings.id AND meetings.state = 'ended'
    WHERE ${stretch} AND meetings.starts_at >= @from AND meetings.starts_at < @until`);
  const heldAt = db
    .prepare<[Stretch & Span], number>(`
      SELECT meetings.starts_at FROM pairings
      CROSS JOIN meetings ON meetings.pairing_id = pairings.id AND meetings.state = 'ended'
      WHERE ${stretch} AND meetings.starts_at >= @from AND meetings.starts_at < @until AND meetings.outcome = 'held'`)
    .pluck();
  const made = db
    .prepare<[Stretch & Span], number>(`
      SELECT COUNT(*) FROM pairings CROSS JOIN commitments ON commitments.pairing_id = pairings.id
      WHERE ${stretch} AND commitments.created_at >= @from AND commitments.created_at < @until`)
    .pluck();
  const kept = db
    .prepare<[Stretch & Span], number>(`
      SELECT COUNT(*) FROM pairings
      CROSS JOIN commitments ON commitments.pairing_id = pairings.id AND commitments.state <> 'open'
      WHERE ${stretch} AND commitments.closed_at >= @from AND commitments.closed_at < @until AND commitments.state = 'kept'`)
    .pluck();
  const questions = db.prepare<[Stretch & Span & { within: number }], Pick<Counts, 'asked' | 'answered'>>(`
    SELECT COUNT(*) AS asked, COUNT(CASE WHEN
      EXISTS (SELECT 1 FROM proposals WHERE pairing_id = nudges.pairing_id
        AND created_at >= nudges.sent_at AND created_at <= nudges.sent_at + @within)
      OR EXISTS (SELECT 1 FROM meetings WHERE pairing_id = nudges.pairing_id
        AND created_at >= nudges.sent_at AND created_at <= nudges.sent_at + @within)
      THEN 1 END) AS answered
    FROM pairings
    CROSS JOIN nudges ON nudges.pairing_id = pairings.id AND nudges.to_id IN (pairings.mentor_id, pairings.mentee_id)
    WHERE ${stretch} AND nudges.state = 'sent' AND nudges.asks = 1
      AND nudges.sent_at >= @from AND nudges.sent_at < @until AND nudges.kind IN ${TO_BOOK}`);

  /** Recent questions stand in the facts, ready to be counted; older ones are looked up. */
  function questionsDuring(of: Stretch, span: Span, rows: readonly FactsRow[], now: number) {
    const border = now - QUESTIONS_AT_HAND;
    const recent = questionsIn(rows, { ...span, from: Math.max(span.from, border) });
    if (span.from >= border) return recent;
    const until = Math.min(span.until, border);
    const older = questions.get({ ...of, from: span.from, until, within: ANSWERED_WITHIN_DAYS * DAY });
    return { asked: recent.asked + (older?.asked ?? 0), answered: recent.answered + (older?.answered ?? 0) };
  }

  return (of: Stretch, span: Span, chartSince: number, rows: readonly FactsRow[], now: number) => {
    const asked = { ...of, ...span };
    const counts: Counts = {
      ...(meetings.get(asked) ?? { held: 0, untold: 0 }),
      ...questionsDuring(of, span, rows, now),
      made: made.get(asked) ?? 0,
      kept: kept.get(asked) ?? 0,
    };
    return { counts, heldAt: heldAt.all({ ...asked, from: Math.max(span.from, chartSince) }) };
  };
}
