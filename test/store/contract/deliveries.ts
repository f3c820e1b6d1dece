import { describe, expect, it } from 'vitest';
import type { Given } from '../contract.ts';
import { DAY, HOUR, MONDAY, makeMember, WORKSPACE } from '../make.ts';

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

    it('one is noted with the first thing that is written on its behalf, and with nothing that fails', async () => {
      const { deliveries, members } = given.store;
      await makeMember(given.store, 'Ada');
      const away = (userId: string, until: string) =>
        members.change(WORKSPACE, userId, MONDAY, (member) => ({ ...member, awayUntil: until }));
      const fails = () =>
        members.change(WORKSPACE, 'UADA', MONDAY, () => {
          throw new Error('changed my mind');
        });
      await deliveries.along(['click 1', 'view 1'], MONDAY, async () => {
        await members.find(WORKSPACE, 'UADA');
        await away('UNOBODY', '2026-11-04');
        await fails().catch(() => {});
        expect(await deliveries.known('click 1')).toBe(false);
        await away('UADA', '2026-11-05');
        expect(await deliveries.known('click 1')).toBe(true);
        expect(await deliveries.known('view 1')).toBe(true);
        await away('UADA', '2026-11-06');
      });
      await given.restart();
      expect(await given.store.deliveries.first('click 1', MONDAY)).toBe(false);
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toMatchObject({ awayUntil: '2026-11-06' });
    });

    it('getting to know somebody is not what a delivery is about', async () => {
      const { deliveries } = given.store;
      await deliveries.along(['click 1'], MONDAY, () => makeMember(given.store, 'Ada'));
      expect(await deliveries.known('click 1')).toBe(false);
    });

    it('what goes on after the work on its behalf is written without it', async () => {
      const { deliveries, members } = given.store;
      await makeMember(given.store, 'Ada');
      let later = Promise.resolve<unknown>(null);
      const begun = Promise.withResolvers<void>();
      await deliveries.along(['click 1'], MONDAY, async () => {
        later = begun.promise.then(() =>
          members.change(WORKSPACE, 'UADA', MONDAY, (member) => ({ ...member, awayUntil: '2026-11-05' })),
        );
      });
      begun.resolve();
      await later;
      expect(await deliveries.known('click 1')).toBe(false);
    });

    it('of two at the same moment each is noted with its own', async () => {
      const { deliveries, members } = given.store;
      await makeMember(given.store, 'Ada');
      const away = (key: string, until: string) =>
        deliveries.along([key], MONDAY, async () => {
          await null;
          if (until) await members.change(WORKSPACE, 'UADA', MONDAY, (member) => ({ ...member, awayUntil: until }));
        });
      await Promise.all([away('click 1', '2026-11-05'), away('click 2', ''), away('click 3', '2026-11-06')]);
      expect(await Promise.all(['click 1', 'click 2', 'click 3'].map((key) => deliveries.known(key)))).toEqual([
        true,
        false,
        true,
      ]);
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
