import { describe, expect, it } from 'vitest';
import type { NudgePlan } from '../../../src/core/nudge.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import { refuse } from '../../../src/core/refusal.ts';
import type { Given } from '../contract.ts';
import {
  accepted,
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  makeCast,
  makeCohort,
  makeMember,
  makePair,
  makePerson,
  makePlan,
  WORKSPACE,
} from '../make.ts';

export function redraws(given: Given): void {
  const LEASE = { id: 'lease', ms: MINUTE };

  const claim = async (pair: Pair, over: Partial<NudgePlan> = {}) => {
    await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY - DAY, () => ({
      plan: [makePlan(pair, over)],
    }));
    await drawAll();
    const it = await given.store.nudges.take(MONDAY, LEASE, () => ({ send: true }));
    if (it === null || it === 'settled') throw new Error('a nudge was due');
    return it.nudge.id;
  };
  const post = (id: string, at: number) =>
    given.store.nudges.sent(id, 'lease', { channel: 'D1', ts: `${at / 1000}`, at, shown: 'print' });
  /** A message to Ben that Slack has, with nothing left to draw. */
  const message = async (pair: Pair, at = MONDAY, over: Partial<NudgePlan> = {}) => {
    const id = await claim(pair, over);
    await post(id, at);
    await drawAll();
    return id;
  };
  const stale = (now = MONDAY + DAY) => given.store.nudges.takeStale(now);
  const mark = async (now = MONDAY + DAY) => accepted(await stale(now)).mark;
  const drawAll = async () => {
    for (let it = await stale(); it; it = await stale()) {
      await given.store.nudges.redrawn(it.nudge.id, it.mark, { shown: it.nudge.shown ?? '', final: false });
    }
  };
  const touch = (pair: Pair, now = MONDAY + HOUR) =>
    given.store.pairings.change(WORKSPACE, pair.pairing.id, now, (it) => ({
      pairing: { ladder: it.pairing.ladder + 1 },
    }));
  const shown = async (pair: Pair) => (await given.store.nudges.ofPairing(pair.pairing.id)).map((it) => it.shown);

  describe('messages that must follow what changes', () => {
    it('a sent message is left alone until its pairing changes', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      expect(await stale()).toBeNull();
      await touch(pair, MONDAY + HOUR);
      expect(await stale(MONDAY + HOUR - 1)).toBeNull();
      const taken = accepted(await stale(MONDAY + HOUR));
      expect(taken.nudge.id).toBe(id);
      expect(taken.pair.pairing.ladder).toBe(2);
    });

    it('a redrawn message shows the new, and is left alone again', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      await given.store.nudges.redrawn(id, await mark(), { shown: 'new', final: false });
      expect(await stale()).toBeNull();
      expect(await shown(pair)).toEqual(['new']);
      await touch(pair);
      expect(await stale()).not.toBeNull();
    });

    it('a change while it is being drawn is not lost, even in the same millisecond', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair, MONDAY + HOUR);
      const drawing = await mark();
      await touch(pair, MONDAY + HOUR);
      await given.store.nudges.redrawn(id, drawing, { shown: 'between', final: true });
      expect(await shown(pair)).toEqual(['between']);
      await given.store.nudges.redrawn(id, await mark(), { shown: 'last', final: true });
      expect(await shown(pair)).toEqual(['last']);
      expect(await stale()).toBeNull();
    });

    it('of two drawings that overtake each other, the message is drawn once more', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      const older = await mark();
      await touch(pair);
      const newer = await mark();
      await given.store.nudges.redrawn(id, newer, { shown: 'newer', final: false });
      expect(await stale()).toBeNull();
      await given.store.nudges.redrawn(id, older, { shown: 'older', final: false });
      expect(await stale()).toMatchObject({ nudge: { id, shown: 'older' } });
    });

    it('a change while it is being sent is not lost either', async () => {
      const { pair } = await makeCast(given.store);
      const id = await claim(pair);
      await touch(pair);
      expect(await stale()).toBeNull();
      await post(id, MONDAY + HOUR);
      expect(await stale()).toMatchObject({ nudge: { id } });
    });

    it('nor one while nobody knows whether it was sent', async () => {
      const { pair } = await makeCast(given.store);
      const id = await claim(pair);
      await given.store.nudges.uncertain(id, 'lease', MONDAY);
      await touch(pair);
      await given.store.nudges.takeUncertain(MONDAY + HOUR, { id: 'look', ms: MINUTE });
      await given.store.nudges.resolve(id, 'look', { posted: { channel: 'D1', ts: '1.0', at: MONDAY } });
      expect(await stale()).toMatchObject({ nudge: { id } });
    });

    it('what is planned is drawn when it is sent, from what is true then', async () => {
      const { pair } = await makeCast(given.store);
      const id = await claim(pair);
      await touch(pair);
      await given.store.nudges.again(id, 'lease', { dueAt: MONDAY + HOUR, counts: true });
      const again = await given.store.nudges.take(MONDAY + HOUR, LEASE, () => ({ send: true }));
      expect(again).toMatchObject({ pair: { pairing: { ladder: 2 } } });
      await post(id, MONDAY + HOUR);
      expect(await stale()).toBeNull();
    });

    it('a message drawn for the last time never changes again', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      await given.store.nudges.redrawn(id, await mark(), { shown: 'final', final: true });
      await touch(pair);
      await given.store.nudges.markStale(pair.pairing.id, MONDAY + HOUR);
      expect(await stale()).toBeNull();
    });

    it('what time alone makes untrue is drawn anew when its time has come, or sooner when the pairing changes', async () => {
      const { pair } = await makeCast(given.store);
      const id = await claim(pair);
      const posted = { channel: 'D1', ts: '1.0', at: MONDAY, shown: 'slots', trueUntil: MONDAY + 2 * DAY };
      await given.store.nudges.sent(id, 'lease', posted);
      expect(await stale(MONDAY + 2 * DAY - 1)).toBeNull();
      expect(await given.store.nudges.nextDueAt()).toBe(MONDAY + 2 * DAY);
      const first = accepted(await stale(MONDAY + 2 * DAY));
      await given.store.nudges.redrawn(id, first.mark, { shown: 'x', final: false, trueUntil: MONDAY + 3 * DAY });
      expect(await stale(MONDAY + 3 * DAY - 1)).toBeNull();
      expect(await stale(MONDAY + 3 * DAY)).toMatchObject({ nudge: { id } });
      await touch(pair, MONDAY + 2 * DAY + 1);
      expect(await stale(MONDAY + 2 * DAY + 1)).toMatchObject({ nudge: { id } });
    });

    it('a change while it is being sent comes before the time at which it becomes untrue', async () => {
      const { pair } = await makeCast(given.store);
      const id = await claim(pair);
      await touch(pair, MONDAY);
      const posted = { channel: 'D1', ts: '1.0', at: MONDAY, shown: 'slots', trueUntil: MONDAY + 9 * DAY };
      await given.store.nudges.sent(id, 'lease', posted);
      expect(await stale(MONDAY)).toMatchObject({ nudge: { id } });
    });

    it('a message drawn for the last time does not wait for any time', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      await given.store.nudges.redrawn(id, await mark(), { shown: 'x', final: true, trueUntil: MONDAY + DAY });
      expect(await stale(MONDAY + 9 * DAY)).toBeNull();
      expect(await given.store.nudges.nextDueAt()).toBeNull();
    });

    it('of two drawings that overtake each other, the message is drawn once more at once, whatever time it is good for', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      const older = await mark();
      await touch(pair);
      const newer = await mark();
      await given.store.nudges.redrawn(id, newer, { shown: 'newer', final: false, trueUntil: MONDAY + 9 * DAY });
      await given.store.nudges.redrawn(id, older, { shown: 'older', final: false, trueUntil: MONDAY + 9 * DAY });
      expect(await stale(MONDAY + DAY)).toMatchObject({ nudge: { id, shown: 'older' } });
    });

    it('one that cannot be drawn now is tried again later, and sooner when the pairing changes', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      await given.store.nudges.redrawLater(id, await mark(), MONDAY + 2 * DAY);
      expect(await stale(MONDAY + 2 * DAY - 1)).toBeNull();
      expect(await stale(MONDAY + 2 * DAY)).not.toBeNull();
      await touch(pair, MONDAY + DAY);
      expect(await stale(MONDAY + DAY)).not.toBeNull();
    });

    it('one put off after yet another change keeps the later mark', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      const old = await mark();
      await touch(pair);
      await given.store.nudges.redrawLater(id, old, MONDAY + 9 * DAY);
      expect(await stale()).not.toBeNull();
    });

    it('one that is gone from Slack is never drawn again', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      const old = await mark();
      await touch(pair);
      await given.store.nudges.redrawLater(id, old, null);
      expect(await stale()).toBeNull();
      await touch(pair);
      expect(await stale()).toBeNull();
    });

    it('one that is gone stays gone, though a drawing of it comes late', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await touch(pair);
      const drawing = await mark();
      await given.store.nudges.redrawLater(id, drawing, null);
      await given.store.nudges.redrawn(id, drawing, { shown: 'late', final: false, trueUntil: MONDAY });
      await given.store.nudges.redrawLater(id, drawing, MONDAY);
      expect(await stale()).toBeNull();
    });

    it('a refused or empty change marks nothing', async () => {
      const { pair } = await makeCast(given.store);
      await message(pair);
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => refuse('no', 'No.'));
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({}));
      expect(await stale()).toBeNull();
    });

    it('only the messages of the pairing that changed are marked', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, cleo);
      const ours = await message(pair);
      await message(other);
      await touch(pair);
      expect(await stale()).toMatchObject({ nudge: { id: ours } });
      await drawAll();
      await given.store.nudges.markStale(pair.pairing.id, MONDAY);
      expect(await stale()).toMatchObject({ nudge: { id: ours } });
      await drawAll();
      expect(await stale()).toBeNull();
    });

    it('the longest waiting comes first, and waits since its first change', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, cleo);
      const first = await message(pair);
      const second = await message(other);
      await touch(pair, MONDAY + HOUR);
      await touch(other, MONDAY + 2 * HOUR);
      await touch(pair, MONDAY + 3 * HOUR);
      expect(accepted(await stale()).nudge.id).toBe(first);
      await given.store.nudges.redrawn(first, await mark(), { shown: 'x', final: false });
      expect(accepted(await stale()).nudge.id).toBe(second);
    });
  });

  describe('the newest message', () => {
    it('is told from the earlier ones to the same person about the same pairing', async () => {
      const { ada, pair } = await makeCast(given.store);
      const early = await message(pair, MONDAY);
      const late = await message(pair, MONDAY + MINUTE);
      const toAda = await message(pair, MONDAY + 2 * MINUTE, { to: ada.id });
      await touch(pair);
      const newest = new Map<string, boolean>();
      for (let it = await stale(); it; it = await stale()) {
        newest.set(it.nudge.id, it.newest);
        await given.store.nudges.redrawn(it.nudge.id, it.mark, { shown: 'x', final: false });
      }
      expect(newest).toEqual(
        new Map([
          [early, false],
          [late, true],
          [toAda, true],
        ]),
      );
    });

    it('stays the newest when it was drawn for the last time', async () => {
      const { pair } = await makeCast(given.store);
      const early = await message(pair, MONDAY);
      const late = await message(pair, MONDAY + MINUTE);
      await touch(pair);
      await given.store.nudges.redrawLater(late, 0, null);
      expect(await stale()).toMatchObject({ nudge: { id: early }, newest: false });
    });

    it('has the earlier ones drawn anew, as they are the newest no more', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const early = await message(pair, MONDAY);
      await message(pair, MONDAY, { to: ada.id });
      await message(await makePair(given.store, cohort, ada, cleo), MONDAY);
      const late = await claim(pair);
      expect(await stale()).toBeNull();
      await post(late, MONDAY + MINUTE);
      const again = accepted(await stale());
      expect(again).toMatchObject({ nudge: { id: early }, newest: false });
      await given.store.nudges.redrawn(early, again.mark, { shown: 'x', final: false });
      expect(await stale()).toBeNull();
    });

    it('has them drawn anew as well when it was found in the history', async () => {
      const { pair } = await makeCast(given.store);
      const early = await message(pair, MONDAY);
      const late = await claim(pair);
      await given.store.nudges.uncertain(late, 'lease', MONDAY);
      await given.store.nudges.takeUncertain(MONDAY + HOUR, { id: 'look', ms: MINUTE });
      const posted = { channel: 'D1', ts: `${(MONDAY + MINUTE) / 1000}`, at: MONDAY + MINUTE };
      await given.store.nudges.resolve(late, 'look', { posted });
      const newest = new Map<string, boolean>();
      for (let it = await stale(); it; it = await stale()) {
        newest.set(it.nudge.id, it.newest);
        await given.store.nudges.redrawn(it.nudge.id, it.mark, { shown: 'x', final: false });
      }
      expect(newest).toEqual(
        new Map([
          [early, false],
          [late, true],
        ]),
      );
    });
  });

  describe('members whose messages must follow', () => {
    it('when Ada gets a new name, both of the pair see it', async () => {
      const { ada, ben, pair } = await makeCast(given.store);
      await message(pair, MONDAY, { to: ada.id });
      await message(pair, MONDAY, { to: ben.id });
      await given.store.members.meet('m', WORKSPACE, makePerson('Ada', { name: 'Ada L.' }), MONDAY + HOUR);
      const receivers = new Set<string>();
      for (let it = await stale(); it; it = await stale()) {
        expect(it.pair.mentor.name).toBe('Ada L.');
        receivers.add(it.nudge.to);
        await given.store.nudges.redrawn(it.nudge.id, it.mark, { shown: 'x', final: false });
      }
      expect(receivers).toEqual(new Set([ada.id, ben.id]));
    });

    it('when Ben chooses another zone, his messages follow; when nothing is new, none do', async () => {
      const { pair } = await makeCast(given.store);
      const id = await message(pair);
      await given.store.members.meet('m', WORKSPACE, makePerson('Ben'), MONDAY + HOUR);
      await given.store.members.change(WORKSPACE, 'UBEN', MONDAY + HOUR, (ben) => ({ ...ben }));
      expect(await stale()).toBeNull();
      await given.store.members.change(WORKSPACE, 'UBEN', MONDAY + HOUR, (ben) => ({ ...ben, zone: 'Asia/Tokyo' }));
      expect(await stale()).toMatchObject({ nudge: { id }, pair: { mentee: { zone: 'Asia/Tokyo' } } });
    });

    it('what Cleo changes does not touch a pair she is not of', async () => {
      const { pair } = await makeCast(given.store);
      await message(pair);
      await given.store.members.change(WORKSPACE, 'UCLEO', MONDAY + HOUR, (cleo) => ({ ...cleo, zone: 'Asia/Tokyo' }));
      expect(await stale()).toBeNull();
    });
  });

  describe('Home tabs that must follow', () => {
    const open = (name: string) => given.store.members.homeOpened(WORKSPACE, `U${name.toUpperCase()}`, MONDAY);
    const staleHomes = async (now = MONDAY + DAY) => {
      const names: string[] = [];
      for (let it = await home(now); it; it = await home(now)) {
        names.push(it.member.name);
        await given.store.members.homeDrawn(it.member.id, it.mark);
      }
      return names.sort();
    };
    const home = (now = MONDAY + DAY) => given.store.members.takeStaleHome(now);

    it('when their pairing changes, the Home tabs of both are drawn anew, once they were opened', async () => {
      const { pair } = await makeCast(given.store);
      await touch(pair);
      expect(await staleHomes()).toEqual([]);
      for (const name of ['Ada', 'Ben', 'Cleo']) await open(name);
      expect(await staleHomes()).toEqual([]);
      await touch(pair, MONDAY + HOUR);
      expect(await staleHomes(MONDAY + HOUR - 1)).toEqual([]);
      expect(await staleHomes(MONDAY + HOUR)).toEqual(['Ada', 'Ben']);
      expect(await staleHomes()).toEqual([]);
    });

    it('whoever is appointed or dismissed as a coordinator, or makes a cohort, sees it in their Home tab', async () => {
      const { ada, ben, cohort } = await makeCast(given.store);
      for (const name of ['Ada', 'Ben', 'Cleo']) await open(name);
      const change = (staff: { appoint?: string[]; dismiss?: string[] }) =>
        given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => ({ audit: [], ...staff }));
      await change({ appoint: [ben.id] });
      expect(await staleHomes()).toEqual(['Ben']);
      await change({ dismiss: [ben.id], appoint: [ada.id] });
      expect(await staleHomes()).toEqual(['Ada', 'Ben']);
      await change({});
      expect(await staleHomes()).toEqual([]);
      await given.store.cohorts.create(makeCohort(ada, { name: 'Another' }));
      expect(await staleHomes()).toEqual(['Ada']);
    });

    it('two who are paired see it in their Home tabs, though nothing else happens', async () => {
      const { ada, cleo, cohort } = await makeCast(given.store);
      for (const name of ['Ada', 'Ben', 'Cleo']) await open(name);
      await makePair(given.store, cohort, ada, cleo);
      expect(await staleHomes()).toEqual(['Ada', 'Cleo']);
    });

    it('when Ada gets a new name, her partners see it, those of ended pairings do not', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      await makePair(given.store, cohort, cleo, ada);
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({ pairing: { state: 'ended' } }));
      for (const name of ['Ada', 'Ben', 'Cleo']) await open(name);
      await given.store.members.meet('m', WORKSPACE, makePerson('Ada', { name: 'Ada L.' }), MONDAY + HOUR);
      expect(await staleHomes()).toEqual(['Ada L.', 'Cleo']);
      await given.store.members.meet('m', WORKSPACE, makePerson('Ben', { name: 'Ben K.' }), MONDAY + HOUR);
      expect(await staleHomes()).toEqual(['Ben K.']);
    });

    it('a change while a Home tab is being drawn is not lost, even in the same millisecond', async () => {
      const { pair } = await makeCast(given.store);
      await open('Ben');
      await touch(pair);
      const drawing = accepted(await home());
      await touch(pair);
      await given.store.members.homeDrawn(drawing.member.id, drawing.mark);
      expect(await staleHomes()).toEqual(['Ben']);
    });

    it('the longest waiting comes first, and counts as due', async () => {
      const { ada, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, cleo, await makeMember(given.store, 'Dan'));
      await open('Dan');
      await open('Ben');
      await touch(other, MONDAY + 2 * HOUR);
      await touch(pair, MONDAY + HOUR);
      await touch(pair, MONDAY + 3 * HOUR);
      expect(ada.homeOpenedAt).toBeNull();
      expect(accepted(await home()).member.name).toBe('Ben');
      expect(await given.store.nudges.nextDueAt()).toBe(MONDAY + HOUR);
    });
  });
}
