import { describe, expect, test } from 'vitest';
import { accept, callOff, propose, recordBooked, snooze, tapSlot, withdraw } from '../../src/core/booking.ts';
import { noUseAsking } from '../../src/core/booking-refusals.ts';
import type { Interval } from '../../src/core/slots.ts';
import {
  at,
  BEN,
  by,
  CLEO,
  changed,
  MONDAY,
  makeMeeting,
  makeMember,
  makePair,
  makeProposal,
  offer,
  refused,
} from './make.ts';

const THURSDAY_TEN = '2026-12-03T10:00+01:00';
const FRIDAY_NOON = '2026-12-04T12:00+01:00';
const DAY = 86_400_000;

const nothing = makePair();
const cleoOffers = makePair({ proposal: makeProposal() });
const booked = makePair({ next: makeMeeting() });

describe('a meeting that is over, though nobody has noticed yet', () => {
  const now = at('2026-12-03T10:45+01:00');
  const words =
    'Your meeting of Thu 3 Dec, 10:00 CET is over. You can book the next one in a moment: please try again.';

  test.each([
    ['tap a slot', tapSlot(booked, by(CLEO, { now }), offer(FRIDAY_NOON))],
    ['pick another time', propose(booked, by(CLEO, { now }), offer(FRIDAY_NOON))],
    ['note another one down', recordBooked(booked, by(CLEO, { now }), offer(FRIDAY_NOON))],
    ['cancel it', callOff(booked, by(CLEO, { now }), 'meeting')],
    ['snooze', snooze(booked, by(CLEO, { now }), now + DAY)],
    ['accept what is gone', accept(booked, by(CLEO, { now }), 'proposal')],
  ])('Cleo cannot %s before it is written down as held', (_what, decided) => {
    expect(refused(decided)).toEqual({ refused: 'over', words });
  });
});

describe('what cannot be offered, however it is done', () => {
  const ways: [string, (pair: ReturnType<typeof makePair>, given: ReturnType<typeof offer>) => unknown][] = [
    ['a tap', (pair, given) => tapSlot(pair, by(CLEO), given)],
    ['another time', (pair, given) => propose(pair, by(CLEO), given)],
    ['already booked', (pair, given) => recordBooked(pair, by(CLEO), given)],
    [
      'accept',
      (pair, given) => accept({ ...pair, proposal: makeProposal({ by: 'ben', ...given }) }, by(CLEO), 'proposal'),
    ],
  ];
  const benGone = makeMember('Ben', { active: false });
  const cases: [string, ReturnType<typeof makePair>, ReturnType<typeof offer>, string][] = [
    [
      'the pairing has ended',
      makePair({ pairing: { state: 'ended' } }),
      offer(THURSDAY_TEN),
      'This pairing has ended, so there is nothing to book here.',
    ],
    [
      'Ben has been deactivated',
      makePair({ mentor: benGone }),
      offer(THURSDAY_TEN),
      "Ben's Slack account is deactivated, so they cannot answer. Your programme's coordinator can help.",
    ],
    ['it is now', nothing, offer('2026-11-30T09:00Z'), 'That time has passed. Pick a later one.'],
    ['it was last week', nothing, offer('2026-11-24T09:00Z'), 'That time has passed. Pick a later one.'],
    [
      'it is more than a year ahead',
      nothing,
      offer('2027-12-01T09:00:01Z'),
      'That is more than a year ahead. Pick an earlier date.',
    ],
    [
      'the place has 501 characters',
      nothing,
      offer(THURSDAY_TEN, { place: 'x'.repeat(501) }),
      'Please keep the place within 500 characters.',
    ],
    [
      'the time is no time',
      nothing,
      { startsAt: Number.NaN, minutes: 45, place: '' },
      'I cannot read that time. Please pick it once more.',
    ],
    [
      'the time is a fraction of a millisecond',
      nothing,
      { startsAt: at(THURSDAY_TEN) + 0.5, minutes: 45, place: '' },
      'I cannot read that time. Please pick it once more.',
    ],
    [
      'the length is a fraction of a minute',
      nothing,
      offer(THURSDAY_TEN, { minutes: 45.5 }),
      'I cannot read that time. Please pick it once more.',
    ],
    [
      'it takes no time',
      nothing,
      offer(THURSDAY_TEN, { minutes: 0 }),
      'I cannot read that time. Please pick it once more.',
    ],
    [
      'it takes more than a day',
      nothing,
      offer(THURSDAY_TEN, { minutes: 1_441 }),
      'I cannot read that time. Please pick it once more.',
    ],
  ];
  const all = ways.flatMap(([way, act]) => cases.map(([why, ...rest]) => [way, why, act, ...rest] as const));

  test.each(all)('by %s: %s', (_way, _why, act, pair, given, words) => {
    expect(refused(act(pair, given) as never).words).toBe(words);
  });

  const fits: [string, ReturnType<typeof offer>][] = [
    ['in a moment', { startsAt: MONDAY + 1, minutes: 45, place: '' }],
    ['in 366 days', offer('2027-12-01T09:00Z')],
    ['at a place of 500 characters', offer(THURSDAY_TEN, { place: 'x'.repeat(500) })],
    ['for a minute', offer(THURSDAY_TEN, { minutes: 1 })],
  ];
  test.each(ways.flatMap(([way, act]) => fits.map(([what, given]) => [way, what, act, given] as const)))(
    'by %s, a meeting %s is fine',
    (_way, _what, act, given) => {
      expect(changed(act(nothing, given) as never)).toHaveProperty('plan');
    },
  );
});

describe('the other meetings of the two', () => {
  const MINUTE = 60_000;
  const start = at(THURSDAY_TEN);
  const end = start + 45 * MINUTE;
  const rows: [string, { from: number; to: number }, boolean][] = [
    ['ends when it starts', { from: start - 60 * MINUTE, to: start }, false],
    ['starts when it ends', { from: end, to: end + 60 * MINUTE }, false],
    ['ends a moment after it starts', { from: start - 60 * MINUTE, to: start + 1 }, true],
    ['starts a moment before it ends', { from: end - 1, to: end + 60 * MINUTE }, true],
    ['lies within it', { from: start + MINUTE, to: end - MINUTE }, true],
    ['lies around it', { from: start - MINUTE, to: end + MINUTE }, true],
    ['is at the very same time', { from: start, to: end }, true],
  ];
  const busyOf = (mentor: Interval[], mentee: Interval[]) => ({ mentor, mentee });
  const both = rows.flatMap(([how, interval, clashes]) => [
    ['Ben', how, busyOf([interval], []), clashes] as const,
    ['Cleo', how, busyOf([], [interval]), clashes] as const,
  ]);

  test.each(both)('%s has one that %s', (_who, _how, busy, clashes) => {
    const decided = tapSlot(makePair({ busy }), by(CLEO), offer(THURSDAY_TEN));
    if (clashes) expect(refused(decided).words).toBe('One of you has another meeting at that time. Pick another time.');
    else expect(changed(decided).proposals).toMatchObject([{ state: 'open' }]);
  });

  test('Ben accepts although his day has filled up meanwhile: nothing is booked twice', () => {
    const pair = { ...cleoOffers, busy: { mentor: [{ from: start, to: end }], mentee: [] } };
    expect(refused(accept(pair, by(BEN), 'proposal')).refused).toBe('busy');
  });
});

describe('when a pairing has ended', () => {
  const ended = makePair({ pairing: { state: 'ended' } });
  test.each([
    ['tap', tapSlot(ended, by(CLEO), offer(THURSDAY_TEN))],
    ['snooze', snooze(ended, by(CLEO), MONDAY + DAY)],
    ['accept', accept(ended, by(CLEO), 'proposal')],
    ['take back', withdraw(ended, by(CLEO), 'proposal')],
    ['cancel', callOff(ended, by(CLEO), 'meeting')],
    ['note down', recordBooked(ended, by(CLEO), offer(THURSDAY_TEN))],
  ])('an old button to %s says so', (_what, decided) => {
    expect(refused(decided)).toEqual({
      refused: 'ended',
      words: 'This pairing has ended, so there is nothing to book here.',
    });
  });
});

describe('before somebody fills in a form', () => {
  const benGone = makePair({ mentor: makeMember('Ben', { active: false }) });
  const ended = makePair({ pairing: { state: 'ended' } });
  const rows: [string, ReturnType<typeof makePair>, Record<'offer' | 'agreed' | 'pause', string | undefined>][] = [
    ['nothing is on the table', nothing, { offer: undefined, agreed: undefined, pause: undefined }],
    ['a time is on offer', cleoOffers, { offer: undefined, agreed: undefined, pause: 'gone' }],
    ['a meeting is booked', booked, { offer: undefined, agreed: 'already_booked', pause: 'already_booked' }],
    ['Ben has left', benGone, { offer: 'partner_inactive', agreed: 'partner_inactive', pause: 'partner_inactive' }],
    ['the pairing has ended', ended, { offer: 'ended', agreed: 'ended', pause: 'ended' }],
  ];
  test.each(rows)('while %s, Cleo hears whether there is any use in it', (_what, pair, expected) => {
    const asked = (['offer', 'agreed', 'pause'] as const).map((of) => [of, noUseAsking(pair, by(CLEO), of)?.refused]);
    expect(Object.fromEntries(asked)).toEqual(expected);
  });
});
