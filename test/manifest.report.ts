import type { Need } from '../src/core/attention.ts';
import { isRefusal } from '../src/core/refusal.ts';
import type { PairFacts, Report } from '../src/core/report.ts';
import { tally } from '../src/core/report.ts';
import { PERIODS, periodOf, WHOLE_RUN } from '../src/core/report-period.ts';
import { attentionModal, exported, exportWords, nothingToExport } from '../src/features/attention.view.ts';
import { cohortHelp, withFigures } from '../src/features/cohort.view.ts';
import { meaningsModal, reportMessages, reportSent } from '../src/features/report.view.ts';
import type { Message } from '../src/slack/kit.ts';
import { at, makeCohort } from './core/make.ts';

const NOW = at('2027-02-01T09:00Z');

/** A pair of 30 November that met once, on 3 December, and has nothing booked since. */
export function makeFacts(over: Partial<PairFacts> = {}): PairFacts {
  return {
    pairingId: 'pairing',
    mentorId: 'ben',
    menteeId: 'cleo',
    state: 'active',
    createdAt: at('2026-11-30T09:00Z'),
    endedAt: null,
    snoozedUntil: null,
    pausedUntil: null,
    cadenceWeeks: null,
    begun: true,
    mentorActive: true,
    menteeActive: true,
    mentorLeftAt: null,
    menteeLeftAt: null,
    awayUntil: null,
    mentorWantsPrep: true,
    menteeWantsPrep: true,
    nextAt: null,
    proposed: false,
    firstMet: at('2026-12-03T09:00Z'),
    lastMet: at('2026-12-03T09:45Z'),
    ...over,
  };
}

/** A report on so many pairs, all of which need a human; `before` is the same one a month earlier. */
export function makeReport(pairs: number, over: Partial<Report> = {}): Report {
  const cohort = over.cohort ?? makeCohort();
  const sums = tally(cohort, NOW, over.period);
  sums.add({
    pairs: Array.from({ length: pairs }, (_, number) =>
      makeFacts({ pairingId: `pairing-${number}`, ...REASONS[number % 4] }),
    ),
    counts: { held: pairs * 2, untold: pairs, made: pairs * 5, kept: pairs * 4, asked: pairs * 3, answered: pairs * 2 },
    heldAt: Array.from({ length: pairs }, (_, number) => NOW - (number % 80) * 86_400_000),
  });
  const { figures: counted, ...rest } = sums.sum();
  const figures = {
    ...counted,
    shared: pairs,
    usefulness: pairs < 5 ? null : 4.25,
    structure: pairs < 5 ? null : -0.31,
  };
  const shown = (value: number | null) => (value === null ? null : { value, people: pairs, until: NOW });
  return {
    ...rest,
    cohort,
    period: null,
    at: NOW,
    figures,
    before: { at: at('2027-01-01T09:00Z'), figures: { ...figures, booked: 3, weeksSince: 9.5, structure: 0.4 } },
    pulses: { usefulness: shown(figures.usefulness), structure: shown(figures.structure) },
    ...over,
  };
}

const REASONS: Partial<PairFacts>[] = [
  {},
  { mentorActive: false },
  { firstMet: null, lastMet: null, proposed: true },
  { firstMet: null, lastMet: null, menteeActive: false },
];

/** The names of the two that all pairs here are made of. */
export function namesOf(mentor: string, mentee: string): Map<string, { userId: string; name: string }> {
  return new Map([
    ['ben', { userId: 'UBEN', name: mentor }],
    ['cleo', { userId: 'UCLEO', name: mentee }],
  ]);
}

/** Reports and lists of none, one, a few and very many pairs. */
export function viewsOfReports(): unknown[] {
  const names = namesOf('Ben', 'Cleo');
  const cohort = makeCohort();
  return [
    ...[0, 1, 4, 30, 4_000].flatMap((pairs) => {
      const report = makeReport(pairs);
      const first = makeReport(pairs, { before: null });
      const drawn = [report, first].flatMap((each) => Object.values(reportMessages(each, names, ON)));
      return [...drawn, ...viewsOfPeriods(pairs, names)];
    }),
    ...[0, 1, 20, 21, 4_000].flatMap((pairs) => listsOf(makeReport(pairs).needs, names)),
    withFigures(cohortHelp(true, [cohort], ['report'])),
    meaningsModal(),
    reportSent(cohort.name),
    exportWords(cohort, 3),
    exported(cohort, 1),
    nothingToExport(cohort),
  ];
}

/** How a report looks to somebody who gets the digest. */
export const ON = { period: WHOLE_RUN, digestIsOff: false };

/** Reports on so many pairs for a day, for each of the periods that are offered, and for years. */
export function viewsOfPeriods(pairs: number, names: ReturnType<typeof namesOf>, cohort = makeCohort()): Message[] {
  return [...PERIODS, '2027-02-01 to 2027-02-01', 'since 1999-01-01'].flatMap((words) => {
    const period = periodOf(words, cohort, NOW);
    if (isRefusal(period)) throw new Error(period.words);
    const report = makeReport(pairs, { cohort, period, before: null });
    return Object.values(reportMessages(report, names, { period: words, digestIsOff: true }));
  });
}

function listsOf(needs: readonly Need[], names: Map<string, { userId: string; name: string }>): unknown[] {
  return [0, 1, 1_000].map((page) => attentionModal(makeCohort(), needs, names, page));
}
