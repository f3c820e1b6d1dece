import { describe, expect, it } from 'vitest';
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
  makePairing,
  makePerson,
  makePlan,
  WORKSPACE,
} from '../make.ts';

/** Pairs that change hands, are listed, ask for help, and are looked at when people come and go. */
export function pairsThatChange(given: Given): void {
  describe('giving Ben another mentor', () => {
    const over = { pairing: { state: 'ended' as const, endedAt: MONDAY } };

    it('ends one pairing and makes the other, with what each of them plans', async () => {
      const { store } = given;
      const { ben, cohort, pair } = await makeCast(store);
      const dan = await makeMember(store, 'Dan');
      const fresh = makePairing(cohort, dan, ben);
      const seen: unknown[] = [];
      const done = accepted(
        await store.pairings.reassign(WORKSPACE, pair.pairing.id, fresh, MONDAY, (former, next, mentees) => {
          seen.push(former.mentor.name, next.mentor.name, next.mentee.name, mentees);
          return {
            former: { ...over, plan: [makePlan(former, { occurrence: 'thanks' })] },
            pair: { plan: [makePlan(next, { occurrence: 'welcome' })] },
          };
        }),
      );
      expect(seen).toEqual(['Ada', 'Dan', 'Ben', 0]);
      expect([done.former.pairing.state, done.pair.mentor.name]).toEqual(['ended', 'Dan']);
      await given.restart();
      const [own] = await given.store.pairings.ofMember(ben.id, MONDAY);
      expect(own?.pairing.id).toBe(fresh.id);
      const plans = [
        ...(await given.store.nudges.ofPairing(pair.pairing.id)),
        ...(await given.store.nudges.ofPairing(fresh.id)),
      ];
      expect(plans.map(({ occurrence }) => occurrence)).toEqual(['thanks', 'welcome']);
    });

    it('counts the mentees that the new mentor has in the cohort already', async () => {
      const { store } = given;
      const { cleo, ben, cohort, pair } = await makeCast(store);
      const dan = await makeMember(store, 'Dan');
      await makePair(store, cohort, dan, cleo);
      let counted = -1;
      await store.pairings.reassign(
        WORKSPACE,
        pair.pairing.id,
        makePairing(cohort, dan, ben),
        MONDAY,
        (_f, _p, mentees) => {
          counted = mentees;
          return refuse('no', 'Not today.');
        },
      );
      expect(counted).toBe(1);
    });

    it('that is refused writes nothing', async () => {
      const { store } = given;
      const { ben, cohort, pair } = await makeCast(store);
      const fresh = makePairing(cohort, await makeMember(store, 'Dan'), ben);
      const done = await store.pairings.reassign(WORKSPACE, pair.pairing.id, fresh, MONDAY, () =>
        refuse('no', 'Not today.'),
      );
      expect(done).toMatchObject({ refused: 'no' });
      expect(await store.pairings.find(WORKSPACE, fresh.id, MONDAY)).toBeNull();
      expect((await store.pairings.ofMember(ben.id, MONDAY)).map(({ pairing }) => pairing.id)).toEqual([
        pair.pairing.id,
      ]);
    });

    it('that breaks down half-way leaves all as it was', async () => {
      const { store } = given;
      const { ben, cohort, pair } = await makeCast(store);
      const fresh = makePairing(cohort, await makeMember(store, 'Dan'), ben);
      const broken = store.pairings.reassign(WORKSPACE, pair.pairing.id, fresh, MONDAY, (former) => ({
        former: over,
        // This meeting belongs to the other pairing, which the store does not write.
        pair: { meetings: [makeMeeting(former)] },
      }));
      await expect(broken).rejects.toThrow();
      expect(await store.pairings.find(WORKSPACE, fresh.id, MONDAY)).toBeNull();
      expect(await store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY)).toMatchObject({
        pairing: { state: 'active' },
      });
    });

    it('by whom he is mentored already is refused, and nothing ends', async () => {
      const { store } = given;
      const { ben, cohort, pair } = await makeCast(store);
      const dan = await makeMember(store, 'Dan');
      await makePair(store, cohort, dan, ben);
      const again = makePairing(cohort, dan, ben);
      const done = await store.pairings.reassign(WORKSPACE, pair.pairing.id, again, MONDAY, () => ({
        former: over,
        pair: {},
      }));
      expect(done).toEqual({ refused: 'already_paired', words: 'Dan and Ben are already paired in Leaders 2027.' });
      expect(await store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY)).toMatchObject({
        pairing: { state: 'active' },
      });
    });

    it('in another workspace is not possible', async () => {
      const { store } = given;
      const { ben, cohort, pair } = await makeCast(store);
      const fresh = makePairing(cohort, await makeMember(store, 'Dan'), ben);
      expect(
        await store.pairings.reassign('T2', pair.pairing.id, fresh, MONDAY, () => ({ former: over, pair: {} })),
      ).toBeNull();
    });
  });

  describe('the pairs of a cohort in a list', () => {
    it('come by name, those that ended last, with how they stand', async () => {
      const { store } = given;
      const { ada, cleo, cohort, pair } = await makeCast(store);
      const zoe = await makeMember(store, 'Zoë');
      const ended = await makePair(store, cohort, ada, cleo);
      const other = await makePair(store, cohort, cleo, zoe);
      await store.pairings.change(WORKSPACE, ended.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
      }));
      await store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
        meetings: [makeMeeting(it)],
        pairing: { pausedUntil: MONDAY + 9 },
      }));
      const page = { words: '', from: 0, count: 10 };
      const { pairs, total } = await store.pairings.listed(cohort.id, page);
      expect(total).toBe(3);
      expect(pairs.map(({ mentee, mentor, state }) => `${mentee} ${mentor} ${state}`)).toEqual([
        'Ben Ada active',
        'Zoë Cleo active',
        'Cleo Ada ended',
      ]);
      expect(pairs[0]).toEqual({
        pairingId: pair.pairing.id,
        mentor: 'Ada',
        mentee: 'Ben',
        state: 'active',
        begun: true,
        pausedUntil: MONDAY + 9,
        mentorActive: true,
        menteeActive: true,
        nextAt: MONDAY + DAY,
        proposed: false,
        lastMet: null,
      });
      expect(
        (await store.pairings.listed(cohort.id, { ...page, words: 'ZOE' })).pairs.map(({ pairingId }) => pairingId),
      ).toEqual([other.pairing.id]);
      expect(await store.pairings.listed(cohort.id, { words: '', from: 1, count: 1 })).toMatchObject({
        total: 3,
        pairs: [{ mentee: 'Zoë' }],
      });
      expect(await store.pairings.listed('nowhere', page)).toEqual({ pairs: [], total: 0 });
    });
  });

  describe('asking for help', () => {
    const asked = (pairingId: string, by: string, id: string, askedAt: number) =>
      ({ id, pairingId, by, reason: 'lost', state: 'open', askedAt, closedAt: null }) as const;

    it('is kept with the pair until it is over, and then without its reason', async () => {
      const { store } = given;
      const { ada, ben, cohort, pair } = await makeCast(store);
      const { id } = pair.pairing;
      const [his, hers] = [asked(id, ben.id, 'his', MONDAY + 1), asked(id, ada.id, 'hers', MONDAY)];
      await store.pairings.change(WORKSPACE, id, MONDAY, () => ({ help: [his, hers] }));
      await given.restart();
      expect(accepted(await given.store.pairings.find(WORKSPACE, id, MONDAY)).help).toEqual([hers, his]);
      expect(await given.store.help.openIn(cohort.id)).toEqual([hers, his]);
      const over = { ...his, state: 'taken-back', reason: '', closedAt: MONDAY + 2 } as const;
      await given.store.pairings.change(WORKSPACE, id, MONDAY, () => ({ help: [over] }));
      expect(await given.store.help.openIn(cohort.id)).toEqual([hers]);
      expect(await given.store.help.openIn('elsewhere')).toEqual([]);
    });

    it('twice at once by the same one is not possible', async () => {
      const { store } = given;
      const { ben, pair } = await makeCast(store);
      const { id } = pair.pairing;
      const twice = store.pairings.change(WORKSPACE, id, MONDAY, () => ({
        help: [asked(id, ben.id, 'one', MONDAY), asked(id, ben.id, 'two', MONDAY)],
      }));
      await expect(twice).rejects.toThrow();
      expect(accepted(await store.pairings.find(WORKSPACE, id, MONDAY)).help).toEqual([]);
    });
  });

  describe('a pair is looked at', () => {
    /** Who is looked at by an instant; `lookAt` says when to look again. */
    async function looked(now: number, lookAt: number | null = null): Promise<string[]> {
      const seen: string[] = [];
      while (
        await given.store.pairings.followNext(now, (pair) => {
          seen.push(`${pair.mentor.name} ${pair.mentee.name}`);
          return { change: {}, lookAt };
        })
      ) {
        if (seen.length > 9) throw new Error('looked at for ever');
      }
      return seen;
    }

    it('when the account of one of the two comes or goes, and when an absence begins or ends', async () => {
      const { store } = given;
      await makeCast(store);
      expect(await looked(MONDAY)).toEqual([]);
      const meet = (over: object) => store.members.meet('x', WORKSPACE, makePerson('Ben', over), MONDAY);
      await meet({ kind: 'deactivated' });
      expect(await looked(MONDAY)).toEqual(['Ada Ben']);
      await meet({ kind: 'deactivated', name: 'Benjamin' });
      expect(await looked(MONDAY)).toEqual([]);
      await meet({});
      expect(await looked(MONDAY)).toEqual(['Ada Ben']);
      await store.members.change(WORKSPACE, 'UADA', MONDAY, (ada) => ({ ...ada, awayUntil: '2026-11-20' }));
      expect(await looked(MONDAY)).toEqual(['Ada Ben']);
    });

    it('when it pauses, and again when whoever looked wants to', async () => {
      const { store } = given;
      const { pair } = await makeCast(store);
      await store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
        pairing: { pausedUntil: MONDAY + DAY },
      }));
      expect(await looked(MONDAY, MONDAY + DAY)).toEqual(['Ada Ben']);
      expect(await looked(MONDAY + DAY - 1)).toEqual([]);
      await given.restart();
      expect(await looked(MONDAY + DAY)).toEqual(['Ada Ben']);
      expect(await looked(MONDAY + 9 * DAY)).toEqual([]);
    });

    it('with what was said in its present cycle', async () => {
      const { store } = given;
      const { pair } = await makeCast(store);
      const { id } = pair.pairing;
      await store.pairings.change(WORKSPACE, id, MONDAY, (it) => ({ plan: [makePlan(it, { occurrence: 'old' })] }));
      await store.pairings.change(WORKSPACE, id, MONDAY, (it) => ({
        pairing: { cycle: it.pairing.cycle + 1, pausedUntil: 1 },
      }));
      await store.pairings.change(WORKSPACE, id, MONDAY, (it) => ({ plan: [makePlan(it, { occurrence: 'new' })] }));
      let said: string[] = [];
      await store.pairings.followNext(MONDAY, (_pair, _notebook, nudges) => {
        said = nudges.map(({ occurrence }) => occurrence);
        return { change: {}, lookAt: null };
      });
      expect(said).toEqual(['new']);
    });
  });

  describe('the daily look at accounts', () => {
    const under = { dueAt: MONDAY, beganAt: MONDAY, cursor: 'page:2' };

    it('goes over everybody in an active pair, once each', async () => {
      const { store } = given;
      const { ada, ben } = await makeCast(store);
      expect(await store.people.paired(WORKSPACE)).toBe(2);
      expect(await store.people.paired('T2')).toBe(0);
      const first = await store.people.nextPaired(WORKSPACE, '');
      const second = await store.people.nextPaired(WORKSPACE, first?.id ?? '');
      expect([first?.id, second?.id].sort()).toEqual([ada.id, ben.id].sort());
      expect(await store.people.nextPaired(WORKSPACE, second?.id ?? '')).toBeNull();
    });

    it('writes what Slack says of those we know, and how far it has come', async () => {
      const { store } = given;
      await makeCast(store);
      expect(await store.people.check(WORKSPACE)).toBeNull();
      const people = [makePerson('Ben', { kind: 'deactivated' }), makePerson('Stranger')];
      await store.people.checked(WORKSPACE, people, under, MONDAY + HOUR);
      await given.restart();
      expect(await given.store.people.check(WORKSPACE)).toEqual(under);
      expect(await given.store.people.check('T2')).toBeNull();
      expect(await given.store.members.find(WORKSPACE, 'UBEN')).toMatchObject({ active: false, leftAt: MONDAY + HOUR });
      expect(await given.store.members.find(WORKSPACE, 'USTRANGER')).toBeNull();
      await given.store.people.checked(WORKSPACE, [], { ...under, cursor: '' }, MONDAY);
      expect(await given.store.people.check(WORKSPACE)).toEqual({ ...under, cursor: '' });
    });
  });

  describe('an absence that a coordinator notes', () => {
    it('is noted with who did it, both or neither', async () => {
      const { store } = given;
      const { cohort } = await makeCast(store);
      const entry = {
        at: MONDAY,
        by: 'UCLEO',
        action: 'person-paused',
        cohortId: cohort.id,
        pairingId: null,
        about: {},
      } as const;
      const noted = async () => (await store.audit.latest(WORKSPACE, cohort.id, { before: null, count: 9 })).length;
      const before = await noted();
      await store.members.change(WORKSPACE, 'UBEN', MONDAY, () => refuse('no', 'No.'), [entry]);
      expect(await noted()).toBe(before);
      await store.members.change(WORKSPACE, 'UBEN', MONDAY, (ben) => ({ ...ben, awayUntil: '2026-11-20' }), [entry]);
      expect(await noted()).toBe(before + 1);
    });
  });
}
