import type { Pulse } from '../../core/pulse.ts';
import { ANSWERED_WITHIN_DAYS, type Counts, type PairFacts, QUESTIONS_DAYS } from '../../core/report.ts';
import type { Span } from '../../core/report-period.ts';
import type { PulseAnswer, PulseFigure } from '../../core/report-pulse.ts';
import { DAY } from '../../core/time.ts';
import { fromBit } from './row.ts';

/** What a member said of a meeting. `givenAt` UTC ms. */
export type Answer = Pick<Pulse, 'usefulness' | 'structure' | 'givenAt'>;

/** A pairing with its facts, which are null in a pairing without a history. */
export type FactsRow = {
  id: string;
  mentor_id: string;
  mentee_id: string;
  state: PairFacts['state'];
  created_at: number;
  ended_at: number | null;
  snoozed_until: number | null;
  cadence_weeks: number | null;
  paused_until: number | null;
  ladder: number;
  mentor_active: number;
  mentee_active: number;
  mentor_left_at: number | null;
  mentee_left_at: number | null;
  mentor_away: string | null;
  mentee_away: string | null;
  mentor_prep: number;
  mentee_prep: number;
  next_at: number | null;
  proposed: number | null;
  first_met: number | null;
  last_met: number | null;
  held: number | null;
  untold: number | null;
  /** UTC ms, with spaces between. */
  held_at: string | null;
  made: number | null;
  kept: number | null;
  mentor_given_at: number | null;
  mentor_usefulness: Pulse['usefulness'];
  mentor_structure: Pulse['structure'];
  mentee_given_at: number | null;
  mentee_usefulness: Pulse['usefulness'];
  mentee_structure: Pulse['structure'];
  /** `asked:answered` in UTC ms, with spaces between; nothing behind the colon when nobody answered. */
  questions: string | null;
};

/** The facts tell of the questions of so long before now, in ms: of those in the hundred days before the last one, and clocks may be set back. */
export const QUESTIONS_AT_HAND = 90 * DAY;

const BALANCE = { too_little: -1, just_right: 0, too_much: 1 };

/** What a report needs of one pairing. */
export function factsFromRow(row: FactsRow): PairFacts {
  return {
    pairingId: row.id,
    mentorId: row.mentor_id,
    menteeId: row.mentee_id,
    state: row.state,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    snoozedUntil: row.snoozed_until,
    cadenceWeeks: row.cadence_weeks,
    pausedUntil: row.paused_until,
    begun: row.ladder > 0,
    mentorActive: fromBit(row.mentor_active),
    menteeActive: fromBit(row.mentee_active),
    mentorLeftAt: row.mentor_left_at,
    menteeLeftAt: row.mentee_left_at,
    awayUntil: later(row.mentor_away, row.mentee_away),
    mentorWantsPrep: fromBit(row.mentor_prep),
    menteeWantsPrep: fromBit(row.mentee_prep),
    nextAt: row.next_at,
    proposed: row.proposed !== null && fromBit(row.proposed),
    firstMet: row.first_met,
    lastMet: row.last_met,
  };
}

/** The later of two local dates, as far as there are any. */
function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

/** What happened in some pairings up to `now` since they began, with the meetings that were held since an instant; UTC ms. */
export function ever(rows: readonly FactsRow[], now: number, since: number): { counts: Counts; heldAt: number[] } {
  // UTC ms are whole, so this begins just after that many days ago, and ends with now.
  const lately = { from: now - QUESTIONS_DAYS * DAY + 1, until: now + 1 };
  return { counts: { ...countsOf(rows), ...questionsIn(rows, lately) }, heldAt: heldSince(rows, since) };
}

/** The counts of some pairings, together. */
function countsOf(rows: readonly FactsRow[]): Omit<Counts, 'asked' | 'answered'> {
  const counts = { held: 0, untold: 0, made: 0, kept: 0 };
  for (const { held, untold, made, kept } of rows) {
    counts.held += held ?? 0;
    counts.untold += untold ?? 0;
    counts.made += made ?? 0;
    counts.kept += kept ?? 0;
  }
  return counts;
}

/** The questions that some pairings were asked in a span of time that lies within `QUESTIONS_AT_HAND`, and those of them that were answered soon. */
export function questionsIn(
  rows: readonly Pick<FactsRow, 'questions'>[],
  { from, until }: Span,
): Pick<Counts, 'asked' | 'answered'> {
  const counts = { asked: 0, answered: 0 };
  for (const { questions } of rows) {
    for (const question of questions?.split(' ') ?? []) {
      const [askedAt = Number.NaN, answeredAt = 0] = question.split(':').map(Number);
      if (!(askedAt >= from && askedAt < until)) continue;
      counts.asked += 1;
      if (answeredAt > 0 && answeredAt <= askedAt + ANSWERED_WITHIN_DAYS * DAY) counts.answered += 1;
    }
  }
  return counts;
}

/** When the meetings of some pairings began that were held since an instant; UTC ms. */
function heldSince(rows: readonly FactsRow[], since: number): number[] {
  const all: number[] = [];
  for (const { held_at: heldAt } of rows) {
    for (const written of heldAt?.split(' ') ?? []) {
      const at = Number(written);
      if (at >= since) all.push(at);
    }
  }
  return all;
}

/**
 * What each of the two said last in each of these pairings, before an instant (`until`, UTC ms).
 *
 * @param before looks up what somebody said last before then, where they have said something else since.
 */
export function answersOf(
  rows: readonly FactsRow[],
  until: number,
  before: (pairingId: string, memberId: string) => Answer | undefined,
): Record<PulseFigure, PulseAnswer[]> {
  const answers: Record<PulseFigure, PulseAnswer[]> = { usefulness: [], structure: [] };

  function add(pairingId: string, memberId: string, last: { [Key in keyof Answer]: Answer[Key] | null }): void {
    if (last.givenAt === null) return;
    const counts = last.givenAt < until ? last : before(pairingId, memberId);
    if (!counts || counts.givenAt === null) return;
    const { givenAt, usefulness, structure } = counts;
    if (usefulness !== null) answers.usefulness.push({ memberId, givenAt, value: usefulness });
    if (structure !== null) answers.structure.push({ memberId, givenAt, value: BALANCE[structure] });
  }

  for (const row of rows) {
    const { id, mentor_given_at, mentor_usefulness, mentor_structure } = row;
    add(id, row.mentor_id, {
      givenAt: mentor_given_at,
      usefulness: mentor_usefulness,
      structure: mentor_structure,
    });
    const { mentee_given_at, mentee_usefulness, mentee_structure } = row;
    add(id, row.mentee_id, { givenAt: mentee_given_at, usefulness: mentee_usefulness, structure: mentee_structure });
  }
  return answers;
}
