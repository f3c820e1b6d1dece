import { describe, expect, test } from 'vitest';
import { type CohortDraft, draftProblems, nameTaken } from '../../src/core/cohort.ts';

const TODAY = '2026-12-01';
const GOOD: CohortDraft = {
  name: 'Leaders 2027',
  startsOn: '2027-01-11',
  endsOn: '2027-12-17',
  cadenceWeeks: 2,
  meetingMinutes: 45,
};
const problems = (over: Partial<CohortDraft>) => draftProblems({ ...GOOD, ...over }, TODAY);

describe('a new cohort', () => {
  const fine: [string, Partial<CohortDraft>][] = [
    ['as it is suggested', {}],
    ['that began last year and still runs', { startsOn: '2025-12-01' }],
    ['that ends today', { startsOn: '2026-01-01', endsOn: '2026-12-01' }],
    ['of one day and one night', { startsOn: '2026-12-01', endsOn: '2026-12-02' }],
    ['with a name of 80 characters', { name: 'x'.repeat(80) }],
    ['with a name of 80 characters between spaces', { name: ` ${'x'.repeat(80)} ` }],
    ['named by one letter', { name: 'A' }],
    ['whose name looks like markup', { name: '<!channel> *bold* & co' }],
    ...[1, 2, 3, 4, 6, 8].map((cadenceWeeks): [string, Partial<CohortDraft>] => [
      `that meets every ${cadenceWeeks} weeks`,
      { cadenceWeeks },
    ]),
    ...[15, 30, 45, 60, 90].map((meetingMinutes): [string, Partial<CohortDraft>] => [
      `that meets for ${meetingMinutes} minutes`,
      { meetingMinutes },
    ]),
  ];
  test.each(fine)('%s can be created', (_what, over) => {
    expect(problems(over)).toEqual({});
  });

  const wrong: [string, Partial<CohortDraft>, keyof CohortDraft, string][] = [
    ['without a name', { name: '' }, 'name', 'Give the cohort a name, for example "Leaders 2027".'],
    ['named by spaces', { name: '   ' }, 'name', 'Give the cohort a name, for example "Leaders 2027".'],
    ['with a name of 81 characters', { name: 'x'.repeat(81) }, 'name', 'Please keep the name within 80 characters.'],
    ['without a start', { startsOn: '' }, 'startsOn', 'Pick the day on which it starts.'],
    ['without an end', { endsOn: '' }, 'endsOn', 'Pick the day on which it ends.'],
    ['that ends before it starts', { endsOn: '2027-01-10' }, 'endsOn', 'The end has to come after the start.'],
    ['that ends as it starts', { endsOn: '2027-01-11' }, 'endsOn', 'The end has to come after the start.'],
    [
      'that ended yesterday',
      { startsOn: '2026-01-01', endsOn: '2026-11-30' },
      'endsOn',
      'This end is in the past. Pick a later date.',
    ],
    [
      'that ended yesterday, of unknown start',
      { startsOn: '', endsOn: '2026-11-30' },
      'endsOn',
      'This end is in the past. Pick a later date.',
    ],
    ...[0, 5, 2.5, -1, Number.NaN].map((cadenceWeeks): [string, Partial<CohortDraft>, keyof CohortDraft, string] => [
      `that meets every ${cadenceWeeks} weeks`,
      { cadenceWeeks },
      'cadenceWeeks',
      'Pick one of the rhythms in the list.',
    ]),
    ...[0, 44, 45.5, 480, Number.NaN].map(
      (meetingMinutes): [string, Partial<CohortDraft>, keyof CohortDraft, string] => [
        `that meets for ${meetingMinutes} minutes`,
        { meetingMinutes },
        'meetingMinutes',
        'Pick one of the lengths in the list.',
      ],
    ),
  ];
  test.each(wrong)('%s: the words stand beside the field', (_what, over, field, words) => {
    expect(problems(over)[field]).toBe(words);
  });

  test('everything that is wrong is said at once', () => {
    const nothing = { name: '', startsOn: '', endsOn: '', cadenceWeeks: 0, meetingMinutes: 0 };
    expect(Object.keys(draftProblems(nothing, TODAY)).sort()).toEqual([
      'cadenceWeeks',
      'endsOn',
      'meetingMinutes',
      'name',
      'startsOn',
    ]);
  });
});

test('a name that is taken is repeated as it was typed', () => {
  expect(nameTaken('Leaders & <Friends>')).toEqual({
    refused: 'name_taken',
    words: 'There is already a cohort called "Leaders & <Friends>". Pick another name, so that nobody mixes them up.',
  });
});
