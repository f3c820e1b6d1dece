import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../src/calendar/calendar.ts';
import { createCalendar } from '../../src/calendar/index.ts';

const { googleLink, outlookLink } = createCalendar();

const meeting: CalendarEvent = {
  uid: 'meeting-1@cairn',
  sequence: 0,
  startsAt: Date.UTC(2026, 2, 4, 15, 0),
  minutes: 45,
  title: 'Ada & Grace: mentoring',
  description: 'Bring 2 questions + 1 story\nSee you',
  place: 'Room 4/B',
  cancelled: false,
  updatedAt: Date.UTC(2026, 1, 20, 9, 0),
};

const bare: CalendarEvent = { ...meeting, title: 'Mentoring', description: undefined, place: undefined };

const links = [
  {
    service: 'Google Calendar',
    link: googleLink,
    title: 'text',
    place: 'location',
    description: 'details',
    times: 'dates=20260304T150000Z/20260304T154500Z',
  },
  {
    service: 'Outlook',
    link: outlookLink,
    title: 'subject',
    place: 'location',
    description: 'body',
    times: 'startdt=2026-03-04T15%3A00%3A00Z&enddt=2026-03-04T15%3A45%3A00Z',
  },
];

describe('"Add to Google Calendar"', () => {
  it('opens a new event with the title, the place, the words and the time in UTC', () => {
    expect(googleLink(meeting)).toBe(
      'https://calendar.google.com/calendar/render?action=TEMPLATE&dates=20260304T150000Z/20260304T154500Z' +
        '&text=Ada%20%26%20Grace%3A%20mentoring&location=Room%204%2FB' +
        '&details=Bring%202%20questions%20%2B%201%20story%0ASee%20you',
    );
  });
});

describe('"Add to Outlook"', () => {
  it('opens a new event with the title, the place, the words and the time in UTC', () => {
    expect(outlookLink(meeting)).toBe(
      'https://outlook.office.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent' +
        '&startdt=2026-03-04T15%3A00%3A00Z&enddt=2026-03-04T15%3A45%3A00Z' +
        '&subject=Ada%20%26%20Grace%3A%20mentoring&location=Room%204%2FB' +
        '&body=Bring%202%20questions%20%2B%201%20story%3Cbr%3ESee%20you',
    );
  });
});

describe.each(links)('a link to $service', ({ link, title, place, description, times }) => {
  const read = (event: CalendarEvent) => new URL(link(event)).searchParams;

  it('leaves out what the meeting does not have', () => {
    expect([...read(bare).keys()]).not.toContain(place);
    expect([...read(bare).keys()]).not.toContain(description);
    expect(link({ ...bare, description: '', place: '  ' })).toBe(link(bare));
  });

  it('crosses midnight, and the end of a year, into the next day', () => {
    const late = link({ ...bare, startsAt: Date.UTC(2026, 11, 31, 23, 30), minutes: 60 });
    expect(late).toMatch(/20261231T233000Z\/20270101T003000Z|2026-12-31T23%3A30%3A00Z&enddt=2027-01-01T00%3A30%3A00Z/);
  });

  it.each([
    ['a parameter of its own', 'Ada&add=eve@example.com#x', 'Ada&add=eve@example.com#x'],
    ['a plus and a percent sign', '1+1 = 100% of 2', '1+1 = 100% of 2'],
    ['Hebrew', 'פגישה עם עדה', 'פגישה עם עדה'],
    ['an emoji family', 'Catch up 👩‍👩‍👧', 'Catch up 👩‍👩‍👧'],
    ['a line break', 'Ada\r\nGrace', 'Ada Grace'],
    ['half of a surrogate pair', 'Ada \ud83d', 'Ada \ufffd'],
    ['control characters', 'A\u0000d\u001ba\u0085', 'Ada'],
  ])('carries a title with %s', (_, written, shown) => {
    const parameters = read({ ...bare, title: written });
    expect(parameters.get(title)).toBe(shown);
    expect(parameters.has('add')).toBe(false);
  });

  it('shows markup in the description as it was typed, and makes nothing of it', () => {
    expect(
      read({ ...meeting, description: '<a href="https://evil.example">Join</a> &amp; win' }).get(description),
    ).toBe('&lt;a href="https://evil.example"&gt;Join&lt;/a&gt; &amp;amp; win');
  });

  it('leaves an ampersand that means nothing to HTML alone', () => {
    expect(read({ ...meeting, description: 'Q&A, R & D' }).get(description)).toBe('Q&A, R & D');
  });

  it('shortens the description first, and keeps title and place whole', () => {
    const parameters = read({ ...meeting, description: 'Long story. '.repeat(1000) });
    expect(link({ ...meeting, description: 'Long story. '.repeat(1000) }).length).toBeGreaterThan(2900);
    expect(parameters.get(title)).toBe('Ada & Grace: mentoring');
    expect(parameters.get(place)).toBe('Room 4/B');
    expect(parameters.get(description)).toMatch(/^Long story\. Long story\..*…$/);
  });

  it('keeps a place whole when only the title is too long', () => {
    const parameters = read({ ...meeting, title: 'Ü'.repeat(5000) });
    expect(parameters.get(place)).toBe('Room 4/B');
    expect(parameters.get(title)).toMatch(/^Ü+…$/);
    expect(parameters.get(description)).toBeNull();
  });

  it('shares the room when title and place are both too long', () => {
    const parameters = read({ ...meeting, title: 'T'.repeat(5000), place: 'P'.repeat(5000) });
    expect(parameters.get(title)?.length).toBeGreaterThan(1300);
    expect(parameters.get(place)?.length).toBeGreaterThan(1300);
  });

  it('never cuts an emoji or a flag in two', () => {
    const parameters = read({ ...bare, title: '👩‍👩‍👧🇨🇭'.repeat(200) });
    expect(parameters.get(title)).toMatch(/^(👩‍👩‍👧🇨🇭)+(👩‍👩‍👧)?…$/);
  });

  it('is a link of at most 3,000 characters with the times intact, whatever the texts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4000, size: 'max' }),
      fc.string({ unit: 'grapheme', maxLength: 2000, size: 'max' }),
      fc
        .array(fc.constantFrom('\ud83d', '\ude00', '&', '<', '😀', 'é', '\n', '%', ' '), {
          maxLength: 3000,
          size: 'max',
        })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const url = link({ ...meeting, title: a, place: b, description: c });
        expect(url.length).toBeLessThanOrEqual(3000);
        expect(url).toContain(times);
        expect(url).toMatch(/^[\x21-\x7e]+$/);
        decodeURIComponent(url);
      }),
      { numRuns: 150 },
    );
  });
});
