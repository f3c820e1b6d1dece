import type { LookedAfter } from '../core/attention.ts';
import type { AuditEntry } from '../core/audit.ts';
import type { Cohort } from '../core/cohort.ts';
import type { Counts, Figures, PairFacts } from '../core/report.ts';
import type { Span } from '../core/report-period.ts';
import type { PulseAnswer, PulseFigure, ShownPulse } from '../core/report-pulse.ts';

/** What is known of some pairings of a cohort. `next` is where the following page begins; null after the last one. */
export type ReportPage = {
  pairs: PairFacts[];
  /** Of the span that was asked for. */
  counts: Counts;
  /** When meetings of the chart began that were held, in that span, UTC ms, in no order. */
  heldAt: number[];
  /** What each of the two said last, in each of these pairings; whoever left a question out then is not in its figure. */
  answers: Record<PulseFigure, PulseAnswer[]>;
  lookedAfter: LookedAfter[];
  next: string | null;
};

/** States, counts and times for whoever runs a cohort. Nothing that anybody wrote is read here. */
export type ReportStore = {
  /**
   * The pairings of a cohort, active or ended, after an id (empty for the first), at most `count`, in the order of their ids. Pages are what one
   * caller reads in one go: between them others get their turn.
   *
   * @param from `chartSince` UTC ms from which held meetings are listed; answers given before `answersUntil` UTC ms count; `span` is the time
   * in which something has to have happened to count, or null for the whole run.
   */
  page(
    cohortId: string,
    from: {
      after: string;
      count: number;
      now: number;
      chartSince: number;
      answersUntil: number;
      span: Span | null;
    },
  ): Promise<ReportPage>;
  /** How many takeaways are shared with the whole cohort, of those that were kept in a span of time, or of all. */
  shared(cohortId: string, span?: Span): Promise<number>;
  /** Writes what `decide` wants to show, given what was shown last in this cohort. */
  showPulse(
    cohort: Pick<Cohort, 'id' | 'workspaceId'>,
    figure: PulseFigure,
    decide: (shown: ShownPulse | null) => ShownPulse | null,
  ): Promise<ShownPulse | null>;
  /** The figures that a person (Slack user id) was sent last of a cohort. */
  lastSent(cohortId: string, userId: string): Promise<{ at: number; figures: Figures } | null>;
  /** Notes the figures that a person was sent. */
  sent(cohort: Pick<Cohort, 'id' | 'workspaceId'>, userId: string, at: number, figures: Figures): Promise<void>;
  /** Notes that somebody looked after a pairing of this cohort; later decisions on the same occurrence replace earlier ones. `entry` is noted along with it. False when it is of another cohort. */
  lookAfter(
    cohort: Pick<Cohort, 'id' | 'workspaceId'>,
    looked: LookedAfter,
    by: { userId: string; now: number },
    entry?: AuditEntry,
  ): Promise<boolean>;
  /** Names and Slack user ids by our ids. */
  names(memberIds: readonly string[]): Promise<Map<string, { userId: string; name: string }>>;
};
