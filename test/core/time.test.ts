import { describe, expect, test } from 'vitest';
import {
  addDays,
  compareDates,
  daysBetween,
  formatDate,
  formatDay,
  formatMinute,
  formatSlot,
  formatTime,
  isZone,
  localOf,
  parseDate,
  parseTime,
  resolveLocal,
  weekdayOf,
  zoneLabel,
  zoneOr,
} from '../../src/core/time.ts';

const at = (text: string) => Date.parse(text);

describe('local time becomes an instant', () => {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

  test.each([
    ['an ordinary winter day', '2026-12-01', '09:30', 'Europe/Vienna', '2026-12-01T08:30Z'],
    ['an ordinary summer day', '2026-07-01', '09:30', 'Europe/Vienna', '2026-07-01T07:30Z'],
    ['three quarters of an hour', '2026-12-01', '09:30', 'Asia/Kathmandu', '2026-12-01T03:45Z'],
    [
      'fourteen hours ahead: still yesterday in Greenwich',
      '2026-12-01',
      '09:30',
      'Pacific/Kiritimati',
      '2026-11-30T19:30Z',
    ],
    ['eleven hours behind: tomorrow already', '2026-12-01', '16:30', 'Pacific/Niue', '2026-12-02T03:30Z'],
    ['midnight', '2026-12-01', '00:00', 'Asia/Tokyo', '2026-11-30T15:00Z'],
    ['24:00, the end of the day', '2026-12-31', '24:00', 'Asia/Tokyo', '2026-12-31T15:00Z'],
    ['a leap day', '2028-02-29', '12:00', 'UTC', '2028-02-29T12:00Z'],
  ])('%s: %s %s in %s', (_, date, time, zone, instant) => {
    expect(resolveLocal(date, minutes(time), zone)).toBe(at(instant));
  });

  test.each([
    // Clocks go from 02:00 to 03:00, and so on: the first instant after the gap is the change itself.
    ['2026-03-29', '02:00', 'Europe/Vienna', '2026-03-29T01:00Z'],
    ['2026-03-29', '02:30', 'Europe/Vienna', '2026-03-29T01:00Z'],
    ['2026-03-29', '02:59', 'Europe/Vienna', '2026-03-29T01:00Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:00Z'],
    ['2026-10-04', '02:30', 'Australia/Sydney', '2026-10-03T16:00Z'],
    // Half an hour: 02:00 to 02:30.
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30Z'],
    // Midnight does not exist: 00:00 to 01:00.
    ['2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00Z'],
    ['2026-04-24', '00:30', 'Africa/Cairo', '2026-04-23T22:00Z'],
    ['2026-03-29', '00:30', 'Asia/Beirut', '2026-03-28T22:00Z'],
    // Two hours: 01:00 to 03:00.
    ['2026-03-29', '01:30', 'Antarctica/Troll', '2026-03-29T01:00Z'],
    // The last hour of Saturday: the first instant after the gap is Sunday.
    ['2026-03-28', '23:30', 'America/Nuuk', '2026-03-29T01:00Z'],
  ])('a time that never comes is the first one after the gap: %s %s in %s', (date, time, zone, instant) => {
    expect(resolveLocal(date, minutes(time), zone)).toBe(at(instant));
  });

  test.each([
    ['2026-03-29', '01:59', 'Europe/Vienna', '2026-03-29T00:59Z'],
    ['2026-03-29', '03:00', 'Europe/Vienna', '2026-03-29T01:00Z'],
    ['2026-03-29', '03:01', 'Europe/Vienna', '2026-03-29T01:01Z'],
    ['2026-04-24', '01:00', 'Africa/Cairo', '2026-04-23T22:00Z'],
    ['2026-04-23', '23:59', 'Africa/Cairo', '2026-04-23T21:59Z'],
    ['2026-10-25', '01:59', 'Europe/Vienna', '2026-10-24T23:59Z'],
    ['2026-10-25', '03:00', 'Europe/Vienna', '2026-10-25T02:00Z'],
  ])('the minutes beside a change of clocks are ordinary: %s %s in %s', (date, time, zone, instant) => {
    expect(resolveLocal(date, minutes(time), zone)).toBe(at(instant));
  });

  test.each([
    ['2026-10-25', '02:00', 'Europe/Vienna', '2026-10-25T00:00Z'],
    ['2026-10-25', '02:30', 'Europe/Vienna', '2026-10-25T00:30Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['2026-11-01', '01:30', 'America/St_Johns', '2026-11-01T04:00Z'],
    ['2026-04-05', '02:30', 'Australia/Sydney', '2026-04-04T15:30Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z'],
    ['2026-10-29', '23:30', 'Africa/Cairo', '2026-10-29T20:30Z'],
    ['2026-10-24', '23:30', 'Asia/Beirut', '2026-10-24T20:30Z'],
    ['2026-10-25', '02:30', 'Antarctica/Troll', '2026-10-25T00:30Z'],
  ])('a time that comes twice is the earlier: %s %s in %s', (date, time, zone, instant) => {
    expect(resolveLocal(date, minutes(time), zone)).toBe(at(instant));
  });

  test.each([
    ['2026-12-01', 'Mars/Olympus'],
    ['2026-12-01', ''],
    ['2026-12-01', 'constructor'],
    ['soon', 'Europe/Vienna'],
    ['', 'Europe/Vienna'],
    ['2026-02-30', 'Europe/Vienna'],
  ])('neither "%s" nor "%s" may be nonsense', (date, zone) => {
    expect(() => resolveLocal(date, 0, zone)).toThrow(RangeError);
  });
});

describe('an instant becomes local time', () => {
  test.each([
    ['2026-12-01T13:30Z', 'Europe/Vienna', { date: '2026-12-01', minute: 870, weekday: 2 }],
    ['2026-12-01T13:30:59.999Z', 'Europe/Vienna', { date: '2026-12-01', minute: 870, weekday: 2 }],
    ['2026-12-06T10:00Z', 'Pacific/Kiritimati', { date: '2026-12-07', minute: 0, weekday: 1 }],
    ['2026-12-07T09:59Z', 'Pacific/Honolulu', { date: '2026-12-06', minute: 1439, weekday: 7 }],
    ['2026-12-01T03:45Z', 'Asia/Kathmandu', { date: '2026-12-01', minute: 570, weekday: 2 }],
    // 02:30 on both sides of the change in Vienna.
    ['2026-10-25T00:30Z', 'Europe/Vienna', { date: '2026-10-25', minute: 150, weekday: 7 }],
    ['2026-10-25T01:30Z', 'Europe/Vienna', { date: '2026-10-25', minute: 150, weekday: 7 }],
    ['2026-03-29T00:59:59Z', 'Europe/Vienna', { date: '2026-03-29', minute: 119, weekday: 7 }],
    ['2026-03-29T01:00Z', 'Europe/Vienna', { date: '2026-03-29', minute: 180, weekday: 7 }],
    ['2026-12-31T23:30Z', 'UTC', { date: '2026-12-31', minute: 1410, weekday: 4 }],
  ])('%s in %s', (instant, zone, local) => {
    expect(localOf(at(instant), zone)).toEqual(local);
  });

  test('no zone and no instant are errors', () => {
    expect(() => localOf(0, 'Nowhere/Land')).toThrow('"Nowhere/Land" is not a time zone');
    expect(() => localOf(Number.NaN, 'Europe/Vienna')).toThrow(RangeError);
  });
});

describe('dates', () => {
  test.each([
    ['2026-12-01', 1, '2026-12-02'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-29', 0, '2026-03-29'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s', (date, days, sum) => {
    expect(addDays(date, days)).toBe(sum);
    expect(daysBetween(date, sum)).toBe(days);
  });

  test('the calendar ends with the year 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow('1 days from 9999-12-31 is outside the calendar');
    expect(() => addDays('not a date', 1)).toThrow(RangeError);
  });

  test('dates have an order', () => {
    expect(['2026-12-01', '2025-12-31', '2026-02-10', '2026-02-09'].sort(compareDates)).toEqual([
      '2025-12-31',
      '2026-02-09',
      '2026-02-10',
      '2026-12-01',
    ]);
    expect(compareDates('2026-12-01', '2026-12-01')).toBe(0);
  });

  test.each([
    ['2026-11-30', 1],
    ['2026-12-01', 2],
    ['2026-12-05', 6],
    ['2026-12-06', 7],
  ])('%s is day %i of its week', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });
});

describe('reading what people type', () => {
  test.each(['2026-12-01', '2028-02-29', '2026-01-31'])('%s is a date', (text) => {
    expect(parseDate(text)).toBe(text);
  });

  test.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-12-00',
    '0026-01-02',
    '2026-1-2',
    '26-01-02',
    '2026-12-01T00:00',
    ' 2026-12-01',
    '2026-12-01\n',
    'tomorrow',
    '',
  ])('"%s" is none', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test.each([
    ['00:00', 0],
    ['09:30', 570],
    ['16:05', 965],
    ['23:59', 1439],
  ])('%s is a time', (text, minute) => {
    expect(parseTime(text)).toBe(minute);
    expect(formatMinute(minute)).toBe(text);
  });

  test.each(['24:00', '9:30', '12:60', '12.30', '12:3', '-1:00', 'noon', ''])('"%s" is none', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe('zones', () => {
  test.each(['Europe/Vienna', 'America/Nuuk', 'Asia/Calcutta', 'Asia/Kolkata', 'UTC', 'Etc/GMT+5'])(
    '%s is one',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  test.each(['', '+02:00', '-0500', 'Mars/Olympus', 'constructor', '__proto__', 'Europe', 'Vienna', ' UTC'])(
    '"%s" is none',
    (name) => {
      expect(isZone(name)).toBe(false);
    },
  );

  test('an unknown or missing zone gives way to the fallback', () => {
    expect(zoneOr('Asia/Tokyo', 'Europe/Vienna')).toBe('Asia/Tokyo');
    expect(zoneOr('Asia/Atlantis', 'Europe/Vienna')).toBe('Europe/Vienna');
    expect(zoneOr(undefined, 'Europe/Vienna')).toBe('Europe/Vienna');
    expect(zoneOr('', 'Europe/Vienna')).toBe('Europe/Vienna');
  });

  test.each([
    ['Europe/Vienna', 'CET', 'CEST'],
    ['Europe/London', 'GMT', 'BST'],
    ['Europe/Lisbon', 'WET', 'WEST'],
    ['Europe/Athens', 'EET', 'EEST'],
    ['America/New_York', 'EST', 'EDT'],
    ['America/Los_Angeles', 'PST', 'PDT'],
    ['Pacific/Honolulu', 'HST', 'HST'],
    ['Australia/Sydney', 'AEDT', 'AEST'],
    ['Pacific/Auckland', 'NZDT', 'NZST'],
    ['Asia/Kolkata', 'GMT+5:30', 'GMT+5:30'],
    ['Asia/Kathmandu', 'GMT+5:45', 'GMT+5:45'],
    ['Pacific/Kiritimati', 'GMT+14', 'GMT+14'],
    ['America/Sao_Paulo', 'GMT-3', 'GMT-3'],
    ['Asia/Tokyo', 'GMT+9', 'GMT+9'],
    ['UTC', 'UTC', 'UTC'],
  ])('%s is called %s in January and %s in July', (zone, january, july) => {
    expect(zoneLabel(at('2026-01-15T12:00Z'), zone)).toBe(january);
    expect(zoneLabel(at('2026-07-15T12:00Z'), zone)).toBe(july);
  });
});

describe('words for times', () => {
  test.each([
    ['2026-12-01T13:30Z', 'Europe/Vienna', 'Tue 1 Dec', '14:30', 'Tue 1 Dec, 14:30 CET'],
    ['2026-12-01T13:30Z', 'America/New_York', 'Tue 1 Dec', '08:30', 'Tue 1 Dec, 08:30 EST'],
    ['2026-12-01T13:30Z', 'Asia/Kolkata', 'Tue 1 Dec', '19:00', 'Tue 1 Dec, 19:00 GMT+5:30'],
    ['2026-12-01T13:30Z', 'Pacific/Kiritimati', 'Wed 2 Dec', '03:30', 'Wed 2 Dec, 03:30 GMT+14'],
    ['2026-07-31T22:00Z', 'Europe/Vienna', 'Sat 1 Aug', '00:00', 'Sat 1 Aug, 00:00 CEST'],
    ['2027-01-01T04:59Z', 'America/New_York', 'Thu 31 Dec', '23:59', 'Thu 31 Dec, 23:59 EST'],
  ])('%s in %s', (instant, zone, day, time, slot) => {
    expect(formatDay(at(instant), zone)).toBe(day);
    expect(formatTime(at(instant), zone)).toBe(time);
    expect(formatSlot(at(instant), zone)).toBe(slot);
  });

  test.each([
    ['2026-02-01', 'Sun 1 Feb'],
    ['2026-09-30', 'Wed 30 Sep'],
  ])('%s reads %s', (date, words) => {
    expect(formatDate(date)).toBe(words);
  });

  test('the hour that comes twice says which one it is', () => {
    expect(formatSlot(at('2026-10-25T00:30Z'), 'Europe/Vienna')).toBe('Sun 25 Oct, 02:30 CEST');
    expect(formatSlot(at('2026-10-25T01:30Z'), 'Europe/Vienna')).toBe('Sun 25 Oct, 02:30 CET');
  });
});
