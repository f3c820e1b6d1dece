import type { LookedAfter } from '../../core/attention.ts';
import type { Figures } from '../../core/report.ts';
import type { Span } from '../../core/report-period.ts';
import type { PulseFigure, ShownPulse } from '../../core/report-pulse.ts';
import type { ReportStore } from '../store.ts';
import type { AuditTable } from './audit.ts';
import type { Connection } from './connection.ts';
import { reportsDuring, type Stretch, stretch } from './report-during.ts';
import { type Answer, answersOf, ever, type FactsRow, factsFromRow } from './report-rows.ts';
import { text } from './row.ts';

type ShownRow = { value: number; people: number; until: number };

/** Before and after everything that ever happens here, UTC ms. */
const ALWAYS: Span = { from: 0, until: Number.MAX_SAFE_INTEGER };

/** The part of `store.reports`, on a connection. No statement here reads what anybody wrote: states, counts, times, and the names of people. */
export function reportStore({ db, read, write }: Connection, audit: AuditTable): ReportStore {
  const facts = db.prepare<[{ cohortId: string; after: string; count: number }], FactsRow>(`
    SELECT pairings.id, pairings.mentor_id, pairings.mentee_id, pairings.state, pairings.created_at, pairings.ended_at,
      pairings.snoozed_until, pairings.cadence_weeks, pairings.paused_until, pairings.ladder,
      mentor.active AS mentor_active, mentee.active AS mentee_active, mentor.left_at AS mentor_left_at,
      mentee.left_at AS mentee_left_at, mentor.away_until AS mentor_away, mentee.away_until AS mentee_away,
      mentor.wants_prep AS mentor_prep, mentee.wants_prep AS mentee_prep,
      facts.next_at, facts.proposed, facts.first_met, facts.last_met, facts.held, facts.untold, facts.held_at,
      facts.made, facts.kept, facts.mentor_given_at, facts.mentor_usefulness, facts.mentor_structure,
      facts.mentee_given_at, facts.mentee_usefulness, facts.mentee_structure, facts.questions
    FROM pairings
    CROSS JOIN members AS mentor ON mentor.id = pairings.mentor_id
    CROSS JOIN members AS mentee ON mentee.id = pairings.mentee_id
    LEFT JOIN pairing_facts AS facts ON facts.cohort_id = pairings.cohort_id AND facts.pairing_id = pairings.id
    WHERE pairings.cohort_id = ${text('@cohortId')} AND pairings.id > @after ORDER BY pairings.id LIMIT @count`);
  const during = reportsDuring(db);
  const shared = db
    .prepare<[{ cohortId: string } & Span], number>(`
      SELECT COUNT(*) FROM takeaways
      WHERE cohort_id = @cohortId AND state <> 'withdrawn' AND audience = 'cohort' AND created_at >= @from AND created_at < @until`)
    .pluck();
  const answerBefore = db.prepare<[{ pairingId: string; memberId: string; until: number }], Answer>(`
    SELECT given_at AS givenAt, usefulness, structure FROM pulses
    WHERE pairing_id = ${text('@pairingId')} AND member_id = ${text('@memberId')} AND given_at < @until
    ORDER BY given_at DESC, usefulness DESC, structure DESC LIMIT 1`);
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
    async page(cohortId, { after, count, now, chartSince, answersUntil, span }) {
      return read(() => {
        const rows = facts.all({ cohortId, after, count });
        const upTo = rows.at(-1)?.id ?? after;
        const of = { cohortId, after, upTo };
        return {
          pairs: rows.map(factsFromRow),
          ...(span ? during(of, span, chartSince, rows, now) : ever(rows, now, chartSince)),
          answers: answersOf(rows, answersUntil, (pairingId, memberId) =>
            answerBefore.get({ pairingId, memberId, until: answersUntil }),
          ),
          lookedAfter: lookedAfter
            .all(of)
            .map((row): LookedAfter => ({ pairingId: row.pairing_id, occurrence: row.occurrence, until: row.until })),
          next: rows.length < count ? null : upTo,
        };
      });
    },
    async shared(cohortId, span = ALWAYS) {
      return read(() => shared.get({ cohortId, ...span }) ?? 0);
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
    async lookAfter({ id: cohortId, workspaceId }, looked, by, entry) {
      return write(() => {
        const isOfCohort = lookAfter.run({ ...looked, cohortId, ...by }).changes === 1;
        if (isOfCohort && entry) audit.note(workspaceId, entry);
        return isOfCohort;
      });
    },
    async names(memberIds) {
      return read(() => {
        const rows = [...new Set(memberIds)].flatMap((id) => names.get(id) ?? []);
        return new Map(rows.map((row) => [row.id, { userId: row.user_id, name: row.name }]));
      });
    },
  };
}
