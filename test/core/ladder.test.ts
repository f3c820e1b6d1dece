import { describe, expect, test } from 'vitest';
import { afterMeeting, askToBook, remind, tellMeeting, tellProposal, welcome } from '../../src/core/ladder.ts';
import { at, CLEO, lines, MONDAY, makeCohort, makeMeeting, makeMember, makePair, makeProposal, utc } from './make.ts';

const DAY = 86_400_000;

const cleoIn = (zone: string, more = {}) => makePair({ mentee: makeMember('Cleo', { zone, ...more }) });

describe('the ladder of questions', () => {
  test('Cleo is asked at once, after three working days and after ten; Ben after five', () => {
    expect(lines(askToBook(makePair(), MONDAY))).toEqual([
      'book → cleo 2026-11-30T09:00',
      'book → cleo 2026-12-03T09:00',
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-14T09:00',
    ]);
  });

  test('the rungs say which one they are, so that each can be worded in its own way', () => {
    expect(askToBook(makePair(), MONDAY).map(({ about }) => about.rung)).toEqual([1, 2, 3, 4]);
  });

  test('each is worth asking for a month', () => {
    expect(askToBook(makePair(), MONDAY).map(({ notAfter, dueAt }) => notAfter - dueAt)).toEqual([
      30 * DAY,
      30 * DAY,
      30 * DAY,
      30 * DAY,
    ]);
  });

  test.each([
    ['first', 1, ['cleo', 'cleo', 'ben', 'cleo']],
    ['second', 2, ['ben', 'ben', 'cleo', 'ben']],
    ['third', 3, ['cleo', 'cleo', 'ben', 'cleo']],
    ['tenth', 10, ['ben', 'ben', 'cleo', 'ben']],
  ])('they take turns: for the %s meeting', (_which, cycle, asked) => {
    const pair = makePair({ pairing: { cycle } });
    expect(askToBook(pair, MONDAY).map(({ to }) => to)).toEqual(asked);
  });

  test('its occurrences tell pairing, cycle, ladder and rung apart', () => {
    const pair = makePair({ pairing: { id: 'p9', cycle: 2, ladder: 7 } });
    expect(askToBook(pair, MONDAY).map(({ occurrence }) => occurrence)).toEqual([
      'book:p9:2.7:1',
      'book:p9:2.7:2',
      'book:p9:2.7:3',
      'book:p9:2.7:4',
    ]);
  });

  test('the earlier rungs can be left out; the days count all the same', () => {
    expect(lines(askToBook(makePair(), MONDAY, 3))).toEqual([
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-14T09:00',
    ]);
  });
});

describe('where the questions arrive, each in its receiver’s own hours', () => {
  // It is 04:00 in New York and 22:00 in Auckland: they hear when their day has begun, a little after 09:30 and not all at once.
  test('in New York, Cleo hears in her morning', () => {
    expect(lines(askToBook(cleoIn('America/New_York'), MONDAY))).toEqual([
      'book → cleo 2026-11-30T15:21',
      'book → cleo 2026-12-03T15:18',
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-14T15:12',
    ]);
  });

  test('in Auckland, Cleo hears on the morning after', () => {
    expect(lines(askToBook(cleoIn('Pacific/Auckland'), MONDAY))).toEqual([
      'book → cleo 2026-11-30T21:21',
      'book → cleo 2026-12-03T21:18',
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-14T21:12',
    ]);
  });

  test('in Kathmandu it is 14:45, so Cleo hears at once', () => {
    expect(lines(askToBook(cleoIn('Asia/Kathmandu'), MONDAY))[0]).toBe('book → cleo 2026-11-30T09:00');
  });

  test('in Riyadh, Cleo works from Sunday to Thursday: three working days after Tuesday is Sunday', () => {
    const pair = cleoIn('Asia/Riyadh', { hours: { days: [7, 1, 2, 3, 4], from: 9 * 60, to: 17 * 60 } });
    expect(lines(askToBook(pair, at('2026-12-01T12:00+03:00')))).toEqual([
      'book → cleo 2026-12-01T09:00',
      'book → cleo 2026-12-06T09:00',
      'book → ben 2026-12-08T09:00',
      'book → cleo 2026-12-15T09:00',
    ]);
  });

  test('nothing arrives on a Friday after 15:00: it waits for Monday', () => {
    // Three working days after Tuesday 15:30 is Friday 15:30.
    const [, second] = askToBook(makePair(), at('2026-12-01T15:30+01:00'));
    expect(utc(second?.dueAt ?? 0)).toBe('2026-12-07T09:18');
  });

  test('a Friday at 14:59 is still fine', () => {
    const [, second] = askToBook(makePair(), at('2026-12-01T14:59+01:00'));
    expect(utc(second?.dueAt ?? 0)).toBe('2026-12-04T13:59');
  });

  test('when the clocks change in between, it is the same time on the wall', () => {
    // Thursday 22 October 2026, 10:00 CEST; on Tuesday it is 10:00 CET.
    const [, second] = askToBook(makePair(), at('2026-10-22T10:00+02:00'));
    expect(utc(second?.dueAt ?? 0)).toBe('2026-10-27T09:00');
  });

  test('Cleo is away until Friday, 11 December: her days count from her return, Ben’s do not wait', () => {
    const plans = askToBook(cleoIn('Europe/Vienna', { awayUntil: '2026-12-11' }), MONDAY);
    expect(lines(plans)).toEqual([
      'book → cleo 2026-12-14T09:21',
      'book → cleo 2026-12-17T09:18',
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-28T09:12',
    ]);
  });

  test('the hours of one who works on Tuesdays from 18:00 to 20:00 are kept', () => {
    const pair = cleoIn('Europe/Vienna', { hours: { days: [2], from: 18 * 60, to: 20 * 60 } });
    const times = askToBook(pair, MONDAY).filter(({ to }) => to === 'cleo');
    // Her only working day is the last of her week, yet it does not close at 15:00, before it begins.
    expect(times.map(({ dueAt }) => utc(dueAt).slice(0, 13))).toEqual([
      '2026-12-01T17',
      '2026-12-15T17',
      '2027-02-02T17',
    ]);
  });
});

describe('the welcome', () => {
  test('inside their hours both are welcomed at once; Cleo’s welcome is the first rung', () => {
    expect(lines(welcome(makePair(), MONDAY))).toEqual([
      'welcome → ben 2026-11-30T09:00',
      'welcome → cleo 2026-11-30T09:00',
      'book → cleo 2026-12-03T09:00',
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-14T09:00',
    ]);
  });

  test.each([
    ['New York, 04:00', 'America/New_York', '2026-11-30T09:00Z', '2026-11-30T14:30'],
    ['Auckland, 22:00', 'Pacific/Auckland', '2026-11-30T09:00Z', '2026-11-30T20:30'],
    ['Kolkata, 14:30', 'Asia/Kolkata', '2026-11-30T09:00Z', '2026-11-30T09:00'],
    ['Vienna, 09:29', 'Europe/Vienna', '2026-11-30T08:29Z', '2026-11-30T08:30'],
    ['Vienna, 09:30', 'Europe/Vienna', '2026-11-30T08:30Z', '2026-11-30T08:30'],
    ['Vienna, 16:29', 'Europe/Vienna', '2026-11-30T15:29Z', '2026-11-30T15:29'],
    ['Vienna, 16:30', 'Europe/Vienna', '2026-11-30T15:30Z', '2026-12-01T08:30'],
    ['Vienna, Friday 14:59', 'Europe/Vienna', '2026-12-04T13:59Z', '2026-12-04T13:59'],
    ['Vienna, Friday 15:00', 'Europe/Vienna', '2026-12-04T14:00Z', '2026-12-07T08:30'],
    ['Vienna, Saturday', 'Europe/Vienna', '2026-12-05T10:00Z', '2026-12-07T08:30'],
    ['a person without a zone, 08:00 UTC', 'UTC', '2026-11-30T08:00Z', '2026-11-30T09:30'],
  ])('Cleo in %s', (_where, zone, now, due) => {
    const plan = welcome(cleoIn(zone), at(now)).find(({ kind, to }) => kind === 'welcome' && to === 'cleo');
    expect(utc(plan?.dueAt ?? 0)).toBe(due);
  });

  test('Cleo is away: Ben hears today, Cleo when she is back, and the ladder waits for her', () => {
    expect(lines(welcome(cleoIn('Europe/Vienna', { awayUntil: '2026-12-11' }), MONDAY))).toEqual([
      'welcome → ben 2026-11-30T09:00',
      'welcome → cleo 2026-12-14T08:30',
      'book → cleo 2026-12-17T08:30',
      'book → ben 2026-12-21T08:30',
      'book → cleo 2026-12-28T08:30',
    ]);
  });

  test('nobody is welcomed twice into one pairing', () => {
    const twice = [...welcome(makePair(), MONDAY), ...welcome(makePair(), MONDAY + DAY)];
    const welcomes = twice.filter(({ kind }) => kind === 'welcome').map(({ occurrence }) => occurrence);
    expect([...new Set(welcomes)]).toEqual(['welcome:pairing:ben', 'welcome:pairing:cleo']);
  });
});

describe('after a meeting', () => {
  const over = makePair({ pairing: { cycle: 2, ladder: 2 } });

  test('Ben, whose turn it is, is asked ten minutes after it, and again when the two weeks run short', () => {
    // It ends on Thursday at 10:45; six working days later is Friday, 11 December.
    expect(lines(afterMeeting(over, makeMeeting()))).toEqual([
      'next-meeting-due → ben 2026-12-03T09:55',
      'meeting-check → ben 2026-12-07T09:55',
      'book → ben 2026-12-11T09:45',
      'book → ben 2026-12-16T09:45',
      'book → cleo 2026-12-18T09:45',
      'book → ben 2026-12-25T09:45',
    ]);
  });

  test.each([
    [1, '2026-12-08'],
    [2, '2026-12-11'],
    [3, '2026-12-16'],
    [4, '2026-12-21'],
    [6, '2026-12-29'],
    [8, '2027-01-06'],
  ])(
    'in a rhythm of %i weeks the ladder begins after three fifths of it, and three working days at least',
    (weeks, day) => {
      const pair = makePair({ cohort: makeCohort({ cadenceWeeks: weeks }), pairing: { cycle: 2 } });
      const rung = afterMeeting(pair, makeMeeting()).find(({ kind }) => kind === 'book');
      expect(utc(rung?.dueAt ?? 0)).toBe(`${day}T09:45`);
    },
  );

  test('a meeting that ends at 16:25 is asked about the next morning', () => {
    const [soon] = afterMeeting(over, makeMeeting({ startsAt: at('2026-12-03T15:40+01:00') }));
    expect(utc(soon?.dueAt ?? 0)).toBe('2026-12-04T09:01');
  });

  test('a meeting on a Friday afternoon is asked about on Monday', () => {
    const [soon] = afterMeeting(over, makeMeeting({ startsAt: at('2026-12-04T14:10+01:00') }));
    expect(utc(soon?.dueAt ?? 0)).toBe('2026-12-07T09:01');
  });

  test('the hope that it was worth their while is said until the ladder begins, and no later', () => {
    const [soon] = afterMeeting(over, makeMeeting());
    expect(utc(soon?.notAfter ?? 0)).toBe('2026-12-11T09:45');
  });
});

describe('a time on offer', () => {
  test('Ben gets it at once, by night as well, and is asked once when two of his working days have passed', () => {
    const night = at('2026-12-03T23:00+01:00');
    const proposal = makeProposal({ startsAt: at('2026-12-15T10:00+01:00') });
    expect(lines(tellProposal(makePair(), proposal, night))).toEqual([
      'proposal → ben 2026-12-03T22:00',
      'proposal-unanswered → ben 2026-12-08T09:31',
    ]);
  });

  test('it is not asked about when its time comes first', () => {
    const proposal = makeProposal({ startsAt: at('2026-12-02T10:00+01:00') });
    expect(lines(tellProposal(makePair(), proposal, MONDAY))).toEqual(['proposal → ben 2026-11-30T09:00']);
    const aMinuteLater = makeProposal({ startsAt: at('2026-12-02T10:01+01:00') });
    expect(tellProposal(makePair(), aMinuteLater, MONDAY)).toHaveLength(2);
  });

  test('Ben offers: Cleo gets it', () => {
    expect(tellProposal(makePair(), makeProposal({ by: 'ben' }), MONDAY).map(({ to }) => to)).toEqual(['cleo', 'cleo']);
  });

  test('news of it is worth passing on for a week, the question until its time', () => {
    const plans = tellProposal(makePair(), makeProposal(), MONDAY);
    expect(plans.map(({ notAfter }) => utc(notAfter))).toEqual(['2026-12-07T09:00', '2026-12-03T09:00']);
    expect(plans.map(({ about }) => about)).toEqual([{ proposalId: 'proposal' }, { proposalId: 'proposal' }]);
  });
});

test.each(['booked', 'moved', 'cancelled'] as const)(
  'news that a meeting was %s goes out at once, once per change',
  (kind) => {
    expect(tellMeeting(kind, makeMeeting({ sequence: 3 }), CLEO, MONDAY)).toEqual({
      kind,
      occurrence: `${kind}:meeting:3`,
      to: 'cleo',
      dueAt: MONDAY,
      notAfter: MONDAY + 7 * DAY,
      about: { meetingId: 'meeting' },
    });
  },
);

describe('the reminder, one working day before', () => {
  const reminders = (pair: ReturnType<typeof makePair>, start: string, now = MONDAY) =>
    lines(remind(pair, makeMeeting({ startsAt: at(start) }), now));

  test('on Tuesday at 15:00 in Vienna: Ben hears on Monday at 15:00, Cleo in New York at her 09:30', () => {
    expect(reminders(cleoIn('America/New_York'), '2026-12-08T15:00+01:00')).toEqual([
      'reminder → ben 2026-12-07T14:00',
      'reminder → cleo 2026-12-07T14:30',
    ]);
  });

  test('on Monday: on the Friday before, half an hour before her week closes at the latest', () => {
    expect(reminders(makePair(), '2026-12-07T15:30+01:00')).toEqual([
      'reminder → ben 2026-12-04T13:30',
      'reminder → cleo 2026-12-04T13:30',
    ]);
  });

  test('it is Tuesday for Auckland and Monday for Vienna: each hears on the working day before their own', () => {
    // Monday 7 December, 21:00 in Vienna; Tuesday 8 December, 09:00 in Auckland.
    expect(reminders(cleoIn('Pacific/Auckland'), '2026-12-07T20:00Z')).toEqual([
      'reminder → ben 2026-12-04T13:30',
      'reminder → cleo 2026-12-06T20:30',
    ]);
  });

  test('on Sunday in Riyadh: Cleo hears on Thursday, Ben in Vienna on Friday', () => {
    const riyadh = cleoIn('Asia/Riyadh', { hours: { days: [7, 1, 2, 3, 4], from: 9 * 60, to: 17 * 60 } });
    expect(reminders(riyadh, '2026-12-06T10:00+03:00')).toEqual([
      'reminder → ben 2026-12-04T08:30',
      'reminder → cleo 2026-12-03T07:00',
    ]);
  });

  test('after the night on which the clocks go forward: at the same time on the wall', () => {
    // Monday 29 March 2027, 10:00 CEST; the Friday before is CET.
    expect(reminders(makePair(), '2027-03-29T10:00+02:00')).toEqual([
      'reminder → ben 2027-03-26T09:00',
      'reminder → cleo 2027-03-26T09:00',
    ]);
  });

  test('Cleo is away until the day of the meeting begins: she hears when her day opens', () => {
    expect(reminders(cleoIn('Europe/Vienna', { awayUntil: '2026-12-07' }), '2026-12-08T15:00+01:00')).toEqual([
      'reminder → ben 2026-12-07T14:00',
      'reminder → cleo 2026-12-08T08:30',
    ]);
  });

  test('Cleo is away over the meeting: she is left in peace', () => {
    expect(reminders(cleoIn('Europe/Vienna', { awayUntil: '2026-12-20' }), '2026-12-08T15:00+01:00')).toEqual([
      'reminder → ben 2026-12-07T14:00',
    ]);
  });

  test('whoever is past the moment is left out: Ben in Vienna is, Cleo in New York is not', () => {
    const now = at('2026-12-07T14:00Z');
    expect(reminders(cleoIn('America/New_York'), '2026-12-08T15:00+01:00', now)).toEqual([
      'reminder → cleo 2026-12-07T14:30',
    ]);
  });

  test('it is no use once the meeting has begun', () => {
    const plans = remind(makePair(), makeMeeting(), MONDAY);
    expect(plans.map(({ notAfter }) => notAfter)).toEqual([at('2026-12-03T09:00Z'), at('2026-12-03T09:00Z')]);
    expect(plans.map(({ occurrence }) => occurrence)).toEqual(['reminder:meeting:0:ben', 'reminder:meeting:0:cleo']);
  });
});
