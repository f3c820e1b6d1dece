import { FIRST_MEETING_WORKING_DAYS, firstMeetingBy, type Need, needsOf } from './attention.ts';
import type { Cohort } from './cohort.ts';
import type { HelpRequest } from './help.ts';
import type { Pairing } from './pairing.ts';
import { type Period, spanOf } from './report-period.ts';
import { PEOPLE_BEHIND, type PulseFigure, type ShownPulse } from './report-pulse.ts';
import { addDays, compareDates, DAY, type LocalDate, localOf, resolveLocal, weekdayOf } from './time.ts';

/** Days in which questions to book are counted, and days within which one counts as answered. */
export const QUESTIONS_DAYS = 28;
export const ANSWERED_WITHIN_DAYS = 7;
/** Weeks of the chart of meetings, and the most in a report for a period. */
export const CHART_WEEKS = 12;
export const PERIOD_WEEKS = 20;

/**
 * What a report counts, in the words of the help text; and what of it a report for a period tells: what happened in the `period`, how things are
 * `now`, or what people said over the whole run (`said`), because two periods compared would give a small group away.
 */
export const FIGURES = [
  ['Next meeting booked', 'active pairs that have a booked meeting ahead.', 'now'],
  [
    'Meetings held',
    'meetings of which one of the two said that they met, against those that the cadence asks for since each pair began.',
    'period',
  ],
  [
    'First meeting in time',
    `of the pairs that began more than ${FIRST_MEETING_WORKING_DAYS} working days ago, those who met within ${FIRST_MEETING_WORKING_DAYS} working days. Working days are those of the cohort, and pairs made before its first day begin on that day.`,
    'period',
  ],
  [
    'Weeks since the last meeting',
    'of the active pairs that have met: half of them met more recently than this. A meeting that is over counts unless somebody said that it did not happen.',
    'now',
  ],
  ['Commitments', 'how many were made, and how many were kept, since the cohort began.', 'period'],
  ['Takeaways shared', 'those that people shared with the whole cohort.', 'period'],
  [
    'Questions answered',
    `of the questions to book that Cairn asked in the last ${QUESTIONS_DAYS / 7} weeks, those after which the pair offered or booked a time within ${ANSWERED_WITHIN_DAYS} days.`,
    'period',
  ],
  [
    'Opted out',
    'people in active pairs who want no message before meetings, and pairs that snoozed the questions.',
    'now',
  ],
  [
    'Usefulness',
    `what people said last of their meetings, from 1 to 5. Shown with ${PEOPLE_BEHIND} people or more behind it, and renewed once ${PEOPLE_BEHIND} people have answered again.`,
    'said',
  ],
  ['Structure', 'in the same way: from −1 (too little structure) to +1 (too much), where 0 is just right.', 'said'],
] as const;

/** What the figures of a report for a period are of, in the words of the help text. */
export const OF_A_PERIOD = [
  `In a report for a period, ${namesOf('period')} are those of the period: first meetings that were due in it, and questions asked in it.`,
  `${namesOf('now')}, the states and the pairs that need a human are those of now.`,
  `${namesOf('said')} are always those of the whole run: two periods compared would give a few people away.`,
] as const;

function namesOf(of: (typeof FIGURES)[number][2]): string {
  const names = FIGURES.filter((each) => each[2] === of).map(([name]) => `“${name}”`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What is known of one pairing: states, counts and times, never words. Times are UTC ms. */
export type PairFacts = {
  pairingId: string;
  mentorId: string;
  menteeId: string;
  state: Pairing['state'];
  createdAt: number;
  endedAt: number | null;
  snoozedUntil: number | null;
  /** Weeks between its meetings; null for the rhythm of its cohort. */
  cadenceWeeks: number | null;
  pausedUntil: number | null;
  /** False until the two are welcomed. */
  begun: boolean;
  mentorActive: boolean;
  menteeActive: boolean;
  /** Since when an account is deactivated; null while it is not. */
  mentorLeftAt: number | null;
  menteeLeftAt: number | null;
  /** The last local date on which one of the two is away; null when neither said so. */
  awayUntil: LocalDate | null;
  mentorWantsPrep: boolean;
  menteeWantsPrep: boolean;
  /** Start of the booked meeting. */
  nextAt: number | null;
  /** Whether a time is on offer. */
  proposed: boolean;
  /** Start of the first meeting that is over and that nobody said did not happen. */
  firstMet: number | null;
  /** End of the last one of those. */
  lastMet: number | null;
};

/** Counts over several pairings: each is the figure of the same name. */
export type Counts = Pick<Figures, 'held' | 'untold' | 'made' | 'kept' | 'asked' | 'answered'>;

/** The headline figures, as they are kept to tell what changed. Each stands in `FIGURES`. */
export type Figures = {
  pairs: number;
  booked: number;
  /** Meetings of which one of the two said that they met. */
  held: number;
  /** Meetings that the cadence asks for. */
  expected: number;
  /** Meetings that are over and of which nobody said what became of them. */
  untold: number;
  inTime: number;
  /** Pairs that could have had their first meeting in time. */
  inTimeOf: number;
  /** One decimal; null when nobody has met. */
  weeksSince: number | null;
  made: number;
  kept: number;
  shared: number;
  asked: number;
  answered: number;
  withoutPrep: number;
  snoozed: number;
  usefulness: number | null;
  structure: number | null;
};

/** Where a pair stands; each is in one state, the first that fits. */
export const PAIR_STATES = ['ended', 'unreachable', 'booked', 'proposed', 'snoozed', 'nothing'] as const;
export type PairState = (typeof PAIR_STATES)[number];

/** A week that begins on the local Monday `from`, with the meetings held in it. */
export type Week = { from: LocalDate; held: number };

/** A report on a cohort, on its whole run unless there is a `period`. `before` is what the same person was shown last, if anything. */
export type Report = {
  cohort: Cohort;
  period: Period | null;
  /** UTC ms. */
  at: number;
  figures: Figures;
  before: { at: number; figures: Figures } | null;
  pulses: Record<PulseFigure, ShownPulse | null>;
  states: Record<PairState, number>;
  weeks: Week[];
  needs: Need[];
};

export type Tally = {
  /** Adds some of the cohort's pairings, each once, in any order and in as many steps as wanted. */
  add(part: { pairs: readonly PairFacts[]; counts: Counts; heldAt: readonly number[] }): void;
  /** Everything but what is counted over the cohort as a whole. */
  sum(): Pick<Report, 'states' | 'weeks'> & {
    figures: Omit<Figures, 'shared' | 'usefulness' | 'structure'>;
    needs: Need[];
  };
};

/**
 * Adds up what is known of the pairings of a cohort, in a period or in its whole run. `help` are the requests for help by the ids of their pairings,
 * `now` UTC ms.
 */
export function tally(
  cohort: Cohort,
  now: number,
  period: Period | null = null,
  help: ReadonlyMap<string, HelpRequest> = new Map(),
): Tally {
  const inTime = firstMeetings(cohort, now, period);
  const weeks = weeksUntil(cohort, now, period);
  const span = period ? spanOf(period, cohort, now) : { from: Number.NEGATIVE_INFINITY, until: now };
  const states = Object.fromEntries(PAIR_STATES.map((state) => [state, 0])) as Record<PairState, number>;
  const counts: Counts = { held: 0, untold: 0, made: 0, kept: 0, asked: 0, answered: 0 };
  const sums = { pairs: 0, booked: 0, expected: 0, snoozed: 0 };
  const since: number[] = [];
  const withoutPrep = new Set<string>();
  const needs: Need[] = [];
  const begins = resolveLocal(cohort.startsOn, 0, cohort.zone);
  const ends = resolveLocal(addDays(cohort.endsOn, 1), 0, cohort.zone);

  /** Meetings that the cadence asks for until an instant, counted from when a pair began: those of two periods add up to those of both. */
  function expectedBy(until: number, { createdAt, endedAt, cadenceWeeks }: PairFacts): number {
    const time = Math.min(endedAt ?? until, until, ends) - Math.max(createdAt, begins);
    return Math.max(0, Math.floor(time / ((cadenceWeeks ?? cohort.cadenceWeeks) * 7 * DAY)));
  }

  function addPair(facts: PairFacts): void {
    states[stateOf(facts, now)] += 1;
    if (facts.begun) {
      sums.expected += expectedBy(span.until, facts) - expectedBy(span.from, facts);
      inTime.add(facts);
    }
    if (facts.state !== 'active') return;
    sums.pairs += 1;
    if (facts.nextAt !== null) sums.booked += 1;
    if (isSnoozed(facts, now)) sums.snoozed += 1;
    if (facts.lastMet !== null) since.push(now - facts.lastMet);
    if (!facts.mentorWantsPrep) withoutPrep.add(facts.mentorId);
    if (!facts.menteeWantsPrep) withoutPrep.add(facts.menteeId);
    needs.push(...needsOf(facts, cohort, now, help.get(facts.pairingId)));
  }

  return {
    add({ pairs, counts: more, heldAt }) {
      for (const facts of pairs) addPair(facts);
      for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] += more[name];
      weeks.add(heldAt);
    },
    sum() {
      const figures = {
        ...sums,
        ...counts,
        ...inTime.sum(),
        weeksSince: median(since.map((ms) => Math.max(0, ms) / (7 * DAY))),
        withoutPrep: withoutPrep.size,
      };
      return { figures, states, weeks: weeks.sum(), needs };
    },
  };
}

/** The first UTC ms of the weeks in the chart. */
export function chartBegins(cohort: Cohort, now: number, period: Period | null = null): number {
  const [first = localOf(now, cohort.zone).date] = mondays(cohort, now, period);
  return resolveLocal(first, 0, cohort.zone);
}

function stateOf(facts: PairFacts, now: number): PairState {
  if (facts.state === 'ended') return 'ended';
  if (!facts.mentorActive || !facts.menteeActive) return 'unreachable';
  if (facts.nextAt !== null) return 'booked';
  if (facts.proposed) return 'proposed';
  return isSnoozed(facts, now) ? 'snoozed' : 'nothing';
}

function isSnoozed({ snoozedUntil, pausedUntil }: PairFacts, now: number): boolean {
  return Math.max(snoozedUntil ?? now, pausedUntil ?? now) > now;
}

/** Counts first meetings in time. Working days are counted once for each day on which pairs began. */
function firstMeetings(cohort: Cohort, now: number, period: Period | null) {
  const { zone, startsOn } = cohort;
  const today = localOf(now, zone).date;
  const deadlines = new Map<LocalDate, LocalDate>();
  const count = { inTime: 0, inTimeOf: 0 };
  const deadlineOf = (pairedOn: LocalDate) => {
    const beganOn = compareDates(pairedOn, startsOn) < 0 ? startsOn : pairedOn;
    const known = deadlines.get(beganOn) ?? firstMeetingBy(beganOn, cohort);
    deadlines.set(beganOn, known);
    return known;
  };
  return {
    add({ createdAt, firstMet, endedAt }: PairFacts): void {
      const deadline = deadlineOf(localOf(createdAt, zone).date);
      const wasEnded = endedAt !== null && compareDates(localOf(endedAt, zone).date, deadline) < 0;
      if (period && (compareDates(deadline, period.from) < 0 || compareDates(deadline, period.to) > 0)) return;
      if (compareDates(today, deadline) <= 0 || (wasEnded && firstMet === null)) return;
      count.inTimeOf += 1;
      if (firstMet !== null && compareDates(localOf(firstMet, zone).date, deadline) <= 0) count.inTime += 1;
    },
    sum: () => count,
  };
}

function weeksUntil(cohort: Cohort, now: number, period: Period | null) {
  const weeks = mondays(cohort, now, period).map((from) => ({
    from,
    begins: resolveLocal(from, 0, cohort.zone),
    held: 0,
  }));
  return {
    add(heldAt: readonly number[]): void {
      for (const at of heldAt) {
        const week = weeks.findLast(({ begins }) => begins <= at);
        if (week && at <= now) week.held += 1;
      }
    },
    sum: (): Week[] => weeks.map(({ from, held }) => ({ from, held })),
  };
}

/** The local Mondays of the weeks of a period, or of those since the cohort began; the last `PERIOD_WEEKS` or `CHART_WEEKS` of them. */
function mondays({ startsOn, zone }: Cohort, now: number, period: Period | null): LocalDate[] {
  const end = period?.to ?? localOf(now, zone).date;
  const last = addDays(end, 1 - weekdayOf(end));
  const most = period ? PERIOD_WEEKS : CHART_WEEKS;
  const all = Array.from({ length: most }, (_, back) => addDays(last, -7 * (most - 1 - back)));
  return all.filter((monday) => monday === last || compareDates(addDays(monday, 6), period?.from ?? startsOn) >= 0);
}

/** The middle value with one decimal, half-way between the two in the middle of an even number; null of nothing. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : Math.round((low + high) * 5) / 10;
}
