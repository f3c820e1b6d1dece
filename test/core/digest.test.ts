import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/core/digest.ts';
import { makeCohort } from './make.ts';

const weeks = [
  { from: '2026-11-09', held: 2 },
  { from: '2026-11-16', held: 5 },
  { from: '2026-11-23', held: 4 },
  { from: '2026-11-30', held: 1 },
];
const of = (week: string, known = weeks) =>
  digestOf(makeCohort(), week, { figures: { pairs: 8, booked: 6 }, weeks: known, needs: [] });

describe('what a digest tells', () => {
  test('the two weeks that are over, not the one that begins', () => {
    expect(of('2026-11-30')).toMatchObject({ week: '2026-11-30', pairs: 8, booked: 6, lastWeek: 4, weekBefore: 5 });
  });

  test('of its receiver’s week, where that of the cohort has not begun yet', () => {
    expect(of('2026-11-30', weeks.slice(0, 3))).toMatchObject({ lastWeek: 4, weekBefore: 5 });
  });

  test.each([
    ['the first week of a cohort has nothing before it', weeks.slice(3), null, null],
    ['the second has one', weeks.slice(2), 4, null],
  ])('%s', (_which, known, lastWeek, weekBefore) => {
    expect(of('2026-11-30', known)).toMatchObject({ lastWeek, weekBefore });
  });
});
