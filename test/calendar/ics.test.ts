import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../src/calendar/calendar.ts';
import { createCalendar } from '../../src/calendar/index.ts';

const { ics } = createCalendar();

const meeting: CalendarEvent = {
  uid: 'meeting-1@cairn',
  sequence: 0,
  startsAt: Date.UTC(2026, 2, 4, 15, 0),
  minutes: 45,
  title: 'Mentoring: Ada and Grace',
  cancelled: false,
  updatedAt: Date.UTC(2026, 1, 20, 9, 5, 7),
};

/** What an independent parser makes of the file. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  if (!event) throw new Error('The file holds no event.');
  const text = (name: string) => event.getFirstPropertyValue(name)?.toString() ?? null;
  return {
    method: calendar.getFirstPropertyValue('method'),
    version: calendar.getFirstPropertyValue('version'),
    prodid: calendar.getFirstPropertyValue('prodid'),
    others: others.length,
    uid: text('uid'),
    sequence: Number(text('sequence')),
    stamp: text('dtstamp'),
    start: text('dtstart'),
    end: text('dtend'),
    status: text('status'),
    title: text('summary'),
    description: text('description'),
    place: text('location'),
    organizer: event.getFirstProperty('organizer'),
  };
}

/** A calendar that applies files as RFC 5546 section 2.1.5 says: by UID, and only what is newer than what it holds. */
function someonesCalendar() {
  const events = new Map<string, ReturnType<typeof read>>();
  return {
    open(file: string) {
      const event = read(file);
      const held = events.get(event.uid ?? '');
      if (!held || event.sequence > held.sequence) events.set(event.uid ?? '', event);
    },
    get shown() {
      return [...events.values()].filter((event) => event.method !== 'CANCEL').map((event) => event.start);
    },
  };
}

describe('the .ics file of a meeting', () => {
  it('says what, when and since when, in UTC', () => {
    expect(read(ics({ ...meeting, description: 'Agenda in Slack', place: 'Room 4' }))).toMatchObject({
      method: 'PUBLISH',
      version: '2.0',
      prodid: '-//Cairn//Cairn//EN',
      others: 0,
      uid: 'meeting-1@cairn',
      sequence: 0,
      stamp: '2026-02-20T09:05:07Z',
      start: '2026-03-04T15:00:00Z',
      end: '2026-03-04T15:45:00Z',
      status: 'CONFIRMED',
      title: 'Mentoring: Ada and Grace',
      description: 'Agenda in Slack',
      place: 'Room 4',
    });
  });

  it('leaves out what the meeting does not have', () => {
    const file = ics({ ...meeting, description: '', place: '' });
    expect(file).not.toMatch(/DESCRIPTION|LOCATION|ORGANIZER/);
  });

  it('is the same file for the same meeting, at any time', () => {
    expect(ics(meeting)).toBe(ics({ ...meeting }));
  });

  it('ends every line with CRLF and folds at 75 octets', () => {
    const file = ics({ ...meeting, title: 'Überprüfung 👩‍👩‍👧 '.repeat(20), description: 'x'.repeat(500) });
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = file.slice(0, -2).split('\r\n');
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.length).toBeGreaterThan(15);
  });

  it.each([
    ['emoji', 'Catch up 👩‍👩‍👧 🇨🇭'],
    ['Arabic', 'اجتماع مع آدا'],
    ['commas, semicolons and a backslash', 'Goals, plans; and C:\\new\\things'],
    ['line breaks', 'First\nSecond\n\nFourth'],
    ['quotes', `"Ada's" 'plan'`],
    ['a caret, as in RFC 6868', "A^'B^nC^^"],
    ['300 characters', 'Die Übergabe 💬 '.repeat(20).slice(0, 300)],
    ['what looks like a line of the file', 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT'.replaceAll('\r\n', '\n')],
    ['spaces at both ends', '  Ada  '],
  ])('carries a title with %s', (_, title) => {
    const event = read(ics({ ...meeting, title }));
    expect(event.title).toBe(title);
    expect(event.others).toBe(0);
  });

  it.each([
    ['Windows line breaks', 'First\r\nSecond\rThird', 'First\nSecond\nThird'],
    ['control characters', 'A\u0000d\u0007a\u001b\u007f', 'Ada'],
    ['half of a surrogate pair before a fold', `${'x'.repeat(80)}\ud83d and more`, `${'x'.repeat(80)}\ufffd and more`],
  ])('repairs a title with %s', (_, written, shown) => {
    expect(read(ics({ ...meeting, title: written })).title).toBe(shown);
  });

  it('gives any text back as it was', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }).filter((all) => !/\p{Cc}/u.test(all));
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 }),
        fc.integer({ min: 1, max: 24 * 60 }),
        fc.nat({ max: 1_000_000 }),
        (title, place, description, startMinute, minutes, sequence) => {
          const event = { ...meeting, title, place, description, startsAt: startMinute * 60_000, minutes, sequence };
          const parsed = read(ics(event));
          expect(parsed).toMatchObject({ title, place, description, sequence, others: 0 });
          expect(Date.parse(parsed.start ?? '')).toBe(event.startsAt);
          expect(Date.parse(parsed.end ?? '') - Date.parse(parsed.start ?? '')).toBe(minutes * 60_000);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(['', 'two words', 'a\r\nSTATUS:CANCELLED', 'comma,', 'ümlaut'])(
    'refuses the uid %j, which a calendar might not keep',
    (uid) => {
      expect(() => ics({ ...meeting, uid })).toThrow(RangeError);
    },
  );
});

describe('the organiser', () => {
  const organizerOf = (name: string, email = 'ada@example.com') => {
    const file = ics({ ...meeting, organizer: { name, email } });
    const { organizer } = read(file);
    return { file, name: organizer?.getFirstParameter('cn'), address: organizer?.getFirstValue() };
  };

  it('is named with the address', () => {
    expect(organizerOf('Ada Lovelace')).toMatchObject({ name: 'Ada Lovelace', address: 'mailto:ada@example.com' });
  });

  it.each([
    ['quotes', 'Ada "The Countess" Lovelace', 'Ada The Countess Lovelace'],
    ['a line break', 'Ada\r\nATTENDEE:mailto:eve@example.com', 'Ada ATTENDEE:mailto:eve@example.com'],
    ['control characters', 'A\u0000da\u001b', 'Ada'],
    ['a comma, a colon and a semicolon', 'Lovelace, Ada; PhD: maths', 'Lovelace, Ada; PhD: maths'],
    ['nothing that can be written', ' " ', 'ada@example.com'],
  ])('is readable when the name holds %s', (_, written, shown) => {
    const { file, name, address } = organizerOf(written);
    expect(name).toBe(shown);
    expect(address).toBe('mailto:ada@example.com');
    expect(file).not.toMatch(/\\"|\^'|\r\nATTENDEE/);
  });

  it.each(['', 'not an address', 'a@b\r\nX:1', '"a"@b.example', 'ada@example.com,eve@example.com'])(
    'is left out when the address is %j',
    (email) => {
      expect(organizerOf('Ada', email).file).not.toContain('ORGANIZER');
    },
  );
});

describe('a meeting that changes', () => {
  const moved = { ...meeting, sequence: 1, startsAt: Date.UTC(2026, 2, 6, 10, 0) };
  const cancelled = { ...moved, sequence: 2, cancelled: true };

  it('moves in the calendar of whoever opens the new file', () => {
    const ada = someonesCalendar();
    ada.open(ics(meeting));
    ada.open(ics(moved));
    expect(ada.shown).toEqual(['2026-03-06T10:00:00Z']);
  });

  it('stays moved when the old file is opened again', () => {
    const ada = someonesCalendar();
    ada.open(ics(moved));
    ada.open(ics(meeting));
    expect(ada.shown).toEqual(['2026-03-06T10:00:00Z']);
  });

  it('leaves the calendar when it is cancelled', () => {
    expect(read(ics(cancelled))).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      uid: 'meeting-1@cairn',
      sequence: 2,
    });
    const ada = someonesCalendar();
    ada.open(ics(moved));
    ada.open(ics(cancelled));
    expect(ada.shown).toEqual([]);
  });
});
