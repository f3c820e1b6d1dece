import { describe, expect, test } from 'vitest';
import { lastDayOfPause, pausePair, resumePair } from '../../src/core/pause.ts';
import {
  at,
  BEN,
  changed,
  lines,
  MONDAY,
  makeCohort,
  makeMeeting,
  makeMember,
  makePair,
  makeProposal,
  refused,
} from './make.ts';

const byBen = { by: BEN.id, now: MONDAY };
const byNobodyOfThem = { by: null, now: MONDAY };
const VIENNA = 'Europe/Vienna';
/** Ben and Cleo pause up to and including Friday, 18 December. */
const pausing = { pausedUntil: at('2026-12-19T00:00+01:00') };

describe('a pair pauses', () => {
  test('until the midnight after the last day, on the calendar of whoever says so', () => {
    expect(changed(pausePair(makePair(), byBen, '2026-12-18', VIENNA)).pairing?.pausedUntil).toBe(pausing.pausedUntil);
    expect(changed(pausePair(makePair(), byBen, '2026-12-18', 'America/New_York')).pairing?.pausedUntil).toBe(
      at('2026-12-19T05:00Z'),
    );
  });

  test('the partner hears of it, and the questions begin anew after it', () => {
    const { plan, cancel, pairing } = changed(pausePair(makePair(), byBen, '2026-12-18', VIENNA));
    expect(lines(plan).map((line) => line.replace(/ \d.*/, ''))).toEqual([
      'paused → cleo',
      'book → cleo',
      'book → cleo',
      'book → ben',
      'book → cleo',
    ]);
    expect(plan?.slice(1).every(({ dueAt }) => dueAt >= at('2026-12-21T08:30Z'))).toBe(true);
    expect(cancel).toEqual(['paused', 'resumed', 'book', 'next-meeting-due']);
    expect(pairing?.ladder).toBe(2);
  });

  test('both hear of it when whoever runs the cohort says so, and nobody whose account is deactivated', () => {
    const told = (pair = makePair()) =>
      changed(pausePair(pair, byNobodyOfThem, '2026-12-18', VIENNA))
        .plan?.filter(({ kind }) => kind === 'paused')
        .map(({ to, about }) => `${to} ${about.why}`);
    expect(told()).toEqual(['ben by-coordinator', 'cleo by-coordinator']);
    expect(told(makePair({ mentor: makeMember('Ben', { active: false }) }))).toEqual(['cleo by-coordinator']);
  });

  test.each([
    ['a booked meeting', { next: makeMeeting() }],
    ['an offer', { proposal: makeProposal() }],
  ])('%s stays as it is', (_what, over) => {
    const change = changed(pausePair(makePair(over), byBen, '2026-12-18', VIENNA));
    expect([change.meetings, change.proposals]).toEqual([undefined, undefined]);
    expect(change.plan?.map(({ kind }) => kind)).toEqual(['paused']);
  });

  test.each([
    ['yesterday', '2026-11-29', 'past'],
    ['a year and a day from now', '2027-12-02', 'too_far'],
  ])('not until %s', (_when, day, code) => {
    expect(refused(pausePair(makePair(), byBen, day, VIENNA)).refused).toBe(code);
  });

  test.each([
    ['today', '2026-11-30'],
    ['a year from now', '2027-12-01'],
  ])('until %s at the least and the most', (_when, day) => {
    expect(changed(pausePair(makePair(), byBen, day, VIENNA)).pairing?.pausedUntil).toBeGreaterThan(MONDAY);
  });

  test('not once it has ended, in a draft, or to the same day twice', () => {
    const ended = makePair({ pairing: { state: 'ended', endedAt: MONDAY } });
    const draft = makePair({ cohort: makeCohort({ state: 'draft' }), pairing: { ladder: 0 } });
    const again = makePair({ pairing: pausing });
    const codes = [ended, draft, again].map((pair) => refused(pausePair(pair, byBen, '2026-12-18', VIENNA)).refused);
    expect(codes).toEqual(['ended', 'draft', 'paused_already']);
  });
});

describe('a pause is over', () => {
  test('now: the partner hears of it, and the first question comes a day later', () => {
    const { pairing, plan } = changed(resumePair(makePair({ pairing: pausing }), byBen));
    expect(pairing).toEqual({ pausedUntil: MONDAY, ladder: 2 });
    expect(plan?.map(({ kind }) => kind)).toEqual(['resumed', 'book', 'book', 'book', 'book']);
    expect(lines(plan?.slice(1, 2))).toEqual(['book → cleo 2026-12-01T09:00']);
  });

  test('not before the cadence runs short after the last meeting', () => {
    const met = makeMeeting({ state: 'ended', startsAt: at('2026-11-27T10:00+01:00') });
    const pair = makePair({ pairing: { ...pausing, cycle: 2 }, past: [met] });
    const [, first] = lines(changed(resumePair(pair, byBen)).plan);
    // Six of the ten working days of two weeks after Friday, 27 November.
    expect(first).toContain('book → ben 2026-12-07');
  });

  test('only when there is one', () => {
    expect(refused(resumePair(makePair(), byBen)).refused).toBe('not_paused');
    expect(refused(resumePair(makePair({ pairing: { pausedUntil: MONDAY } }), byBen)).refused).toBe('not_paused');
  });
});

describe('the last day of a pause is the same wherever it is read', () => {
  /** Up to and including Friday, 15 January, decided in London: over at midnight there. */
  const inLondon = at('2027-01-16T00:00Z');
  const inNewYork = at('2027-01-16T00:00-05:00');

  test.each([
    [inLondon, 'Europe/London'],
    [inLondon, VIENNA],
    [inLondon, 'America/New_York'],
    [inLondon, 'America/Los_Angeles'],
    [inLondon, 'Asia/Kolkata'],
    [inNewYork, 'America/New_York'],
    [inNewYork, VIENNA],
  ])('over at %i, in %s', (until, zone) => {
    expect(lastDayOfPause(until, zone)).toBe('2027-01-15');
  });
});
