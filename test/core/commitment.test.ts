import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { together } from '../../src/core/change.ts';
import type { Commitment } from '../../src/core/commitment.ts';
import {
  type Closed,
  commit,
  drop,
  dueBy,
  keep,
  keptByMonth,
  move,
  openOf,
  outcomesOn,
} from '../../src/core/commitment-rules.ts';
import { inContactWindow } from '../../src/core/hours.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { addDays, localOf } from '../../src/core/time.ts';
import {
  at,
  BEN,
  by,
  CLEO,
  changed,
  lines,
  MONDAY,
  makeCommitment,
  makeMember,
  makeNotebook,
  makePair,
  refused,
} from './make.ts';

const PROMISE = { owner: 'cleo', what: 'Write the first page', dueOn: '2026-12-03', plan: '' };

const withOne = (over: Partial<Commitment> = {}) => makeNotebook({ commitments: [makeCommitment(over)] });

describe('promising', () => {
  test('what, by when and the plan are kept without the spaces around them', () => {
    const change = changed(
      commit(makePair(), makeNotebook(), by(BEN), { ...PROMISE, what: '  Write\nit ', plan: ' If … ' }),
    );
    expect(change.commitments).toEqual([
      makeCommitment({ id: 'new', what: 'Write\nit', plan: 'If …', by: 'ben', owner: 'cleo' }),
    ]);
  });

  test.each([
    ['nothing', { what: ' \n ' }, 'empty'],
    ['501 characters', { what: 'x'.repeat(501) }, 'too_long'],
    ['a plan of 501 characters', { plan: 'x'.repeat(501) }, 'plan_too_long'],
    ['yesterday', { dueOn: '2026-11-29' }, 'past'],
    ['367 days ahead', { dueOn: '2027-12-02' }, 'too_far'],
    ['somebody who is not of the pair', { owner: 'dan' }, 'not_of_pair'],
    ['nobody', { owner: '' }, 'not_of_pair'],
  ])('%s is refused', (_what, over, code) => {
    expect(refused(commit(makePair(), makeNotebook(), by(CLEO), { ...PROMISE, ...over })).refused).toBe(code);
  });

  test.each([
    ['500 characters', { what: 'x'.repeat(500) }],
    ['today', { dueOn: '2026-11-30' }],
    ['366 days ahead', { dueOn: '2027-12-01' }],
  ])('%s is not', (_what, over) => {
    expect(isRefusal(commit(makePair(), makeNotebook(), by(CLEO), { ...PROMISE, ...over }))).toBe(false);
  });

  test('the two hundredth open one is taken, the next one is not, and closed ones do not count', () => {
    const open = (count: number) => Array.from({ length: count }, (_, each) => makeCommitment({ id: `${each}` }));
    const closed = makeCommitment({ id: 'closed', state: 'kept', closedAt: MONDAY });
    const promise = (count: number) =>
      commit(makePair(), makeNotebook({ commitments: [...open(count), closed] }), by(CLEO), PROMISE);
    expect(isRefusal(promise(199))).toBe(false);
    expect(refused(promise(200)).refused).toBe('too_many');
  });

  test('past is what is past for its owner: in Auckland the day is over while it goes on in Vienna', () => {
    const far = makeMember('Cleo', { zone: 'Pacific/Auckland' });
    const pair = makePair({ mentee: far });
    const evening = at('2026-11-30T18:00+01:00');
    const promise = (owner: string) =>
      commit(pair, makeNotebook(), by(BEN, { now: evening }), { ...PROMISE, owner, dueOn: '2026-11-30' });
    expect(refused(promise('cleo')).refused).toBe('past');
    expect(isRefusal(promise('ben'))).toBe(false);
  });

  test('in a pairing that has ended nothing is promised, nor answered', () => {
    const pair = makePair({ pairing: { state: 'ended', endedAt: MONDAY } });
    const answers = [
      commit(pair, withOne(), by(CLEO), PROMISE),
      keep(pair, withOne(), by(CLEO), 'one'),
      drop(pair, withOne(), by(CLEO), 'one', ''),
      move(pair, withOne(), by(CLEO), 'one', '2026-12-10', ''),
    ];
    expect(answers.map((answer) => refused(answer).refused)).toEqual(['ended', 'ended', 'ended', 'ended']);
  });
});

describe('when the owner is asked', () => {
  const asked = (dueOn: string, over: Parameters<typeof makeMember>[1] = {}, now = MONDAY) => {
    const owner = makeMember('Cleo', over);
    const change = changed(
      commit(makePair({ mentee: owner }), makeNotebook(), by(BEN, { now }), { ...PROMISE, dueOn }),
    );
    return lines(change.plan);
  };

  test.each([
    ['when their day begins', '2026-12-03', {}, 'commitment-due → cleo 2026-12-03T08:30'],
    ['in their own zone', '2026-12-03', { zone: 'America/New_York' }, 'commitment-due → cleo 2026-12-03T14:30'],
    ['due on a Saturday: on Monday', '2026-12-05', {}, 'commitment-due → cleo 2026-12-07T08:30'],
    [
      'away on the day: once they are back',
      '2026-12-03',
      { awayUntil: '2026-12-08' },
      'commitment-due → cleo 2026-12-09T08:30',
    ],
    ['due today: tomorrow', '2026-11-30', {}, 'commitment-due → cleo 2026-12-01T08:30'],
    ['on the day before the clocks go forward', '2027-03-26', {}, 'commitment-due → cleo 2027-03-26T08:30'],
    ['the Monday after they went forward', '2027-03-29', {}, 'commitment-due → cleo 2027-03-29T07:30'],
    ['the Monday after they went back', '2027-11-01', {}, 'commitment-due → cleo 2027-11-01T08:30'],
  ])('%s', (_what, dueOn, over, line) => {
    expect(asked(dueOn, over)).toEqual([line]);
  });

  test('once for all that falls on one day of asking: Saturday, Sunday and Monday are one question', () => {
    const occurrences = ['2026-12-05', '2026-12-06', '2026-12-07', '2026-12-08'].map(
      (dueOn) => changed(commit(makePair(), makeNotebook(), by(CLEO), { ...PROMISE, dueOn })).plan?.[0]?.occurrence,
    );
    expect(occurrences).toEqual([
      'due:pairing:cleo:2026-12-07',
      'due:pairing:cleo:2026-12-07',
      'due:pairing:cleo:2026-12-07',
      'due:pairing:cleo:2026-12-08',
    ]);
  });

  test('never before the day, always inside their hours, and about what is due by then', () => {
    const zones = ['Europe/Vienna', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'America/St_Johns'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(360), fc.nat(23), (zone, days, hour) => {
        const owner = makeMember('Cleo', { zone });
        const now = MONDAY + hour * 3_600_000;
        const dueOn = addDays(localOf(now, zone).date, days);
        const change = changed(
          commit(makePair({ mentee: owner }), makeNotebook(), by(BEN, { now }), { ...PROMISE, dueOn }),
        );
        const [plan] = change.plan ?? [];
        expect(plan && plan.dueAt > now && inContactWindow(plan.dueAt, owner)).toBe(true);
        const date = plan?.about.date ?? '';
        expect(date).toBe(localOf(plan?.dueAt ?? 0, zone).date);
        expect(date >= dueOn).toBe(true);
        expect(dueBy({ commitments: change.commitments ?? [] }, 'cleo', date)).toHaveLength(1);
      }),
    );
  });
});

describe('answering', () => {
  const THURSDAY = at('2026-12-03T10:00+01:00');
  const cleo = by(CLEO, { now: THURSDAY });

  test('kept: closed now, and the partner hears of it in half an hour', () => {
    const change = changed(keep(makePair(), withOne(), cleo, 'one'));
    expect(change.commitments).toEqual([makeCommitment({ state: 'kept', updatedAt: THURSDAY, closedAt: THURSDAY })]);
    expect(lines(change.plan)).toEqual(['commitment-outcome → ben 2026-12-03T09:30']);
  });

  test('dropped, with a reason', () => {
    const change = changed(drop(makePair(), withOne(), cleo, 'one', ' No time '));
    expect(change.commitments).toEqual([
      makeCommitment({ state: 'dropped', reason: 'No time', updatedAt: THURSDAY, closedAt: THURSDAY }),
    ]);
  });

  test('moved: open until its new day, on which it is asked about again', () => {
    const change = changed(move(makePair(), withOne(), cleo, 'one', '2026-12-10', ''));
    expect(change.commitments).toEqual([makeCommitment({ dueOn: '2026-12-10', moves: 1, updatedAt: THURSDAY })]);
    expect(lines(change.plan)).toEqual([
      'commitment-due → cleo 2026-12-10T08:30',
      'commitment-outcome → ben 2026-12-03T09:30',
    ]);
  });

  test('in the evening: the partner hears of it when their next day begins', () => {
    const change = changed(keep(makePair(), withOne(), by(CLEO, { now: at('2026-12-04T20:00+01:00') }), 'one'));
    expect(lines(change.plan)).toEqual(['commitment-outcome → ben 2026-12-07T08:30']);
  });

  test.each([
    ['by the partner', by(BEN), 'one', {}, 'not_owner'],
    ['of what there is not', by(CLEO), 'another', {}, 'gone'],
    ['of what was kept', by(CLEO), 'one', { state: 'kept' as const, closedAt: MONDAY }, 'closed'],
    ['of what was dropped', by(CLEO), 'one', { state: 'dropped' as const, closedAt: MONDAY }, 'closed'],
  ])('an answer %s is refused', (_what, act, id, over, code) => {
    const answers = [
      keep(makePair(), withOne(over), act, id),
      drop(makePair(), withOne(over), act, id, ''),
      move(makePair(), withOne(over), act, id, '2026-12-10', ''),
    ];
    expect(answers.map((answer) => refused(answer).refused)).toEqual([code, code, code]);
  });

  test.each([
    ['the same day', '2026-12-03', '', 'same_date'],
    ['a day that has passed', '2026-12-02', '', 'past'],
    ['a day in years', '2028-01-01', '', 'too_far'],
    ['a reason of 301 characters', '2026-12-10', 'x'.repeat(301), 'reason_too_long'],
  ])('moving to %s is refused', (_what, to, reason, code) => {
    expect(refused(move(makePair(), withOne(), cleo, 'one', to, reason)).refused).toBe(code);
  });

  test('whatever order they answer in, one is closed once and only by its owner', () => {
    const step = fc.record({
      who: fc.constantFrom(BEN, CLEO),
      what: fc.constantFrom('keep', 'drop', 'move'),
      day: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let notebook = withOne();
        let closings = 0;
        for (const [index, { who, what, day }] of steps.entries()) {
          const act = by(who, { now: MONDAY + index * 60_000 });
          const to = addDays('2026-11-30', day);
          const done =
            what === 'keep'
              ? keep(makePair(), notebook, act, 'one')
              : what === 'drop'
                ? drop(makePair(), notebook, act, 'one', '')
                : move(makePair(), notebook, act, 'one', to, '');
          if (isRefusal(done)) continue;
          expect(who).toBe(CLEO);
          if (what !== 'move') closings += 1;
          notebook = makeNotebook(together({ commitments: [] }, done));
        }
        expect(closings).toBeLessThanOrEqual(1);
        expect(notebook.commitments[0]?.state === 'open').toBe(closings === 0);
      }),
    );
  });
});

describe('what is open, due and answered', () => {
  const list = [
    makeCommitment({ id: 'late', dueOn: '2026-12-01' }),
    makeCommitment({ id: 'today', dueOn: '2026-12-03' }),
    makeCommitment({ id: 'later', dueOn: '2026-12-04' }),
    makeCommitment({ id: 'his', owner: 'ben', dueOn: '2026-12-01' }),
    makeCommitment({
      id: 'kept',
      state: 'kept',
      dueOn: '2026-12-01',
      closedAt: MONDAY,
      updatedAt: at('2026-12-02T23:30Z'),
    }),
    makeCommitment({ id: 'moved', moves: 1, dueOn: '2026-12-09', updatedAt: at('2026-12-03T12:00Z') }),
  ];
  const ids = (some: Commitment[]) => some.map(({ id }) => id);

  test('due by a day: open, of this owner, longest due first', () => {
    expect(ids(dueBy({ commitments: list }, 'cleo', '2026-12-03'))).toEqual(['late', 'today']);
    expect(ids(openOf({ commitments: list }, 'cleo'))).toEqual(['late', 'today', 'later', 'moved']);
    expect(ids(openOf({ commitments: list }, 'ben'))).toEqual(['his']);
  });

  test('answered on a day of whoever reads of it', () => {
    expect(ids(outcomesOn({ commitments: list }, 'cleo', '2026-12-03', BEN))).toEqual(['kept', 'moved']);
    const inLondon = makeMember('Ben', { zone: 'Europe/London' });
    expect(ids(outcomesOn({ commitments: list }, 'cleo', '2026-12-03', inLondon))).toEqual(['moved']);
  });
});

describe('the rate of what was kept', () => {
  const closed = (state: 'kept' | 'dropped', when: string): Closed => ({ owner: 'cleo', state, closedAt: at(when) });

  test('by month of the reader, the latest first', () => {
    const all = [
      closed('kept', '2026-12-31T23:30Z'),
      closed('dropped', '2026-12-15T10:00Z'),
      closed('kept', '2026-12-01T10:00Z'),
      closed('kept', '2026-10-01T10:00Z'),
    ];
    expect(keptByMonth(all, 'Europe/London')).toEqual([
      { month: '2026-12', kept: 2, of: 3 },
      { month: '2026-10', kept: 1, of: 1 },
    ]);
    expect(keptByMonth(all, 'Europe/Vienna')).toEqual([
      { month: '2027-01', kept: 1, of: 1 },
      { month: '2026-12', kept: 1, of: 2 },
      { month: '2026-10', kept: 1, of: 1 },
    ]);
    expect(keptByMonth([], 'Europe/Vienna')).toEqual([]);
  });
});
