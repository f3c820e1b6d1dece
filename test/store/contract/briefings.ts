import { describe, expect, it } from 'vitest';
import type { Audience, BriefingPlan } from '../../../src/core/briefing.ts';
import type { Readiness, TakenBriefing } from '../../../src/store/store.ts';
import type { Given } from '../contract.ts';
import { accepted, DAY, HOUR, MINUTE, MONDAY, makeCast, makeMember, WORKSPACE } from '../make.ts';

export function briefings(given: Given): void {
  const LEASE = { id: 'lease', ms: MINUTE };
  const LOOK = { id: 'look', ms: MINUTE };
  const send = (): Readiness => ({ send: true });
  const POSTED = { channel: 'D1', ts: '1793610000.000100', at: MONDAY };

  const makeBriefing = (over: Partial<BriefingPlan> = {}): BriefingPlan => ({
    kind: 'unannounced',
    occurrence: 'said',
    to: 'coordinators',
    about: {},
    dueAt: MONDAY,
    notAfter: MONDAY + 7 * DAY,
    ...over,
  });
  /** Plans briefings together with a change of Cleo's cohort. */
  const plan = async (cohortId: string, ...plans: Partial<BriefingPlan>[]) =>
    given.store.cohorts.change(WORKSPACE, cohortId, MONDAY, () => ({ brief: plans.map(makeBriefing), audit: [] }));
  const take = (now = MONDAY, lease = LEASE, decide: (...seen: never[]) => Readiness = send) =>
    given.store.briefings.take(now, lease, decide as Parameters<typeof given.store.briefings.take>[2]);
  const taken = async (now = MONDAY, lease = LEASE): Promise<TakenBriefing> => {
    const it = await take(now, lease);
    if (it === null || it === 'settled') throw new Error(`nothing in hand but ${it}`);
    return it;
  };
  const all = (cohortId: string) => given.store.briefings.ofCohort(cohortId);
  const only = async (cohortId: string) => {
    const [briefing, ...others] = await all(cohortId);
    expect(others).toEqual([]);
    return briefing;
  };
  const inHand = async (over: Partial<BriefingPlan> = {}) => {
    const cast = await makeCast(given.store);
    await plan(cast.cohort.id, over);
    return { ...cast, briefing: (await taken()).briefing };
  };
  const uncertain = async (over: Partial<BriefingPlan> = {}) => {
    const it = await inHand(over);
    await given.store.briefings.uncertain(it.briefing.id, 'lease', MONDAY + MINUTE);
    return it;
  };

  describe('briefings, written down with their reason', () => {
    it('a change of a pair brings them along; the one who coordinates gets it, with the words meant for them', async () => {
      const { pair, cohort } = await makeCast(given.store);
      const about = { pairingId: pair.pairing.id, by: 'mentee' as const };
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
        brief: [makeBriefing({ kind: 'help', occurrence: 'help:1', about, words: 'We do not find the time.' })],
      }));
      const { briefing, cohort: its, lease } = await taken();
      expect(lease).toBe('lease');
      expect(its).toEqual(cohort);
      expect(briefing).toEqual({
        id: briefing.id,
        workspaceId: WORKSPACE,
        cohortId: cohort.id,
        kind: 'help',
        occurrence: 'help:1:UCLEO',
        to: 'UCLEO',
        about,
        words: 'We do not find the time.',
        dueAt: MONDAY,
        notAfter: MONDAY + 7 * DAY,
        state: 'claimed',
        attempts: 1,
        attemptedAt: MONDAY,
        missingReads: 0,
        channel: null,
        ts: null,
        sentAt: null,
        reason: null,
      });
      expect(await only(cohort.id)).toEqual(briefing);
    });

    it('each coordinator gets one of their own, but for those who are deactivated', async () => {
      const { cohort } = await makeCast(given.store);
      const [dora, gone] = [await makeMember(given.store, 'Dora'), await makeMember(given.store, 'Gone')];
      await given.store.members.change(WORKSPACE, 'UGONE', MONDAY, (member) => ({ ...member, active: false }));
      await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({
        appoint: [dora.id, gone.id],
        brief: [makeBriefing()],
        audit: [],
      }));
      expect((await all(cohort.id)).map(({ to }) => to).sort()).toEqual(['UCLEO', 'UDORA']);
    });

    it('where nobody coordinates, those who run the installation get it', async () => {
      const { cleo, cohort } = await makeCast(given.store);
      await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({ dismiss: [cleo.id], audit: [] }));
      await plan(cohort.id, { otherwise: ['UADMIN'] }, { occurrence: 'for nobody' });
      expect((await all(cohort.id)).map(({ to }) => to)).toEqual(['UADMIN']);
    });

    it('the channel gets it, as it is after the change; without one nobody does', async () => {
      const { cohort } = await makeCast(given.store);
      await plan(cohort.id, { to: 'channel' });
      await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({
        cohort: { channelId: 'C1' },
        brief: [makeBriefing({ to: 'channel', occurrence: 'begun' })],
        audit: [],
      }));
      expect(await only(cohort.id)).toMatchObject({ to: 'C1', occurrence: 'begun:C1' });
    });

    it('the same occurrence is planned once', async () => {
      const { cohort } = await makeCast(given.store);
      await plan(cohort.id, {}, {});
      await plan(cohort.id, {});
      expect(await all(cohort.id)).toHaveLength(1);
    });

    it('a change that is refused plans none', async () => {
      const { cohort } = await makeCast(given.store);
      await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({ refused: 'no', words: 'No.' }));
      expect(await all(cohort.id)).toEqual([]);
    });
  });

  describe('taking a briefing that is due', () => {
    it('not before it is due; what somebody waits for goes first', async () => {
      const { cohort } = await makeCast(given.store);
      await plan(
        cohort.id,
        { kind: 'digest', occurrence: 'digest', dueAt: MONDAY - DAY },
        { kind: 'help', occurrence: 'help', dueAt: MONDAY },
        { kind: 'help', occurrence: 'later', dueAt: MONDAY + 1 },
      );
      const order: (string | undefined)[] = [];
      for (let it = await take(); it !== null; it = await take())
        if (it !== 'settled') order.push(it.briefing.occurrence);
      expect(order).toEqual(['help:UCLEO', 'digest:UCLEO']);
    });

    it('tells whom it is for: whether they are a member, coordinate the cohort, and want its digest', async () => {
      const { cleo, cohort } = await makeCast(given.store);
      await plan(
        cohort.id,
        { occurrence: '1' },
        { occurrence: '2', to: { userId: 'UADMIN' } },
        { occurrence: '3', to: { userId: 'UADA' } },
      );
      await given.store.briefings.wantDigest(cohort.id, cleo.id, false);
      const seen: Record<string, [string | undefined, boolean, boolean]> = {};
      for (let left = 3; left > 0; left -= 1)
        await given.store.briefings.take(MONDAY, LEASE, ({ to }, { member, coordinates, wantsDigest }: Audience) => {
          seen[to] = [member?.name, coordinates, wantsDigest];
          return { putOff: MONDAY + DAY };
        });
      expect(seen).toEqual({
        UCLEO: ['Cleo', true, false],
        UADMIN: [undefined, false, false],
        UADA: ['Ada', false, false],
      });
    });

    it('of two takers one gets it', async () => {
      const { cohort } = await makeCast(given.store);
      await plan(cohort.id, {});
      const both = await Promise.all([take(MONDAY, { id: 'a', ms: 1 }), take(MONDAY, { id: 'b', ms: 1 })]);
      expect(both.filter((it) => it === null)).toHaveLength(1);
    });

    it('put off, it comes then; at once when the hours of its receiver change', async () => {
      const { cohort } = await makeCast(given.store);
      await plan(cohort.id, {});
      expect(await take(MONDAY, LEASE, () => ({ putOff: MONDAY + DAY }))).toBe('settled');
      expect(await take(MONDAY + DAY - 1)).toBeNull();
      await given.store.members.change(WORKSPACE, 'UCLEO', MONDAY + HOUR, (it) => ({ ...it, awayUntil: '2026-11-03' }));
      expect(await taken(MONDAY + HOUR)).toMatchObject({ briefing: { attempts: 1 } });
    });

    it.each(['cancelled', 'expired', 'dead'] as const)(
      'given up as %s, it keeps the reason and forgets the words',
      async (giveUp) => {
        const { cohort } = await makeCast(given.store);
        await plan(cohort.id, { words: 'between us' });
        expect(await take(MONDAY, LEASE, () => ({ giveUp, reason: 'so it is' }))).toBe('settled');
        expect(await only(cohort.id)).toMatchObject({ state: giveUp, reason: 'so it is', words: null });
        expect(await take(MONDAY + DAY)).toBeNull();
      },
    );

    it('a decision that breaks down holds up no other', async () => {
      const { cohort } = await makeCast(given.store);
      await plan(cohort.id, { occurrence: 'poison', dueAt: MONDAY - 1 }, { occurrence: 'wholesome' });
      const broken = take(MONDAY, LEASE, () => {
        throw new Error('a mistake');
      });
      await expect(broken).rejects.toThrow('a mistake');
      expect(await taken()).toMatchObject({ briefing: { occurrence: 'wholesome:UCLEO' } });
      expect(await take()).toBeNull();
      expect(await taken(MONDAY + 10 * MINUTE)).toMatchObject({ briefing: { occurrence: 'poison:UCLEO' } });
    });
  });

  describe('what became of a briefing', () => {
    it('sent: it has its place, forgets the words, and does not come again', async () => {
      const { cohort, briefing } = await inHand({ words: 'between us' });
      expect(await given.store.briefings.sent(briefing.id, 'lease', POSTED)).toBe(true);
      expect(await only(cohort.id)).toEqual({
        ...briefing,
        state: 'sent',
        words: null,
        channel: 'D1',
        ts: '1793610000.000100',
        sentAt: MONDAY,
      });
      expect(await take(MONDAY + DAY)).toBeNull();
    });

    it('held back by a rate limit: it comes again, and the attempt does not count', async () => {
      const { briefing } = await inHand({ words: 'between us' });
      await given.store.briefings.again(briefing.id, 'lease', { dueAt: MONDAY + HOUR, counts: false });
      expect(await take(MONDAY + HOUR - 1)).toBeNull();
      expect(await taken(MONDAY + HOUR)).toMatchObject({ briefing: { attempts: 1, words: 'between us' } });
    });

    it('refused for good: it is dead', async () => {
      const { cohort, briefing } = await inHand({ words: 'between us' });
      expect(await given.store.briefings.dead(briefing.id, 'lease', 'user_not_found')).toBe(true);
      expect(await only(cohort.id)).toMatchObject({ state: 'dead', reason: 'user_not_found', words: null });
    });

    it('an announcement that nobody will see is told to the coordinators instead, once', async () => {
      const cast = await makeCast(given.store);
      await given.store.cohorts.change(WORKSPACE, cast.cohort.id, MONDAY, () => ({
        cohort: { channelId: 'C1' },
        brief: [
          makeBriefing({ kind: 'announcement', to: 'channel', occurrence: 'started', about: { news: 'started' } }),
        ],
        audit: [],
      }));
      const { briefing } = await taken();
      expect(await given.store.briefings.dead(briefing.id, 'another', 'is_archived')).toBe(false);
      await given.store.briefings.dead(briefing.id, 'lease', 'is_archived');
      expect(await given.store.briefings.dead(briefing.id, 'lease', 'is_archived')).toBe(false);
      expect(await taken()).toMatchObject({
        briefing: { kind: 'unannounced', to: 'UCLEO', about: { news: 'started', channelId: 'C1', why: 'refused' } },
      });
      expect(await take(MONDAY + DAY)).toBeNull();
    });

    it('with a lease that is lost nothing is written, whatever it says', async () => {
      const { cohort, briefing } = await inHand();
      const { briefings: them } = given.store;
      expect(await them.sent(briefing.id, 'another', POSTED)).toBe(false);
      expect(await them.again(briefing.id, 'another', { dueAt: MONDAY, counts: true })).toBe(false);
      expect(await them.dead(briefing.id, 'another', 'no')).toBe(false);
      expect(await them.uncertain(briefing.id, 'another', MONDAY)).toBe(false);
      expect(await them.resolve(briefing.id, 'lease', { giveUp: 'no' })).toBe(false);
      expect(await only(cohort.id)).toEqual(briefing);
    });

    it('after a crash between claim and post it is looked for, not posted again by itself', async () => {
      const { cohort, briefing } = await inHand({ words: 'between us' });
      await given.restart();
      expect(await given.store.briefings.lapse(MONDAY + MINUTE - 1, MONDAY)).toBe(0);
      expect(await given.store.briefings.lapse(MONDAY + MINUTE, MONDAY + HOUR)).toBe(1);
      expect(await given.store.briefings.sent(briefing.id, 'lease', POSTED)).toBe(false);
      expect(await take(MONDAY + DAY)).toBeNull();
      expect(await given.store.briefings.takeUncertain(MONDAY + HOUR - 1, LOOK)).toBeNull();
      expect(await given.store.briefings.takeUncertain(MONDAY + HOUR, LOOK)).toMatchObject({
        briefing: { id: briefing.id, state: 'uncertain', words: 'between us' },
        cohort: { id: cohort.id },
        lease: 'look',
      });
      expect(await given.store.briefings.takeUncertain(MONDAY + HOUR, LOOK)).toBeNull();
    });

    it('found in the history: it is sent', async () => {
      const { cohort, briefing } = await uncertain();
      await given.store.briefings.takeUncertain(MONDAY + HOUR, LOOK);
      expect(await given.store.briefings.resolve(briefing.id, 'look', { posted: { ...POSTED, at: MONDAY } })).toBe(
        true,
      );
      expect(await only(cohort.id)).toMatchObject({ state: 'sent', ts: '1793610000.000100', sentAt: MONDAY });
    });

    it('not found: it is looked for again, then planned again', async () => {
      const { cohort, briefing } = await uncertain({ words: 'between us' });
      await given.store.briefings.takeUncertain(MONDAY + HOUR, LOOK);
      await given.store.briefings.resolve(briefing.id, 'look', { missing: true, checkAt: MONDAY + 2 * HOUR });
      expect(await only(cohort.id)).toMatchObject({ state: 'uncertain', missingReads: 1 });
      await given.store.briefings.takeUncertain(MONDAY + 2 * HOUR, LOOK);
      await given.store.briefings.resolve(briefing.id, 'look', { missing: true, dueAt: MONDAY + 2 * HOUR });
      expect(await taken(MONDAY + 2 * HOUR)).toMatchObject({ briefing: { attempts: 2, words: 'between us' } });
    });

    it('nobody can find out: it is let go', async () => {
      const { cohort, briefing } = await uncertain();
      await given.store.briefings.takeUncertain(MONDAY + HOUR, LOOK);
      await given.store.briefings.resolve(briefing.id, 'look', { giveUp: 'history unreadable' });
      expect(await only(cohort.id)).toMatchObject({ state: 'dead', reason: 'history unreadable' });
    });
  });

  describe('the weekly digest of each coordinator', () => {
    const digest = (userId: string, week: string): BriefingPlan =>
      makeBriefing({ kind: 'digest', occurrence: `digest:${week}`, to: { userId }, about: { week } });
    const looked = async (now: number, week = '1') => {
      const seen: [string, boolean][] = [];
      while (
        await given.store.briefings.planNextDigest(now, (_cohort, { userId }, isNew) => {
          seen.push([userId, isNew]);
          return { plan: isNew ? null : digest(userId, week), nextAt: now + 7 * DAY };
        })
      );
      return seen;
    };

    it('is planned when it is due, once, from the second look on', async () => {
      const { cohort } = await makeCast(given.store);
      expect(await looked(MONDAY)).toEqual([['UCLEO', true]]);
      expect(await looked(MONDAY + 7 * DAY - 1)).toEqual([]);
      await given.restart();
      expect(await looked(MONDAY + 7 * DAY)).toEqual([['UCLEO', false]]);
      expect(await looked(MONDAY + 7 * DAY)).toEqual([]);
      expect(await only(cohort.id)).toMatchObject({ kind: 'digest', occurrence: 'digest:1:UCLEO', to: 'UCLEO' });
    });

    it('is not planned in a draft, nor once a cohort has ended or is archived', async () => {
      const { cohort } = await makeCast(given.store);
      const become = (over: object) =>
        given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({ cohort: over, audit: [] }));
      for (const over of [{ state: 'draft' }, { state: 'ended' }, { state: 'running', archivedAt: MONDAY }]) {
        await become(over);
        expect(await looked(MONDAY)).toEqual([]);
      }
      await become({ archivedAt: null });
      expect(await looked(MONDAY)).toEqual([['UCLEO', true]]);
    });

    it('can be turned off, for good, and on again, which begins anew', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      await looked(MONDAY);
      expect(await given.store.briefings.wantsDigest(cohort.id, cleo.id)).toBe(true);
      expect(await given.store.briefings.wantDigest(cohort.id, cleo.id, false)).toBe(true);
      await given.restart();
      expect(await given.store.briefings.wantsDigest(cohort.id, cleo.id)).toBe(false);
      expect(await looked(MONDAY + 14 * DAY)).toEqual([]);
      await given.store.briefings.wantDigest(cohort.id, cleo.id, true);
      expect(await looked(MONDAY + 14 * DAY)).toEqual([['UCLEO', true]]);
      await given.store.briefings.wantDigest(cohort.id, cleo.id, true);
      expect(await looked(MONDAY + 14 * DAY)).toEqual([]);
    });

    it('of somebody else cannot be turned off', async () => {
      const { cohort, ada } = await makeCast(given.store);
      expect(await given.store.briefings.wantDigest(cohort.id, ada.id, false)).toBe(false);
      expect(await given.store.briefings.wantsDigest(cohort.id, ada.id)).toBeNull();
    });

    it('one whose planning breaks down holds up no other', async () => {
      const { cohort } = await makeCast(given.store);
      const dora = await makeMember(given.store, 'Dora');
      accepted(
        await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({ appoint: [dora.id], audit: [] })),
      );
      const broken = () =>
        given.store.briefings.planNextDigest(MONDAY, () => {
          throw new Error('a mistake');
        });
      await expect(broken()).rejects.toThrow('a mistake');
      expect(await looked(MONDAY)).toHaveLength(1);
      expect(await looked(MONDAY + HOUR)).toHaveLength(1);
    });
  });
}
