import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import { refuse } from '../../../src/core/refusal.ts';
import type { Given } from '../contract.ts';
import {
  accepted,
  DAY,
  HOUR,
  MONDAY,
  makeCast,
  makeMeeting,
  makeMember,
  makePair,
  makePlan,
  makeProposal,
  WORKSPACE,
} from '../make.ts';

export function changesOfPairings(given: Given): void {
  describe('changing a pairing', () => {
    const change = (pair: Pair, decide: (pair: Pair) => Change, now = MONDAY) =>
      given.store.pairings.change(WORKSPACE, pair.pairing.id, now, decide);
    const find = async (pair: Pair) => accepted(await given.store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY));
    const nudgesOf = async (pair: Pair) =>
      (await given.store.nudges.ofPairing(pair.pairing.id)).map(({ occurrence, state }) => `${occurrence}: ${state}`);

    it('state, offer, meeting and nudges are written in one go, and survive a restart', async () => {
      const { pair } = await makeCast(given.store);
      const proposal = makeProposal(pair, { startsAt: MONDAY + 3 * DAY });
      const meeting = makeMeeting(pair, { startsAt: MONDAY + 2 * DAY, place: '<!channel> & Søren’s café' });
      const changed = await change(pair, () => ({
        pairing: { cycle: 2, ladder: 3, snoozedUntil: MONDAY + DAY },
        proposals: [proposal],
        meetings: [meeting],
        plan: [makePlan(pair, { occurrence: 'one', about: { meetingId: meeting.id, rung: 2 } })],
      }));
      await given.restart();
      const found = await find(pair);
      expect(changed).toEqual({ pair: found });
      expect(found).toMatchObject({
        pairing: { ...pair.pairing, cycle: 2, ladder: 3, snoozedUntil: MONDAY + DAY },
        proposal,
        next: meeting,
      });
      expect(await given.store.nudges.ofPairing(pair.pairing.id)).toMatchObject([
        { occurrence: 'one', cycle: 2, about: { meetingId: meeting.id, rung: 2 }, workspaceId: WORKSPACE },
      ]);
    });

    it('what a change does not mention stays as it is; null takes a snooze away', async () => {
      const { pair } = await makeCast(given.store);
      await change(pair, () => ({ pairing: { snoozedUntil: MONDAY + DAY, ladder: 2 } }));
      await change(pair, () => ({ pairing: { ladder: 3 } }));
      expect((await find(pair)).pairing).toEqual({ ...pair.pairing, ladder: 3, snoozedUntil: MONDAY + DAY });
      await change(pair, () => ({ pairing: { snoozedUntil: null } }));
      expect((await find(pair)).pairing).toEqual({ ...pair.pairing, ladder: 3 });
    });

    it('a refusal writes nothing', async () => {
      const { pair } = await makeCast(given.store);
      const no = refuse('no', 'Not now.');
      expect(await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => no)).toEqual(no);
      expect(await find(pair)).toEqual(pair);
    });

    it('a decision that breaks down writes nothing, and the store goes on', async () => {
      const { pair } = await makeCast(given.store);
      const broken = change(pair, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await find(pair)).toEqual(pair);
      expect(await change(pair, () => ({ pairing: { ladder: 2 } }))).toMatchObject({
        pair: { pairing: { ladder: 2 } },
      });
    });

    it('when one part of a change cannot be written, none is', async () => {
      const { pair } = await makeCast(given.store);
      const impossible = { ...makeMeeting(pair), minutes: 0 };
      const plan = [makePlan(pair)];
      await expect(change(pair, () => ({ pairing: { ladder: 9 }, plan, meetings: [impossible] }))).rejects.toThrow();
      expect(await find(pair)).toEqual(pair);
      expect(await nudgesOf(pair)).toEqual([]);
    });

    it('nothing is changed from another workspace, nor where there is no pairing', async () => {
      const { pair } = await makeCast(given.store);
      const decide = () => ({ pairing: { ladder: 9 } });
      expect(await given.store.pairings.change('T2', pair.pairing.id, MONDAY, decide)).toBeNull();
      expect(await given.store.pairings.change(WORKSPACE, 'nothing', MONDAY, decide)).toBeNull();
      expect(await find(pair)).toEqual(pair);
    });

    it('a new offer takes the place of the old one, in whatever order they are written', async () => {
      const { pair } = await makeCast(given.store);
      const old = makeProposal(pair);
      const fresh = makeProposal(pair, { startsAt: MONDAY + 2 * DAY });
      await change(pair, () => ({ proposals: [old] }));
      await change(pair, () => ({ proposals: [fresh, { ...old, state: 'replaced' }] }));
      expect((await find(pair)).proposal).toEqual(fresh);
    });

    it('a new meeting takes the place of one that is called off in the same change', async () => {
      const { pair } = await makeCast(given.store);
      const old = makeMeeting(pair);
      const fresh = makeMeeting(pair, { startsAt: MONDAY + 2 * DAY });
      await change(pair, () => ({ meetings: [old] }));
      await change(pair, () => ({ meetings: [fresh, { ...old, state: 'cancelled', sequence: 1 }] }));
      expect(await find(pair)).toMatchObject({ next: fresh, cancelled: { id: old.id, sequence: 1 } });
    });

    it('a pair has one open offer and one booked meeting, never two', async () => {
      const { pair } = await makeCast(given.store);
      const meeting = makeMeeting(pair);
      const proposal = makeProposal(pair);
      await change(pair, () => ({ meetings: [meeting], proposals: [proposal] }));
      await expect(change(pair, () => ({ meetings: [makeMeeting(pair)] }))).rejects.toThrow();
      await expect(change(pair, () => ({ proposals: [makeProposal(pair)] }))).rejects.toThrow();
      expect(await find(pair)).toMatchObject({ next: meeting, proposal });
    });

    it('a moved meeting keeps its id and takes its new time', async () => {
      const { pair } = await makeCast(given.store);
      const meeting = makeMeeting(pair);
      const offer = makeProposal(pair, { meetingId: meeting.id, startsAt: MONDAY + 4 * DAY });
      await change(pair, () => ({ meetings: [meeting] }));
      await change(pair, () => ({ proposals: [offer] }));
      expect((await find(pair)).proposal).toEqual(offer);
      const moved = {
        ...meeting,
        startsAt: MONDAY + 4 * DAY,
        minutes: 30,
        place: 'Café',
        cycle: 2,
        bookedBy: pair.mentor.id,
        sequence: 1,
        updatedAt: MONDAY + HOUR,
      };
      await change(pair, () => ({ meetings: [moved], proposals: [{ ...offer, state: 'accepted' }] }));
      expect(await find(pair)).toMatchObject({ next: moved, proposal: null });
    });

    it('an offer is written whole, whatever of it changes', async () => {
      const { pair } = await makeCast(given.store);
      const meeting = makeMeeting(pair);
      const offer = makeProposal(pair);
      await change(pair, () => ({ meetings: [meeting], proposals: [offer] }));
      const other = {
        ...offer,
        meetingId: meeting.id,
        cycle: 2,
        startsAt: MONDAY + 6 * DAY,
        minutes: 90,
        place: 'Café',
        by: pair.mentor.id,
        updatedAt: MONDAY + HOUR,
      };
      await change(pair, () => ({ proposals: [other] }));
      expect((await find(pair)).proposal).toEqual(other);
      expect(await given.store.pairings.changeNextDue(MONDAY + DAY, () => ({}))).toBe(false);
    });

    it('a change cannot write into the pairing of others', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, cleo);
      const theirs = makeMeeting(other);
      await change(other, () => ({ meetings: [theirs] }));
      await expect(change(pair, () => ({ meetings: [{ ...theirs, state: 'cancelled' }] }))).rejects.toThrow();
      await expect(change(pair, () => ({ meetings: [{ ...theirs, pairingId: pair.pairing.id }] }))).rejects.toThrow();
      await expect(change(pair, () => ({ proposals: [makeProposal(other)] }))).rejects.toThrow();
      expect((await find(other)).next).toEqual(theirs);
      expect((await find(pair)).next).toBeNull();
    });

    it('a nudge goes to nobody of another workspace', async () => {
      const { pair } = await makeCast(given.store);
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      await expect(change(pair, () => ({ plan: [makePlan(pair, { to: dan.id })] }))).rejects.toThrow();
      expect(await nudgesOf(pair)).toEqual([]);
    });

    it('planned nudges of the kinds no longer wanted are cancelled, in this pairing alone', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, cleo);
      await change(pair, (it) => ({
        plan: [
          makePlan(it, { occurrence: 'ask', kind: 'book' }),
          makePlan(it, { occurrence: 'remind', kind: 'reminder' }),
          makePlan(it, { occurrence: 'greet', kind: 'welcome' }),
        ],
      }));
      await change(other, (it) => ({ plan: [makePlan(it, { occurrence: 'ask others', kind: 'book' })] }));
      await change(pair, () => ({ cancel: ['book', 'reminder'] }));
      expect((await nudgesOf(pair)).sort()).toEqual(['ask: cancelled', 'greet: planned', 'remind: cancelled']);
      const found = await given.store.nudges.ofPairing(pair.pairing.id);
      expect(found.map(({ reason }) => reason).sort()).toEqual(['no longer wanted', 'no longer wanted', null]);
      expect(await nudgesOf(other)).toEqual(['ask others: planned']);
    });

    it('a change may cancel a kind and plan it anew', async () => {
      const { pair } = await makeCast(given.store);
      await change(pair, (it) => ({ plan: [makePlan(it, { occurrence: 'old' })] }));
      await change(pair, (it) => ({ cancel: ['book'], plan: [makePlan(it, { occurrence: 'new' })] }));
      expect((await nudgesOf(pair)).sort()).toEqual(['new: planned', 'old: cancelled']);
    });

    it('what is being sent, or was, is not cancelled any more', async () => {
      const { pair } = await makeCast(given.store);
      const lease = { id: 'lease', ms: HOUR };
      await change(pair, (it) => ({ plan: [makePlan(it, { occurrence: 'in hand' })] }));
      await given.store.nudges.take(MONDAY, lease, () => ({ send: true }));
      await change(pair, () => ({ cancel: ['book'] }));
      expect(await nudgesOf(pair)).toEqual(['in hand: claimed']);
    });

    it('planning the same occurrence twice plans it once, as it was planned first', async () => {
      const { pair } = await makeCast(given.store);
      await change(pair, (it) => ({ plan: [makePlan(it, { occurrence: 'once', dueAt: MONDAY + HOUR })] }));
      await change(pair, (it) => ({ plan: [makePlan(it, { occurrence: 'once', dueAt: MONDAY + DAY })] }));
      const found = await given.store.nudges.ofPairing(pair.pairing.id);
      expect(found.map(({ dueAt }) => dueAt)).toEqual([MONDAY + HOUR]);
    });

    it('an occurrence that was cancelled or sent is not planned again', async () => {
      const { pair } = await makeCast(given.store);
      const plan = () => change(pair, (it) => ({ plan: [makePlan(it, { occurrence: 'once' })] }));
      await plan();
      await change(pair, () => ({ cancel: ['book'] }));
      await plan();
      expect(await nudgesOf(pair)).toEqual(['once: cancelled']);
    });

    it('another workspace has occurrences of its own', async () => {
      const { pair } = await makeCast(given.store);
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      const eve = await makeMember(given.store, 'Eve', {}, 'T2');
      const cohort = accepted(
        await given.store.cohorts.create({ ...pair.cohort, id: 'c2', workspaceId: 'T2', createdBy: dan.id }),
      );
      const theirs = await makePair(given.store, cohort, dan, eve);
      await change(pair, (it) => ({ plan: [makePlan(it, { occurrence: 'same' })] }));
      await given.store.pairings.change('T2', theirs.pairing.id, MONDAY, (it) => ({
        plan: [makePlan(it, { occurrence: 'same' })],
      }));
      expect(await nudgesOf(pair)).toEqual(['same: planned']);
      expect(await nudgesOf(theirs)).toEqual(['same: planned']);
    });

    it('two changes at the same moment happen one after the other', async () => {
      const { pair } = await makeCast(given.store);
      const climb = () => change(pair, (it) => ({ pairing: { ladder: it.pairing.ladder + 1 } }));
      await Promise.all([climb(), climb(), climb()]);
      expect((await find(pair)).pairing.ladder).toBe(4);
    });
  });
}
