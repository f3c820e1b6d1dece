import { describe, expect, it } from 'vitest';
import type { Given } from '../contract.ts';
import {
  accepted,
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  makeCast,
  makeCohort,
  makeMeeting,
  makeMember,
  makePair,
  makePairing,
  makePlan,
  makeProposal,
  WORKSPACE,
} from '../make.ts';

export function pairings(given: Given): void {
  describe('pairing two people', () => {
    it('Ada and Ben are a pair, with their welcome planned in the same breath', async () => {
      const { store } = given;
      const ada = await makeMember(store, 'Ada');
      const ben = await makeMember(store, 'Ben');
      const cohort = accepted(await store.cohorts.create(makeCohort(ada)));
      const pairing = makePairing(cohort, ada, ben);
      const pair = await store.pairings.pair(pairing, MONDAY, (it) => ({
        plan: [makePlan(it, { kind: 'welcome', to: it.mentor.id, occurrence: 'welcome Ada' })],
      }));
      const expected = {
        cohort,
        pairing,
        mentor: ada,
        mentee: ben,
        proposal: null,
        next: null,
        past: [],
        cancelled: null,
        help: [],
        busy: { mentor: [], mentee: [] },
      };
      expect(pair).toEqual(expected);
      await given.restart();
      expect(await given.store.pairings.find(WORKSPACE, pairing.id, MONDAY)).toEqual(expected);
      expect(await given.store.nudges.ofPairing(pairing.id)).toMatchObject([
        { kind: 'welcome', to: ada.id, state: 'planned' },
      ]);
    });

    it('the decision sees the pair as it will be', async () => {
      const { ada, cleo, cohort } = await makeCast(given.store);
      const pairing = makePairing(cohort, ada, cleo);
      let seen: unknown;
      await given.store.pairings.pair(pairing, MONDAY, (pair) => {
        seen = [pair.pairing.id, pair.mentor.name, pair.mentee.name, pair.cohort.name];
        return {};
      });
      expect(seen).toEqual([pairing.id, 'Ada', 'Cleo', 'Leaders 2027']);
    });

    it('pairing Ada and Ben again is refused with their names, and writes nothing', async () => {
      const { ada, ben, cohort, pair } = await makeCast(given.store);
      const again = makePairing(cohort, ada, ben);
      const refused = await given.store.pairings.pair(again, MONDAY, (it) => ({ plan: [makePlan(it)] }));
      expect(refused).toEqual({ refused: 'already_paired', words: 'Ada and Ben are already paired in Leaders 2027.' });
      expect(await given.store.pairings.find(WORKSPACE, again.id, MONDAY)).toBeNull();
      expect(await given.store.pairings.ofMember(ada.id, MONDAY)).toEqual([pair]);
      expect(await given.store.nudges.nextDueAt()).toBeNull();
    });

    it('pairing them the other way round is refused as well', async () => {
      const { ada, ben, cohort } = await makeCast(given.store);
      const refused = await given.store.pairings.pair(makePairing(cohort, ben, ada), MONDAY, () => ({}));
      expect(refused).toMatchObject({ refused: 'already_paired' });
    });

    it('the same two may pair up in another cohort, and again in this one once they have ended', async () => {
      const { ada, ben, cleo, cohort, pair } = await makeCast(given.store);
      const other = accepted(await given.store.cohorts.create(makeCohort(cleo, { name: 'Newcomers' })));
      expect(await makePair(given.store, other, ada, ben)).toMatchObject({ cohort: { name: 'Newcomers' } });
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
      }));
      const again = await makePair(given.store, cohort, ben, ada);
      expect(again).toMatchObject({ mentor: { name: 'Ben' }, mentee: { name: 'Ada' } });
    });

    it('a decision that breaks down pairs nobody', async () => {
      const { ada, cleo, cohort } = await makeCast(given.store);
      const pairing = makePairing(cohort, ada, cleo);
      const broken = given.store.pairings.pair(pairing, MONDAY, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await given.store.pairings.find(WORKSPACE, pairing.id, MONDAY)).toBeNull();
      expect(await makePair(given.store, cohort, ada, cleo)).toMatchObject({ mentee: { name: 'Cleo' } });
    });

    it('nobody is paired with somebody of another workspace, nor with themselves', async () => {
      const { ada, cohort } = await makeCast(given.store);
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      await expect(given.store.pairings.pair(makePairing(cohort, ada, dan), MONDAY, () => ({}))).rejects.toThrow();
      await expect(given.store.pairings.pair(makePairing(cohort, ada, ada), MONDAY, () => ({}))).rejects.toThrow();
      expect(await given.store.pairings.ofMember(dan.id, MONDAY)).toEqual([]);
    });
  });

  describe('finding pairs', () => {
    it('a pair is not found from another workspace, nor one that nobody made', async () => {
      const { pair } = await makeCast(given.store);
      expect(await given.store.pairings.find('T2', pair.pairing.id, MONDAY)).toBeNull();
      expect(await given.store.pairings.find(WORKSPACE, 'nothing', MONDAY)).toBeNull();
    });

    it('the pair of somebody that ended last, whichever of the two they were', async () => {
      const { ada, ben, cleo, cohort, pair } = await makeCast(given.store);
      const mentoring = await makePair(given.store, cohort, ben, cleo);
      const last = async (of = ben) => (await given.store.pairings.lastEnded(of.id, MONDAY))?.pairing.id ?? null;
      const end = (id: string, endedAt: number) =>
        given.store.pairings.change(WORKSPACE, id, MONDAY, () => ({ pairing: { state: 'ended', endedAt } }));
      expect(await last()).toBeNull();
      await end(mentoring.pairing.id, MONDAY + DAY);
      expect(await last()).toBe(mentoring.pairing.id);
      expect(await last(ada)).toBeNull();
      await end(pair.pairing.id, MONDAY + 2 * DAY);
      expect(await last()).toBe(pair.pairing.id);
      expect([await last(ada), await last(cleo)]).toEqual([pair.pairing.id, mentoring.pairing.id]);
    });

    it('Ada sees the pair with the next meeting first, then whoever has waited longest', async () => {
      const { store } = given;
      const { ada, cohort, pair: withBen } = await makeCast(store);
      const names = ['Soon', 'Later', 'Waiting', 'New'];
      const [soon, later, waiting, fresh] = await Promise.all(
        names.map(async (name) => {
          const pairing = makePairing(cohort, ada, await makeMember(store, name), {
            createdAt: name === 'New' ? MONDAY + 20 * DAY : MONDAY - 30 * DAY,
          });
          return accepted(await store.pairings.pair(pairing, MONDAY, () => ({})));
        }),
      );
      if (!soon || !later || !waiting || !fresh) throw new Error('four pairs were made');
      const meet = (pair: typeof soon, over: object) =>
        store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({ meetings: [makeMeeting(it, over)] }));
      await meet(later, { startsAt: MONDAY + 5 * DAY });
      await meet(soon, { startsAt: MONDAY + DAY });
      await meet(withBen, { startsAt: MONDAY + 10 * DAY, state: 'ended' });
      await meet(waiting, { startsAt: MONDAY - 20 * DAY, state: 'ended' });
      // A meeting that was called off is no meeting.
      await meet(waiting, { startsAt: MONDAY + 30 * DAY, state: 'cancelled' });
      const order = (await store.pairings.ofMember(ada.id, MONDAY)).map(({ mentee }) => mentee.name);
      expect(order).toEqual(['Soon', 'Later', 'Waiting', 'Ben', 'New']);
    });

    it('Ben sees the pairs in which he mentors beside those in which he is mentored, but none that ended', async () => {
      const { ben, cleo, cohort, pair } = await makeCast(given.store);
      const mentoring = await makePair(given.store, cohort, ben, cleo);
      const ids = async () => (await given.store.pairings.ofMember(ben.id, MONDAY)).map((it) => it.pairing.id).sort();
      expect(await ids()).toEqual([pair.pairing.id, mentoring.pairing.id].sort());
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
      }));
      expect(await ids()).toEqual([mentoring.pairing.id]);
      await given.store.pairings.change(WORKSPACE, mentoring.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
      }));
      expect(await ids()).toEqual([]);
    });

    it('past meetings come newest first, at most twelve, without those called off', async () => {
      const { pair } = await makeCast(given.store);
      const week = (n: number) => MONDAY - n * 7 * DAY;
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
        meetings: [
          ...[3, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((n) =>
            makeMeeting(it, { startsAt: week(n), state: 'ended' }),
          ),
          makeMeeting(it, { startsAt: week(0), state: 'cancelled' }),
        ],
      }));
      const found = accepted(await given.store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY));
      expect(found.past.map(({ startsAt }) => startsAt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(week));
      expect(found.next).toBeNull();
    });

    it('of the meetings that were called off, the last one is told', async () => {
      const { pair } = await makeCast(given.store);
      const off = (updatedAt: number, place: string) =>
        given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
          meetings: [makeMeeting(it, { state: 'cancelled', updatedAt, place })],
        }));
      await off(MONDAY + HOUR, 'the last');
      await off(MONDAY, 'the first');
      const found = accepted(await given.store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY));
      expect(found.cancelled).toMatchObject({ place: 'the last', state: 'cancelled' });
    });

    it('a booked meeting stays the next one until somebody decides that it is over', async () => {
      const { pair } = await makeCast(given.store);
      const meeting = makeMeeting(pair);
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ meetings: [meeting] }));
      const found = accepted(await given.store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY + 30 * DAY));
      expect(found.next).toEqual(meeting);
      expect(found.past).toEqual([]);
    });
  });

  describe('busy times', () => {
    it('the booked and offered times of the other pairings of the two count, their own do not', async () => {
      const { store } = given;
      const { ada, ben, cleo, cohort, pair } = await makeCast(store);
      const dan = await makeMember(store, 'Dan');
      const adaAndCleo = await makePair(store, cohort, ada, cleo);
      const benAndDan = await makePair(store, cohort, ben, dan);
      const cleoAndDan = await makePair(store, cohort, cleo, dan);
      const at = (days: number) => MONDAY + days * DAY;
      const change = (of: typeof pair, decide: Parameters<typeof store.pairings.change>[3]) =>
        store.pairings.change(WORKSPACE, of.pairing.id, MONDAY, decide);
      await change(adaAndCleo, (it) => ({
        meetings: [makeMeeting(it, { startsAt: at(5), minutes: 30 })],
        proposals: [makeProposal(it, { startsAt: at(3), minutes: 60 })],
      }));
      await change(benAndDan, (it) => ({ proposals: [makeProposal(it, { startsAt: at(4), minutes: 45 })] }));
      await change(cleoAndDan, (it) => ({ meetings: [makeMeeting(it, { startsAt: at(6) })] }));
      await change(pair, (it) => ({
        meetings: [makeMeeting(it, { startsAt: at(7) })],
        proposals: [makeProposal(it, { startsAt: at(8) })],
      }));
      const found = accepted(await store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY));
      expect(found.busy).toEqual({
        mentor: [
          { from: at(3), to: at(3) + 60 * MINUTE },
          { from: at(5), to: at(5) + 30 * MINUTE },
        ],
        mentee: [{ from: at(4), to: at(4) + 45 * MINUTE }],
      });
    });

    it('what was called off, turned down, or is over does not count', async () => {
      const { store } = given;
      const { ada, cleo, cohort, pair } = await makeCast(store);
      const other = await makePair(store, cohort, cleo, ada);
      const startsAt = MONDAY + DAY;
      await store.pairings.change(WORKSPACE, other.pairing.id, MONDAY, (it) => ({
        meetings: [
          makeMeeting(it, { startsAt, minutes: 45 }),
          makeMeeting(it, { startsAt, state: 'cancelled' }),
          makeMeeting(it, { startsAt, state: 'ended' }),
        ],
        proposals: [makeProposal(it, { state: 'replaced' }), makeProposal(it, { state: 'withdrawn' })],
      }));
      const busyAt = async (now: number) =>
        accepted(await store.pairings.find(WORKSPACE, pair.pairing.id, now)).busy.mentor;
      expect(await busyAt(startsAt + 44 * MINUTE)).toEqual([{ from: startsAt, to: startsAt + 45 * MINUTE }]);
      expect(await busyAt(startsAt + 45 * MINUTE)).toEqual([]);
    });
  });
}
