import { describe, expect, test } from 'vitest';
import {
  type CohortDraft,
  closedToPairs,
  draftProblems,
  endOfCohort,
  hoursIn,
  memberIn,
  mentorFull,
  nameTaken,
} from '../../src/core/cohort.ts';
import { contactWindow } from '../../src/core/hours.ts';
import { at, BEN, MONDAY, makeCohort, makeMember } from './make.ts';

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

describe('the days of a cohort', () => {
  const short = makeCohort({ workingDays: [1, 2, 3, 4], holidays: ['2026-12-01', '2026-12-02'] });

  test('hold for its members who chose none: their own hours, its days and holidays', () => {
    const ben = memberIn(short, { ...BEN, hours: { days: [1, 2, 3, 4, 5], from: 480, to: 960 } });
    expect(ben).toEqual({
      ...BEN,
      hours: { days: [1, 2, 3, 4], from: 480, to: 960, off: ['2026-12-01', '2026-12-02'] },
    });
    expect(contactWindow('2026-12-01', ben)).toBeUndefined();
    expect(contactWindow('2026-12-03', ben)).toEqual({ from: 480, to: 900 });
    expect(contactWindow('2026-12-04', ben)).toBeUndefined();
  });

  test('of work do not for somebody who chose their own; its holidays do', () => {
    const own = makeMember('Ben', { ownHours: true, hours: { days: [5, 6], from: 480, to: 960 } });
    expect(memberIn(short, own).hours).toEqual({ days: [5, 6], from: 480, to: 960, off: ['2026-12-01', '2026-12-02'] });
  });

  test('without holidays leave nothing behind in somebody', () => {
    expect(memberIn(makeCohort(), BEN)).toEqual(BEN);
  });

  test('are Monday to Friday unless set, and what is set counts for figures of the whole', () => {
    expect(hoursIn(makeCohort())).toEqual({ days: [1, 2, 3, 4, 5], from: 570, to: 990, off: [] });
    expect(hoursIn(short)).toEqual({ days: [1, 2, 3, 4], from: 570, to: 990, off: ['2026-12-01', '2026-12-02'] });
  });

  test.each([
    ['Europe/Vienna', '2027-10-31T23:00Z'],
    ['America/New_York', '2027-11-01T04:00Z'],
    ['Asia/Kathmandu', '2027-10-31T18:15Z'],
  ])('the last of them is over at midnight in %s', (zone, over) => {
    expect(endOfCohort(makeCohort({ zone }))).toBe(at(over));
  });
});

describe('who can still be paired', () => {
  test.each([
    [{}, null],
    [{ state: 'draft' as const }, null],
    [{ state: 'ended' as const }, 'cohort_ended'],
    [{ state: 'ended' as const, archivedAt: MONDAY }, 'archived'],
    [{ state: 'draft' as const, archivedAt: MONDAY }, 'archived'],
  ])('in a cohort with %j', (over, refused) => {
    expect(closedToPairs(makeCohort(over))?.refused ?? null).toBe(refused);
  });

  test('a mentor who is full is named with the limit', () => {
    expect(mentorFull(BEN, makeCohort(), 3).words).toBe(
      'Ben has 3 mentees in Leaders 2027 already, and that is the limit for one mentor there. Name somebody else, or raise the limit: /cohort, and then Edit.',
    );
  });
});
