import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Given } from '../contract.ts';
import {
  accepted,
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  makeCast,
  makeMeeting,
  makePair,
  makePlan,
  makeProposal,
  WORKSPACE,
} from '../make.ts';

export function duePairings(given: Given): void {
  describe('pairings whose time has come', () => {
    const book = async (pair: Pair, startsAt: number, minutes = 45) => {
      const meeting = makeMeeting(pair, { startsAt, minutes });
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ meetings: [meeting] }));
      return meeting;
    };
    const offer = (pair: Pair, startsAt: number) =>
      given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
        proposals: [makeProposal(it, { startsAt })],
      }));
    /** Ends whatever has come to its end, and tells whose it was. */
    const settle = async (now: number): Promise<string | null> => {
      let whose: string | null = null;
      await given.store.pairings.changeNextDue(now, (pair) => {
        whose = pair.mentee.name;
        return {
          meetings: pair.next ? [{ ...pair.next, state: 'ended' }] : [],
          proposals: pair.proposal ? [{ ...pair.proposal, state: 'expired' }] : [],
        };
      });
      return whose;
    };

    it('a meeting is due at its end, not before', async () => {
      const { pair } = await makeCast(given.store);
      await book(pair, MONDAY + DAY, 45);
      expect(await settle(MONDAY + DAY + 45 * MINUTE - 1)).toBeNull();
      expect(await settle(MONDAY + DAY + 45 * MINUTE)).toBe('Ben');
      expect(await settle(MONDAY + DAY + 45 * MINUTE)).toBeNull();
      const found = accepted(await given.store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY));
      expect(found).toMatchObject({ next: null, past: [{ state: 'ended' }] });
    });

    it('an open offer is due at its start, not before', async () => {
      const { pair } = await makeCast(given.store);
      await offer(pair, MONDAY + DAY);
      expect(await settle(MONDAY + DAY - 1)).toBeNull();
      expect(await settle(MONDAY + DAY)).toBe('Ben');
      expect(await settle(MONDAY + DAY)).toBeNull();
      const found = accepted(await given.store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY));
      expect(found.proposal).toBeNull();
    });

    it('with nothing due nobody decides', async () => {
      await makeCast(given.store);
      let asked = false;
      const decide = () => {
        asked = true;
        return {};
      };
      expect(await given.store.pairings.changeNextDue(MONDAY + 365 * DAY, decide)).toBe(false);
      expect(asked).toBe(false);
    });

    it('what was called off, moved ahead or answered is not due', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, cleo);
      const meeting = await book(pair, MONDAY + DAY);
      const moved = await book(other, MONDAY + DAY);
      await offer(pair, MONDAY + DAY);
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
        meetings: [{ ...meeting, state: 'cancelled' }],
        proposals: it.proposal ? [{ ...it.proposal, state: 'withdrawn' }] : [],
      }));
      await given.store.pairings.change(WORKSPACE, other.pairing.id, MONDAY, () => ({
        meetings: [{ ...moved, startsAt: MONDAY + 3 * DAY }],
      }));
      expect(await settle(MONDAY + 2 * DAY)).toBeNull();
      expect(await settle(MONDAY + 4 * DAY)).toBe('Cleo');
    });

    it('the longest overdue comes first, be it a meeting or an offer', async () => {
      const { ada, ben, cleo, cohort, pair } = await makeCast(given.store);
      const withCleo = await makePair(given.store, cohort, ada, cleo);
      const benWithCleo = await makePair(given.store, cohort, cleo, ben);
      await book(pair, MONDAY + 2 * DAY);
      await offer(withCleo, MONDAY + 3 * DAY);
      await offer(benWithCleo, MONDAY + DAY);
      const seen: string[] = [];
      const note = (it: Pair) => {
        seen.push(`${it.mentor.name} and ${it.mentee.name}`);
        return {
          meetings: it.next ? [{ ...it.next, state: 'ended' as const }] : [],
          proposals: it.proposal ? [{ ...it.proposal, state: 'expired' as const }] : [],
        };
      };
      while (await given.store.pairings.changeNextDue(MONDAY + 9 * DAY, note));
      expect(seen).toEqual(['Cleo and Ben', 'Ada and Ben', 'Ada and Cleo']);
    });

    it('the decision plans nudges in the same breath', async () => {
      const { pair } = await makeCast(given.store);
      const meeting = await book(pair, MONDAY);
      await given.store.pairings.changeNextDue(MONDAY + DAY, (it) => ({
        pairing: { cycle: 2 },
        meetings: [{ ...meeting, state: 'ended' }],
        plan: [makePlan(it, { kind: 'next-meeting-due', occurrence: 'next' })],
      }));
      expect(await given.store.nudges.ofPairing(pair.pairing.id)).toMatchObject([{ occurrence: 'next', cycle: 2 }]);
    });

    it('a decision that breaks down writes nothing, and holds up no other pair', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      await book(pair, MONDAY);
      await book(await makePair(given.store, cohort, ada, cleo), MONDAY + HOUR);
      const now = MONDAY + DAY;
      const broken = given.store.pairings.changeNextDue(now, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await settle(now)).toBe('Cleo');
      expect(await settle(now)).toBeNull();
      expect(await settle(now + 10 * MINUTE)).toBe('Ben');
    });

    it('a decision about an offer that breaks down leaves the meeting to its own time', async () => {
      const { pair } = await makeCast(given.store);
      await book(pair, MONDAY + DAY, 45);
      await offer(pair, MONDAY + HOUR);
      const broken = given.store.pairings.changeNextDue(MONDAY + HOUR, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await settle(MONDAY + HOUR)).toBeNull();
      const expire = (it: Pair) => ({ proposals: it.proposal ? [{ ...it.proposal, state: 'expired' as const }] : [] });
      expect(await given.store.pairings.changeNextDue(MONDAY + HOUR + 10 * MINUTE, expire)).toBe(true);
      expect(await settle(MONDAY + DAY + 45 * MINUTE - 1)).toBeNull();
      expect(await settle(MONDAY + DAY + 45 * MINUTE)).toBe('Ben');
    });

    it('a decision about a meeting that breaks down leaves the offer to its own time', async () => {
      const { pair } = await makeCast(given.store);
      await book(pair, MONDAY, 60);
      await offer(pair, MONDAY + DAY);
      const broken = given.store.pairings.changeNextDue(MONDAY + HOUR, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await settle(MONDAY + HOUR)).toBeNull();
      const end = (it: Pair) => ({ meetings: it.next ? [{ ...it.next, state: 'ended' as const }] : [] });
      expect(await given.store.pairings.changeNextDue(MONDAY + HOUR + 10 * MINUTE, end)).toBe(true);
      expect(await settle(MONDAY + DAY - 1)).toBeNull();
      expect(await settle(MONDAY + DAY)).toBe('Ben');
    });

    it('a decision that leaves the meeting as due as before comes again later, not at once', async () => {
      const { pair } = await makeCast(given.store);
      await book(pair, MONDAY);
      const now = MONDAY + DAY;
      expect(await given.store.pairings.changeNextDue(now, () => ({}))).toBe(true);
      expect(await given.store.pairings.changeNextDue(now, () => ({}))).toBe(false);
      expect(await settle(now + 10 * MINUTE)).toBe('Ben');
    });

    it('where both a meeting and an offer are due, the second is decided right after the first', async () => {
      const { pair } = await makeCast(given.store);
      await book(pair, MONDAY);
      await offer(pair, MONDAY + HOUR);
      const now = MONDAY + DAY;
      const endMeeting = (it: Pair) => ({ meetings: it.next ? [{ ...it.next, state: 'ended' as const }] : [] });
      expect(await given.store.pairings.changeNextDue(now, endMeeting)).toBe(true);
      expect(await settle(now)).toBe('Ben');
      expect(await settle(now)).toBeNull();
    });
  });
}
