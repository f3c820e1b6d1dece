import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { memberIn } from '../../src/core/cohort.ts';
import type { Member } from '../../src/core/member.ts';
import type { Pair } from '../../src/core/pairing.ts';
import { situation, situationInShort, situationOfWaiting } from '../../src/features/shared/situation.view.ts';
import { type Message, message } from '../../src/slack/kit.ts';
import { at, BEN, MONDAY, makeMeeting, makeMember, makePair, makeProposal } from '../core/make.ts';
import { inside } from './reading.ts';

const calendar = createCalendar();
const links = { google: calendar.googleLink, outlook: calendar.outlookLink };

/** Cleo works in London, an hour behind Vienna. */
const CLEO = makeMember('Cleo', { zone: 'Europe/London' });
const pairOf = (over: Parameters<typeof makePair>[0] = {}) => makePair({ mentee: CLEO, ...over });
const moved = { meetingId: 'meeting', startsAt: at('2026-12-04T12:00+01:00') };

/** The words and the labels of the buttons, however many rows these take. */
function read({ text }: Message): { words: string[]; labels: string } {
  const lines = text.split('\n');
  const isRow = (line: string) => line.startsWith('[');
  return { words: lines.filter((line) => !isRow(line)), labels: lines.filter(isRow).join(' ') };
}
const look = (pair: Pair, viewer: Member) => read(message(...situation(pair, viewer, MONDAY, links)));
const buttons = (pair: Pair, viewer: Member) =>
  inside(situation(pair, viewer, MONDAY, links)).filter(({ type }) => type === 'button');

describe('where a pair stands, and what can be done about it', () => {
  test('nothing is booked: three times on different days, another time, already booked, snooze', () => {
    const { words, labels } = look(pairOf(), BEN);
    expect(words[0]).toBe('Which time suits you? One tap offers it to <@UCLEO>.');
    expect(labels).toMatch(
      /^\[Tue 1 Dec, \d\d:\d0 CET\] \[Thu 3 Dec, \d\d:\d0 CET\] \[Mon 7 Dec, \d\d:\d0 CET\] \[Another time\] \[Already booked\] \[Snooze\]$/,
    );
  });

  test.each([
    ['a Saturday', { startsAt: at('2026-12-05T10:00Z') }, {}, 'That is no working day for either of you.'],
    [
      'a holiday without a name',
      { startsAt: at('2026-12-08T10:00Z') },
      { holidays: ['2026-12-08'] },
      'That day is a holiday in Leaders 2027.',
    ],
    ['a working day', { startsAt: at('2026-12-08T10:00Z') }, { holidays: ['2026-12-09'] }, undefined],
  ])('a time on %s says so to whoever offered it and to whoever answers', (_day, over, more, words) => {
    const proposal = makeProposal({ ...over, by: CLEO.id });
    const pair = pairOf({ proposal });
    const cohort = { ...pair.cohort, ...more };
    const seen = { ...pair, cohort, mentor: memberIn(cohort, pair.mentor), mentee: memberIn(cohort, pair.mentee) };
    for (const viewer of [BEN, CLEO]) {
      const said = look(seen, viewer).words.find((line) => /^That (is|day)/.test(line));
      expect(said).toBe(words);
    }
  });

  test('the partner’s time is named where their clock differs, and not where only its name does', () => {
    const inLisbon = makeMember('Cleo', { zone: 'Europe/Lisbon' });
    const inLondon = { ...BEN, zone: 'Europe/London' };
    const next = makeMeeting({ startsAt: at('2026-12-07T10:00Z') });
    const [apart, together] = [pairOf({ next }), makePair({ mentee: inLisbon, mentor: inLondon, next })];
    expect(look(apart, BEN).words[0]).toBe(
      'Booked: *Mon 7 Dec, 11:00 CET* with <@UCLEO> (45 minutes; 10:00 GMT for them).',
    );
    expect(look(together, inLisbon).words[0]).toBe('Booked: *Mon 7 Dec, 10:00 WET* with <@UBEN> (45 minutes).');
  });

  test('both see the same times, each in their own zone', () => {
    const hours = (viewer: Member) =>
      [...look(pairOf(), viewer).labels.matchAll(/(\d\d):(\d\d) (?:CET|GMT)/g)].map(
        ([, hour, minute]) => Number(hour) * 60 + Number(minute),
      );
    expect(hours(BEN)).toHaveLength(3);
    expect(hours(CLEO)).toEqual(hours(BEN).map((minutes) => minutes - 60));
    const values = (viewer: Member) => buttons(pairOf(), viewer).map(({ value }) => value);
    expect(values(CLEO)).toEqual(values(BEN));
  });

  test('a snooze is shown, and the times stay: whoever snoozed may change their mind', () => {
    const snoozed = pairOf({ pairing: { snoozedUntil: at('2026-12-10T09:30Z') } });
    expect(look(snoozed, CLEO).words.at(-1)).toBe('You will not be asked again before Thu 10 Dec.');
    expect(buttons(snoozed, CLEO)).toHaveLength(6);
  });

  test('a snooze that is over is not mentioned', () => {
    expect(look(pairOf({ pairing: { snoozedUntil: MONDAY } }), CLEO).words).toHaveLength(1);
  });

  test('Cleo has suggested a time: she can change it or take it back, Ben can accept or pick another', () => {
    const pair = pairOf({ proposal: makeProposal({ place: 'Room 4' }) });
    expect(look(pair, CLEO)).toEqual({
      words: [
        'You suggested *Thu 3 Dec, 09:00 GMT* (45 minutes; 10:00 CET for <@UBEN>). It is booked as soon as <@UBEN> accepts.',
        'Where: Room 4',
      ],
      labels: '[Another time] [Take it back]',
    });
    expect(look(pair, BEN)).toEqual({
      words: [
        '<@UCLEO> suggests *Thu 3 Dec, 10:00 CET* (45 minutes; 09:00 GMT for <@UCLEO>). Does that suit you?',
        'Where: Room 4',
      ],
      labels: '[Accept] [Another time]',
    });
  });

  test('they are booked: calendars, move and cancel, for both alike', () => {
    const pair = pairOf({ next: makeMeeting() });
    expect(look(pair, BEN)).toEqual({
      words: ['Booked: *Thu 3 Dec, 10:00 CET* with <@UCLEO> (45 minutes; 09:00 GMT for them).'],
      labels: '[Add to Google Calendar] [Add to Outlook] [Calendar file] [Move] [Cancel meeting]',
    });
    expect(look(pair, CLEO).labels).toMatch(/\[Move\] \[Cancel meeting\]$/);
  });

  test('Ben suggests to move: Cleo can accept, pick another time or keep the old one; the meeting can still be cancelled', () => {
    const pair = pairOf({ next: makeMeeting(), proposal: makeProposal({ by: 'ben', ...moved }) });
    expect(look(pair, CLEO)).toEqual({
      words: [
        '<@UBEN> suggests moving your meeting from *Thu 3 Dec, 09:00 GMT* to *Fri 4 Dec, 11:00 GMT* (45 minutes; 12:00 CET for <@UBEN>).',
      ],
      labels: '[Accept] [Another time] [Keep the old time] [Cancel meeting]',
    });
    expect(look(pair, BEN)).toEqual({
      words: [
        'You suggested moving your meeting from *Thu 3 Dec, 10:00 CET* to *Fri 4 Dec, 12:00 CET* (45 minutes; 11:00 GMT for <@UCLEO>). It moves when <@UCLEO> accepts.',
      ],
      labels: '[Another time] [Take it back] [Cancel meeting]',
    });
  });

  test('across the date line both days are named', () => {
    const auckland = makeMember('Cleo', { zone: 'Pacific/Auckland' });
    const pair = pairOf({ mentee: auckland, next: makeMeeting({ startsAt: at('2026-12-03T21:00+01:00') }) });
    expect(look(pair, BEN).words[0]).toBe(
      'Booked: *Thu 3 Dec, 21:00 CET* with <@UCLEO> (45 minutes; Fri 4 Dec, 09:00 NZDT for them).',
    );
  });

  test('in one zone the time is named once', () => {
    const pair = makePair({ next: makeMeeting() });
    expect(look(pair, BEN).words[0]).toBe('Booked: *Thu 3 Dec, 10:00 CET* with <@UCLEO> (45 minutes).');
  });

  test('the pairing has ended: thanks, and no buttons', () => {
    const pair = pairOf({ pairing: { state: 'ended' } });
    expect(look(pair, CLEO)).toEqual({
      words: ['This pairing has ended. Thank you for the time you gave each other.'],
      labels: '',
    });
  });

  test('Ben has left: Cleo hears so, and can only call off what was booked', () => {
    const gone = makeMember('Ben', { active: false });
    expect(buttons(pairOf({ mentor: gone }), CLEO)).toEqual([]);
    const pair = pairOf({ mentor: gone, next: makeMeeting() });
    expect(look(pair, CLEO).words[0]).toContain('<@UBEN> has left this workspace');
    expect(buttons(pair, CLEO).map(({ action_id }) => action_id)).toEqual(['meeting.cancel']);
    const offered = pairOf({ mentor: gone, proposal: makeProposal({ by: 'ben' }) });
    expect(buttons(offered, CLEO)).toEqual([]);
  });

  test('their hours never meet: they are told to agree in person, and can note it down', () => {
    const auckland = makeMember('Cleo', { zone: 'Pacific/Auckland' });
    expect(look(pairOf({ mentee: auckland }), BEN)).toEqual({
      words: [
        'Your working hours and those of <@UCLEO> never meet. Agree on a time between the two of you, then tap “Already booked”.',
      ],
      labels: '[Another time] [Already booked] [Snooze]',
    });
  });

  test('their hours hardly meet: the times are a little early or late, and it is said why', () => {
    const losAngeles = makeMember('Cleo', { zone: 'America/Los_Angeles' });
    const { words, labels } = look(pairOf({ mentee: losAngeles }), BEN);
    expect(labels).toBe(
      // Nine hours lie between the two: with 90 minutes more at either end they share 17:00 to 18:00 in Vienna.
      '[Tue 1 Dec, 17:00 CET] [Thu 3 Dec, 17:00 CET] [Mon 7 Dec, 17:00 CET] [Another time] [Already booked] [Snooze]',
    );
    expect(words[1]).toBe('Your working hours hardly meet, so these are a little early or late for both of you.');
  });

  test('Ben is booked out for ten working days: another time it is', () => {
    const busy = { mentor: [{ from: MONDAY, to: at('2026-12-31T00:00Z') }], mentee: [] };
    expect(look(pairOf({ busy }), CLEO)).toEqual({
      words: [
        'There is no time in the next ten working days when both of you are free. Pick a later one, or agree on one between the two of you.',
      ],
      labels: '[Another time] [Already booked] [Snooze]',
    });
  });

  test('Ben is away until Thursday: the times begin on Friday', () => {
    const pair = pairOf({ mentor: makeMember('Ben', { awayUntil: '2026-12-03' }) });
    expect(look(pair, CLEO).labels).toMatch(/^\[Fri 4 Dec,/);
  });
});

describe('buttons that a screen reader reads out, or that could do harm', () => {
  test('a slot says what a tap does', () => {
    expect(buttons(pairOf(), CLEO)[0]).toMatchObject({
      accessibility_label: 'Suggest Tue 1 Dec, 13:00 GMT to Ben',
      value: `{"p":"pairing","t":${at('2026-12-01T13:00Z')}}`,
    });
  });

  test('cancelling asks back, and says who will hear of it', () => {
    const [cancel] = buttons(pairOf({ next: makeMeeting() }), CLEO).slice(-1);
    expect(cancel).toMatchObject({
      style: 'danger',
      confirm: {
        title: { text: 'Cancel this meeting?' },
        text: { text: 'Ben is told at once, and you both get new times to choose from.' },
        confirm: { text: 'Cancel meeting' },
        deny: { text: 'Keep it' },
        style: 'danger',
      },
    });
  });
});

describe('a message that a newer one has taken over from', () => {
  const short = (pair: Pair, viewer: Member) => message(...situationInShort(pair, viewer, MONDAY)).text;

  test.each([
    ['nothing is booked', pairOf(), 'No meeting with <@UBEN> is booked yet.'],
    [
      'a time is on offer',
      pairOf({ proposal: makeProposal() }),
      'On offer: *Thu 3 Dec, 09:00 GMT* with <@UBEN>, not accepted yet.',
    ],
    ['they are booked', pairOf({ next: makeMeeting() }), 'Booked for *Thu 3 Dec, 09:00 GMT* with <@UBEN>.'],
    ['it has ended', pairOf({ pairing: { state: 'ended' } }), 'Your pairing with <@UBEN> has ended.'],
    ['Ben has left', pairOf({ mentor: makeMember('Ben', { active: false }) }), '<@UBEN> has left this workspace.'],
  ])('says in one line what is true, without buttons: %s', (_what, pair, words) => {
    expect(short(pair, CLEO)).toBe(words);
  });
});

describe('the mentor, while the mentee is asked first', () => {
  const waiting = (pair: Pair, viewer: Member) => read(message(...situationOfWaiting(pair, viewer, MONDAY, links)));

  test('may wait, or be quicker', () => {
    expect(waiting(pairOf(), BEN)).toEqual({
      words: ['<@UCLEO> has some times to choose from; you hear from me as soon as one is picked.'],
      labels: '[Suggest a time] [Already booked]',
    });
  });

  test('sees what everybody sees once something is on the table', () => {
    const pair = pairOf({ proposal: makeProposal() });
    expect(waiting(pair, BEN)).toEqual(look(pair, BEN));
    const booked = pairOf({ next: makeMeeting() });
    expect(waiting(booked, BEN)).toEqual(look(booked, BEN));
  });

  test('an end tells of the meeting that was still ahead, called off with it or just before, and not of one long past', () => {
    const endedAt = MONDAY;
    const off = (startsAt: string, updatedAt: number) =>
      makeMeeting({ state: 'cancelled', startsAt: at(startsAt), updatedAt });
    const words = (cancelled: Pair['cancelled']) =>
      look(pairOf({ pairing: { state: 'ended', endedAt }, cancelled }), BEN).words;
    const told = 'Your meeting of *Wed 2 Dec, 15:00 CET* is called off.';
    expect(words(off('2026-12-02T14:00Z', endedAt))).toContain(told);
    expect(words(off('2026-12-02T14:00Z', endedAt - 60_000))).toContain(told);
    expect(words(off('2026-11-25T14:00Z', endedAt - 7 * 24 * 3_600_000)).join(' ')).not.toContain('called off');
  });
});
