import { describe, expect, test } from 'vitest';
import type { Notebook } from '../../src/core/notebook.ts';
import type { Nudge, NudgeKind } from '../../src/core/nudge.ts';
import { type Heard, readiness } from '../../src/core/readiness.ts';
import {
  at,
  MONDAY,
  makeCommitment,
  makeMeeting,
  makeMember,
  makeNotebook,
  makeNudge,
  makePair,
  makeProposal,
  utc,
} from './make.ts';

const NEVER: Heard = {
  lastNudgedAt: null,
  lastAskedAt: null,
  lastBesidesDueAt: null,
  lastDueAt: null,
  earlierRungDueAt: null,
};
const heard = (over: Partial<Heard>): Heard => ({ ...NEVER, ...over });

const open = makePair();
const offered = makePair({ proposal: makeProposal({ by: 'ben' }) });
const booked = makePair({ next: makeMeeting() });

const THURSDAY_TEN = at('2026-12-03T10:00+01:00');
const aboutProposal = { about: { proposalId: 'proposal' } };
const aboutMeeting = { about: { meetingId: 'meeting' }, notAfter: THURSDAY_TEN };

/** For every kind: a nudge to Cleo, and a pair in which it is wanted. */
const WANTED: [NudgeKind, ReturnType<typeof makePair>, Partial<Nudge>][] = [
  ['welcome', open, { about: {} }],
  ['book', open, { about: { rung: 1 } }],
  ['next-meeting-due', open, { about: { meetingId: 'earlier' } }],
  ['proposal', offered, aboutProposal],
  ['proposal-unanswered', offered, aboutProposal],
  ['booked', booked, { about: { meetingId: 'meeting' } }],
  ['moved', booked, { about: { meetingId: 'meeting' } }],
  ['relocated', booked, { about: { meetingId: 'meeting' } }],
  ['cancelled', open, { about: { meetingId: 'meeting' } }],
  ['reminder', booked, aboutMeeting],
];

/** What is to become of it, to read: `send`, `put off until 2026-12-01T10:00`, `cancelled: booked`. */
function verdict(nudge: Nudge, pair = open, when = MONDAY, last = NEVER, notebook?: Notebook): string {
  const decided = readiness(nudge, pair, last, when, notebook);
  if ('send' in decided) return 'send';
  if ('putOff' in decided) return `put off until ${utc(decided.putOff)}`;
  return `${decided.giveUp}: ${decided.reason}`;
}

test.each(WANTED)('Cleo gets a %s that is due on Monday at 10:00', (kind, pair, over) => {
  expect(verdict(makeNudge({ kind, ...over }), pair)).toBe('send');
});

describe('a reason that is gone', () => {
  const rows: [string, NudgeKind, Partial<Nudge>, ReturnType<typeof makePair>, string][] = [
    ['they have booked', 'book', {}, booked, 'cancelled: booked'],
    ['Ben has offered a time', 'book', {}, offered, 'cancelled: proposed'],
    ['she herself has offered a time', 'book', {}, makePair({ proposal: makeProposal() }), 'cancelled: proposed'],
    ['they have met since', 'book', {}, makePair({ pairing: { cycle: 2 } }), 'cancelled: another cycle'],
    ['they have booked the next one', 'next-meeting-due', {}, booked, 'cancelled: booked'],
    ['a time for the next one is on offer', 'next-meeting-due', {}, offered, 'cancelled: proposed'],
    [
      'they have met once more since',
      'next-meeting-due',
      {},
      makePair({ pairing: { cycle: 2 } }),
      'cancelled: another cycle',
    ],
    ['Ben took it back', 'proposal', aboutProposal, open, 'cancelled: answered'],
    ['Ben offers another time now', 'proposal', { about: { proposalId: 'older' } }, offered, 'cancelled: answered'],
    ['she accepted', 'proposal-unanswered', aboutProposal, booked, 'cancelled: answered'],
    ['it was called off', 'booked', { about: { meetingId: 'meeting' } }, open, 'cancelled: no longer booked'],
    ['another one is booked now', 'booked', { about: { meetingId: 'older' } }, booked, 'cancelled: no longer booked'],
    [
      'it was called off after it was moved',
      'moved',
      { about: { meetingId: 'meeting' } },
      open,
      'cancelled: no longer booked',
    ],
    ['it was called off', 'reminder', aboutMeeting, open, 'cancelled: no longer booked'],
    [
      'it was moved: the reminder of the new time comes on its own day',
      'reminder',
      aboutMeeting,
      makePair({ next: makeMeeting({ startsAt: at('2026-12-17T10:00+01:00'), sequence: 1 }) }),
      'cancelled: no longer booked',
    ],
  ];
  test.each(rows)('%s: no %s', (_why, kind, over, pair, expected) => {
    expect(verdict(makeNudge({ kind, ...over }), pair)).toBe(expected);
  });

  test('nobody is reminded of a meeting that has begun', () => {
    expect(verdict(makeNudge({ kind: 'reminder', ...aboutMeeting }), booked, THURSDAY_TEN)).toBe(
      'cancelled: no longer booked',
    );
  });

  test.each(WANTED)('once the pairing has ended, no %s', (kind, pair, over) => {
    const ended = { ...pair, pairing: { ...pair.pairing, state: 'ended' as const } };
    expect(verdict(makeNudge({ kind, ...over }), ended)).toBe('cancelled: pairing ended');
  });

  test.each(WANTED)('Cleo’s account is deactivated: no %s', (kind, pair, over) => {
    const gone = { ...pair, mentee: makeMember('Cleo', { active: false }) };
    expect(verdict(makeNudge({ kind, ...over }), gone)).toBe('cancelled: receiver deactivated');
  });

  test.each(WANTED)('Dan is not of the pair: no %s', (kind, pair, over) => {
    expect(verdict(makeNudge({ kind, ...over, to: 'dan' }), pair)).toBe('cancelled: not of this pair');
  });

  test.each(WANTED.filter(([kind]) => kind !== 'cancelled'))(
    'Ben’s account is deactivated: there is nobody to meet, so no %s',
    (kind, pair, over) => {
      const alone = { ...pair, mentor: makeMember('Ben', { active: false }) };
      expect(verdict(makeNudge({ kind, ...over }), alone)).toBe('cancelled: partner deactivated');
    },
  );

  test('Ben cancelled before he left: Cleo hears that their meeting is off', () => {
    const alone = makePair({ mentor: makeMember('Ben', { active: false }) });
    expect(verdict(makeNudge({ kind: 'cancelled', ...aboutMeeting }), alone)).toBe('send');
  });

  test.each(WANTED)('after five attempts a %s is given up', (kind, pair, over) => {
    expect(verdict(makeNudge({ kind, ...over, attempts: 4 }), pair)).toBe('send');
    expect(verdict(makeNudge({ kind, ...over, attempts: 5 }), pair)).toBe('dead: too many attempts');
  });

  test.each(WANTED.filter(([kind]) => kind !== 'reminder'))(
    'a %s that is no use any more is left unsaid',
    (kind, pair, over) => {
      expect(verdict(makeNudge({ kind, ...over, notAfter: MONDAY + 1 }), pair)).toBe('send');
      expect(verdict(makeNudge({ kind, ...over, notAfter: MONDAY }), pair)).toBe('expired: too late');
    },
  );
});

describe('outside the hours of its receiver', () => {
  const NIGHT = at('2026-12-01T23:00+01:00');
  const rows = WANTED.map(([kind, pair, over]) => [kind, pair, over] as const);

  test.each(rows.filter(([kind]) => ['proposal', 'booked', 'moved', 'relocated', 'cancelled'].includes(kind)))(
    'a %s passes on at once what Ben just did, by night as well',
    (kind, pair, over) => {
      expect(verdict(makeNudge({ kind, ...over }), pair, NIGHT)).toBe('send');
    },
  );

  test.each(rows.filter(([kind]) => !['proposal', 'booked', 'moved', 'relocated', 'cancelled'].includes(kind)))(
    'a %s waits for the morning',
    (kind, pair, over) => {
      expect(verdict(makeNudge({ kind, ...over }), pair, NIGHT)).toBe('put off until 2026-12-02T08:30');
    },
  );

  test.each([
    ['Friday, 14:59', '2026-12-04T14:59+01:00', 'send'],
    ['Friday, 15:00', '2026-12-04T15:00+01:00', 'put off until 2026-12-07T08:30'],
    ['Friday, 16:00', '2026-12-04T16:00+01:00', 'put off until 2026-12-07T08:30'],
    ['Saturday', '2026-12-05T12:00+01:00', 'put off until 2026-12-07T08:30'],
    ['Thursday, 16:29', '2026-12-03T16:29+01:00', 'send'],
    ['Thursday, 16:30', '2026-12-03T16:30+01:00', 'put off until 2026-12-04T08:30'],
    ['Monday, 09:29', '2026-12-07T09:29+01:00', 'put off until 2026-12-07T08:30'],
    ['Monday, 09:30', '2026-12-07T09:30+01:00', 'send'],
  ])('on %s', (_when, now, expected) => {
    expect(verdict(makeNudge({ kind: 'next-meeting-due', about: {} }), open, at(now))).toBe(expected);
  });

  test('Cleo has moved to New York since it was planned: it waits for her morning there', () => {
    const moved = makePair({ mentee: makeMember('Cleo', { zone: 'America/New_York', zoneFrom: 'own' }) });
    expect(verdict(makeNudge({ kind: 'next-meeting-due' }), moved)).toBe('put off until 2026-11-30T14:30');
  });

  test('on the Sunday on which the clocks go back, it waits for Monday 09:30 of the new time', () => {
    const sunday = at('2026-10-25T00:30Z');
    const nudge = makeNudge({ kind: 'next-meeting-due', notAfter: at('2026-11-30T00:00Z') });
    expect(verdict(nudge, open, sunday)).toBe('put off until 2026-10-26T08:30');
  });
});

describe('absences', () => {
  const cleoAway = makeMember('Cleo', { awayUntil: '2026-12-04' });
  const benAway = makeMember('Ben', { awayUntil: '2026-12-04' });

  test.each(['welcome', 'book', 'next-meeting-due'] as const)(
    'Cleo is away until Friday: her %s waits for Monday',
    (kind) => {
      expect(verdict(makeNudge({ kind }), makePair({ mentee: cleoAway }))).toMatch(/^put off until 2026-12-07T08:30/);
    },
  );

  test.each(['book', 'next-meeting-due'] as const)(
    'Ben is away until Friday: Cleo’s %s waits for him as well',
    (kind) => {
      expect(verdict(makeNudge({ kind }), makePair({ mentor: benAway }))).toMatch(/^put off until 2026-12-07T08:30/);
    },
  );

  test('Ben is away, but his offer stands: Cleo is asked about it all the same', () => {
    const pair = { ...offered, mentor: benAway };
    expect(verdict(makeNudge({ kind: 'proposal-unanswered', ...aboutProposal }), pair)).toBe('send');
  });

  test('Ben is away: Cleo is welcomed all the same', () => {
    expect(verdict(makeNudge({ kind: 'welcome' }), makePair({ mentor: benAway }))).toBe('send');
  });

  test('Cleo is away: what Ben just did reaches her all the same', () => {
    const pair = { ...offered, mentee: cleoAway };
    expect(verdict(makeNudge({ kind: 'proposal', ...aboutProposal }), pair)).toBe('send');
  });

  test('an absence that is over holds nothing up', () => {
    const back = makePair({ mentor: makeMember('Ben', { awayUntil: '2026-11-29' }) });
    expect(verdict(makeNudge(), back)).toBe('send');
  });

  test('Ben comes back in Auckland while it is still his last day away in Vienna: his own midnight counts', () => {
    // The 5th begins in Auckland on the 4th at 11:00 UTC, a Friday noon for Cleo.
    const pair = makePair({ mentor: makeMember('Ben', { zone: 'Pacific/Auckland', awayUntil: '2026-12-04' }) });
    expect(verdict(makeNudge({ kind: 'next-meeting-due' }), pair, at('2026-12-04T09:00Z'))).toBe(
      'put off until 2026-12-04T11:00',
    );
  });
});

describe('not too soon after another one', () => {
  const noon = at('2026-12-02T12:00+01:00');

  test.each(['book', 'next-meeting-due', 'proposal-unanswered'] as const)(
    'Cleo heard from us 19 hours and 59 minutes ago, whatever it was: her %s waits',
    (kind) => {
      const [, pair = open, over = {}] = WANTED.find(([each]) => each === kind) ?? [];
      const last = heard({ lastNudgedAt: at('2026-12-01T16:01+01:00') });
      expect(verdict(makeNudge({ kind, ...over }), pair, noon, last)).toBe('put off until 2026-12-02T11:01');
      expect(
        verdict(makeNudge({ kind, ...over }), pair, noon, heard({ lastNudgedAt: at('2026-12-01T16:00+01:00') })),
      ).toBe('send');
    },
  );

  test.each(['welcome', 'reminder'] as const)('a %s does not wait for that: it has its own day', (kind) => {
    const [, pair = open, over = {}] = WANTED.find(([each]) => each === kind) ?? [];
    const last = heard({ lastNudgedAt: noon - 1, lastAskedAt: noon - 1 });
    expect(verdict(makeNudge({ kind, ...over }), pair, noon, last)).toBe('send');
  });

  test('twenty hours after 20:00 is 16:00: still today', () => {
    const last = heard({ lastNudgedAt: at('2026-12-01T20:00+01:00') });
    expect(verdict(makeNudge({ kind: 'next-meeting-due' }), open, noon, last)).toBe('put off until 2026-12-02T15:00');
  });

  test('twenty hours after 21:00 is 17:00: tomorrow, then', () => {
    const last = heard({ lastNudgedAt: at('2026-12-01T21:00+01:00') });
    expect(verdict(makeNudge({ kind: 'next-meeting-due' }), open, noon, last)).toBe('put off until 2026-12-03T08:30');
  });

  test.each([
    ['Monday', '2026-11-30T12:00+01:00', 'put off until 2026-12-03T11:00'],
    ['the Friday before, three working days ago', '2026-11-27T12:00+01:00', 'send'],
    ['a minute later that Friday', '2026-11-27T12:01+01:00', 'put off until 2026-12-02T11:01'],
  ])(
    'Cleo was asked about this pairing on %s: three of her working days lie between two questions to book',
    (_day, last, expected) => {
      const asked = heard({ lastAskedAt: at(last) });
      expect(verdict(makeNudge(), open, noon, asked)).toBe(expected);
    },
  );

  test.each(['next-meeting-due', 'proposal-unanswered'] as const)('a %s comes on its own day, asked or not', (kind) => {
    const [, pair = open, over = {}] = WANTED.find(([each]) => each === kind) ?? [];
    const asked = heard({ lastAskedAt: at('2026-12-01T12:00+01:00') });
    expect(verdict(makeNudge({ kind, ...over }), pair, noon, asked)).toBe('send');
  });

  /** Wednesday, 10:45 to 11:30 in Vienna. */
  const MET = makeMeeting({ state: 'ended', startsAt: at('2026-12-02T10:45+01:00') });

  test('how a meeting went is asked at its end, also of whoever was asked something that morning, or has another that day', () => {
    const met = makePair({ pairing: { cycle: 2 }, past: [MET] });
    const nudge = makeNudge({ kind: 'next-meeting-due', cycle: 2, about: { meetingId: 'meeting' } });
    const last = heard({ lastNudgedAt: noon - 1, lastAskedAt: noon - 1 });
    expect(verdict(nudge, met, noon, last)).toBe('send');
    const settled = { ...met, past: [{ ...MET, outcome: 'held' as const, outcomeBy: 'ben' }] };
    expect(verdict(nudge, settled, noon, last)).toBe('put off until 2026-12-03T08:30');
    expect(verdict(nudge, met, at('2026-12-02T20:00+01:00'))).toBe('put off until 2026-12-03T08:30');
    const nextDay = at('2026-12-03T09:30+01:00');
    expect(verdict(nudge, met, nextDay, heard({ lastNudgedAt: at('2026-12-02T13:30+01:00') }))).toBe('send');
    const later = heard({ lastNudgedAt: at('2026-12-02T13:31+01:00') });
    expect(verdict(nudge, met, nextDay, later)).toBe('put off until 2026-12-03T08:31');
  });

  describe('what is due of one’s promises', () => {
    const due = makeNudge({ kind: 'commitment-due', about: { date: '2026-12-02' } });
    const promised = makeNotebook({ commitments: [makeCommitment({ dueOn: '2026-12-02' })] });
    const asked = (last: Partial<Heard>) => verdict(due, open, noon, heard(last), promised);
    const now = noon - 1;

    test('comes on its day beside what is due in other pairings, so that no day has two interruptions, nor a promise a late question', () => {
      expect(asked({ lastNudgedAt: now, lastBesidesDueAt: null })).toBe('send');
      expect(asked({ lastNudgedAt: now, lastBesidesDueAt: at('2026-12-01T16:00+01:00') })).toBe('send');
    });

    test('keeps its distance from any other question, and from what was due in other pairings the day before', () => {
      expect(asked({ lastNudgedAt: now, lastBesidesDueAt: now })).toBe('put off until 2026-12-03T08:30');
      const evening = at('2026-12-01T16:01+01:00');
      expect(asked({ lastNudgedAt: evening, lastBesidesDueAt: null })).toBe('put off until 2026-12-02T11:01');
    });

    test('is not asked again by a question that was held up until one with all of it had come', () => {
      expect(asked({ lastDueAt: now, lastNudgedAt: now, lastAskedAt: now, lastBesidesDueAt: now })).toBe(
        'cancelled: asked',
      );
      expect(asked({ lastDueAt: at('2026-12-01T09:30+01:00') })).toBe('send');
    });
  });

  test('a snooze holds questions to book, and nothing else', () => {
    const snoozed = makePair({ pairing: { snoozedUntil: at('2026-12-09T09:30+01:00') } });
    expect(verdict(makeNudge(), snoozed)).toBe('put off until 2026-12-09T08:30');
    expect(verdict(makeNudge({ kind: 'welcome' }), snoozed)).toBe('send');
    const withOffer = { ...snoozed, proposal: makeProposal({ by: 'ben' }) };
    expect(verdict(makeNudge({ kind: 'proposal-unanswered', ...aboutProposal }), withOffer)).toBe('send');
  });

  test('a snooze that is over holds nothing up', () => {
    expect(verdict(makeNudge(), makePair({ pairing: { snoozedUntil: MONDAY } }))).toBe('send');
  });

  test('the longest of several waits counts', () => {
    const pair = makePair({
      mentor: makeMember('Ben', { awayUntil: '2026-12-02' }),
      pairing: { snoozedUntil: at('2026-12-08T09:30+01:00') },
    });
    const last = heard({ lastNudgedAt: MONDAY, lastAskedAt: MONDAY });
    expect(verdict(makeNudge(), pair, noon, last)).toBe('put off until 2026-12-08T08:30');
  });

  test('a rung lets an earlier one go first, however late that one comes', () => {
    const waits = at('2026-12-02T12:00+01:00');
    const heard = { ...NEVER, earlierRungDueAt: waits };
    expect(readiness(makeNudge({ about: { rung: 2 } }), makePair(), heard, MONDAY)).toEqual({ putOff: waits + 1_000 });
    const both = { ...NEVER, earlierRungDueAt: MONDAY };
    expect(readiness(makeNudge({ about: { rung: 2 } }), makePair(), both, MONDAY)).toEqual({ putOff: MONDAY + 1_000 });
    expect(readiness(makeNudge({ about: { rung: 2 } }), makePair(), NEVER, MONDAY)).toEqual({ send: true });
  });

  test('what looks back on a meeting waits for no rung', () => {
    const heard = { ...NEVER, earlierRungDueAt: MONDAY };
    const nudge = makeNudge({
      kind: 'reminder',
      notAfter: at('2026-12-01T10:00+01:00'),
      about: { meetingId: 'meeting' },
    });
    const pair = makePair({ next: makeMeeting({ startsAt: at('2026-12-01T10:00+01:00') }) });
    expect(readiness(nudge, pair, heard, MONDAY)).toEqual({ send: true });
  });
});
