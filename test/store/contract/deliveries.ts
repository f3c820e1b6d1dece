import { describe, expect, it } from 'vitest';
import type { Given } from '../contract.ts';
import { DAY, HOUR, MONDAY } from '../make.ts';

export function deliveries(given: Given): void {
  describe('deliveries', () => {
    it('a delivery is the first once, also after a restart', async () => {
      expect(await given.store.deliveries.first('event Ev1', MONDAY)).toBe(true);
      expect(await given.store.deliveries.first('event Ev1', MONDAY)).toBe(false);
      expect(await given.store.deliveries.first('event Ev2', MONDAY)).toBe(true);
      await given.restart();
      expect(await given.store.deliveries.first('event Ev1', MONDAY + DAY)).toBe(false);
    });

    it('of two that arrive at the same moment, one is the first', async () => {
      const first = () => given.store.deliveries.first('event Ev1', MONDAY);
      expect((await Promise.all([first(), first(), first()])).filter(Boolean)).toHaveLength(1);
    });

    it('one that came to nothing may come again, the others not', async () => {
      await given.store.deliveries.first('trigger 1', MONDAY);
      await given.store.deliveries.first('trigger 2', MONDAY);
      await given.store.deliveries.release('trigger 1');
      await given.store.deliveries.release('unheard of');
      expect(await given.store.deliveries.first('trigger 1', MONDAY)).toBe(true);
      expect(await given.store.deliveries.first('trigger 2', MONDAY)).toBe(false);
    });

    it('old ones are forgotten, younger ones are not', async () => {
      await given.store.deliveries.first('old', MONDAY);
      await given.store.deliveries.first('young', MONDAY + HOUR);
      expect(await given.store.deliveries.forget(MONDAY + HOUR)).toBe(1);
      expect(await given.store.deliveries.forget(MONDAY + HOUR)).toBe(0);
      expect(await given.store.deliveries.first('old', MONDAY + DAY)).toBe(true);
      expect(await given.store.deliveries.first('young', MONDAY + DAY)).toBe(false);
    });
  });
}
