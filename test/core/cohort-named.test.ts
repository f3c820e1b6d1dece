import { describe, expect, test } from 'vitest';
import { cohortKey, cohortsNamed } from '../../src/core/cohort-named.ts';

const COHORTS = ['Leaders', 'Leaders 2027', 'In Touch', 'Touchstone', 'Say "hi" & <b>', 'Café', '🌱 Grow'].map(
  (name) => ({
    name,
  }),
);

describe('the cohort that somebody means', () => {
  test.each([
    ['Leaders', ['Leaders']],
    ['in leaders', ['Leaders']],
    ['in Leaders 2', ['Leaders 2027']],
    ['lead', ['Leaders', 'Leaders 2027']],
    ['In Touch', ['In Touch']],
    ['in in touch', ['In Touch']],
    ['touch', ['Touchstone']],
    ['in touchs', ['Touchstone']],
    ['in tou', ['In Touch', 'Touchstone']],
    ['into Touchstone', ['Touchstone']],
    ['“Leaders”', ['Leaders']],
    ["in 'Leaders 2027'", ['Leaders 2027']],
    ['Say "hi" & <b>', ['Say "hi" & <b>']],
    ['in Say "hi"', ['Say "hi" & <b>']],
    ['cafe\u0301', ['Café']],
    ['🌱', ['🌱 Grow']],
    ['Others', []],
    ['in', ['Leaders', 'Leaders 2027', 'In Touch', 'Touchstone', 'Say "hi" & <b>', 'Café', '🌱 Grow']],
    ['', ['Leaders', 'Leaders 2027', 'In Touch', 'Touchstone', 'Say "hi" & <b>', 'Café', '🌱 Grow']],
  ])('by %s', (typed, expected) => {
    expect(cohortsNamed(COHORTS, typed).map(({ name }) => name)).toEqual(expected);
  });

  test('names that only look different are the same', () => {
    expect(cohortKey(' Cafe\u0301 ２０２７ ')).toBe('café 2027');
  });
});
