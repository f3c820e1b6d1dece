import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/core/refusal.ts';
import type { Given } from '../contract.ts';
import { accepted, DAY, HOUR, MONDAY, makeMember, makePerson, WORKSPACE } from '../make.ts';

export function members(given: Given): void {
  describe('members', () => {
    it('Ada is unknown until somebody meets her', async () => {
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toBeNull();
      const ada = await given.store.members.meet('m1', WORKSPACE, makePerson('Ada'), MONDAY);
      expect(ada).toEqual({
        id: 'm1',
        workspaceId: WORKSPACE,
        userId: 'UADA',
        name: 'Ada',
        zone: 'Europe/Vienna',
        zoneFrom: 'slack',
        hours: { days: [1, 2, 3, 4, 5], from: 570, to: 990 },
        ownHours: false,
        awayUntil: null,
        active: true,
        leftAt: null,
        wantsPrep: true,
        homeOpenedAt: null,
        createdAt: MONDAY,
      });
      await given.restart();
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toEqual(ada);
    });

    it('Ada met again keeps her id and gets her new name', async () => {
      await given.store.members.meet('m1', WORKSPACE, makePerson('Ada'), MONDAY);
      const met = await given.store.members.meet('m2', WORKSPACE, makePerson('Ada', { name: 'Ada L.' }), MONDAY + DAY);
      expect(met).toMatchObject({ id: 'm1', name: 'Ada L.', createdAt: MONDAY });
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toEqual(met);
    });

    it('Ben without a zone in Slack gets the default, and his own once Slack knows it', async () => {
      expect(await makeMember(given.store, 'Ben', { zone: null })).toMatchObject({ zone: 'UTC', zoneFrom: 'default' });
      expect(await makeMember(given.store, 'Ben', { zone: 'Asia/Tokyo' })).toMatchObject({
        zone: 'Asia/Tokyo',
        zoneFrom: 'slack',
      });
    });

    it('Ada is written down as deactivated, and as active when she returns', async () => {
      await makeMember(given.store, 'Ada', { kind: 'deactivated' });
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toMatchObject({ active: false });
      await makeMember(given.store, 'Ada');
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toMatchObject({ active: true });
    });

    it('the same Slack id in two workspaces is two members', async () => {
      const here = await makeMember(given.store, 'Ada');
      const there = await makeMember(given.store, 'Ada', { name: 'Another Ada' }, 'T2');
      expect(there.id).not.toBe(here.id);
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toEqual(here);
      expect(await given.store.members.find('T2', 'UADA')).toEqual(there);
      expect(await given.store.members.find('T3', 'UADA')).toBeNull();
    });

    it('Ada changes her hours, her zone and her absence', async () => {
      await makeMember(given.store, 'Ada');
      const change = {
        hours: { days: [1, 3] as const, from: 480, to: 720 },
        zone: 'Asia/Kathmandu',
        zoneFrom: 'own' as const,
        awayUntil: '2026-12-24',
        homeOpenedAt: MONDAY + HOUR,
      };
      const changed = await given.store.members.change(WORKSPACE, 'UADA', MONDAY, (ada) => ({ ...ada, ...change }));
      expect(changed).toMatchObject(change);
      await given.restart();
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toEqual(changed);
    });

    it('a zone that Ada chose herself stays when Slack names another', async () => {
      await makeMember(given.store, 'Ada');
      await given.store.members.change(WORKSPACE, 'UADA', MONDAY, (ada) => ({
        ...ada,
        zone: 'Asia/Tokyo',
        zoneFrom: 'own',
      }));
      expect(await makeMember(given.store, 'Ada', { zone: 'Europe/Paris' })).toMatchObject({ zone: 'Asia/Tokyo' });
    });

    it('a change cannot turn Ada into somebody else', async () => {
      const ada = await makeMember(given.store, 'Ada');
      const stranger = { id: 'x', workspaceId: 'T9', userId: 'UX', createdAt: 0 };
      const changed = await given.store.members.change(WORKSPACE, 'UADA', MONDAY, (it) => ({
        ...it,
        ...stranger,
        name: 'A',
      }));
      expect(changed).toEqual({ ...ada, name: 'A' });
      expect(await given.store.members.find('T9', 'UX')).toBeNull();
    });

    it('a refused change writes nothing', async () => {
      const ada = await makeMember(given.store, 'Ada');
      const no = refuse('no', 'Not like that.');
      expect(await given.store.members.change(WORKSPACE, 'UADA', MONDAY, () => no)).toEqual(no);
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toEqual(ada);
    });

    it('a change that breaks down writes nothing, and the store goes on', async () => {
      const ada = await makeMember(given.store, 'Ada');
      const broken = given.store.members.change(WORKSPACE, 'UADA', MONDAY, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toEqual(ada);
      expect(await makeMember(given.store, 'Ben')).toMatchObject({ name: 'Ben' });
    });

    it('nobody is changed who is unknown, or known in another workspace only', async () => {
      await makeMember(given.store, 'Ada', {}, 'T2');
      expect(await given.store.members.change(WORKSPACE, 'UADA', MONDAY, (ada) => ({ ...ada, name: 'x' }))).toBeNull();
      expect(accepted(await given.store.members.find('T2', 'UADA')).name).toBe('Ada');
    });

    it('the first opening of the Home tab is remembered, later ones change nothing', async () => {
      await makeMember(given.store, 'Ada');
      await makeMember(given.store, 'Ada', {}, 'T2');
      await given.store.members.homeOpened(WORKSPACE, 'UADA', MONDAY + HOUR);
      await given.store.members.homeOpened(WORKSPACE, 'UADA', MONDAY + DAY);
      expect(await given.store.members.find(WORKSPACE, 'UADA')).toMatchObject({ homeOpenedAt: MONDAY + HOUR });
      expect(await given.store.members.find('T2', 'UADA')).toMatchObject({ homeOpenedAt: null });
    });

    it('a Home tab opened by somebody unknown makes nobody', async () => {
      await given.store.members.homeOpened(WORKSPACE, 'UNOBODY', MONDAY);
      expect(await given.store.members.find(WORKSPACE, 'UNOBODY')).toBeNull();
    });
  });
}
