import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidaysText, readHolidays } from '../../src/core/holidays.ts';
import { addDays } from '../../src/core/time.ts';

const NAMELESS = { holidayNames: {} };

describe('holidays as people type them', () => {
  test.each([
    ['', { holidays: [], ...NAMELESS }],
    ['  \n\n ', { holidays: [], ...NAMELESS }],
    ['2026-12-24', { holidays: ['2026-12-24'], ...NAMELESS }],
    ['2026-12-24 to 2026-12-26', { holidays: ['2026-12-24', '2026-12-25', '2026-12-26'], ...NAMELESS }],
    ['2026-12-31 - 2027-01-01', { holidays: ['2026-12-31', '2027-01-01'], ...NAMELESS }],
    ['2026-12-31–2027-01-01', { holidays: ['2026-12-31', '2027-01-01'], ...NAMELESS }],
    ['2026-12-31 TO 2027-01-01', { holidays: ['2026-12-31', '2027-01-01'], ...NAMELESS }],
    ['2026-12-24 to 2026-12-24', { holidays: ['2026-12-24'], ...NAMELESS }],
    ['2026-12-24 Christmas Eve', { holidays: ['2026-12-24'], holidayNames: { '2026-12-24': 'Christmas Eve' } }],
    ['2026-12-24, Christmas Eve', { holidays: ['2026-12-24'], holidayNames: { '2026-12-24': 'Christmas Eve' } }],
    [
      '2026-12-24: *bold* <!channel>',
      { holidays: ['2026-12-24'], holidayNames: { '2026-12-24': '*bold* <!channel>' } },
    ],
    ['2026-12-24 today is off', { holidays: ['2026-12-24'], holidayNames: { '2026-12-24': 'today is off' } }],
    ['2027-05-03\r\n2026-12-24\r2027-01-01', { holidays: ['2026-12-24', '2027-01-01', '2027-05-03'], ...NAMELESS }],
    ['2026-12-24\n2026-12-24', { holidays: ['2026-12-24'], ...NAMELESS }],
    [
      '2026-12-24 to 2026-12-26 Break\n2026-12-25 Christmas',
      {
        holidays: ['2026-12-24', '2026-12-25', '2026-12-26'],
        holidayNames: { '2026-12-24': 'Break', '2026-12-25': 'Christmas', '2026-12-26': 'Break' },
      },
    ],
    ['2028-02-29', { holidays: ['2028-02-29'], ...NAMELESS }],
  ])('%j', (typed, read) => {
    expect(readHolidays(typed)).toEqual(read);
  });

  const how = 'write a date such as 2026-12-24, or two such as 2026-12-24 to 2027-01-01.';
  test.each([
    ['Christmas', `Line 1, "Christmas": ${how}`],
    ['24.12.2026', `Line 1, "24.12.2026": ${how}`],
    ['2026-12-24\n\n12/25/2026', `Line 3, "12/25/2026": ${how}`],
    ['2026-12-24Christmas', `Line 1, "2026-12-24Christmas": ${how}`],
    ['2026-02-30', 'Line 1, "2026-02-30": no calendar has the day 2026-02-30.'],
    ['2027-02-29', 'Line 1, "2027-02-29": no calendar has the day 2027-02-29.'],
    ['2026-12-24 to 2026-13-01', 'Line 1, "2026-12-24 to 2026-13-01": no calendar has the day 2026-13-01.'],
    ['2027-01-01 to 2026-12-24', 'Line 1, "2027-01-01 to 2026-12-24": the second date comes before the first.'],
    ['2026-12-01 to 2027-01-30', 'Line 1, "2026-12-01 to 2027-01-30": these are more than 60 days in a row.'],
    [
      `2026-12-24 ${'x'.repeat(61)}`,
      `Line 1, "2026-12-24 ${'x'.repeat(28)}…": please keep the name within 60 characters.`,
    ],
  ])('%j is refused with its line', (typed, problem) => {
    expect(readHolidays(typed)).toEqual({ problem });
  });

  test('sixty days in a row are fine', () => {
    expect(readHolidays('2026-12-01 to 2027-01-29')).toMatchObject({ holidays: { length: 60 } });
  });

  test('more than a year of days, or more text than fits, is refused', () => {
    const ranges = Array.from(
      { length: 7 },
      (_, n) => `${addDays('2026-01-01', n * 60)} to ${addDays('2026-01-01', n * 60 + 59)}`,
    );
    expect(readHolidays(ranges.join('\n'))).toEqual({ problem: 'These are 420 days; 366 at most fit.' });
    const named = Array.from({ length: 60 }, (_, n) => `${addDays('2026-01-01', 2 * n)} ${'x'.repeat(50)}`);
    expect(readHolidays(named.join('\n'))).toEqual({ problem: 'This is too much text. Please use shorter names.' });
  });

  test('are shown as ranges, and read as they were shown', () => {
    const name = fc.constantFrom('', 'Break', 'to rest', 'عطلة 😀', '2026');
    const day = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(day, name), { maxLength: 25 }), (picked) => {
        const typed = picked.map(([ahead, called]) => `${addDays('2026-12-20', ahead)} ${called}`).join('\n');
        const read = readHolidays(typed);
        if ('problem' in read) throw new Error(read.problem);
        expect(read.holidays).toEqual([...new Set(picked.map(([ahead]) => addDays('2026-12-20', ahead)))].sort());
        expect(readHolidays(holidaysText(read))).toEqual(read);
      }),
    );
  });
});
