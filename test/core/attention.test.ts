import { describe, expect, test } from 'vitest';
import { type LookedAfter, type Need, needsOf, openNeeds, suggestionFor } from '../../src/core/attention.ts';
import { makeHelp } from '../manifest.pairs.ts';
import { makeFacts } from '../manifest.report.ts';
import { at, MONDAY, makeCohort } from './make.ts';

const COHORT = makeCohort();
const worstOf = (...of: Parameters<typeof needsOf>) => needsOf(...of)[0] ?? null;
/** Paired on Monday, 30 November 2026, at 10:00 in Vienna; nobody has met. */
const unmet = { createdAt: at('2026-11-30T10:00+01:00'), firstMet: null, lastMet: null };
/** They last met until Thursday, 3 December 2026, 10:45 in Vienna. */
const met = { lastMet: at('2026-12-03T10:45+01:00') };
const at10 = (date: string) => at(`${date}T10:45+01:00`);

describe('a pair needs a human', () => {
  test.each([
    ['nine working days after pairing without a meeting: not yet', unmet, '2026-12-11', null],
    ['over the weekend before the tenth: not yet', unmet, '2026-12-13', null],
    ['ten working days after pairing', unmet, '2026-12-14', ['no-first-meeting', 10]],
    ['fifteen working days after pairing', unmet, '2026-12-21', ['no-first-meeting', 15]],
    ['with the first meeting booked: no', { ...unmet, nextAt: at('2027-01-10T09:00Z') }, '2026-12-21', null],
    ['with a time on offer, which is not booked', { ...unmet, proposed: true }, '2026-12-14', ['no-first-meeting', 10]],
    ['thirteen days after the last meeting: not yet', met, '2026-12-16', null],
    ['fourteen days after the last meeting', met, '2026-12-17', ['nothing-booked', 14]],
    [
      'fifteen days after, with the next one booked: no',
      { ...met, nextAt: at('2027-01-10T09:00Z') },
      '2026-12-18',
      null,
    ],
    ['ended: no', { ...unmet, state: 'ended', mentorActive: false }, '2026-12-31', null],
    ['whose mentor is gone', { ...met, mentorActive: false }, '2026-12-04', ['unreachable', null]],
    [
      'whose mentee is gone, although a meeting is booked',
      { menteeActive: false, nextAt: 1 },
      '2026-12-04',
      ['unreachable', null],
    ],
  ] as const)('%s', (_when, over, today, expected) => {
    const need = worstOf(makeFacts(over), COHORT, at10(today));
    expect(need && [need.reason, need.days]).toEqual(expected);
  });

  test('fourteen days are fourteen times 24 hours after its end, to the millisecond', () => {
    expect(worstOf(makeFacts(met), COHORT, at10('2026-12-17') - 1)).toBeNull();
  });

  test('working days are those of the cohort’s zone', () => {
    // 23:30 on Monday in Vienna is already Tuesday, 11:30, in Auckland.
    const late = makeFacts({ ...unmet, createdAt: at('2026-11-30T23:30+01:00') });
    const now = at('2026-12-14T10:00+01:00');
    expect(worstOf(late, COHORT, now)?.days).toBe(10);
    expect(worstOf(late, makeCohort({ zone: 'Pacific/Auckland' }), now)).toBeNull();
  });

  test('holidays and days off of the cohort are no working days', () => {
    const facts = makeFacts(unmet);
    const holidays = makeCohort({ holidays: ['2026-12-08', '2026-12-12', '2026-12-14'] });
    expect(worstOf(facts, holidays, at10('2026-12-15'))).toBeNull();
    expect(worstOf(facts, holidays, at10('2026-12-16'))?.days).toBe(10);
    const shortWeeks = makeCohort({ workingDays: [1, 2, 3, 4] });
    expect(worstOf(facts, shortWeeks, at10('2026-12-15'))).toBeNull();
    expect(worstOf(facts, shortWeeks, at10('2026-12-16'))?.days).toBe(10);
  });

  test.each([
    [{ mentorActive: false }, 'mentor', 'new-mentor'],
    [{ menteeActive: false }, 'mentee', 'new-mentee'],
    [{ mentorActive: false, menteeActive: false }, 'both', 'end'],
    [unmet, null, 'ask-both'],
    [{ ...unmet, proposed: true }, null, 'answer-proposal'],
    [met, null, 'ask-to-go-on'],
    [{ ...met, proposed: true }, null, 'answer-proposal'],
  ] as const)('and something would help: %j', (over, gone, suggestion) => {
    const need = worstOf(makeFacts(over), COHORT, at10('2027-01-11'));
    expect(need?.gone).toBe(gone);
    expect(need && suggestionFor(need)).toBe(suggestion);
  });
});

describe('a pair that pauses', () => {
  const pausing = { pausedUntil: at10('2027-01-11') };

  test.each([
    ['without a first meeting', unmet],
    ['without a next one', met],
  ])('needs nobody %s', (_what, over) => {
    expect(needsOf(makeFacts({ ...over, ...pausing }), COHORT, at10('2027-01-11') - 1)).toEqual([]);
  });

  test('has as long as anybody once the pause is over', () => {
    const daysBy = (over: object, date: string) =>
      worstOf(makeFacts({ ...over, ...pausing }), COHORT, at10(date))?.days;
    expect(daysBy(unmet, '2027-01-22')).toBeUndefined();
    expect(daysBy(unmet, '2027-01-25')).toBe(10);
    expect(daysBy(met, '2027-01-24')).toBeUndefined();
    expect(daysBy(met, '2027-01-25')).toBe(14);
  });

  test('is shown again afterwards, although it was dismissed before', () => {
    const before = worstOf(makeFacts(met), COHORT, at10('2026-12-17'));
    const after = worstOf(makeFacts({ ...met, ...pausing }), COHORT, at10('2027-01-25'));
    const looked = [{ pairingId: 'pairing', occurrence: before?.occurrence ?? '', until: null }];
    expect(after && openNeeds([after], looked, at10('2027-01-25'))).toHaveLength(1);
  });

  test('still needs somebody when it asks for help, or when one of the two is gone', () => {
    const gone = makeFacts({ ...met, ...pausing, mentorActive: false, mentorLeftAt: 1 });
    expect(needsOf(gone, COHORT, at10('2026-12-20'), makeHelp()).map(({ reason }) => reason)).toEqual([
      'asked-for-help',
      'unreachable',
    ]);
  });
});

describe('nobody is expected to book', () => {
  test.each([
    ['while one of the two is away', { awayUntil: '2026-12-21' }],
    ['before they are welcomed', { begun: false }],
  ])('%s', (_what, over) => {
    expect(needsOf(makeFacts({ ...unmet, ...over }), COHORT, at10('2026-12-21'))).toEqual([]);
  });

  test('from the day after the absence on they are', () => {
    expect(worstOf(makeFacts({ ...unmet, awayUntil: '2026-12-21' }), COHORT, at10('2026-12-22'))?.reason).toBe(
      'no-first-meeting',
    );
  });

  test('ten working days count from the first day of the cohort for who was paired before', () => {
    const early = makeCohort({ startsOn: '2026-12-07' });
    expect(needsOf(makeFacts(unmet), early, at10('2026-12-18'))).toEqual([]);
    expect(worstOf(makeFacts(unmet), early, at10('2026-12-21'))?.days).toBe(10);
  });
});

describe('a pair with several reasons', () => {
  const now = at10('2026-12-21');
  const needs = needsOf(makeFacts(unmet), COHORT, now, makeHelp());
  const looked = (index: number) => ({ pairingId: 'pairing', occurrence: needs[index]?.occurrence ?? '', until: null });
  const shown = (lookedAfter: LookedAfter[]) => openNeeds(needs, lookedAfter, now).map(({ reason }) => reason);

  test('is listed once, with the worst', () => {
    expect(needs.map(({ reason }) => reason)).toEqual(['asked-for-help', 'no-first-meeting']);
    expect(shown([])).toEqual(['asked-for-help']);
  });

  test('and with the next one when the worst was dismissed', () => {
    expect(shown([looked(0)])).toEqual(['no-first-meeting']);
    expect(shown([looked(1)])).toEqual(['asked-for-help']);
    expect(shown([looked(0), looked(1)])).toEqual([]);
  });

  test('who asked for help first comes first', () => {
    const later = needsOf(makeFacts({ pairingId: 'later' }), COHORT, now, makeHelp({ id: 'two', askedAt: MONDAY + 1 }));
    const ids = openNeeds([...later, ...needs], [], now).map(({ pairingId }) => pairingId);
    expect(ids).toEqual(['pairing', 'later']);
  });

  test('somebody who leaves a second time is a new reason', () => {
    const once = worstOf(makeFacts({ mentorActive: false, mentorLeftAt: 1 }), COHORT, now);
    const again = worstOf(makeFacts({ mentorActive: false, mentorLeftAt: 2 }), COHORT, now);
    expect(once?.occurrence).not.toBe(again?.occurrence);
  });
});

describe('the list of them', () => {
  const NOW = at10('2027-01-11');
  const need = (pairingId: string, over: Parameters<typeof makeFacts>[0]): Need => {
    const found = worstOf(makeFacts({ pairingId, ...over }), COHORT, NOW);
    if (!found) throw new Error('this pair needs nobody');
    return found;
  };
  const three = need('three', { lastMet: NOW - 20 * 86_400_000 });
  const four = need('four', { lastMet: NOW - 40 * 86_400_000 });
  const one = need('one', { mentorActive: false });
  const two = need('two', unmet);
  const ids = (needs: Need[]) => needs.map(({ pairingId }) => pairingId);

  test('begins with the worst, then with those that wait longest', () => {
    expect(ids(openNeeds([three, two, four, one], [], NOW))).toEqual(['one', 'two', 'four', 'three']);
  });

  test('leaves out what was dismissed, and what is to come back later', () => {
    const looked: LookedAfter[] = [
      { pairingId: 'one', occurrence: one.occurrence, until: null },
      { pairingId: 'two', occurrence: two.occurrence, until: NOW + 1 },
      { pairingId: 'three', occurrence: three.occurrence, until: NOW },
    ];
    expect(ids(openNeeds([one, two, three, four], looked, NOW))).toEqual(['four', 'three']);
  });

  test('shows a dismissed pair again when it happens anew', () => {
    const looked = [{ pairingId: 'three', occurrence: three.occurrence, until: null }];
    const again = need('three', { lastMet: NOW - 15 * 86_400_000 });
    expect(ids(openNeeds([again], looked, NOW))).toEqual(['three']);
  });

  test('and one who lost the other partner as well', () => {
    const both = need('one', { mentorActive: false, menteeActive: false });
    const looked = [{ pairingId: 'one', occurrence: one.occurrence, until: null }];
    expect(ids(openNeeds([both], looked, NOW))).toEqual(['one']);
  });

  test('what somebody decided about one pair leaves the others alone', () => {
    const looked = [{ pairingId: 'two', occurrence: two.occurrence, until: null }];
    expect(ids(openNeeds([two, need('five', unmet)], looked, NOW))).toEqual(['five']);
  });
});
