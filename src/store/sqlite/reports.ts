import type { LookedAfter } from '../../core/attention.ts';
import type { Pulse } from '../../core/pulse.ts';
import type { Counts, Figures, PairFacts } from '../../core/report.ts';
import { ANSWERED_WITHIN_DAYS, QUESTIONS_DAYS } from '../../core/report.ts';
import type { PulseAnswer, PulseFigure, ShownPulse } from '../../core/report-pulse.ts';
import { DAY } from '../../core/time.ts';
import type { ReportStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { fromBit, text } from './row.ts';

type FactsRow = {
  id: string;
  mentor_id: string;
  mentee_id: string;
  state: PairFacts['state'];
  created_at: number;
  ended_at: number | null;
  snoozed_until: number | null;
  cadence_weeks: number | null;
  paused_until: number | null;
  mentor_active: number;
  mentee_active: number;
  mentor_prep: number;
  mentee_prep: number;
  next_at: number | null;
  proposed: number;
  first_met: number | null;
  last_met: number | null;
};

/** Some pairings of a cohort: those after one id, up to and including another. */
type Stretch = { cohortId: string; after: string; upTo: string };

type AnswerRow = {
  member_id: string;
  given_at: number;
  usefulness: number | null;
  structure: Pulse['structure'];
};

type ShownRow = { value: number; people: number; until: number };

/** What counts as having met, unless somebody says otherwise. */
const MAY_HAVE_MET = `state = 'ended' AND (outcome IS NULL OR outcome IN ('held', 'unknown'))`;
const NONE: Counts = { held: 0, untold: 0, made: 0, kept: 0, asked: 0, answered: 0 };
const BALANCE = { too_little: -1, just_right: 0, too_much: 1 };
/** Questions that a time answers. */
const TO_BOOK = `('welcome', 'book', 'next-meeting-due', 'proposal-unanswered')`;

/** The part of `store.reports`, on a connection. No statement here reads what anybody wrote: states, counts, times, and the names of people. */
export function reportStore({ db, read, write }: Connection): ReportStore {
  const facts = db.prepare<[{ cohortId: string; after: string; count: number }], FactsRow>(`
    SELECT pairings.id, pairings.mentor_id, pairings.mentee_id, pairings.state, pairings.created_at, pairings.ended_at,
      pairings.snoozed_until, pairings.cadence_weeks, pairings.paused_until, mentor.active AS mentor_active, mentee.active AS mentee_active,
      mentor.wants_prep AS mentor_prep, mentee.wants_prep AS mentee_prep,
      (SELECT starts_at FROM meetings WHERE pairing_id = pairings.id AND state = 'booked') AS next_at,
      EXISTS (SELECT 1 FROM proposals WHERE pairing_id = pairings.id AND state = 'open') AS proposed,
      (SELECT starts_at FROM meetings WHERE pairing_id = pairings.id AND ${MAY_HAVE_MET}
        ORDER BY starts_at LIMIT 1) AS first_met,
      (SELECT ends_at FROM meetings WHERE pairing_id = pairings.id AND ${MAY_HAVE_MET}
        ORDER BY starts_at DESC LIMIT 1) AS last_met
    FROM pairings
    CROSS JOIN members AS mentor ON mentor.id = pairings.mentor_id
    CROSS JOIN members AS mentee ON mentee.id = pairings.mentee_id
    WHERE pairings.cohort_id = ${text('@cohortId')} AND pairings.id > @after ORDER BY pairings.id LIMIT @count`);
  const meetings = db.prepare<[Stretch], Pick<Counts, 'held' | 'untold'>>(`
    SELECT COUNT(CASE WHEN meetings.outcome = 'held' THEN 1 END) AS held,
      COUNT(CASE WHEN meetings.outcome IS NULL OR meetings.outcome = 'unknown' THEN 1 END) AS untold
    FROM pairings CROSS JOIN meetings ON meetings.pairing_id = pairings.id AND meetings.state = 'ended' WHERE ${stretch}`);
  const heldAt = db
    .prepare<[Stretch & { since: number }], number>(`
      SELECT meetings.starts_at FROM pairings
      CROSS JOIN meetings ON meetings.pairing_id = pairings.id AND meetings.state = 'ended'
      WHERE ${stretch} AND meetings.starts_at >= @since AND meetings.outcome = 'held'`)
    .pluck();
  const commitments = db.prepare<[Stretch], Pick<Counts, 'made' | 'kept'>>(`
    SELECT COUNT(*) AS made, COUNT(CASE WHEN commitments.state = 'kept' THEN 1 END) AS kept
    FROM pairings CROSS JOIN commitments ON commitments.pairing_id = pairings.id WHERE ${stretch}`);
  const questions = db.prepare<
    [Stretch & { since: number; now: number; within: number }],
    Pick<Counts, 'asked' | 'answered'>
  >(`
    SELECT COUNT(*) AS asked, COUNT(CASE WHEN
      EXISTS (SELECT 1 FROM proposals WHERE pairing_id = nudges.pairing_id
        AND created_at >= nudges.sent_at AND created_at <= nudges.sent_at + @within)
      OR EXISTS (SELECT 1 FROM meetings WHERE pairing_id = nudges.pairing_id
        AND created_at >= nudges.sent_at AND created_at <= nudges.sent_at + @within)
      THEN 1 END) AS answered
    FROM pairings
    CROSS JOIN nudges ON nudges.pairing_id = pairings.id
    WHERE ${stretch} AND nudges.state = 'sent' AND nudges.asks = 1
      AND nudges.sent_at > @since AND nudges.sent_at <= @now AND nudges.kind IN ${TO_BOOK}`);
  const shared = db
    .prepare<[string], number>(`
      SELECT COUNT(*) FROM takeaways WHERE cohort_id = ? AND state <> 'withdrawn' AND audience = 'cohort'`)
    .pluck();
  const answers = db.prepare<[Stretch & { until: number }], AnswerRow>(
    `${latestAnswer('mentor_id')} UNION ALL ${latestAnswer('mentee_id')}`,
  );
  const lookedAfter = db.prepare<[Stretch], { pairing_id: string; occurrence: string; until: number | null }>(`
    SELECT looked_after.pairing_id, looked_after.occurrence, looked_after.until
    FROM pairings CROSS JOIN looked_after ON looked_after.pairing_id = pairings.id WHERE ${stretch}`);
  const lookAfter = db.prepare(`
    INSERT INTO looked_after (workspace_id, pairing_id, occurrence, until, user_id, at)
    SELECT workspace_id, id, @occurrence, @until, @userId, @now FROM pairings WHERE id = @pairingId AND cohort_id = @cohortId
    ON CONFLICT (pairing_id, occurrence) DO UPDATE SET until = excluded.until, user_id = excluded.user_id, at = excluded.at`);
  const names = db.prepare<[string], { id: string; user_id: string; name: string }>(
    'SELECT id, user_id, name FROM members WHERE id = ?',
  );
  const shown = db.prepare<[{ cohortId: string; figure: PulseFigure }], ShownRow>(
    'SELECT value, people, until FROM shown_pulses WHERE cohort_id = @cohortId AND figure = @figure',
  );
  const show = db.prepare<[ShownPulse & { cohortId: string; workspaceId: string; figure: PulseFigure }]>(`
    INSERT INTO shown_pulses (workspace_id, cohort_id, figure, value, people, until)
    VALUES (@workspaceId, @cohortId, @figure, @value, @people, @until)
    ON CONFLICT (cohort_id, figure) DO UPDATE SET
      value = excluded.value, people = excluded.people, until = excluded.until`);
  const last = db.prepare<[{ cohortId: string; userId: string }], { at: number; figures_json: string }>(
    'SELECT at, figures_json FROM reports WHERE cohort_id = @cohortId AND user_id = @userId',
  );
  const keep = db.prepare(`
    INSERT INTO reports (workspace_id, cohort_id, user_id, at, figures_json)
    VALUES (@workspaceId, @cohortId, @userId, @at, @figures)
    ON CONFLICT (cohort_id, user_id) DO UPDATE SET at = excluded.at, figures_json = excluded.figures_json`);

  return {
    async page(cohortId, { after, count, now, chartSince, answersUntil }) {
      return read(() => {
        const pairs = facts.all({ cohortId, after, count }).map(factsFromRow);
        const upTo = pairs.at(-1)?.pairingId ?? after;
        const of = { cohortId, after, upTo };
        const asked = { ...of, now, since: now - QUESTIONS_DAYS * DAY, within: ANSWERED_WITHIN_DAYS * DAY };
        return {
          pairs,
          counts: { ...NONE, ...meetings.get(of), ...commitments.get(of), ...questions.get(asked) },
          heldAt: heldAt.all({ ...of, since: chartSince }),
          answers: answersFromRows(answers.all({ ...of, until: answersUntil })),
          lookedAfter: lookedAfter
            .all(of)
            .map((row): LookedAfter => ({ pairingId: row.pairing_id, occurrence: row.occurrence, until: row.until })),
          next: pairs.length < count ? null : upTo,
        };
      });
    },
    async shared(cohortId) {
      return read(() => shared.get(cohortId) ?? 0);
    },
    async showPulse({ id: cohortId, workspaceId }, figure, decide) {
      return write(() => {
        const before = shown.get({ cohortId, figure }) ?? null;
        const now = decide(before);
        if (now && now !== before) show.run({ ...now, cohortId, workspaceId, figure });
        return now;
      });
    },
    async lastSent(cohortId, userId) {
      return read(() => {
        const row = last.get({ cohortId, userId });
        return row ? { at: row.at, figures: JSON.parse(row.figures_json) as Figures } : null;
      });
    },
    async sent({ id: cohortId, workspaceId }, userId, at, figures) {
      write(() => keep.run({ workspaceId, cohortId, userId, at, figures: JSON.stringify(figures) }));
    },
    async lookAfter(cohortId, looked, by) {
      return write(() => lookAfter.run({ ...looked, cohortId, ...by }).changes === 1);
    },
    async names(memberIds) {
      return read(() => {
        const rows = [...new Set(memberIds)].flatMap((id) => names.get(id) ?? []);
        return new Map(rows.map((row) => [row.id, { userId: row.user_id, name: row.name }]));
      });
    },
  };
}

const stretch = `pairings.cohort_id = ${text('@cohortId')} AND pairings.id > @after AND pairings.id <= @upTo`;

/** What somebody said last of their meetings in each pairing. */
function latestAnswer(seat: 'mentor_id' | 'mentee_id'): string {
  return `
    SELECT latest.member_id, latest.given_at, latest.usefulness, latest.structure
    FROM pairings
    CROSS JOIN pulses AS latest ON latest.pairing_id = pairings.id AND latest.member_id = pairings.${seat}
      AND latest.given_at = (
        SELECT MAX(given_at) FROM pulses
        WHERE pairing_id = pairings.id AND member_id = pairings.${seat} AND given_at < @until)
    WHERE ${stretch}`;
}

function answersFromRows(rows: readonly AnswerRow[]): Record<PulseFigure, PulseAnswer[]> {
  const answers: Record<PulseFigure, PulseAnswer[]> = { usefulness: [], structure: [] };
  for (const { member_id: memberId, given_at: givenAt, usefulness, structure } of rows) {
    if (usefulness !== null) answers.usefulness.push({ memberId, givenAt, value: usefulness });
    if (structure !== null) answers.structure.push({ memberId, givenAt, value: BALANCE[structure] });
  }
  return answers;
}

function factsFromRow(row: FactsRow): PairFacts {
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
    mentorActive: fromBit(row.mentor_active),
    menteeActive: fromBit(row.mentee_active),
    mentorWantsPrep: fromBit(row.mentor_prep),
    menteeWantsPrep: fromBit(row.mentee_prep),
    nextAt: row.next_at,
    proposed: fromBit(row.proposed),
    firstMet: row.first_met,
    lastMet: row.last_met,
  };
}
