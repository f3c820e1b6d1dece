import { describe, expect, test } from 'vitest';
import { auditWords } from '../../src/core/audit-words.ts';
import { begin, end, follow, whenOver } from '../../src/core/course.ts';
import { newPairing, makePair as pairUp } from '../../src/core/pair-rules.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import {
  at,
  BEN,
  CLEO,
  changed,
  lines,
  MONDAY,
  makeCohort,
  makeMeeting,
  makeNotebook,
  makePair,
  makeProposal,
} from './make.ts';

const draft = makeCohort({ state: 'draft' });
const ended = makeCohort({ state: 'ended' });
const followed = (pair: ReturnType<typeof makePair>) => follow(pair, makeNotebook(), [], MONDAY).change;

describe('what becomes of a pair by its cohort', () => {
  test('in a draft nothing: nobody hears of it', () => {
    expect(followed(makePair({ cohort: draft, pairing: { ladder: 0 } }))).toEqual({});
    expect(begin(makePair({ cohort: draft, pairing: { ladder: 0 } }), MONDAY)).toEqual({});
  });

  test('once it runs the two are welcomed, and the mentee is asked to book', () => {
    const change = followed(makePair({ pairing: { ladder: 0 } }));
    expect(change.pairing).toEqual({ ladder: 1 });
    expect(lines(change.plan)).toEqual([
      'welcome → ben 2026-11-30T09:00',
      'welcome → cleo 2026-11-30T09:00',
      'book → cleo 2026-12-03T09:00',
      'book → ben 2026-12-07T09:00',
      'book → cleo 2026-12-14T09:00',
    ]);
    expect(change.plan?.every(({ occurrence }) => !occurrence.includes('1.0'))).toBe(true);
  });

  test('who was welcomed is not welcomed once more', () => {
    expect(lines(followed(makePair()).plan).filter((line) => line.startsWith('welcome'))).toEqual([]);
  });

  test('when the cohort has ended the pair ends, and the two hear of it', () => {
    const change = followed(makePair({ cohort: ended }));
    expect(change.pairing).toEqual({ state: 'ended', endedAt: MONDAY });
    expect(lines(change.plan)).toEqual(['ended → ben 2026-11-30T09:00', 'ended → cleo 2026-11-30T09:00']);
    expect(change.plan?.map(({ about }) => about)).toEqual([{ why: 'cohort-ended' }, { why: 'cohort-ended' }]);
  });

  test('a pair that was never welcomed ends without a word', () => {
    const change = followed(makePair({ cohort: ended, pairing: { ladder: 0 } }));
    expect(change).toMatchObject({ pairing: { state: 'ended', endedAt: MONDAY }, plan: [] });
  });

  test('a pair that has ended stays as it is, whatever its cohort does', () => {
    const over = { state: 'ended' as const, endedAt: MONDAY - 1 };
    expect(followed(makePair({ cohort: ended, pairing: over }))).toEqual({});
    expect(followed(makePair({ pairing: { ...over, ladder: 0 } }))).toEqual({});
  });
});

describe('a pair that ends', () => {
  test('has its meeting called off and its open proposal withdrawn', () => {
    const change = end(makePair({ next: makeMeeting(), proposal: makeProposal() }), MONDAY, 'ended-by-coordinator');
    expect(change.meetings).toMatchObject([{ id: 'meeting', state: 'cancelled', sequence: 1, updatedAt: MONDAY }]);
    expect(change.proposals).toMatchObject([{ id: 'proposal', state: 'withdrawn', updatedAt: MONDAY }]);
  });

  test('keeps a meeting that is under way', () => {
    const now = at('2026-12-03T10:10+01:00');
    expect(end(makePair({ next: makeMeeting() }), now, 'cohort-ended').meetings).toEqual([]);
  });

  test('is told to the partner alone by the one who ended it', () => {
    const change = end(makePair(), MONDAY, 'ended-by-pair', 'ben');
    expect(lines(change.plan)).toEqual(['ended → cleo 2026-11-30T09:00']);
  });

  test('is told within the hours of each, and not to an account that is deactivated', () => {
    const pair = makePair({ mentor: { ...BEN, active: false }, mentee: { ...CLEO, zone: 'America/New_York' } });
    expect(lines(end(pair, MONDAY, 'cohort-ended').plan)).toHaveLength(1);
    expect(lines(end(pair, MONDAY, 'cohort-ended').plan)[0]).toMatch(/^ended → cleo 2026-11-30T1[45]:/);
  });

  test('takes back everything that was planned for it', () => {
    const waiting = [
      'welcome',
      'book',
      'reminder',
      'prepare',
      'proposal',
      'next-meeting-due',
      'meeting-check',
      'commitment-due',
    ];
    expect(end(makePair(), MONDAY, 'cohort-ended').cancel).toEqual(expect.arrayContaining(waiting));
    expect(end(makePair(), MONDAY, 'cohort-ended').cancel).not.toContain('ended');
  });
});

describe('a cohort that is over', () => {
  test.each([
    ['Europe/Vienna', '2027-10-31T22:59Z', '2027-10-31T23:00Z'],
    ['America/New_York', '2027-11-01T03:59Z', '2027-11-01T04:00Z'],
    ['Pacific/Kiritimati', '2027-10-31T09:59Z', '2027-10-31T10:00Z'],
  ])('ends after its last day in %s', (zone, still, over) => {
    const cohort = makeCohort({ zone });
    expect(whenOver(cohort, at(still))).toBeNull();
    const change = whenOver(cohort, at(over));
    expect(change?.cohort).toEqual({ state: 'ended' });
    expect(change?.audit.map((entry) => [entry.by, ...auditWords(entry)])).toEqual([
      ['cairn', 'ended the cohort, after its last day'],
    ]);
  });

  test.each(['draft', 'ended'] as const)('is left alone when it is a cohort in the state %s', (state) => {
    expect(whenOver(makeCohort({ state }), at('2030-01-01T00:00Z'))).toBeNull();
  });
});

describe('pairing two people', () => {
  const doing = { by: 'UADA', now: MONDAY };
  const fresh = { pairing: { ladder: 0 } };

  test('welcomes them at once in a cohort that runs, with a line in the log', () => {
    const change = changed(pairUp(makePair(fresh), 0, doing));
    expect(change.pairing).toEqual({ ladder: 1 });
    expect(lines(change.plan)).toHaveLength(5);
    expect(change.audit).toEqual([
      {
        ...{ at: MONDAY, by: 'UADA', action: 'pair-made', cohortId: 'cohort', pairingId: 'pairing' },
        about: { mentor: 'UBEN', mentee: 'UCLEO' },
      },
    ]);
  });

  test('waits in a draft, with a line in the log all the same', () => {
    const change = changed(pairUp(makePair({ cohort: draft, ...fresh }), 0, doing));
    expect({ plan: change.plan, pairing: change.pairing, lines: change.audit?.length }).toEqual({ lines: 1 });
  });

  test.each([
    [{ mentorLimit: null }, 500, 'fine'],
    [{ mentorLimit: 2 }, 0, 'fine'],
    [{ mentorLimit: 2 }, 1, 'fine'],
    [{ mentorLimit: 2 }, 2, 'mentor_full'],
    [{ mentorLimit: 2 }, 3, 'mentor_full'],
    [{ state: 'ended' as const }, 0, 'cohort_ended'],
    [{ state: 'draft' as const, archivedAt: MONDAY }, 0, 'archived'],
    [{ state: 'draft' as const, mentorLimit: 1 }, 1, 'mentor_full'],
  ])('in a cohort with %j and %i mentees: %s', (over, mentees, expected) => {
    const decided = pairUp(makePair({ cohort: makeCohort(over), ...fresh }), mentees, doing);
    expect(isRefusal(decided) ? decided.refused : 'fine').toBe(expected);
  });

  test('begins unwelcomed', () => {
    const two = { mentorId: 'ben', menteeId: 'cleo' };
    expect(newPairing('new', makeCohort(), two, MONDAY)).toMatchObject({
      ...two,
      id: 'new',
      cohortId: 'cohort',
      ladder: 0,
      cycle: 1,
    });
  });
});
