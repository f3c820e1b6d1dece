import { describe, expect, test } from 'vitest';
import type { Commitment } from '../../src/core/commitment.ts';
import { follow } from '../../src/core/course.ts';
import { lookAgainAt } from '../../src/core/going-on.ts';
import type { Nudge } from '../../src/core/nudge.ts';
import { COMMITMENTS } from '../manifest.written.ts';
import {
  at,
  lines,
  MONDAY,
  makeCohort,
  makeMeeting,
  makeMember,
  makeNotebook,
  makeNudge,
  makePair,
  makeProposal,
} from './make.ts';

const NOTHING = makeNotebook();
/** Something that Cleo promised, open still. */
const promised = (dueOn: string) =>
  ({ ...COMMITMENTS[1], id: dueOn, owner: 'cleo', state: 'open', dueOn }) as Commitment;
const GONE = { state: 'cancelled', reason: 'partner deactivated' } as const;
const greeted = makeNudge({
  id: 'w',
  kind: 'welcome',
  occurrence: 'welcome:pairing:cleo',
  state: 'sent',
  sentAt: MONDAY,
  about: {},
});
const rung = (number: number, over: Partial<Nudge> = {}) =>
  makeNudge({ id: `r${number}`, occurrence: `book:pairing:1.1:${number}`, about: { rung: number }, ...over });
/** Friday, 4 December, 10:00 in Vienna. */
const NOW = at('2026-12-04T10:00+01:00');

const planned = (said: Nudge[], pair = makePair(), now = NOW, notebook = NOTHING) =>
  lines(follow(pair, notebook, said, now).change.plan);

describe('both are there', () => {
  test('and nothing was lost: whatever waits goes on as it was', () => {
    expect(planned([greeted, rung(2)])).toEqual([]);
  });

  test('a question was lost: the questions begin anew', () => {
    const { change } = follow(makePair(), NOTHING, [greeted, rung(2, GONE), rung(3)], NOW);
    expect(change.pairing).toEqual({ ladder: 2 });
    expect(change.cancel).toEqual(['book', 'next-meeting-due']);
    expect(lines(change.plan)).toEqual([
      'book → cleo 2026-12-04T09:00',
      'book → cleo 2026-12-09T09:00',
      'book → ben 2026-12-11T09:00',
      'book → cleo 2026-12-18T09:00',
    ]);
  });

  test.each([
    ['expired', { state: 'expired', reason: 'too late' }],
    ['was put off beyond its time', { dueAt: at('2027-01-05T09:00Z') }],
    ['never arrived, because Slack knew first that they had left', { state: 'dead', reason: 'user_disabled' }],
  ] as const)('also when it %s', (_how, over) => {
    expect(planned([greeted, rung(2, over)])).toHaveLength(4);
  });

  test('a question of an earlier ladder that was lost long ago counts no more', () => {
    const old = rung(2, { ...GONE, occurrence: 'book:pairing:1.0:2' });
    expect(planned([greeted, old, rung(1)])).toEqual([]);
  });

  test('who was asked in vain is left in peace for four weeks, and asked anew after a break that comes later', () => {
    const vain = rung(4, { state: 'sent', sentAt: MONDAY });
    expect(planned([greeted, vain], makePair(), MONDAY + 28 * 86_400_000 - 1)).toEqual([]);
    expect(planned([greeted, vain], makePair(), MONDAY + 28 * 86_400_000)).toHaveLength(4);
  });

  test.each([
    ['a meeting is booked', { next: makeMeeting({ startsAt: at('2026-12-20T10:00Z') }) }],
    ['a time is on offer', { proposal: makeProposal() }],
  ])('nobody is asked to book while %s', (_what, over) => {
    expect(planned([greeted, rung(2, GONE)], makePair(over))).toEqual([]);
  });

  test('a welcome, a reminder and an offer that were lost come back, each once', () => {
    const meeting = makeMeeting({ startsAt: at('2026-12-10T10:00Z') });
    const lost = [
      makeNudge({ kind: 'welcome', occurrence: 'welcome:pairing:ben', to: 'ben', about: {}, ...GONE }),
      makeNudge({
        kind: 'reminder',
        occurrence: 'reminder:meeting:0:ben',
        to: 'ben',
        notAfter: meeting.startsAt,
        about: { meetingId: 'meeting' },
        ...GONE,
      }),
      makeNudge({
        kind: 'reminder',
        occurrence: 'reminder:gone:0:ben',
        to: 'ben',
        about: { meetingId: 'gone' },
        ...GONE,
      }),
      makeNudge({
        kind: 'reminder',
        occurrence: 'reminder:meeting:0:cleo',
        state: 'sent',
        about: { meetingId: 'meeting' },
      }),
      makeNudge({
        kind: 'booked',
        occurrence: 'booked:meeting:0',
        to: 'ben',
        reason: 'no longer wanted',
        state: 'cancelled',
      }),
    ];
    const { change } = follow(makePair({ next: meeting }), NOTHING, lost, NOW);
    expect(change.plan?.map(({ occurrence }) => occurrence)).toEqual([
      'welcome:pairing:ben:back',
      'reminder:meeting:0:ben:back',
    ]);
  });

  test('what fell due is asked about, the latest of it', () => {
    const notebook = makeNotebook({
      commitments: [promised('2026-11-20'), promised('2026-12-02'), promised('2026-12-24')],
    });
    const plan = follow(makePair(), notebook, [greeted, rung(2)], NOW).change.plan ?? [];
    expect(plan.map(({ kind, to, about }) => [kind, to, about.date])).toEqual([
      ['commitment-due', 'cleo', '2026-12-02'],
    ]);
  });
});

describe('one of the two has left', () => {
  const gone = makeMember('Ben', { active: false, leftAt: NOW });

  test('the other one hears of it a day later, once for each time', () => {
    const pair = makePair({ mentor: gone });
    const { change } = follow(pair, NOTHING, [greeted], NOW);
    expect(lines(change.plan)).toEqual([expect.stringMatching(/^left → cleo 2026-12-07/)]);
    expect(change.plan?.[0]?.occurrence).toBe(`left:pairing:ben:${NOW}`);
  });

  test('before a meeting that is booked, and at once when it begins before they may be written to', () => {
    const soon = makePair({ mentor: gone, next: makeMeeting({ startsAt: at('2026-12-05T10:00+01:00') }) });
    expect(planned([greeted], soon)).toEqual(['left → cleo 2026-12-04T09:00']);
    const night = at('2026-12-04T22:00+01:00');
    expect(planned([greeted], soon, night)).toEqual(['left → cleo 2026-12-04T21:00']);
  });

  test('somebody who was not welcomed yet hears nothing of it', () => {
    expect(planned([], makePair({ mentor: gone }))).toEqual([]);
  });

  test('nobody is told when both have left', () => {
    expect(planned([greeted], makePair({ mentor: gone, mentee: makeMember('Cleo', { active: false }) }))).toEqual([]);
  });
});

describe('when to look again', () => {
  test('at the first end of a pause or an absence that is still to come', () => {
    const away = makeMember('Ben', { awayUntil: '2026-12-24' });
    const pausedUntil = at('2026-12-19T00:00+01:00');
    expect(lookAgainAt(makePair(), NOW)).toBeNull();
    expect(lookAgainAt(makePair({ mentor: away, pairing: { pausedUntil } }), NOW)).toBe(pausedUntil);
    expect(lookAgainAt(makePair({ mentor: away, pairing: { pausedUntil } }), pausedUntil)).toBe(
      at('2026-12-25T00:00+01:00'),
    );
    expect(follow(makePair({ mentor: away }), NOTHING, [rung(2, GONE)], NOW)).toEqual({
      change: { pairing: {} },
      lookAt: at('2026-12-25T00:00+01:00'),
    });
  });

  test('never for a pair that has ended; one in a draft waits for its cohort', () => {
    const ended = makePair({ pairing: { state: 'ended', endedAt: 1 } });
    expect(follow(ended, NOTHING, [], NOW)).toEqual({ change: {}, lookAt: null });
    const draft = makePair({ cohort: makeCohort({ state: 'draft' }), pairing: { ladder: 0 } });
    expect(follow(draft, NOTHING, [], NOW)).toEqual({ change: {}, lookAt: null });
  });
});
