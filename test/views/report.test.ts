import { describe, expect, test } from 'vitest';
import { FIGURES } from '../../src/core/report.ts';
import { attentionModal } from '../../src/features/attention.view.ts';
import { reportMessages } from '../../src/features/report.view.ts';
import type { Message } from '../../src/slack/kit.ts';
import { makeCohort } from '../core/make.ts';
import { viewsOfDigests } from '../manifest.briefing.ts';
import { makeReport, namesOf, ON, viewsOfPeriods } from '../manifest.report.ts';
import { COHORT_NAME } from './hostile.ts';
import { inside, isMessage, markupIn, refusals, repeatedIds, strayMarkup } from './reading.ts';

/** Eighty characters each: emoji of several parts, right-to-left script, markup, and what makes a name longer once it is escaped. */
const NAMES = [
  '👩‍👩‍👧‍👦'.repeat(8).slice(0, 80),
  'عمر الفاروق '.repeat(7).slice(0, 80),
  '&'.repeat(80),
  '<!channel> *bold* _it_ |'.padEnd(80, '`'),
  ' ',
];
const SIZES = [0, 1, 4, 5, 30, 99, 100, 101, 4_000, 40_000];

const cohort = makeCohort({ name: COHORT_NAME });
const reports = SIZES.flatMap((pairs) => {
  const report = makeReport(pairs, { cohort });
  return NAMES.flatMap((name, index) => {
    const names = namesOf(name, NAMES[(index + 1) % NAMES.length] ?? '');
    const { rich, classic } = reportMessages(report, names, ON);
    const last = attentionModal(cohort, report.needs, names, 100_000);
    return [
      rich,
      classic,
      attentionModal(cohort, report.needs, names, 0),
      last,
      ...(pairs > 101 ? [] : viewsOfPeriods(pairs, names, cohort)),
    ].map((view, look) => [`${pairs} pairs, name ${index}, look ${look}`, view] as const);
  });
});
const digests = NAMES.flatMap((name, index) =>
  viewsOfDigests(cohort, namesOf(name, NAMES[(index + 1) % NAMES.length] ?? '')).map(
    (view, look) => [`digest ${look}, name ${index}`, view] as const,
  ),
);
const looks = [...reports, ...digests];
const wrong = (found: (view: unknown) => string[]) =>
  looks.flatMap(([title, view]) => found(view).map((what) => `${title}: ${what}`));

describe('reports and lists of any size, of people with the worst of names', () => {
  test('are taken by Slack', () => {
    expect(wrong(refusals)).toEqual([]);
  });

  test('ping nobody, link nothing, and read no markup out of names', () => {
    expect(wrong((view) => strayMarkup(view, []))).toEqual([]);
    expect(
      wrong((view) =>
        markupIn({ blocks: (view as { blocks: unknown }).blocks }).filter((text) => /bold\*|!channel/.test(text)),
      ),
    ).toEqual([]);
  });

  test('name every figure in the words of the message, for the whole run and for a period', () => {
    const named = (view: unknown) => FIGURES.filter(([name]) => !(view as Message).text.includes(`*${name}*`));
    const drawn = Object.values(reportMessages(makeReport(30), namesOf('Ben', 'Cleo'), ON));
    for (const view of [...drawn, ...viewsOfPeriods(30, namesOf('Ben', 'Cleo'))]) expect(named(view)).toEqual([]);
  });

  test('use every id once', () => {
    expect(wrong(repeatedIds)).toEqual([]);
  });

  test('keep to the narrower of the limits that are told of tables and charts', () => {
    const tables = looks.flatMap(([, view]) => inside(view).filter(({ type }) => type === 'data_table'));
    expect(tables.length).toBeGreaterThan(20);
    for (const { rows } of tables as unknown as { rows: { text: string }[][] }[]) {
      expect(rows.length).toBeLessThanOrEqual(101);
      expect(
        rows
          .flat()
          .map(({ text }) => text)
          .join('').length,
      ).toBeLessThanOrEqual(10_000);
      expect(rows.flat().filter(({ text }) => text.trim() === '')).toEqual([]);
    }
    for (const [, view] of looks) {
      expect(inside(view).filter(({ type }) => type === 'data_visualization').length).toBeLessThanOrEqual(2);
    }
  });

  test('say as much in words as fits, and how many more there are', () => {
    for (const [title, view] of looks.filter(([, view]) => isMessage(view))) {
      const { text } = view as { text: string };
      expect(text.length).toBeLessThan(3_900);
      expect(text.endsWith('stays with them.') || /^digest 2[01],/.test(title)).toBe(true);
    }
    const { classic } = reportMessages(makeReport(4_000), namesOf('Ben', 'Cleo'), ON);
    const listed = classic.text.split('\n').filter((line) => line.startsWith('• ')).length;
    expect(classic.text).toContain(`And ${(4_000 - listed).toLocaleString('en')} more: go through them below`);
  });
});
