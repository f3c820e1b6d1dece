import { describe, expect, it } from 'vitest';
import type { NudgePlan } from '../../../src/core/nudge.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Heard, Readiness, Taken } from '../../../src/store/store.ts';
import type { Given } from '../contract.ts';
import { DAY, HOUR, MINUTE, MONDAY, makeCast, makeMember, makePair, makePlan, WORKSPACE } from '../make.ts';

export function nudges(given: Given): void {
  const LEASE = { id: 'lease', ms: MINUTE };
  const send = () => ({ send: true }) as const;

  const plan = (pair: Pair, ...plans: Partial<NudgePlan>[]) =>
    given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
      plan: plans.map((over) => makePlan(pair, over)),
    }));
  const take = (now = MONDAY, lease = LEASE, decide: (...heard: never[]) => Readiness = send) =>
    given.store.nudges.take(now, lease, decide as Parameters<typeof given.store.nudges.take>[2]);
  const taken = async (now = MONDAY, lease = LEASE): Promise<Taken> => {
    const it = await take(now, lease);
    if (it === null || it === 'settled') throw new Error(`nothing in hand but ${it}`);
    return it;
  };
  const only = async (pair: Pair) => {
    const [nudge, ...others] = await given.store.nudges.ofPairing(pair.pairing.id);
    expect(others).toEqual([]);
    return nudge;
  };
  const posted = (at: number, ts = '1793610000.000100') => ({ channel: 'D1', ts, at, shown: 'print' });

  describe('taking what is due', () => {
    it('a nudge is taken when it is due, not before, with the pair it speaks of', async () => {
      const { ben, pair } = await makeCast(given.store);
      await plan(pair, { occurrence: 'ask', dueAt: MONDAY + HOUR, about: { rung: 1 } });
      expect(await take(MONDAY + HOUR - 1)).toBeNull();
      const { nudge, pair: seen, lease } = await taken(MONDAY + HOUR);
      expect(lease).toBe('lease');
      expect(seen).toEqual(pair);
      expect(nudge).toEqual({
        id: nudge.id,
        workspaceId: WORKSPACE,
        pairingId: pair.pairing.id,
        cycle: 1,
        kind: 'book',
        occurrence: 'ask',
        to: ben.id,
        about: { rung: 1 },
        dueAt: MONDAY + HOUR,
        notAfter: MONDAY + 7 * DAY,
        state: 'claimed',
        attempts: 1,
        attemptedAt: MONDAY + HOUR,
        missingReads: 0,
        channel: null,
        ts: null,
        sentAt: null,
        shown: null,
        reason: null,
      });
      expect(await only(pair)).toEqual(nudge);
    });

    it('of two takers one gets the nudge', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      const both = await Promise.all([
        take(MONDAY, { id: 'one', ms: MINUTE }),
        take(MONDAY, { id: 'two', ms: MINUTE }),
      ]);
      expect(both.filter((it) => it === null)).toHaveLength(1);
      expect(await only(pair)).toMatchObject({ state: 'claimed', attempts: 1 });
    });

    it('what passes on news goes first, then the longest due', async () => {
      const { pair } = await makeCast(given.store);
      await plan(
        pair,
        { occurrence: 'asked an hour ago', kind: 'book', dueAt: MONDAY - HOUR },
        { occurrence: 'greeted two hours ago', kind: 'welcome', dueAt: MONDAY - 2 * HOUR },
        { occurrence: 'booked just now', kind: 'booked', dueAt: MONDAY },
        { occurrence: 'offered a minute ago', kind: 'proposal', dueAt: MONDAY - MINUTE },
        { occurrence: 'news to come', kind: 'moved', dueAt: MONDAY + 1 },
      );
      const order: string[] = [];
      for (let it = await take(); it !== null; it = await take()) if (it !== 'settled') order.push(it.nudge.occurrence);
      expect(order).toEqual(['offered a minute ago', 'booked just now', 'greeted two hours ago', 'asked an hour ago']);
    });

    it('one that is put off is due again then, and not an attempt', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      expect(await take(MONDAY, LEASE, () => ({ putOff: MONDAY + HOUR }))).toBe('settled');
      expect(await take(MONDAY + HOUR - 1)).toBeNull();
      expect(await taken(MONDAY + HOUR)).toMatchObject({ nudge: { attempts: 1, dueAt: MONDAY + HOUR } });
    });

    it('one that is put off until now or earlier does not come round and round', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      expect(await take(MONDAY, LEASE, () => ({ putOff: MONDAY }))).toBe('settled');
      expect(await take(MONDAY)).toBeNull();
    });

    it.each(['cancelled', 'expired', 'dead'] as const)(
      'one that is given up as %s keeps the reason, and does not come again',
      async (giveUp) => {
        const { pair } = await makeCast(given.store);
        await plan(pair, {});
        expect(await take(MONDAY, LEASE, () => ({ giveUp, reason: 'so it is' }))).toBe('settled');
        expect(await take(MONDAY + DAY)).toBeNull();
        expect(await only(pair)).toMatchObject({ state: giveUp, reason: 'so it is', attempts: 0 });
      },
    );

    it('a decision that breaks down leaves the nudge planned, and holds up no other', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, { occurrence: 'poison', dueAt: MONDAY - HOUR }, { occurrence: 'wholesome', dueAt: MONDAY });
      const broken = take(MONDAY, LEASE, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await taken()).toMatchObject({ nudge: { occurrence: 'wholesome' } });
      expect(await take()).toBeNull();
      expect(await taken(MONDAY + 10 * MINUTE)).toMatchObject({ nudge: { occurrence: 'poison', attempts: 1 } });
    });

    it('a claim survives a restart', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      const { nudge } = await taken();
      await given.restart();
      expect(await take(MONDAY + DAY)).toBeNull();
      expect(await given.store.nudges.sent(nudge.id, 'lease', posted(MONDAY))).toBe(true);
    });
  });

  describe('when somebody last heard from us', () => {
    const heardBy = async (now = MONDAY + DAY): Promise<Heard | undefined> => {
      let heard: Heard | undefined;
      await given.store.nudges.take(now, LEASE, (_nudge, _pair, it) => {
        heard = it;
        return { putOff: now + DAY };
      });
      return heard;
    };
    const sendOne = async (pair: Pair, over: Partial<NudgePlan>, at: number) => {
      await plan(pair, { dueAt: MONDAY, ...over });
      const { nudge } = await taken();
      await given.store.nudges.sent(nudge.id, 'lease', posted(at));
    };

    it('Ben has heard nothing yet', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      expect(await heardBy()).toMatchObject({ lastNudgedAt: null, lastAskedAt: null });
    });

    it('the latest counts, news that were passed on do not, nor what others heard', async () => {
      const { ada, pair } = await makeCast(given.store);
      await sendOne(pair, { kind: 'next-meeting-due' }, MONDAY + 2 * HOUR);
      await sendOne(pair, { kind: 'book' }, MONDAY + HOUR);
      await sendOne(pair, { kind: 'booked' }, MONDAY + 3 * HOUR);
      await sendOne(pair, { kind: 'book', to: ada.id }, MONDAY + 4 * HOUR);
      await plan(pair, {});
      expect(await heardBy()).toMatchObject({ lastNudgedAt: MONDAY + 2 * HOUR, lastAskedAt: MONDAY + 2 * HOUR });
    });

    it('a reminder belongs to its meeting: it counts neither as heard nor as asked', async () => {
      const { pair } = await makeCast(given.store);
      await sendOne(pair, { kind: 'welcome' }, MONDAY);
      await sendOne(pair, { kind: 'reminder' }, MONDAY + HOUR);
      await plan(pair, {});
      expect(await heardBy()).toMatchObject({ lastNudgedAt: MONDAY, lastAskedAt: MONDAY });
    });

    it('another pairing of Ben counts as heard but not as asked about this one', async () => {
      const { ben, cleo, cohort, pair } = await makeCast(given.store);
      await sendOne(await makePair(given.store, cohort, cleo, ben), { kind: 'book' }, MONDAY);
      await plan(pair, {});
      expect(await heardBy()).toMatchObject({ lastNudgedAt: MONDAY, lastAskedAt: null });
    });

    it('what is due is told from other questions, and what is due in this pairing from what is due elsewhere', async () => {
      const { ben, cleo, cohort, pair } = await makeCast(given.store);
      const elsewhere = await makePair(given.store, cohort, cleo, ben);
      await sendOne(pair, { kind: 'book' }, MONDAY);
      await sendOne(pair, { kind: 'commitment-due' }, MONDAY + HOUR);
      await sendOne(elsewhere, { kind: 'commitment-due' }, MONDAY + 2 * HOUR);
      await plan(pair, {});
      expect(await heardBy()).toEqual({
        lastNudgedAt: MONDAY + 2 * HOUR,
        lastAskedAt: MONDAY + HOUR,
        lastBesidesDueAt: MONDAY + HOUR,
        lastDueAt: MONDAY + HOUR,
        earlierRungDueAt: null,
      });
    });

    it('a rung knows of the earlier one that still waits, for the same person and pairing alone', async () => {
      const { ben, cleo, cohort, pair } = await makeCast(given.store);
      const elsewhere = await makePair(given.store, cohort, cleo, ben);
      await plan(elsewhere, { about: { rung: 1 }, dueAt: MONDAY + HOUR });
      await plan(pair, { about: { rung: 1 }, to: pair.mentor.id, dueAt: MONDAY + HOUR });
      await plan(pair, { about: { rung: 3 }, dueAt: MONDAY + HOUR });
      await plan(pair, { about: { rung: 2 } });
      expect(await heardBy()).toMatchObject({ earlierRungDueAt: null });
      await plan(pair, { about: { rung: 1 }, dueAt: MONDAY + 2 * HOUR });
      await plan(pair, { about: { rung: 2 }, dueAt: MONDAY - HOUR });
      expect(await heardBy()).toMatchObject({ earlierRungDueAt: MONDAY + 2 * HOUR });
    });

    it('a due question that nobody knows to have arrived holds others up, and is not taken for asked', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, { kind: 'commitment-due', dueAt: MONDAY - DAY }, { dueAt: MONDAY + HOUR });
      await taken(MONDAY);
      expect(await heardBy(MONDAY + HOUR)).toEqual({
        lastNudgedAt: MONDAY,
        lastAskedAt: MONDAY,
        lastBesidesDueAt: MONDAY,
        lastDueAt: null,
        earlierRungDueAt: null,
      });
    });

    it('what is on its way counts from its attempt, also when nobody knows whether it arrived', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, { dueAt: MONDAY - DAY }, { dueAt: MONDAY + HOUR });
      const { nudge } = await taken(MONDAY);
      expect(await heardBy(MONDAY + HOUR)).toMatchObject({ lastNudgedAt: MONDAY, lastAskedAt: MONDAY });
      await given.store.nudges.uncertain(nudge.id, 'lease', MONDAY + DAY);
      expect(await heardBy(MONDAY + HOUR + DAY)).toMatchObject({ lastNudgedAt: MONDAY, lastAskedAt: MONDAY });
    });

    it('news on their way, a reminder on its way, or what is on its way to Ada, do not count as asking Ben', async () => {
      const { ada, pair } = await makeCast(given.store);
      await plan(pair, { kind: 'booked' }, { kind: 'book', to: ada.id }, { dueAt: MONDAY + HOUR });
      await taken(MONDAY);
      await taken(MONDAY);
      expect(await heardBy(MONDAY + HOUR)).toMatchObject({ lastNudgedAt: null, lastAskedAt: null });
      await plan(pair, { kind: 'reminder', dueAt: MONDAY + 2 * HOUR });
      await taken(MONDAY + 2 * HOUR);
      await plan(pair, { dueAt: MONDAY + 3 * HOUR });
      expect(await heardBy(MONDAY + 3 * HOUR)).toMatchObject({ lastNudgedAt: null, lastAskedAt: null });
    });

    it('what certainly was not posted does not count', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, { dueAt: MONDAY - DAY }, { dueAt: MONDAY + HOUR });
      const { nudge } = await taken(MONDAY);
      await given.store.nudges.dead(nudge.id, 'lease', 'user_not_found');
      expect(await heardBy(MONDAY + HOUR)).toMatchObject({ lastNudgedAt: null, lastAskedAt: null });
    });
  });

  describe('what became of it', () => {
    const inHand = async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      return { pair, nudge: (await taken()).nudge };
    };

    it('sent: it has its place in Slack, and does not come again', async () => {
      const { pair, nudge } = await inHand();
      expect(await given.store.nudges.sent(nudge.id, 'lease', posted(MONDAY + 1))).toBe(true);
      expect(await only(pair)).toEqual({
        ...nudge,
        state: 'sent',
        channel: 'D1',
        ts: '1793610000.000100',
        sentAt: MONDAY + 1,
        shown: 'print',
      });
      expect(await take(MONDAY + DAY)).toBeNull();
      expect(await given.store.nudges.lapse(MONDAY + DAY, MONDAY + DAY)).toBe(0);
    });

    it('not posted: it comes again when it is due, and the attempt counts', async () => {
      const { nudge } = await inHand();
      expect(await given.store.nudges.again(nudge.id, 'lease', { dueAt: MONDAY + HOUR, counts: true })).toBe(true);
      expect(await take(MONDAY + HOUR - 1)).toBeNull();
      expect(await taken(MONDAY + HOUR)).toMatchObject({ nudge: { attempts: 2, attemptedAt: MONDAY + HOUR } });
    });

    it('held back by a rate limit: the attempt does not count', async () => {
      const { nudge } = await inHand();
      await given.store.nudges.again(nudge.id, 'lease', { dueAt: MONDAY + HOUR, counts: false });
      expect(await taken(MONDAY + HOUR)).toMatchObject({ nudge: { attempts: 1 } });
    });

    it('refused for good: it is dead, with the reason', async () => {
      const { pair, nudge } = await inHand();
      expect(await given.store.nudges.dead(nudge.id, 'lease', 'user_not_found')).toBe(true);
      expect(await only(pair)).toMatchObject({ state: 'dead', reason: 'user_not_found' });
      expect(await take(MONDAY + DAY)).toBeNull();
    });

    it('with another lease nothing is written, whatever it says', async () => {
      const { pair, nudge } = await inHand();
      const { nudges: them } = given.store;
      expect(await them.sent(nudge.id, 'another', posted(MONDAY))).toBe(false);
      expect(await them.again(nudge.id, 'another', { dueAt: MONDAY, counts: true })).toBe(false);
      expect(await them.dead(nudge.id, 'another', 'no')).toBe(false);
      expect(await them.uncertain(nudge.id, 'another', MONDAY)).toBe(false);
      expect(await them.resolve(nudge.id, 'lease', { giveUp: 'no' })).toBe(false);
      expect(await only(pair)).toEqual(nudge);
    });

    it('once it is settled its lease is worth nothing', async () => {
      const { pair, nudge } = await inHand();
      const { nudges: them } = given.store;
      await them.again(nudge.id, 'lease', { dueAt: MONDAY + HOUR, counts: true });
      const before = await only(pair);
      expect(await them.sent(nudge.id, 'lease', posted(MONDAY))).toBe(false);
      expect(await them.again(nudge.id, 'lease', { dueAt: MONDAY, counts: false })).toBe(false);
      expect(await them.dead(nudge.id, 'lease', 'no')).toBe(false);
      expect(await them.uncertain(nudge.id, 'lease', MONDAY)).toBe(false);
      expect(await only(pair)).toEqual(before);
    });

    it('an old lease does not settle a later attempt', async () => {
      const { pair, nudge } = await inHand();
      const { nudges: them } = given.store;
      await them.again(nudge.id, 'lease', { dueAt: MONDAY + HOUR, counts: true });
      await taken(MONDAY + HOUR, { id: 'second lease', ms: MINUTE });
      expect(await them.dead(nudge.id, 'lease', 'no')).toBe(false);
      expect(await them.sent(nudge.id, 'second lease', posted(MONDAY + HOUR))).toBe(true);
      expect(await only(pair)).toMatchObject({ state: 'sent', attempts: 2 });
    });
  });

  describe('when something is due', () => {
    it('nothing waits in an empty store', async () => {
      expect(await given.store.nudges.nextDueAt()).toBeNull();
    });

    it('the next nudge, the next look and the next redraw each count, whichever comes first', async () => {
      const { pair } = await makeCast(given.store);
      const next = () => given.store.nudges.nextDueAt();
      await plan(pair, { dueAt: MONDAY + 5 * DAY });
      expect(await next()).toBe(MONDAY + 5 * DAY);
      await plan(pair, { kind: 'booked', dueAt: MONDAY });
      expect(await next()).toBe(MONDAY);
      const first = await taken();
      expect(await next()).toBe(MONDAY + 5 * DAY);
      await given.store.nudges.uncertain(first.nudge.id, 'lease', MONDAY + 3 * DAY);
      expect(await next()).toBe(MONDAY + 3 * DAY);
      await plan(pair, { kind: 'moved', dueAt: MONDAY });
      const second = await taken();
      await given.store.nudges.sent(second.nudge.id, 'lease', posted(MONDAY));
      expect(await next()).toBe(MONDAY + 3 * DAY);
      await given.store.nudges.markStale(pair.pairing.id, MONDAY + 2 * DAY);
      expect(await next()).toBe(MONDAY + 2 * DAY);
    });

    it('what is cancelled does not wait', async () => {
      const { pair } = await makeCast(given.store);
      await plan(pair, {});
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ cancel: ['book'] }));
      expect(await given.store.nudges.nextDueAt()).toBeNull();
    });

    it('the nudges of a pairing come oldest first, without those of others', async () => {
      const { ada, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, await makeMember(given.store, 'Dan'));
      await plan(pair, { occurrence: 'b', dueAt: MONDAY + HOUR }, { occurrence: 'a', dueAt: MONDAY });
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY + DAY, () => ({
        plan: [makePlan(pair, { occurrence: 'c', dueAt: MONDAY - DAY })],
      }));
      await plan(other, { occurrence: 'theirs' });
      const found = await given.store.nudges.ofPairing(pair.pairing.id);
      expect(found.map(({ occurrence }) => occurrence)).toEqual(['a', 'b', 'c']);
    });
  });
}
