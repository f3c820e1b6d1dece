import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  afterWorkingDays,
  areHours,
  contactWindow,
  DEFAULT_HOURS,
  inContactWindow,
  isWorkingDay,
  nextContactInstant,
  oneWorkingDayBefore,
  type Person,
  type WorkingHours,
  workingDayBefore,
  workingDaysBetween,
} from '../../src/core/hours.ts';
import { addDays, type Weekday, weekdayOf } from '../../src/core/time.ts';

const at = (text: string) => Date.parse(text);
const utc = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());

const SUNDAY_TO_THURSDAY: WorkingHours = { days: [7, 1, 2, 3, 4], from: 8 * 60, to: 16 * 60 };
const TUESDAYS: WorkingHours = { days: [2], from: 13 * 60, to: 14 * 60 };
const EVENINGS: WorkingHours = { days: [1, 2, 3, 4, 5], from: 17 * 60, to: 21 * 60 };

// December 2026: the 1st is a Tuesday, the 4th and 11th are Fridays.
const vera: Person = { zone: 'Europe/Vienna', hours: DEFAULT_HOURS };
const noah: Person = { zone: 'America/New_York', hours: DEFAULT_HOURS };
const rana: Person = { zone: 'Asia/Riyadh', hours: SUNDAY_TO_THURSDAY };
const tess: Person = { zone: 'Europe/Vienna', hours: TUESDAYS };

describe('working days', () => {
  test('the default week is Monday to Friday, 09:30 to 16:30', () => {
    expect(DEFAULT_HOURS).toEqual({ days: [1, 2, 3, 4, 5], from: 570, to: 990 });
  });

  test.each([
    ['a Friday', '2026-12-04', DEFAULT_HOURS, undefined, true],
    ['a Saturday', '2026-12-05', DEFAULT_HOURS, undefined, false],
    ['a Sunday in Riyadh', '2026-12-06', SUNDAY_TO_THURSDAY, undefined, true],
    ['a Friday in Riyadh', '2026-12-04', SUNDAY_TO_THURSDAY, undefined, false],
    ['the last day of an absence', '2026-12-04', DEFAULT_HOURS, '2026-12-04', false],
    ['the day after it', '2026-12-04', DEFAULT_HOURS, '2026-12-03', true],
    ['long before its end', '2026-12-04', DEFAULT_HOURS, '2027-12-03', false],
  ])('%s', (_, date, hours, awayUntil, works) => {
    expect(isWorkingDay(date, hours, awayUntil)).toBe(works);
  });

  test.each([
    ['2026-12-01', 1, DEFAULT_HOURS, '2026-12-02'],
    ['2026-12-04', 1, DEFAULT_HOURS, '2026-12-07'],
    ['2026-12-05', 1, DEFAULT_HOURS, '2026-12-07'],
    ['2026-12-05', 0, DEFAULT_HOURS, '2026-12-05'],
    ['2026-12-01', 10, DEFAULT_HOURS, '2026-12-15'],
    ['2026-12-07', -1, DEFAULT_HOURS, '2026-12-04'],
    ['2026-12-06', -1, DEFAULT_HOURS, '2026-12-04'],
    ['2026-12-03', 1, SUNDAY_TO_THURSDAY, '2026-12-06'],
    ['2026-12-01', 3, TUESDAYS, '2026-12-22'],
  ])('%s and %i working days', (date, n, hours, sum) => {
    expect(addWorkingDays(date, n, hours)).toBe(sum);
  });

  test.each([
    ['2026-12-08', DEFAULT_HOURS, '2026-12-07'],
    ['2026-12-07', DEFAULT_HOURS, '2026-12-04'],
    ['2026-12-06', SUNDAY_TO_THURSDAY, '2026-12-03'],
    ['2026-12-08', TUESDAYS, '2026-12-01'],
  ])('the working day before %s', (date, hours, before) => {
    expect(workingDayBefore(date, hours)).toBe(before);
  });

  test.each([
    ['2026-12-01', '2026-12-01', DEFAULT_HOURS, 0],
    ['2026-12-01', '2026-12-02', DEFAULT_HOURS, 1],
    ['2026-12-04', '2026-12-07', DEFAULT_HOURS, 1],
    ['2026-12-04', '2026-12-06', DEFAULT_HOURS, 0],
    ['2026-12-01', '2026-12-15', DEFAULT_HOURS, 10],
    ['2026-12-01', '2027-12-01', DEFAULT_HOURS, 261],
    ['2026-12-03', '2026-12-06', SUNDAY_TO_THURSDAY, 1],
    ['2026-12-15', '2026-12-01', DEFAULT_HOURS, 0],
  ])('from %s to %s', (from, to, hours, days) => {
    expect(workingDaysBetween(from, to, hours)).toBe(days);
  });

  test.each<[string, WorkingHours, boolean]>([
    ['a single minute', { days: [3], from: 0, to: 1 }, true],
    ['all day, every day', { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }, true],
    ['no day', { days: [], from: 570, to: 990 }, false],
    ['an end before the start', { days: [1], from: 990, to: 570 }, false],
    ['an end at the start', { days: [1], from: 570, to: 570 }, false],
    ['past midnight', { days: [1], from: 570, to: 1441 }, false],
    ['before midnight', { days: [1], from: -1, to: 990 }, false],
    ['half a minute', { days: [1], from: 570.5, to: 990 }, false],
    ['no number', { days: [1], from: Number.NaN, to: 990 }, false],
  ])('hours to work: %s', (_, hours, workable) => {
    expect(areHours(hours)).toBe(workable);
  });

  test('holidays are no working days', () => {
    const off = { ...DEFAULT_HOURS, off: ['2026-12-02', '2026-12-05', '2026-12-07'] };
    expect(isWorkingDay('2026-12-02', off)).toBe(false);
    expect(addWorkingDays('2026-12-01', 1, off)).toBe('2026-12-03');
    expect(addWorkingDays('2026-12-01', 3, off)).toBe('2026-12-08');
    expect(workingDayBefore('2026-12-08', off)).toBe('2026-12-04');
    expect(workingDaysBetween('2026-12-01', '2026-12-15', off)).toBe(8);
    expect(workingDaysBetween('2026-12-01', '2026-12-02', off)).toBe(0);
    expect(workingDaysBetween('2026-12-02', '2026-12-04', off)).toBe(2);
  });

  test('working days between two dates are as many as one counts day by day, whatever the holidays', () => {
    const day = fc.integer({ min: -40, max: 60 }).map((ahead) => addDays('2026-12-01', ahead));
    const days = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
    fc.assert(
      fc.property(day, day, days, fc.array(day, { maxLength: 30 }), (from, to, usual, off) => {
        const hours = { ...DEFAULT_HOURS, days: usual, off };
        let count = 0;
        for (let date = from; date < to; ) {
          date = addDays(date, 1);
          if (usual.includes(weekdayOf(date)) && !off.includes(date)) count += 1;
        }
        expect(workingDaysBetween(from, to, hours)).toBe(count);
      }),
    );
  });

  test('somebody whose every working day of two years is a holiday is reached after them', () => {
    const tuesdays = Array.from({ length: 104 }, (_, week) => addDays('2026-12-01', 7 * week));
    const person: Person = { zone: 'Europe/Vienna', hours: { ...TUESDAYS, off: tuesdays } };
    expect(utc(nextContactInstant(at('2026-12-01T12:00Z'), person))).toBe('2028-11-28T12:00:00.000Z');
  });

  test('hours that nobody can work count as the default ones', () => {
    const nobodys: Person = { zone: 'Europe/Vienna', hours: { days: [], from: 990, to: 570 } };
    expect(utc(nextContactInstant(at('2026-12-05T12:00Z'), nobodys))).toBe('2026-12-07T08:30:00.000Z');
    expect(addWorkingDays('2026-12-04', 1, nobodys.hours)).toBe('2026-12-07');
    expect(workingDaysBetween('2026-12-01', '2026-12-15', nobodys.hours)).toBe(10);
  });
});

describe('the contact window', () => {
  test.each<[string, string, Person, { from: number; to: number } | undefined]>([
    ['Vera on a Thursday', '2026-12-03', vera, { from: 570, to: 990 }],
    ['Vera on a Friday, until 15:00', '2026-12-04', vera, { from: 570, to: 900 }],
    ['Vera on a Saturday', '2026-12-05', vera, undefined],
    ['Rana on a Thursday, her last day', '2026-12-03', rana, { from: 480, to: 900 }],
    ['Rana on a Sunday, her first', '2026-12-06', rana, { from: 480, to: 960 }],
    ['Tess on her one day, which ends before 15:00', '2026-12-01', tess, { from: 780, to: 840 }],
    [
      'Friday hours that end earlier anyway',
      '2026-12-04',
      { ...vera, hours: { days: [5], from: 540, to: 720 } },
      { from: 540, to: 720 },
    ],
    ['evenings, on the last evening too', '2026-12-04', { ...vera, hours: EVENINGS }, { from: 1020, to: 1260 }],
    [
      'Mondays, Wednesdays, Fridays: the Friday',
      '2026-12-04',
      { ...vera, hours: { days: [5, 1, 3], from: 570, to: 990 } },
      { from: 570, to: 900 },
    ],
    [
      'Mondays, Wednesdays, Fridays: the Wednesday',
      '2026-12-02',
      { ...vera, hours: { days: [5, 1, 3], from: 570, to: 990 } },
      { from: 570, to: 990 },
    ],
    [
      'Saturday to Wednesday: the Wednesday',
      '2026-12-02',
      { ...vera, hours: { days: [6, 7, 1, 2, 3], from: 570, to: 990 } },
      { from: 570, to: 900 },
    ],
    [
      'Wednesdays and Sundays: the Wednesday, with three days off after it',
      '2026-12-02',
      { ...vera, hours: { days: [3, 7], from: 570, to: 990 } },
      { from: 570, to: 900 },
    ],
    [
      'every day of the week: the Sunday',
      '2026-12-06',
      { ...vera, hours: { days: [1, 2, 3, 4, 5, 6, 7], from: 570, to: 990 } },
      { from: 570, to: 900 },
    ],
    [
      'every day of the week: the Friday',
      '2026-12-04',
      { ...vera, hours: { days: [1, 2, 3, 4, 5, 6, 7], from: 570, to: 990 } },
      { from: 570, to: 990 },
    ],
    ['Vera away until that Thursday', '2026-12-03', { ...vera, awayUntil: '2026-12-03' }, undefined],
    ['Vera back that Thursday', '2026-12-03', { ...vera, awayUntil: '2026-12-02' }, { from: 570, to: 990 }],
    ['Vera, who is not away', '2026-12-03', { ...vera, awayUntil: null }, { from: 570, to: 990 }],
  ])('%s', (_, date, person, window) => {
    expect(contactWindow(date, person)).toEqual(window);
  });

  test.each<[string, string, Person, boolean]>([
    ['09:29 for Vera', '2026-12-01T08:29:59Z', vera, false],
    ['09:30 for Vera', '2026-12-01T08:30Z', vera, true],
    ['16:29 for Vera', '2026-12-01T15:29:59Z', vera, true],
    ['16:30 for Vera', '2026-12-01T15:30Z', vera, false],
    ['09:30 for Vera in summer', '2026-07-01T07:30Z', vera, true],
    ['14:59 on Friday', '2026-12-04T13:59Z', vera, true],
    ['15:00 on Friday', '2026-12-04T14:00Z', vera, false],
    ['the same instant for Noah, 09:00', '2026-12-04T14:00Z', noah, false],
    ['Friday 14:30 for Noah', '2026-12-04T19:30Z', noah, true],
    ['Friday 15:00 for Noah', '2026-12-04T20:00Z', noah, false],
    ['noon on Saturday', '2026-12-05T11:00Z', vera, false],
  ])('%s', (_, instant, person, open) => {
    expect(inContactWindow(at(instant), person)).toBe(open);
  });
});

describe('the next instant for a nudge', () => {
  test.each<[string, string, Person, string]>([
    ['inside the window it is now', '2026-12-01T11:11:11.111Z', vera, '2026-12-01T11:11:11.111Z'],
    ['before it opens, when it opens', '2026-12-01T03:00Z', vera, '2026-12-01T08:30:00.000Z'],
    ['after it has closed, the next morning', '2026-12-01T15:30Z', vera, '2026-12-02T08:30:00.000Z'],
    ['on Friday at 15:00, on Monday', '2026-12-04T14:00Z', vera, '2026-12-07T08:30:00.000Z'],
    ['on Friday evening before the clocks go forward', '2026-03-27T20:00Z', vera, '2026-03-30T07:30:00.000Z'],
    ['on Friday evening before they go back', '2026-10-23T20:00Z', vera, '2026-10-26T08:30:00.000Z'],
    ['evening in Vienna is afternoon in New York', '2026-12-01T20:00Z', noah, '2026-12-01T20:00:00.000Z'],
    ['Thursday at 15:00 in Riyadh, on Sunday', '2026-12-03T12:00Z', rana, '2026-12-06T05:00:00.000Z'],
    ['after the one hour of the week, in a week', '2026-12-01T13:00Z', tess, '2026-12-08T12:00:00.000Z'],
    [
      'away until Wednesday, on Thursday',
      '2026-12-01T11:00Z',
      { ...vera, awayUntil: '2026-12-09' },
      '2026-12-10T08:30:00.000Z',
    ],
    [
      'away until Friday, on Monday',
      '2026-12-01T11:00Z',
      { ...vera, awayUntil: '2026-12-04' },
      '2026-12-07T08:30:00.000Z',
    ],
    ['away for a year', '2026-12-01T11:00Z', { ...vera, awayUntil: '2027-12-01' }, '2027-12-02T08:30:00.000Z'],
    [
      'away for ten years, and then Tuesdays only',
      '2026-12-01T11:00Z',
      { ...tess, awayUntil: '2036-12-01' },
      '2036-12-02T12:00:00.000Z',
    ],
    ['back since yesterday', '2026-12-01T11:00Z', { ...vera, awayUntil: '2026-11-30' }, '2026-12-01T11:00:00.000Z'],
    // 2026-12-05T11:00Z is Sunday 01:00 in Kiritimati, whose Monday 09:30 is Sunday 19:30 in Greenwich.
    [
      'Monday comes early in Kiritimati',
      '2026-12-05T11:00Z',
      { zone: 'Pacific/Kiritimati', hours: DEFAULT_HOURS },
      '2026-12-06T19:30:00.000Z',
    ],
    [
      'and late in Honolulu',
      '2026-12-05T11:00Z',
      { zone: 'Pacific/Honolulu', hours: DEFAULT_HOURS },
      '2026-12-07T19:30:00.000Z',
    ],
  ])('%s', (_, instant, person, next) => {
    expect(utc(nextContactInstant(at(instant), person))).toBe(next);
  });

  test('a window that the clocks skip is not there that day', () => {
    // 02:00 to 03:00 does not exist in Vienna on Sunday, 29 March 2026.
    const owl: Person = { zone: 'Europe/Vienna', hours: { days: [7, 1], from: 120, to: 180 } };
    expect(utc(nextContactInstant(at('2026-03-28T12:00Z'), owl))).toBe('2026-03-30T00:00:00.000Z');
    expect(utc(nextContactInstant(at('2026-03-28T12:00Z'), owl, 'any seed'))).toMatch(/^2026-03-30T00:[0-2]/);
  });

  test('in the hour that comes twice, the window that comes first is taken', () => {
    // 02:30 comes at 00:30Z and again at 01:30Z on Sunday, 25 October 2026.
    const owl: Person = { zone: 'Europe/Vienna', hours: { days: [7], from: 150, to: 180 } };
    expect(utc(nextContactInstant(at('2026-10-25T00:00Z'), owl))).toBe('2026-10-25T00:30:00.000Z');
    // 02:10 the second time round: 02:30 has been, the next one is a week away.
    expect(utc(nextContactInstant(at('2026-10-25T01:10Z'), owl))).toBe('2026-11-01T01:30:00.000Z');
  });
});

describe('the spread of nudges that wait', () => {
  const night = at('2026-12-01T03:00Z');
  const seeds = Array.from({ length: 2_000 }, (_, i) => `nudge-${i}`);

  test('two thousand nudges for one morning come between 09:30 and 11:00, on very many different seconds', () => {
    const instants = seeds.map((seed) => nextContactInstant(night, vera, seed));
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(at('2026-12-01T08:30Z'));
    expect(Math.max(...instants)).toBeLessThan(at('2026-12-01T10:00Z'));
    // 2,000 draws from 5,400 seconds hit about 1,670 of them.
    expect(new Set(instants).size).toBeGreaterThan(1_500);
    // Every ten minutes get their share, about 222.
    for (let tens = 0; tens < 9; tens += 1) {
      const from = at('2026-12-01T08:30Z') + tens * 600_000;
      const share = instants.filter((instant) => from <= instant && instant < from + 600_000).length;
      expect(share).toBeGreaterThan(150);
      expect(share).toBeLessThan(300);
    }
  });

  test('a window of one hour is used in its first half', () => {
    const instants = seeds.map((seed) => nextContactInstant(at('2026-12-01T03:00Z'), tess, seed));
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(at('2026-12-01T12:00Z'));
    expect(Math.max(...instants)).toBeLessThan(at('2026-12-01T12:30Z'));
  });

  test('the same seed always comes at the same moment, and nothing that is open already waits', () => {
    expect(nextContactInstant(night, vera, 'nudge-7')).toBe(nextContactInstant(night, vera, 'nudge-7'));
    expect(utc(nextContactInstant(at('2026-12-01T09:00Z'), vera, 'nudge-7'))).toBe('2026-12-01T09:00:00.000Z');
  });
});

describe('working days later', () => {
  test.each<[string, string, number, Person, string]>([
    ['three days after Tuesday noon', '2026-12-01T11:00Z', 3, vera, '2026-12-04T11:00:00.000Z'],
    ['one day after Friday noon', '2026-12-04T11:00Z', 1, vera, '2026-12-07T11:00:00.000Z'],
    ['one day after a Tuesday evening', '2026-12-01T18:00Z', 1, vera, '2026-12-03T08:30:00.000Z'],
    ['one day after Thursday 16:00 is past Friday 15:00', '2026-12-03T15:00Z', 1, vera, '2026-12-07T08:30:00.000Z'],
    ['one day after Saturday noon', '2026-12-05T11:00Z', 1, vera, '2026-12-07T11:00:00.000Z'],
    ['no day after Tuesday noon', '2026-12-01T11:00Z', 0, vera, '2026-12-01T11:00:00.000Z'],
    ['no day after a moment on Tuesday', '2026-12-01T11:00:42.042Z', 0, vera, '2026-12-01T11:00:42.042Z'],
    ['no day after Tuesday night', '2026-12-01T20:00Z', 0, vera, '2026-12-02T08:30:00.000Z'],
    ['one day over the change of clocks keeps the hour', '2026-03-27T11:00Z', 1, vera, '2026-03-30T10:00:00.000Z'],
    ['one day after Thursday noon in Riyadh', '2026-12-03T09:00Z', 1, rana, '2026-12-06T09:00:00.000Z'],
    ['two Tuesdays later', '2026-12-01T12:30Z', 2, tess, '2026-12-15T12:30:00.000Z'],
    [
      'no day for somebody away',
      '2026-12-01T11:00Z',
      0,
      { ...vera, awayUntil: '2026-12-04' },
      '2026-12-07T08:30:00.000Z',
    ],
    [
      'two days for somebody away count from Monday',
      '2026-12-01T11:00Z',
      2,
      { ...vera, awayUntil: '2026-12-04' },
      '2026-12-09T08:30:00.000Z',
    ],
  ])('%s', (_, instant, n, person, later) => {
    expect(utc(afterWorkingDays(at(instant), n, person))).toBe(later);
  });

  test('what has to wait for a window is spread by its seed', () => {
    const evening = at('2026-12-01T18:00Z');
    const spread = new Set(['a', 'b', 'c', 'd'].map((seed) => afterWorkingDays(evening, 1, vera, seed)));
    expect(spread.size).toBe(4);
    for (const instant of spread) expect(utc(instant)).toMatch(/^2026-12-03T(08:[345]|09:)/);
  });
});

describe('the reminder before a meeting', () => {
  test.each<[string, string, Person, number | undefined, string | undefined]>([
    ['Tuesday 11:00: Monday 11:00', '2026-12-08T10:00Z', vera, undefined, '2026-12-07T10:00:00.000Z'],
    ['Monday 11:00: Friday 11:00', '2026-12-07T10:00Z', vera, undefined, '2026-12-04T10:00:00.000Z'],
    [
      'Monday 16:00: Friday, half an hour before its window closes',
      '2026-12-07T15:00Z',
      vera,
      undefined,
      '2026-12-04T13:30:00.000Z',
    ],
    ['Tuesday 08:00: Monday when the window opens', '2026-12-08T07:00Z', vera, undefined, '2026-12-07T08:30:00.000Z'],
    [
      'Tuesday 20:00: Monday, half an hour before it closes',
      '2026-12-08T19:00Z',
      vera,
      undefined,
      '2026-12-07T15:00:00.000Z',
    ],
    ['Tuesday 11:00, reminded at 14:00', '2026-12-08T10:00Z', vera, 840, '2026-12-07T13:00:00.000Z'],
    ['Sunday noon: Friday noon', '2026-12-06T11:00Z', vera, undefined, '2026-12-04T11:00:00.000Z'],
    [
      'Monday after the clocks went forward: Friday at the same hour',
      '2026-03-30T09:00Z',
      vera,
      undefined,
      '2026-03-27T10:00:00.000Z',
    ],
    ['Sunday 10:00 in Riyadh: Thursday 10:00', '2026-12-06T07:00Z', rana, undefined, '2026-12-03T07:00:00.000Z'],
    [
      'the one hour of the week: a week before, with time left to send it',
      '2026-12-08T12:45Z',
      tess,
      undefined,
      '2026-12-01T12:30:00.000Z',
    ],
    // One meeting, Tuesday 1 December 15:00 in Kiritimati and Monday 30 November 15:00 in Honolulu.
    [
      'Tuesday in Kiritimati: its Monday',
      '2026-12-01T01:00Z',
      { zone: 'Pacific/Kiritimati', hours: DEFAULT_HOURS },
      undefined,
      '2026-11-30T01:00:00.000Z',
    ],
    [
      'Monday in Honolulu: its Friday before 15:00',
      '2026-12-01T01:00Z',
      { zone: 'Pacific/Honolulu', hours: DEFAULT_HOURS },
      undefined,
      '2026-11-28T00:30:00.000Z',
    ],
    [
      'back on the day of the meeting: that morning',
      '2026-12-08T13:00Z',
      { ...vera, awayUntil: '2026-12-07' },
      undefined,
      '2026-12-08T08:30:00.000Z',
    ],
    [
      'back on the day, but the meeting is first',
      '2026-12-08T08:30Z',
      { ...vera, awayUntil: '2026-12-07' },
      undefined,
      undefined,
    ],
    ['away on the day of the meeting', '2026-12-08T10:00Z', { ...vera, awayUntil: '2026-12-08' }, undefined, undefined],
    [
      'back two days before',
      '2026-12-08T10:00Z',
      { ...vera, awayUntil: '2026-12-06' },
      undefined,
      '2026-12-07T10:00:00.000Z',
    ],
  ])('%s', (_, meeting, person, preferred, reminder) => {
    expect(utc(oneWorkingDayBefore(at(meeting), person, preferred))).toBe(reminder);
  });
});
