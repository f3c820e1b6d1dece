import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import type { Commitment } from '../../../src/core/commitment.ts';
import type { Member } from '../../../src/core/member.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Given } from '../contract.ts';
import { accepted, DAY, freshId, MONDAY, makeCast, makeMember, makePair, WORKSPACE } from '../make.ts';

export function commitments(given: Given): void {
  describe('commitments', () => {
    const write = async (pair: Pair, change: Change) =>
      accepted(await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => change));
    const of = async (pair: Pair) => (await given.store.notebooks.find(pair.pairing.id)).commitments;

    it('are written whole and survive a restart', async () => {
      const { ada, ben, pair } = await makeCast(given.store);
      const all = [
        makeCommitment(pair, ben, {
          what: '<!channel> & “Søren” 🎉',
          plan: 'If it is Monday',
          reason: 'No time',
          moves: 2,
        }),
        makeCommitment(pair, ada, { dueOn: '2026-11-10', by: ben.id }),
      ];
      await write(pair, { commitments: all });
      await given.restart();
      expect(await of(pair)).toEqual(all);
    });

    it('open ones by their date, then the twenty closed last', async () => {
      const { ben, pair } = await makeCast(given.store);
      const closed = Array.from({ length: 25 }, (_, at) =>
        makeCommitment(pair, ben, {
          what: `closed ${at}`,
          state: at % 2 ? 'kept' : 'dropped',
          closedAt: MONDAY + at * DAY,
        }),
      );
      const open = ['2026-12-03', '2026-11-10', '2026-11-20'].map((dueOn) =>
        makeCommitment(pair, ben, { what: dueOn, dueOn }),
      );
      await write(pair, { commitments: [...closed, ...open] });
      const whats = (await of(pair)).map(({ what }) => what);
      expect(whats.slice(0, 3)).toEqual(['2026-11-10', '2026-11-20', '2026-12-03']);
      expect(whats.slice(3)).toEqual(Array.from({ length: 20 }, (_, at) => `closed ${24 - at}`));
    });

    it('one that is answered moves from the open to the closed', async () => {
      const { ben, pair } = await makeCast(given.store);
      const promised = makeCommitment(pair, ben);
      await write(pair, { commitments: [promised] });
      const kept = { ...promised, state: 'kept' as const, closedAt: MONDAY + DAY, updatedAt: MONDAY + DAY };
      await write(pair, { commitments: [kept] });
      expect(await of(pair)).toEqual([kept]);
    });

    it('those closed since a time, the latest first, of this pairing alone', async () => {
      const { ada, ben, pair, cohort } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, await makeMember(given.store, 'Dan'));
      const closed = (owner: Member, at: number, state: 'kept' | 'dropped', of = pair) =>
        makeCommitment(of, owner, { state, closedAt: at });
      await write(pair, {
        commitments: [
          closed(ben, MONDAY - 1, 'kept'),
          closed(ben, MONDAY, 'kept'),
          closed(ada, MONDAY + DAY, 'dropped'),
          makeCommitment(pair, ben),
        ],
      });
      await write(other, { commitments: [closed(ada, MONDAY + DAY, 'kept', other)] });
      expect(await given.store.notebooks.closedSince(pair.pairing.id, MONDAY)).toEqual([
        { owner: ada.id, state: 'dropped', closedAt: MONDAY + DAY },
        { owner: ben.id, state: 'kept', closedAt: MONDAY },
      ]);
      expect(await given.store.notebooks.closedSince('nothing', 0)).toEqual([]);
    });

    it('the active pairings in which somebody has one of their own that is due, on its day and after it', async () => {
      const { ada, ben, pair, cohort } = await makeCast(given.store);
      const others = await Promise.all(
        ['Dan', 'Eve', 'Fay', 'Gil'].map(async (name) =>
          makePair(given.store, cohort, ben, await makeMember(given.store, name)),
        ),
      );
      const [dan, eve, fay, gil] = others as [Pair, Pair, Pair, Pair];
      const promise = (of: Pair, owner: Member, dueOn: string, over = {}) =>
        write(of, { commitments: [makeCommitment(of, owner, { dueOn, ...over })] });
      await promise(pair, ben, '2026-11-03');
      await promise(pair, ben, '2026-11-01');
      await promise(pair, ada, '2026-11-01');
      await promise(dan, ben, '2026-11-04');
      await promise(eve, eve.mentee, '2026-11-01');
      await promise(fay, ben, '2026-11-01', { state: 'kept', closedAt: MONDAY });
      await promise(gil, ben, '2026-11-01');
      await write(gil, { pairing: { ...gil.pairing, state: 'ended', endedAt: MONDAY } });
      const due = async (date: string, of = ben) => [...(await given.store.notebooks.promisesDue(of.id, date))].sort();
      expect(await due('2026-10-31')).toEqual([]);
      expect(await due('2026-11-03')).toEqual([pair.pairing.id]);
      expect(await due('2026-11-04')).toEqual([pair.pairing.id, dan.pairing.id].sort());
      expect(await due('2026-11-04', eve.mentee)).toEqual([eve.pairing.id]);
      expect(await due('2026-11-04', fay.mentee)).toEqual([]);
    });

    it('one of another pairing cannot be written here', async () => {
      const { ada, ben, pair, cohort } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, await makeMember(given.store, 'Dan'));
      await expect(write(pair, { commitments: [makeCommitment(other, ben)] })).rejects.toThrow();
      expect([...(await of(pair)), ...(await of(other))]).toEqual([]);
    });

    it.each([
      ['open, yet closed', { closedAt: MONDAY }],
      ['kept, yet not closed', { state: 'kept' as const }],
      ['due on no day', { dueOn: 'tomorrow' }],
    ])('none that is %s', async (_what, over) => {
      const { ben, pair } = await makeCast(given.store);
      await expect(write(pair, { commitments: [makeCommitment(pair, ben, over)] })).rejects.toThrow();
      expect(await of(pair)).toEqual([]);
    });
  });

  describe('pulses', () => {
    it('are kept once for each person and meeting, the last one counting', async () => {
      const { ada, ben, pair } = await makeCast(given.store);
      const answers = async () => {
        const about = { count: 10, now: MONDAY + DAY, chartSince: MONDAY, answersUntil: MONDAY + DAY, span: null };
        return (await given.store.reports.page(pair.cohort.id, { ...about, after: '' })).answers;
      };
      const pulse = (memberId: string, usefulness: 1 | 5 | null) => ({
        ...{ pairingId: pair.pairing.id, cycle: 1, memberId, usefulness },
        structure: 'too_little' as const,
        givenAt: MONDAY,
      });
      const write = (change: Change) => given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => change);
      accepted(await write({ pulses: [pulse(ada.id, 1), pulse(ben.id, null)] }));
      accepted(await write({ pulses: [pulse(ada.id, 5)] }));
      const kept = {
        usefulness: [{ memberId: ada.id, value: 5, givenAt: MONDAY }],
        structure: [
          { memberId: ada.id, value: -1, givenAt: MONDAY },
          { memberId: ben.id, value: -1, givenAt: MONDAY },
        ],
      };
      expect(byMember(await answers())).toEqual(byMember(kept));
      const bad = { ...pulse(ada.id, 5), usefulness: 6 as 5 };
      await expect(write({ pulses: [bad] })).rejects.toThrow();
      await given.restart();
      expect(byMember(await answers())).toEqual(byMember(kept));
    });
  });
}

/** Answers in an order that does not hang on fresh ids. */
function byMember<T extends { memberId: string }>(answers: Record<string, T[]>): Record<string, T[]> {
  const sorted = (given: T[]) => [...given].sort((one, other) => (one.memberId < other.memberId ? -1 : 1));
  return Object.fromEntries(Object.entries(answers).map(([name, given]) => [name, sorted(given)]));
}

function makeCommitment(pair: Pair, owner: Member, over: Partial<Commitment> = {}): Commitment {
  return {
    id: freshId('commitment'),
    pairingId: pair.pairing.id,
    cycle: 1,
    owner: owner.id,
    what: 'Write the first page',
    dueOn: '2026-11-09',
    plan: '',
    state: 'open',
    moves: 0,
    reason: '',
    by: owner.id,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    closedAt: null,
    ...over,
  };
}
