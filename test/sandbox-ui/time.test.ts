import { describe, expect, test } from 'vitest';
import { pageModule } from './page-module.ts';

const { instantOf, localDate, localTime, zoneName } = await pageModule<{
  instantOf(date: string, time: string, zone: string): number;
  localDate(instant: number, zone: string | undefined): string;
  localTime(instant: number, zone: string | undefined): string;
  zoneName(instant: number, zone: string): string;
}>('zones.js');
const { ago, dayTitle, formatDate } = await pageModule<{
  formatDate(seconds: number, format: string, zone: string, now: number): string;
  dayTitle(at: number, zone: string, now: number): string;
  ago(at: number, now: number): string;
}>('dates.js');
const { dateIn, timeIn } = await pageModule<{
  dateIn(typed: string): string | undefined;
  timeIn(typed: string): string | undefined;
}>('elements/typed.js');

describe('local time', () => {
  test.each([
    ['2026-11-24', '09:30', 'Europe/London', '2026-11-24T09:30:00.000Z'],
    ['2026-11-24', '09:30', 'Asia/Kathmandu', '2026-11-24T03:45:00.000Z'],
    ['2026-07-01', '09:30', 'America/New_York', '2026-07-01T13:30:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-11-24', '09:30', 'Nowhere/At_All', '2026-11-24T09:30:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(new Date(instantOf(date, time, zone)).toISOString()).toBe(instant);
  });

  test('an instant has the date and time of its zone, and of UTC where there is none', () => {
    const instant = Date.parse('2026-11-24T23:30:00Z');
    expect([localDate(instant, 'Asia/Tokyo'), localTime(instant, 'Asia/Tokyo')]).toEqual(['2026-11-25', '08:30']);
    expect([localDate(instant, undefined), localTime(instant, undefined)]).toEqual(['2026-11-24', '23:30']);
    expect(zoneName(instant, 'Europe/London')).toBe('GMT');
  });
});

describe('dates in messages', () => {
  const now = Date.parse('2026-11-24T09:30:00Z');
  const seconds = Date.parse('2026-11-25T23:30:00Z') / 1000;

  test.each([
    ['{date_num} {time}', 'Europe/London', '2026-11-25 23:30'],
    ['{date_num} {time}', 'Asia/Tokyo', '2026-11-26 08:30'],
    ['{date_short_pretty} at {time}', 'Europe/London', 'Tomorrow at 23:30'],
    ['{date_pretty}', 'Asia/Tokyo', '26 November 2026'],
    ['{date_long}', 'Europe/London', 'Wednesday 25 November 2026'],
    ['on {date_slash}, {unheard_of}', 'UTC', 'On 2026/11/25, {unheard_of}'],
    ['{ago}', 'UTC', 'In 1 day'],
  ])('%s in %s', (format, zone, expected) => {
    expect(formatDate(seconds, format, zone, now)).toBe(expected);
  });

  test('days have the names that people use', () => {
    const at = (iso: string) => dayTitle(Date.parse(iso), 'Europe/London', now);
    expect(['2026-11-24T00:10Z', '2026-11-23T23:50Z', '2026-11-20T12:00Z', '2025-11-20T12:00Z'].map(at)).toEqual([
      'Today',
      'Yesterday',
      'Friday 20 November',
      'Thursday 20 November 2025',
    ]);
    expect(ago(now - 5 * 60_000, now)).toBe('5 minutes ago');
    expect(ago(now, now)).toBe('just now');
  });
});

describe('what people type into date and time fields', () => {
  test.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-2-3', '2026-02-03'],
    ['1 Dec 2026', '2026-12-01'],
    ['2026-02-30', undefined],
    ['soon', undefined],
  ])('date %j', (typed, expected) => expect(dateIn(typed)).toBe(expected));

  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30 pm', '21:30'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    ['14.15', '14:15'],
    ['24:00', undefined],
    ['10:75', undefined],
    ['noon', undefined],
  ])('time %j', (typed, expected) => expect(timeIn(typed)).toBe(expected));
});
