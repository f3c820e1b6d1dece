import { describe, expect, test } from 'vitest';
import {
  accept,
  callOff,
  propose,
  recordBooked,
  snooze,
  tapSlot,
  timePassed,
  withdraw,
} from '../../src/core/booking.ts';
import {
  at,
  BEN,
  by,
  CLEO,
  changed,
  lines,
  MONDAY,
  makeMeeting,
  makeMember,
  makePair,
  makeProposal,
  offer,
  refused,
} from './make.ts';

const ASKING = ['book', 'next-meeting-due', 'proposal', 'proposal-unanswered'];
const TUESDAY_TEN = '2026-12-01T10:00+01:00';
const THURSDAY_TEN = '2026-12-03T10:00+01:00';
const FRIDAY_NOON = '2026-12-04T12:00+01:00';
const DAY = 86_400_000;

const nothing = makePair();
const cleoOffers = makePair({ proposal: makeProposal() });
const booked = makePair({ next: makeMeeting() });
const benMoves = makePair({
  next: makeMeeting(),
  proposal: makeProposal({ by: 'ben', meetingId: 'meeting', startsAt: at(FRIDAY_NOON) }),
});

describe('a tap on a suggested slot', () => {
  test('Cleo taps a slot: Ben gets it at once, and one question if he lets it lie for two working days', () => {
    const change = changed(tapSlot(nothing, by(CLEO), offer(THURSDAY_TEN)));
    expect(change.proposals).toEqual([
      {
        id: 'new',
        pairingId: 'pairing',
        meetingId: null,
        cycle: 1,
        state: 'open',
        startsAt: at(THURSDAY_TEN),
        minutes: 45,
        place: '',
        by: 'cleo',
        createdAt: MONDAY,
        updatedAt: MONDAY,
      },
    ]);
    expect(lines(change.plan)).toEqual([
      'proposal → ben 2026-11-30T09:00',
      'proposal-unanswered → ben 2026-12-02T09:00',
    ]);
    expect(change.meetings).toBeUndefined();
  });

  test('Cleo taps a slot: nobody is asked to book any more', () => {
    expect(changed(tapSlot(nothing, by(CLEO), offer(THURSDAY_TEN))).cancel).toEqual(ASKING);
  });

  test('Ben taps the slot that Cleo tapped: it is booked, and Cleo hears of it', () => {
    const change = changed(tapSlot(cleoOffers, by(BEN), offer(THURSDAY_TEN)));
    expect(change.meetings).toMatchObject([
      { id: 'new', state: 'booked', startsAt: at(THURSDAY_TEN), bookedBy: 'ben' },
    ]);
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'accepted' }]);
    expect(lines(change.plan)).toContain('booked → cleo 2026-11-30T09:00');
  });

  test('Ben taps another slot than Cleo: he hears which one she chose, in his own time', () => {
    const inLondon = makeMember('Ben', { zone: 'Europe/London' });
    const pair = makePair({ mentor: inLondon, proposal: makeProposal() });
    expect(refused(tapSlot(pair, by(inLondon), offer(TUESDAY_TEN)))).toEqual({
      refused: 'partner_proposed',
      words: 'Cleo was quicker and suggested Thu 3 Dec, 09:00 GMT. Accept it, or pick another time.',
    });
  });

  test('Ben taps 10:00 for 45 minutes, Cleo offered 10:00 for 90: he is told of hers rather than held to it', () => {
    const pair = makePair({ proposal: makeProposal({ minutes: 90 }) });
    expect(refused(tapSlot(pair, by(BEN), offer(THURSDAY_TEN))).refused).toBe('partner_proposed');
  });

  test('Cleo taps her slot twice: she hears that it is with Ben', () => {
    expect(refused(tapSlot(cleoOffers, by(CLEO), offer(THURSDAY_TEN)))).toEqual({
      refused: 'already_proposed',
      words: 'You suggested Thu 3 Dec, 10:00 CET already. Ben has it, and only needs to accept.',
    });
  });

  test('Cleo taps a second slot: a tap does not replace what she chose', () => {
    expect(refused(tapSlot(cleoOffers, by(CLEO), offer(TUESDAY_TEN)))).toEqual({
      refused: 'already_proposed',
      words: 'You have suggested Thu 3 Dec, 10:00 CET already. Use "Another time" to change it.',
    });
  });

  test.each([
    ['Cleo', CLEO, 'You and Ben are booked for Thu 3 Dec, 10:00 CET. Use "Move" to change it.'],
    ['Ben', BEN, 'You and Cleo are booked for Thu 3 Dec, 10:00 CET. Use "Move" to change it.'],
  ])('%s taps a slot of an old message although they are booked', (_name, member, words) => {
    expect(refused(tapSlot(booked, by(member), offer(TUESDAY_TEN)))).toEqual({ refused: 'already_booked', words });
  });

  test('Ben double-taps after his first tap booked it: he hears that it is booked', () => {
    expect(refused(tapSlot(booked, by(BEN), offer(THURSDAY_TEN))).refused).toBe('already_booked');
  });

  test('Cleo taps a slot whose time has passed', () => {
    expect(refused(tapSlot(nothing, by(CLEO), offer('2026-11-30T09:30+01:00')))).toEqual({
      refused: 'past',
      words: 'That time has passed. Pick a later one.',
    });
  });

  test.each([
    ['Cleo', CLEO],
    ['Ben', BEN],
  ])('%s may tap again once the time on offer has passed, swept up or not', (_name, member) => {
    const now = at('2026-12-03T10:00+01:00');
    const change = changed(tapSlot(cleoOffers, by(member, { now }), offer(FRIDAY_NOON)));
    expect(change.proposals).toMatchObject([
      { id: 'proposal', state: 'expired' },
      { id: 'new', state: 'open', by: member.id },
    ]);
  });
});

describe('another time', () => {
  test('Cleo changes her own offer: Ben gets the new one in place of the old', () => {
    const change = changed(propose(cleoOffers, by(CLEO), offer(FRIDAY_NOON, { minutes: 60, place: 'Room 4' })));
    expect(change.proposals).toMatchObject([
      { id: 'proposal', state: 'replaced', updatedAt: MONDAY },
      { id: 'new', state: 'open', by: 'cleo', startsAt: at(FRIDAY_NOON), minutes: 60, place: 'Room 4' },
    ]);
    expect(lines(change.plan)).toContain('proposal → ben 2026-11-30T09:00');
  });

  test('Ben answers with another time: now Cleo is to accept', () => {
    const change = changed(propose(cleoOffers, by(BEN), offer(FRIDAY_NOON)));
    expect(change.proposals).toMatchObject([
      { id: 'proposal', state: 'replaced' },
      { id: 'new', state: 'open', by: 'ben' },
    ]);
    expect(lines(change.plan)).toContain('proposal → cleo 2026-11-30T09:00');
  });

  test('Ben types the very time that Cleo offers: it is booked', () => {
    const change = changed(propose(cleoOffers, by(BEN), offer(THURSDAY_TEN)));
    expect(change.meetings).toMatchObject([{ state: 'booked', startsAt: at(THURSDAY_TEN), minutes: 45 }]);
  });

  test('Ben types the time that Cleo offers and adds a place: it is booked, there', () => {
    const change = changed(propose(cleoOffers, by(BEN), offer(THURSDAY_TEN, { place: 'Room 4' })));
    expect(change.meetings).toMatchObject([{ state: 'booked', startsAt: at(THURSDAY_TEN), place: 'Room 4' }]);
  });

  test('Ben types the time that Cleo offers and no place: it is booked where she said', () => {
    const pair = makePair({ proposal: makeProposal({ place: 'The park' }) });
    const change = changed(propose(pair, by(BEN), offer(THURSDAY_TEN)));
    expect(change.meetings).toMatchObject([{ state: 'booked', place: 'The park' }]);
  });

  test('Ben agrees to the time but writes a place of 501 characters: nothing is booked, and he hears why', () => {
    const decided = propose(cleoOffers, by(BEN), offer(THURSDAY_TEN, { place: 'x'.repeat(501) }));
    expect(refused(decided).refused).toBe('place_too_long');
  });

  test('Ben wants 60 minutes where Cleo offers 45: that is another offer', () => {
    const change = changed(propose(cleoOffers, by(BEN), offer(THURSDAY_TEN, { minutes: 60 })));
    expect(change.meetings).toBeUndefined();
    expect(change.proposals).toMatchObject([{ state: 'replaced' }, { state: 'open', by: 'ben', minutes: 60 }]);
  });

  test('Cleo suggests once more what she has suggested: Ben is not told twice', () => {
    expect(refused(propose(cleoOffers, by(CLEO), offer(THURSDAY_TEN)))).toEqual({
      refused: 'already_proposed',
      words: 'You suggested Thu 3 Dec, 10:00 CET already. Ben has it, and only needs to accept.',
    });
  });

  test('Cleo adds a place to what she has suggested: Ben gets it', () => {
    const change = changed(propose(cleoOffers, by(CLEO), offer(THURSDAY_TEN, { place: 'Room 4' })));
    expect(change.proposals).toMatchObject([{ state: 'replaced' }, { state: 'open', place: 'Room 4' }]);
  });

  test('what is on offer when time passes is told at most once more, and not after its time', () => {
    const tomorrow = changed(propose(nothing, by(CLEO), offer(TUESDAY_TEN)));
    expect(lines(tomorrow.plan)).toEqual(['proposal → ben 2026-11-30T09:00']);
    const later = changed(propose(nothing, by(CLEO), offer(THURSDAY_TEN)));
    expect(later.plan?.map(({ notAfter }) => notAfter)).toEqual([at('2026-12-07T09:00Z'), at(THURSDAY_TEN)]);
  });
});

describe('moving a meeting', () => {
  test('Ben offers to move: the meeting and its reminders stay until Cleo accepts', () => {
    const change = changed(propose(booked, by(BEN), offer(FRIDAY_NOON)));
    expect(change.meetings).toBeUndefined();
    expect(change.cancel).not.toContain('reminder');
    expect(change.proposals).toMatchObject([{ id: 'new', meetingId: 'meeting', startsAt: at(FRIDAY_NOON), by: 'ben' }]);
  });

  test('Cleo accepts: the same meeting at the new time, one calendar change on, with reminders of its own', () => {
    const change = changed(accept(benMoves, by(CLEO), 'proposal'));
    expect(change.meetings).toMatchObject([
      { id: 'meeting', state: 'booked', startsAt: at(FRIDAY_NOON), sequence: 1, bookedBy: 'cleo', updatedAt: MONDAY },
    ]);
    expect(change.cancel).toEqual([...ASKING, 'reminder', 'prepare']);
    expect(lines(change.plan)).toEqual([
      'moved → ben 2026-11-30T09:00',
      'reminder → ben 2026-12-03T11:00',
      'reminder → cleo 2026-12-03T11:00',
      'prepare → ben 2026-12-04T10:50',
      'prepare → cleo 2026-12-04T10:50',
    ]);
    expect(change.plan?.map(({ occurrence }) => occurrence)).toEqual([
      'moved:meeting:1',
      'reminder:meeting:1:ben',
      'reminder:meeting:1:cleo',
      'prepare:meeting:1:ben',
      'prepare:meeting:1:cleo',
    ]);
  });

  test('Cleo keeps the old time: the offer is off, Ben hears of it, the meeting and its reminders stand', () => {
    const { plan, ...change } = changed(withdraw(benMoves, by(CLEO), 'proposal'));
    expect(change).toEqual({
      proposals: [{ ...benMoves.proposal, state: 'withdrawn', updatedAt: MONDAY }],
      cancel: ['proposal', 'proposal-unanswered'],
    });
    expect(lines(plan)).toEqual(['kept → ben 2026-11-30T09:00']);
    expect(plan?.map(({ about }) => about)).toEqual([{ meetingId: 'meeting', proposalId: 'proposal' }]);
  });

  test('Ben takes his offer to move back: the meeting stands', () => {
    const change = changed(withdraw(benMoves, by(BEN), 'proposal'));
    expect(change.meetings).toBeUndefined();
    expect(change.plan).toBeUndefined();
    expect(change.proposals).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('Cleo answers an offer to move with a third time', () => {
    const change = changed(propose(benMoves, by(CLEO), offer(TUESDAY_TEN)));
    expect(change.proposals).toMatchObject([
      { id: 'proposal', state: 'replaced' },
      { id: 'new', state: 'open', by: 'cleo', meetingId: 'meeting' },
    ]);
  });

  test('Ben picks the time at which they are booked', () => {
    expect(refused(propose(booked, by(BEN), offer(THURSDAY_TEN)))).toEqual({
      refused: 'same_time',
      words: 'That is when the meeting is booked already. Pick another time, or another place.',
    });
  });

  test('Ben changes nothing but the place: it holds at once, Cleo is told, the time and its reminders stand', () => {
    const { plan, ...change } = changed(propose(booked, by(BEN), offer(THURSDAY_TEN, { place: 'A walk' })));
    expect(change).toEqual({ meetings: [makeMeeting({ place: 'A walk', sequence: 1 })] });
    expect(lines(plan)).toEqual(['relocated → cleo 2026-11-30T09:00']);
    expect(plan?.map(({ occurrence }) => occurrence)).toEqual(['relocated:meeting:1']);
  });

  test('with an offer to move on the table, too: that offer stays', () => {
    const change = changed(propose(benMoves, by(CLEO), offer(THURSDAY_TEN, { place: 'A walk' })));
    expect(change.proposals).toBeUndefined();
    expect(change.meetings).toMatchObject([{ place: 'A walk', startsAt: at(THURSDAY_TEN) }]);
  });

  test('no place at all is a place, too; one that is too long is not', () => {
    const there = makePair({ next: makeMeeting({ place: 'Room 4' }) });
    expect(changed(propose(there, by(BEN), offer(THURSDAY_TEN))).meetings).toMatchObject([{ place: '' }]);
    const long = offer(THURSDAY_TEN, { place: 'x'.repeat(501) });
    expect(refused(propose(there, by(BEN), long)).refused).toBe('place_too_long');
  });

  test('Ben wants the same hour, but longer: that is a move', () => {
    const change = changed(propose(booked, by(BEN), offer(THURSDAY_TEN, { minutes: 90 })));
    expect(change.proposals).toMatchObject([{ meetingId: 'meeting', minutes: 90 }]);
  });

  test('Cleo taps a slot while Ben offers to move: a tap does not move what is booked', () => {
    expect(refused(tapSlot(benMoves, by(CLEO), offer(FRIDAY_NOON))).refused).toBe('already_booked');
  });

  test('a meeting moved twice keeps its id and counts on', () => {
    const pair = makePair({ next: makeMeeting({ sequence: 4 }), proposal: benMoves.proposal });
    expect(changed(accept(pair, by(CLEO), 'proposal')).meetings).toMatchObject([{ id: 'meeting', sequence: 5 }]);
  });
});

describe('accepting', () => {
  test('Ben accepts: the meeting is booked as it was offered', () => {
    const pair = makePair({ proposal: makeProposal({ minutes: 30, place: 'A walk' }) });
    const change = changed(accept(pair, by(BEN), 'proposal'));
    expect(change.meetings).toMatchObject([
      {
        id: 'new',
        pairingId: 'pairing',
        cycle: 1,
        state: 'booked',
        startsAt: at(THURSDAY_TEN),
        minutes: 30,
        place: 'A walk',
        sequence: 0,
        bookedBy: 'ben',
        createdAt: MONDAY,
        updatedAt: MONDAY,
      },
    ]);
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'accepted', updatedAt: MONDAY }]);
  });

  test('Ben accepts: Cleo hears at once, both are reminded one working day before, nobody is asked to book', () => {
    const change = changed(accept(cleoOffers, by(BEN), 'proposal'));
    expect(lines(change.plan)).toEqual([
      'booked → cleo 2026-11-30T09:00',
      'reminder → ben 2026-12-02T09:00',
      'reminder → cleo 2026-12-02T09:00',
      'prepare → ben 2026-12-03T08:50',
      'prepare → cleo 2026-12-03T08:50',
    ]);
    expect(change.cancel).toEqual([...ASKING, 'reminder', 'prepare']);
  });

  test('Cleo tries to accept her own offer', () => {
    expect(refused(accept(cleoOffers, by(CLEO), 'proposal'))).toEqual({
      refused: 'own_proposal',
      words: 'This one is for Ben to accept. You will hear as soon as it is.',
    });
  });

  const stale: [string, ReturnType<typeof makePair>, string][] = [
    [
      'Cleo has taken it back',
      nothing,
      'That has changed meanwhile: no meeting is booked right now. Pick a time and it is on its way.',
    ],
    [
      'Cleo has offered another time instead',
      makePair({ proposal: makeProposal({ id: 'newer', startsAt: at(FRIDAY_NOON) }) }),
      'That has changed: Cleo suggests Fri 4 Dec, 12:00 CET now.',
    ],
    [
      'he himself has offered another time instead',
      makePair({ proposal: makeProposal({ id: 'newer', by: 'ben', startsAt: at(FRIDAY_NOON) }) }),
      'That has changed: you have suggested Fri 4 Dec, 12:00 CET now.',
    ],
    ['he has accepted it before', booked, 'You and Cleo are booked for Thu 3 Dec, 10:00 CET. Use "Move" to change it.'],
  ];
  test.each(stale)('Ben accepts from an old message although %s: he hears what is true', (_what, pair, words) => {
    expect(refused(accept(pair, by(BEN), 'proposal')).words).toBe(words);
  });

  test.each([
    ['from a made-up id', 'no-such-id'],
    ['from an empty id', ''],
  ])('nothing can be accepted %s', (_what, id) => {
    expect(refused(accept(cleoOffers, by(BEN), id)).refused).toBe('gone');
  });

  test('Ben accepts half a day before the meeting: neither is reminded of what they have just heard', () => {
    const now = at('2026-12-02T16:00+01:00');
    const change = changed(accept(cleoOffers, by(BEN, { now }), 'proposal'));
    expect(lines(change.plan)).toEqual([
      'booked → cleo 2026-12-02T15:00',
      'prepare → ben 2026-12-03T08:50',
      'prepare → cleo 2026-12-03T08:50',
    ]);
  });
});

describe('already booked', () => {
  test('Cleo notes a meeting down: it is booked, Ben is told, both are reminded', () => {
    const change = changed(recordBooked(nothing, by(CLEO), offer(THURSDAY_TEN, { place: 'Café' })));
    expect(change.meetings).toMatchObject([
      { id: 'new', state: 'booked', place: 'Café', bookedBy: 'cleo', sequence: 0 },
    ]);
    expect(lines(change.plan)).toEqual([
      'booked → ben 2026-11-30T09:00',
      'reminder → ben 2026-12-02T09:00',
      'reminder → cleo 2026-12-02T09:00',
      'prepare → ben 2026-12-03T08:50',
      'prepare → cleo 2026-12-03T08:50',
    ]);
    expect(change.proposals).toEqual([]);
    expect(change.cancel).toEqual([...ASKING, 'reminder', 'prepare']);
  });

  test('Ben notes a meeting down while an offer of Cleo lies open: the offer is off', () => {
    const change = changed(recordBooked(cleoOffers, by(BEN), offer(FRIDAY_NOON)));
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'replaced' }]);
    expect(change.meetings).toMatchObject([{ startsAt: at(FRIDAY_NOON) }]);
  });

  test('Ben has noted it down as well: Cleo hears that it is there', () => {
    expect(refused(recordBooked(booked, by(CLEO), offer(THURSDAY_TEN))).refused).toBe('already_booked');
  });
});

describe('taking an offer back', () => {
  test('Cleo takes hers back: both are asked again from tomorrow on, with a new ladder', () => {
    const change = changed(withdraw(cleoOffers, by(CLEO), 'proposal'));
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'withdrawn' }]);
    expect(change.pairing).toEqual({ ladder: 2 });
    expect(lines(change.plan)).toEqual([
      'book → cleo 2026-12-01T09:00',
      'book → cleo 2026-12-04T09:00',
      'book → ben 2026-12-08T09:00',
      'book → cleo 2026-12-15T09:00',
    ]);
  });

  test('Cleo takes hers back during a snooze: the snooze holds', () => {
    const pair = makePair({
      proposal: makeProposal(),
      pairing: { snoozedUntil: at('2026-12-09T09:30+01:00') },
    });
    const change = changed(withdraw(pair, by(CLEO), 'proposal'));
    expect(lines(change.plan)[0]).toBe('book → cleo 2026-12-09T08:30');
  });

  test('Ben cannot take back what Cleo offers', () => {
    expect(refused(withdraw(cleoOffers, by(BEN), 'proposal'))).toEqual({
      refused: 'gone',
      words: 'That has changed: Cleo suggests Thu 3 Dec, 10:00 CET now.',
    });
  });

  test('Cleo takes it back although Ben has accepted: she hears that they are booked', () => {
    expect(refused(withdraw(booked, by(CLEO), 'proposal')).refused).toBe('already_booked');
  });

  test('Cleo takes it back twice: nothing is on offer any more', () => {
    expect(refused(withdraw(nothing, by(CLEO), 'proposal')).refused).toBe('gone');
  });
});

describe('cancelling a meeting', () => {
  test('Cleo cancels: Ben hears at once, and both are asked for another time from tomorrow on', () => {
    const change = changed(callOff(booked, by(CLEO), 'meeting'));
    expect(change.meetings).toMatchObject([{ id: 'meeting', state: 'cancelled', sequence: 1, updatedAt: MONDAY }]);
    expect(lines(change.plan)).toEqual([
      'cancelled → ben 2026-11-30T09:00',
      'book → cleo 2026-12-01T09:00',
      'book → cleo 2026-12-04T09:00',
      'book → ben 2026-12-08T09:00',
      'book → cleo 2026-12-15T09:00',
    ]);
    expect(change.pairing).toEqual({ ladder: 2 });
    expect(change.cancel).toEqual([...ASKING, 'reminder', 'prepare']);
  });

  test('the cycle stays: the meeting that was called off was not held', () => {
    expect(changed(callOff(booked, by(CLEO), 'meeting')).pairing).not.toHaveProperty('cycle');
  });

  test('Cleo cancels while Ben offers to move: the offer goes with the meeting', () => {
    expect(changed(callOff(benMoves, by(CLEO), 'meeting')).proposals).toMatchObject([
      { id: 'proposal', state: 'replaced' },
    ]);
  });

  test('Ben cancels what Cleo has cancelled already', () => {
    expect(refused(callOff(nothing, by(BEN), 'meeting')).refused).toBe('gone');
  });

  test('Ben cancels from an old message: the meeting that stands now is another one', () => {
    const pair = makePair({ next: makeMeeting({ id: 'newer' }) });
    expect(refused(callOff(pair, by(BEN), 'meeting')).words).toBe(
      'You and Cleo are booked for Thu 3 Dec, 10:00 CET. Use "Move" to change it.',
    );
  });

  test('Ben may cancel although Cleo has left: her account is deactivated', () => {
    const pair = makePair({ next: makeMeeting(), mentee: makeMember('Cleo', { active: false }) });
    expect(changed(callOff(pair, by(BEN), 'meeting')).meetings).toMatchObject([{ state: 'cancelled' }]);
  });

  test('Ben cancels while they should be sitting together', () => {
    const now = at('2026-12-03T10:15+01:00');
    expect(changed(callOff(booked, by(BEN, { now }), 'meeting')).meetings).toMatchObject([{ state: 'cancelled' }]);
  });
});

describe('snooze', () => {
  test('Cleo snoozes until Thursday: a new ladder starts then', () => {
    const change = changed(snooze(nothing, by(CLEO), at('2026-12-03T09:30+01:00')));
    expect(change.pairing).toEqual({ ladder: 2, snoozedUntil: at('2026-12-03T09:30+01:00') });
    expect(change.cancel).toEqual(['book', 'next-meeting-due']);
    expect(lines(change.plan)).toEqual([
      'book → cleo 2026-12-03T08:30',
      'book → cleo 2026-12-08T08:30',
      'book → ben 2026-12-10T08:30',
      'book → cleo 2026-12-17T08:30',
    ]);
  });

  test('a snooze into a weekend ends on Monday', () => {
    const change = changed(snooze(nothing, by(CLEO), at('2026-12-05T09:30+01:00')));
    expect(lines(change.plan)[0]).toMatch(/^book → cleo 2026-12-07T(08:[3-5]|09:)/);
  });

  test('Ben snoozes once more, and shorter: the last word counts', () => {
    const pair = makePair({ pairing: { ladder: 2, snoozedUntil: at('2026-12-20T09:30+01:00') } });
    const change = changed(snooze(pair, by(BEN), at('2026-12-03T09:30+01:00')));
    expect(change.pairing).toEqual({ ladder: 3, snoozedUntil: at('2026-12-03T09:30+01:00') });
    expect(new Set(change.plan?.map(({ occurrence }) => occurrence)).size).toBe(4);
    expect(change.plan?.[0]?.occurrence).toBe('book:pairing:1.3:1');
  });

  test('Cleo snoozes while an offer lies open: the offer stays with Ben', () => {
    const change = changed(snooze(cleoOffers, by(CLEO), at('2026-12-09T09:30+01:00')));
    expect(change.proposals).toBeUndefined();
    expect(change.cancel).not.toContain('proposal-unanswered');
  });

  test.each([
    ['now', MONDAY, 'past'],
    ['yesterday', MONDAY - DAY, 'past'],
    ['the end of the 31st day and a moment', MONDAY + 31 * DAY + 1, 'too_far'],
    ['a day next year', MONDAY + 365 * DAY, 'too_far'],
    ['no day at all', Number.NaN, 'past'],
  ])('nobody can snooze until %s', (_when, until, code) => {
    expect(refused(snooze(nothing, by(CLEO), until)).refused).toBe(code);
  });

  test.each([
    ['a moment from now', MONDAY + 1],
    ['30 days ahead, late on that day', MONDAY + 31 * DAY],
  ])('Cleo may snooze until %s', (_when, until) => {
    expect(changed(snooze(nothing, by(CLEO), until)).pairing?.snoozedUntil).toBe(until);
  });

  test('there is nothing to snooze when a meeting is booked', () => {
    expect(refused(snooze(booked, by(CLEO), MONDAY + DAY)).refused).toBe('already_booked');
  });
});

describe('what time alone changes', () => {
  test('nothing, while nothing is due', () => {
    expect(timePassed(nothing, MONDAY)).toEqual({});
    expect(timePassed(cleoOffers, at(THURSDAY_TEN) - 1)).toEqual({});
    expect(timePassed(booked, at('2026-12-03T10:45+01:00') - 1)).toEqual({});
    expect(timePassed(benMoves, at(THURSDAY_TEN))).toEqual({});
  });

  test('the time that Cleo offered has come unanswered: the offer is off, and she is asked again tomorrow', () => {
    const change = timePassed(cleoOffers, at(THURSDAY_TEN));
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'expired', updatedAt: at(THURSDAY_TEN) }]);
    expect(change.pairing).toEqual({ ladder: 2 });
    expect(change.cancel).toEqual(ASKING);
    expect(lines(change.plan)).toEqual([
      'book → cleo 2026-12-04T09:00',
      'book → cleo 2026-12-09T09:00',
      'book → ben 2026-12-11T09:00',
      'book → cleo 2026-12-18T09:00',
    ]);
  });

  test('an offer to move lapses: the meeting stands as it was', () => {
    const pair = makePair({
      next: makeMeeting(),
      proposal: makeProposal({ meetingId: 'meeting', startsAt: at(TUESDAY_TEN) }),
    });
    expect(timePassed(pair, at(TUESDAY_TEN))).toEqual({
      proposals: [{ ...pair.proposal, state: 'expired', updatedAt: at(TUESDAY_TEN) }],
      cancel: ['proposal', 'proposal-unanswered'],
    });
  });

  test('the meeting is over: the next cycle begins, and Ben is asked first this time', () => {
    const now = at('2026-12-03T10:45+01:00');
    const change = timePassed(makePair({ next: makeMeeting(), pairing: { snoozedUntil: MONDAY } }), now);
    expect(change.meetings).toEqual([
      // Five of Ben's working days after its end it is written down as unknown, unless somebody says what became of it.
      { ...makeMeeting(), state: 'ended', updatedAt: now, settleAt: at('2026-12-10T09:45Z') },
    ]);
    expect(change.pairing).toEqual({ cycle: 2, ladder: 2, snoozedUntil: null });
    expect(change.cancel).toEqual([...ASKING, 'reminder', 'prepare']);
    expect(lines(change.plan)).toEqual([
      'next-meeting-due → ben 2026-12-03T09:55',
      'meeting-check → ben 2026-12-07T09:55',
      'book → ben 2026-12-11T09:45',
      'book → ben 2026-12-16T09:45',
      'book → cleo 2026-12-18T09:45',
      'book → ben 2026-12-25T09:45',
    ]);
  });

  test('the meeting is over while Ben offers to move it: the offer ends with it', () => {
    const change = timePassed(benMoves, at('2026-12-03T10:45+01:00'));
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'expired' }]);
    expect(change.meetings).toMatchObject([{ id: 'meeting', state: 'ended' }]);
  });

  test('after three weeks of silence the meeting is over all the same, from its own end on', () => {
    const change = timePassed(booked, at('2026-12-24T09:00Z'));
    expect(change.meetings).toMatchObject([{ state: 'ended', updatedAt: at('2026-12-24T09:00Z') }]);
    expect(change.pairing).toMatchObject({ cycle: 2 });
  });

  test('the same look a second time changes nothing', () => {
    const now = at(THURSDAY_TEN);
    const once = timePassed(cleoOffers, now);
    const after = makePair({ pairing: { ...once.pairing } });
    expect(timePassed(after, now)).toEqual({});
  });
});
