import { describe, expect, test } from 'vitest';
import { DEFAULT_HOURS, type WorkingHours } from '../../src/core/hours.ts';
import { type Availability, type SlotRequest, suggestSlots } from '../../src/core/slots.ts';

const at = (text: string) => Date.parse(text);
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16);

const somebody = (zone: string, more: Partial<Availability> = {}): Availability => ({
  zone,
  hours: DEFAULT_HOURS,
  busy: [],
  ...more,
});
const busy = (...times: string[]) =>
  times.map((time) => time.split('/')).map(([from = '', to = '']) => ({ from: at(from), to: at(to) }));

const SUNDAY_TO_THURSDAY: WorkingHours = { days: [7, 1, 2, 3, 4], from: 9 * 60, to: 17 * 60 };

// Monday morning in Vienna. December 2026: the 1st is a Tuesday.
const MONDAY = at('2026-11-30T08:00Z');

function suggest(one: Availability, other: Availability, more: Partial<SlotRequest> = {}) {
  const suggestion = suggestSlots({ now: MONDAY, minutes: 60, people: [one, other], ...more });
  return 'reason' in suggestion
    ? suggestion.reason
    : { starts: suggestion.slots.map(({ from }) => utc(from)), widenedByMinutes: suggestion.widenedByMinutes };
}

const starts = (one: Availability, other: Availability, more: Partial<SlotRequest> = {}) => {
  const suggestion = suggest(one, other, more);
  return typeof suggestion === 'string' ? suggestion : suggestion.starts;
};

describe('where two people meet', () => {
  const vienna = somebody('Europe/Vienna');
  const newYork = somebody('America/New_York');

  test('in one city: late morning and early afternoon, not on days side by side', () => {
    // 11:00, 13:00 and 14:30 in Vienna, on Tuesday, Thursday and Monday.
    expect(starts(vienna, vienna)).toEqual(['2026-12-01T10:00', '2026-12-03T12:00', '2026-12-07T13:30']);
  });

  test('a slot is as long as the meeting', () => {
    const { slots } = suggestSlots({ now: MONDAY, minutes: 45, people: [vienna, vienna] });
    expect(slots[0]).toEqual({ from: at('2026-12-01T10:00Z'), to: at('2026-12-01T10:45Z') });
  });

  test('Vienna and New York in winter share one hour: 15:30 here, 09:30 there', () => {
    expect(suggest(vienna, newYork)).toEqual({
      starts: ['2026-12-01T14:30', '2026-12-03T14:30', '2026-12-07T14:30'],
      widenedByMinutes: 0,
    });
  });

  test('in March, New York changes clocks three weeks before Vienna and they share two hours', () => {
    // Thursday 5 March 15:30 and 09:30; from the 9th on 15:00 and 10:00, half an hour inside the edge for both.
    expect(suggest(vienna, newYork, { now: at('2026-03-04T10:00Z') })).toEqual({
      starts: ['2026-03-05T14:30', '2026-03-09T14:00', '2026-03-11T14:00'],
      widenedByMinutes: 0,
    });
  });

  test('in autumn, Vienna changes clocks a week before New York', () => {
    // Thursday 29 and Friday 30 October 15:00 and 10:00; on Monday 2 November 15:30 and 09:30 again.
    expect(suggest(vienna, newYork, { now: at('2026-10-28T10:00Z') })).toEqual({
      starts: ['2026-10-29T14:00', '2026-10-30T14:00', '2026-11-02T14:30'],
      widenedByMinutes: 0,
    });
  });

  test('Kathmandu is three quarters of an hour off: 10:00 in Vienna is 14:45 there', () => {
    expect(starts(vienna, somebody('Asia/Kathmandu'))).toEqual([
      '2026-12-01T09:00',
      '2026-12-03T09:15',
      '2026-12-07T09:00',
    ]);
  });

  test('in Kiritimati it is always tomorrow for Honolulu: Wednesday 11:00 here, Tuesday 11:00 there', () => {
    expect(starts(somebody('Pacific/Kiritimati'), somebody('Pacific/Honolulu'))).toEqual([
      '2026-12-01T21:00',
      '2026-12-03T23:00',
      '2026-12-08T00:30',
    ]);
  });

  test('Riyadh works from Sunday to Thursday, Vienna from Monday to Friday: they meet from Monday to Thursday', () => {
    const days = starts(vienna, somebody('Asia/Riyadh', { hours: SUNDAY_TO_THURSDAY }), { count: 20 });
    // Riyadh's tenth working day is Monday, 14 December.
    expect([...days].map((start) => start.slice(0, 10))).toEqual([
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-07',
      '2026-12-08',
      '2026-12-09',
      '2026-12-10',
      '2026-12-14',
    ]);
  });

  test('somebody who works on Tuesdays only is met on the two Tuesdays of the other', () => {
    const tuesdays = somebody('Europe/Vienna', { hours: { days: [2], from: 13 * 60, to: 14 * 60 } });
    expect(starts(vienna, tuesdays)).toEqual(['2026-12-01T12:00', '2026-12-08T12:00']);
  });

  test('there is one slot on each of ten working days, and no eleventh', () => {
    const days = starts(vienna, vienna, { count: 20 });
    expect(days).toHaveLength(10);
    expect([days[0], days[9]].map((start) => start?.slice(0, 10))).toEqual(['2026-12-01', '2026-12-14']);
  });

  test('a Friday afternoon after 15:00 is for meetings, though not for nudges', () => {
    const all = busy('2026-11-30T00:00Z/2026-12-04T14:00Z', '2026-12-04T15:30Z/2026-12-31T00:00Z');
    expect(starts(vienna, somebody('Europe/Vienna', { busy: all }))).toEqual(['2026-12-04T14:00']);
  });

  test('nobody meets on a night when the clocks change', () => {
    const nights = somebody('Europe/Vienna', { hours: { days: [6, 7, 1], from: 0, to: 6 * 60 } });
    // The clocks go forward on Sunday, 29 March: its night is from 23:00 to 22:00 in Greenwich.
    const all = [...starts(nights, nights, { now: at('2026-03-26T12:00Z'), count: 20 })];
    expect(all.filter((start) => '2026-03-28T23:00' <= start && start < '2026-03-29T22:00')).toEqual([]);
    expect(all).toHaveLength(9);
  });
});

describe('when hours never meet', () => {
  const vienna = somebody('Europe/Vienna');

  test('Vienna and Los Angeles meet at 17:00 and 08:00 when both give an hour and a half', () => {
    expect(suggest(vienna, somebody('America/Los_Angeles'))).toEqual({
      starts: ['2026-12-01T16:00', '2026-12-03T16:00', '2026-12-07T16:00'],
      widenedByMinutes: 90,
    });
  });

  test('Vienna and Tokyo meet at 08:30 and 16:30 when both give an hour', () => {
    expect(suggest(vienna, somebody('Asia/Tokyo'))).toEqual({
      starts: ['2026-12-02T07:30', '2026-12-04T07:30', '2026-12-07T07:30'],
      widenedByMinutes: 60,
    });
  });

  test('Vienna and Sydney meet for half an hour, at 08:00 and 18:00, and no longer', () => {
    const sydney = somebody('Australia/Sydney');
    expect(suggest(vienna, sydney, { minutes: 30 })).toEqual({
      starts: ['2026-12-02T07:00', '2026-12-04T07:00', '2026-12-07T07:00'],
      widenedByMinutes: 120,
    });
    expect(suggest(vienna, sydney, { minutes: 60 })).toBe('hours_never_meet');
  });

  test.each<[string, Availability, Availability, number]>([
    ['London and Sydney in winter', somebody('Europe/London'), somebody('Australia/Sydney'), 30],
    [
      'other days of the week',
      somebody('Europe/Vienna', { hours: { days: [1, 2], from: 570, to: 990 } }),
      somebody('Europe/Vienna', { hours: { days: [3, 4], from: 570, to: 990 } }),
      60,
    ],
    ['a meeting longer than the widest day', vienna, vienna, 631],
  ])('%s never do', (_, one, other, minutes) => {
    expect(suggest(one, other, { minutes })).toBe('hours_never_meet');
  });

  test('a meeting as long as the widest day starts at 08:00', () => {
    expect(suggest(vienna, vienna, { minutes: 630, count: 1 })).toEqual({
      starts: ['2026-12-02T07:00'],
      widenedByMinutes: 120,
    });
  });

  test('early hours of somebody’s own are kept: only the other end of the day gives', () => {
    const early = somebody('Europe/Vienna', { hours: { days: [1, 2, 3, 4, 5], from: 6 * 60, to: 9 * 60 } });
    const late = somebody('Europe/Vienna', { hours: { days: [1, 2, 3, 4, 5], from: 10 * 60, to: 18 * 60 } });
    // After an hour each, the one works until 10:00 and the other from 09:00.
    expect(suggest(early, late, { count: 1 })).toEqual({ starts: ['2026-12-01T08:00'], widenedByMinutes: 60 });
  });

  test('mornings and evenings meet half way', () => {
    const mornings = somebody('Europe/Vienna', { hours: { days: [1], from: 8 * 60, to: 10 * 60 } });
    const evenings = somebody('Europe/Vienna', { hours: { days: [1], from: 20 * 60, to: 22 * 60 } });
    // Five and a half hours from either side: until 15:30 the one, from 14:30 the other.
    expect(suggest(mornings, evenings, { count: 1 })).toEqual({ starts: ['2026-12-07T13:30'], widenedByMinutes: 330 });
  });

  test('hours that meet are not widened because they are busy', () => {
    const full = somebody('Europe/Vienna', { busy: busy('2026-11-30T00:00Z/2027-01-31T00:00Z') });
    expect(suggest(vienna, full)).toBe('nothing_free');
    expect(suggest(full, vienna)).toBe('nothing_free');
  });
});

describe('what stands in the way', () => {
  const vienna = somebody('Europe/Vienna');

  test('a meeting of either of the two', () => {
    // Tuesday is full for one, and on Wednesday only 11:00 to 12:00 is left, between two meetings of the other.
    const one = somebody('Europe/Vienna', { busy: busy('2026-12-01T08:00Z/2026-12-01T16:00Z') });
    const other = somebody('Europe/Vienna', {
      busy: busy('2026-12-02T08:00Z/2026-12-02T10:00Z', '2026-12-02T11:00Z/2026-12-02T16:00Z'),
    });
    expect(starts(one, other)).toEqual(['2026-12-02T10:00', '2026-12-04T12:00', '2026-12-07T13:30']);
  });

  test('one minute of it is enough', () => {
    const other = somebody('Europe/Vienna', { busy: busy('2026-12-01T10:59Z/2026-12-01T12:01Z') });
    // 11:00 and 13:00 on Tuesday are gone; 14:00 is the next that is comfortable.
    expect(starts(vienna, other, { count: 1 })).toEqual(['2026-12-01T13:00']);
  });

  test('less than 24 hours', () => {
    const [atEleven, after] = [at('2026-11-30T10:00Z'), at('2026-11-30T10:00:00.001Z')];
    expect(starts(vienna, vienna, { now: atEleven, count: 1 })).toEqual(['2026-12-01T10:00']);
    expect(starts(vienna, vienna, { now: after, count: 1 })).toEqual(['2026-12-01T12:00']);
  });

  test('an absence of either', () => {
    const away = somebody('Europe/Vienna', { awayUntil: '2026-12-03' });
    const expected = ['2026-12-04T10:00', '2026-12-07T12:00', '2026-12-09T13:30'];
    expect(starts(vienna, away)).toEqual(expected);
    expect(starts(away, vienna)).toEqual(expected);
  });

  test('an absence ends at midnight where the person is', () => {
    // Away until Tuesday in Honolulu: the Wednesday slot of Kiritimati is still Tuesday there.
    const people = [somebody('Pacific/Kiritimati'), somebody('Pacific/Honolulu', { awayUntil: '2026-12-01' })] as const;
    expect(starts(...people, { count: 1 })).toEqual(['2026-12-02T21:00']);
  });

  test('an absence of two weeks leaves nothing', () => {
    expect(suggest(vienna, somebody('Europe/Vienna', { awayUntil: '2026-12-14' }))).toBe('nothing_free');
    expect(suggest(vienna, somebody('Europe/Vienna', { awayUntil: '2027-12-14' }))).toBe('nothing_free');
  });

  test('what was offered already: another day altogether, while there is one', () => {
    const avoid = ['2026-12-01T10:00Z', '2026-12-03T12:00Z', '2026-12-07T13:30Z'].map(at);
    expect(starts(vienna, vienna, { avoid })).toEqual(['2026-12-02T10:00', '2026-12-04T12:00', '2026-12-08T13:30']);
  });

  test('when the only hour of every day was offered, nothing is free', () => {
    const tuesdays = somebody('Europe/Vienna', { hours: { days: [2], from: 13 * 60, to: 14 * 60 } });
    const avoid = ['2026-12-01T12:00Z', '2026-12-08T12:00Z'].map(at);
    expect(suggest(vienna, tuesdays, { avoid: avoid.slice(0, 1) })).toEqual({
      starts: ['2026-12-08T12:00'],
      widenedByMinutes: 0,
    });
    expect(suggest(vienna, tuesdays, { avoid })).toBe('nothing_free');
  });
});

describe('the habit of a pair', () => {
  const vienna = somebody('Europe/Vienna');
  const newYork = somebody('America/New_York');

  test('Wednesdays at 14:00 stay Wednesdays at 14:00, with the same time on another day beside them', () => {
    expect(starts(vienna, vienna, { previous: at('2026-11-18T13:00Z') })).toEqual([
      '2026-12-02T13:00',
      '2026-12-04T13:00',
      '2026-12-09T13:00',
    ]);
  });

  test('a habit at the edge of the day is kept on its weekday, and other days are more comfortable', () => {
    expect(starts(vienna, vienna, { previous: at('2026-11-17T14:30Z') })).toEqual([
      '2026-12-01T14:30',
      '2026-12-03T10:00',
      '2026-12-08T14:30',
    ]);
  });

  test('it is the hour on the wall that is kept when the clocks change', () => {
    // Thursday 22 October, 11:00 summer time; a week later 11:00 is an hour later in Greenwich.
    const request = { now: at('2026-10-26T08:00Z'), previous: at('2026-10-22T09:00Z'), count: 1 };
    expect(starts(vienna, vienna, request)).toEqual(['2026-10-29T10:00']);
  });

  test('where only one of the two changes clocks, whichever old hour fits the day of both is kept', () => {
    // Tuesday 20 October: 16:00 in Vienna, 10:00 in New York. A week later 10:00 is 15:00 in Vienna, and 16:00 is too late.
    const request = { now: at('2026-10-26T09:00Z'), previous: at('2026-10-20T14:00Z') };
    const expected = ['2026-10-27T14:00', '2026-10-29T14:00', '2026-11-03T14:30'];
    expect(starts(vienna, newYork, request)).toEqual(expected);
    expect(starts(newYork, vienna, request)).toEqual(expected);
  });

  test('of a habit outside anybody’s hours, the weekday is kept', () => {
    // Wednesday, 18 November, 20:00.
    expect(starts(vienna, vienna, { previous: at('2026-11-18T19:00Z') })).toEqual([
      '2026-12-02T10:00',
      '2026-12-04T10:00',
      '2026-12-09T10:00',
    ]);
  });

  test('a habit outside anybody’s hours and days is no reason to leave them', () => {
    expect(starts(vienna, vienna, { previous: at('2026-11-21T20:07Z') })).toEqual([
      '2026-12-01T10:00',
      '2026-12-03T10:00',
      '2026-12-07T10:00',
    ]);
  });
});

describe('requests that make no sense', () => {
  const vienna = somebody('Europe/Vienna');

  test.each([0, -30, Number.NaN])('a meeting of %d minutes', (minutes) => {
    expect(() => suggestSlots({ now: MONDAY, minutes, people: [vienna, vienna] })).toThrow(
      `a meeting cannot last ${minutes} minutes`,
    );
  });

  test('a zone that is none', () => {
    expect(() => suggest(vienna, somebody('Mars/Olympus'))).toThrow('"Mars/Olympus" is not a time zone');
  });

  test('hours that nobody can work count as the default ones', () => {
    expect(starts(vienna, somebody('Europe/Vienna', { hours: { days: [], from: 0, to: 0 } }))).toEqual([
      '2026-12-01T10:00',
      '2026-12-03T12:00',
      '2026-12-07T13:30',
    ]);
  });
});
