import { describe, expect, test } from 'vitest';
import { type LookedAfter, type Need, needOf, openNeeds, suggestionFor } from '../../src/core/attention.ts';
import { makeFacts } from '../manifest.report.ts';
import { at, makeCohort } from './make.ts';

const COHORT = makeCohort();
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
    const need = needOf(makeFacts(over), COHORT, at10(today));
    expect(need && [need.reason, need.days]).toEqual(expected);
  });

  test('fourteen days are fourteen times 24 hours after its end, to the millisecond', () => {
    expect(needOf(makeFacts(met), COHORT, at10('2026-12-17') - 1)).toBeNull();
  });

  test('working days are those of the cohort’s zone', () => {
    // 23:30 on Monday in Vienna is already Tuesday, 11:30, in Auckland.
    const late = makeFacts({ ...unmet, createdAt: at('2026-11-30T23:30+01:00') });
    const now = at('2026-12-14T10:00+01:00');
    expect(needOf(late, COHORT, now)?.days).toBe(10);
    expect(needOf(late, makeCohort({ zone: 'Pacific/Auckland' }), now)).toBeNull();
  });

  test('holidays and days off of the cohort are no working days', () => {
    const facts = makeFacts(unmet);
    const holidays = makeCohort({ holidays: ['2026-12-08', '2026-12-12', '2026-12-14'] });
    expect(needOf(facts, holidays, at10('2026-12-15'))).toBeNull();
    expect(needOf(facts, holidays, at10('2026-12-16'))?.days).toBe(10);
    const shortWeeks = makeCohort({ workingDays: [1, 2, 3, 4] });
    expect(needOf(facts, shortWeeks, at10('2026-12-15'))).toBeNull();
    expect(needOf(facts, shortWeeks, at10('2026-12-16'))?.days).toBe(10);
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
    const need = needOf(makeFacts(over), COHORT, at10('2027-01-11'));
    expect(need?.gone).toBe(gone);
    expect(need && suggestionFor(need)).toBe(suggestion);
  });
});

describe('the list of them', () => {
  const NOW = at10('2027-01-11');
  const need = (pairingId: string, over: Parameters<typeof makeFacts>[0]): Need => {
    const found = needOf(makeFacts({ pairingId, ...over }), COHORT, NOW);
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
