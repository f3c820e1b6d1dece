import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Given } from '../contract.ts';
import { DAY, HOUR, MINUTE, MONDAY, makeCast, makePlan, WORKSPACE } from '../make.ts';

export function uncertainNudges(given: Given): void {
  const LEASE = { id: 'lease', ms: MINUTE };
  const LOOK = { id: 'look', ms: MINUTE };

  /** A nudge to Ben that was claimed on Monday. */
  const claimed = async () => {
    const { pair } = await makeCast(given.store);
    await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ plan: [makePlan(pair)] }));
    const it = await given.store.nudges.take(MONDAY, LEASE, () => ({ send: true }));
    if (it === null || it === 'settled') throw new Error('a nudge was due');
    return { pair, id: it.nudge.id };
  };
  /** The same, when nobody knows what became of it; the first look is due half a minute later. */
  const uncertain = async () => {
    const it = await claimed();
    expect(await given.store.nudges.uncertain(it.id, 'lease', MONDAY + MINUTE / 2)).toBe(true);
    return it;
  };
  const state = async (pair: Pair) => (await given.store.nudges.ofPairing(pair.pairing.id))[0];
  const look = (now: number, lease = LOOK) => given.store.nudges.takeUncertain(now, lease);

  describe('leases that run out', () => {
    it('a claim whose lease ran out becomes uncertain, and its old lease is lost', async () => {
      const { pair, id } = await claimed();
      expect(await given.store.nudges.lapse(MONDAY + MINUTE - 1, MONDAY + HOUR)).toBe(0);
      expect(await given.store.nudges.lapse(MONDAY + MINUTE, MONDAY + HOUR)).toBe(1);
      expect(await given.store.nudges.lapse(MONDAY + MINUTE, MONDAY + HOUR)).toBe(0);
      expect(await state(pair)).toMatchObject({ state: 'uncertain', attempts: 1 });
      const posted = { channel: 'D1', ts: '1.0', at: MONDAY, shown: 'print' };
      expect(await given.store.nudges.sent(id, 'lease', posted)).toBe(false);
      expect(await state(pair)).toMatchObject({ state: 'uncertain', ts: null });
    });

    it('it is not planned again by itself, only looked for', async () => {
      await claimed();
      await given.store.nudges.lapse(MONDAY + MINUTE, MONDAY + HOUR);
      expect(await given.store.nudges.take(MONDAY + DAY, LEASE, () => ({ send: true }))).toBeNull();
      expect(await look(MONDAY + HOUR - 1)).toBeNull();
      expect(await look(MONDAY + HOUR)).toMatchObject({ nudge: { state: 'uncertain' } });
    });

    it('a claim that ran out while nobody was there lapses after the restart', async () => {
      const { pair } = await claimed();
      await given.restart();
      expect(await given.store.nudges.lapse(MONDAY + DAY, MONDAY + DAY)).toBe(1);
      expect(await state(pair)).toMatchObject({ state: 'uncertain' });
    });
  });

  describe('looking for what may have been posted', () => {
    it('a look is taken when it is due, once, with the pair', async () => {
      const { pair, id } = await uncertain();
      expect(await look(MONDAY + MINUTE / 2 - 1)).toBeNull();
      const taken = await look(MONDAY + MINUTE / 2);
      expect(taken).toMatchObject({ nudge: { id, state: 'uncertain', attemptedAt: MONDAY }, lease: 'look' });
      expect(taken?.pair.mentee.name).toBe(pair.mentee.name);
      expect(await look(MONDAY + MINUTE / 2)).toBeNull();
    });

    it('of two that look at the same moment, one gets it', async () => {
      await uncertain();
      const both = await Promise.all([
        look(MONDAY + HOUR, { id: 'a', ms: MINUTE }),
        look(MONDAY + HOUR, { id: 'b', ms: MINUTE }),
      ]);
      expect(both.filter((it) => it === null)).toHaveLength(1);
    });

    it('a look that came to nothing is due again once its lease ran out, and then the old one is lost', async () => {
      const { id } = await uncertain();
      await look(MONDAY + HOUR);
      expect(await look(MONDAY + HOUR + MINUTE - 1)).toBeNull();
      expect(await look(MONDAY + HOUR + MINUTE, { id: 'second look', ms: MINUTE })).not.toBeNull();
      expect(await given.store.nudges.resolve(id, 'look', { giveUp: 'too late' })).toBe(false);
      expect(await given.store.nudges.resolve(id, 'second look', { giveUp: 'unreadable' })).toBe(true);
    });

    it('found in the history: it is sent, and drawn anew, as nobody noted what it shows', async () => {
      const { pair, id } = await uncertain();
      await look(MONDAY + HOUR);
      const posted = { channel: 'D1', ts: '1.0', at: MONDAY + 5 };
      expect(await given.store.nudges.resolve(id, 'look', { posted })).toBe(true);
      expect(await state(pair)).toMatchObject({
        state: 'sent',
        channel: 'D1',
        ts: '1.0',
        sentAt: MONDAY + 5,
        shown: null,
      });
      expect(await given.store.nudges.takeStale(MONDAY + HOUR)).toMatchObject({ nudge: { id } });
      expect(await look(MONDAY + DAY)).toBeNull();
    });

    it('not there yet: it is looked for again, and each read that found nothing counts', async () => {
      const { pair, id } = await uncertain();
      await look(MONDAY + HOUR);
      expect(await given.store.nudges.resolve(id, 'look', { missing: true, checkAt: MONDAY + 2 * HOUR })).toBe(true);
      expect(await state(pair)).toMatchObject({ state: 'uncertain', missingReads: 1 });
      expect(await look(MONDAY + 2 * HOUR - 1)).toBeNull();
      await look(MONDAY + 2 * HOUR);
      await given.store.nudges.resolve(id, 'look', { missing: true, checkAt: MONDAY + 3 * HOUR });
      expect(await state(pair)).toMatchObject({ missingReads: 2 });
    });

    it('not there for sure: it is planned again, and the next attempt starts the count of reads anew', async () => {
      const { pair, id } = await uncertain();
      await look(MONDAY + HOUR);
      expect(await given.store.nudges.resolve(id, 'look', { missing: true, dueAt: MONDAY + 2 * HOUR })).toBe(true);
      expect(await state(pair)).toMatchObject({
        state: 'planned',
        missingReads: 1,
        attempts: 1,
        dueAt: MONDAY + 2 * HOUR,
      });
      expect(await look(MONDAY + DAY)).toBeNull();
      const again = await given.store.nudges.take(MONDAY + 2 * HOUR, LEASE, () => ({ send: true }));
      expect(again).toMatchObject({ nudge: { id, attempts: 2, missingReads: 0 } });
    });

    it('given up: it is dead, with the reason', async () => {
      const { pair, id } = await uncertain();
      await look(MONDAY + HOUR);
      expect(await given.store.nudges.resolve(id, 'look', { giveUp: 'history unreadable' })).toBe(true);
      expect(await state(pair)).toMatchObject({ state: 'dead', reason: 'history unreadable' });
      expect(await look(MONDAY + DAY)).toBeNull();
    });

    it('with another lease, or without one, nothing is written', async () => {
      const { pair, id } = await uncertain();
      const { nudges } = given.store;
      expect(await nudges.resolve(id, 'lease', { giveUp: 'no' })).toBe(false);
      await look(MONDAY + HOUR);
      const before = await state(pair);
      expect(await nudges.resolve(id, 'lease', { posted: { channel: 'D1', ts: '1.0', at: MONDAY } })).toBe(false);
      expect(await nudges.resolve(id, 'another', { missing: true, dueAt: MONDAY })).toBe(false);
      expect(await nudges.resolve(id, 'another', { missing: true, checkAt: MONDAY })).toBe(false);
      expect(await nudges.resolve('nothing', 'look', { giveUp: 'no' })).toBe(false);
      expect(await state(pair)).toEqual(before);
    });

    it('the lease of a claim finds nothing, and the lease of a look sends nothing', async () => {
      const { pair, id } = await claimed();
      const { nudges } = given.store;
      const posted = { channel: 'D1', ts: '1.0', at: MONDAY };
      expect(await nudges.resolve(id, 'lease', { posted })).toBe(false);
      expect(await nudges.resolve(id, 'lease', { missing: true, dueAt: MONDAY })).toBe(false);
      expect(await nudges.resolve(id, 'lease', { missing: true, checkAt: MONDAY })).toBe(false);
      expect(await state(pair)).toMatchObject({ state: 'claimed', missingReads: 0 });
      await nudges.uncertain(id, 'lease', MONDAY);
      await look(MONDAY);
      expect(await nudges.sent(id, 'look', { ...posted, shown: 'print' })).toBe(false);
      expect(await nudges.again(id, 'look', { dueAt: MONDAY, counts: true })).toBe(false);
      expect(await nudges.dead(id, 'look', 'no')).toBe(false);
      expect(await nudges.uncertain(id, 'look', MONDAY + DAY)).toBe(false);
      expect(await state(pair)).toMatchObject({ state: 'uncertain', missingReads: 0 });
    });

    it('the lease of a claim that lapsed finds nothing either', async () => {
      const { pair, id } = await claimed();
      await given.store.nudges.lapse(MONDAY + MINUTE, MONDAY + HOUR);
      expect(await given.store.nudges.resolve(id, 'lease', { giveUp: 'no' })).toBe(false);
      expect(await state(pair)).toMatchObject({ state: 'uncertain' });
    });

    it('once it is resolved its lease is worth nothing', async () => {
      const { pair, id } = await uncertain();
      await look(MONDAY + HOUR);
      await given.store.nudges.resolve(id, 'look', { missing: true, checkAt: MONDAY + 2 * HOUR });
      expect(await given.store.nudges.resolve(id, 'look', { giveUp: 'no' })).toBe(false);
      expect(await state(pair)).toMatchObject({ state: 'uncertain', missingReads: 1 });
    });
  });
}
