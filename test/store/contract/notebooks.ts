import { describe, expect, it } from 'vitest';
import type { AgendaItem } from '../../../src/core/agenda.ts';
import type { Change } from '../../../src/core/change.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Given } from '../contract.ts';
import { accepted, DAY, freshId, MONDAY, makeCast, makeMeeting, makeMember, makePair, WORKSPACE } from '../make.ts';

export function notebooks(given: Given): void {
  describe('notebooks', () => {
    const write = async (pair: Pair, change: Change) =>
      accepted(await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => change));
    const find = ({ pairing }: Pair) => given.store.notebooks.find(pairing.id);

    it('of a pair that wrote nothing, and of none at all, are empty', async () => {
      const { pair } = await makeCast(given.store);
      const empty = (pairingId: string) => ({
        agenda: { pairingId, cycle: 1, expectation: '', structureId: null, note: '', updatedAt: 0 },
        last: null,
        items: [],
        commitments: [],
        structures: [],
        borrowed: null,
        recent: [],
        quoted: [],
      });
      expect(await find(pair)).toEqual(empty(pair.pairing.id));
      expect(await given.store.notebooks.find('nothing')).toEqual(empty('nothing'));
    });

    it('what was noted of each meeting, newest first, and nothing of those without a note or of other pairs', async () => {
      const { ben, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, cleo, ben);
      const note = (of: Pair, cycle: number, text: string) =>
        write(of, { agenda: makeAgenda(of, cycle, { note: text }) });
      await note(pair, 1, 'How to say <no> 🎉');
      await note(pair, 2, '');
      await note(pair, 3, 'Budget');
      await note(other, 1, 'Of others');
      await given.restart();
      expect(await given.store.notebooks.notes(pair.pairing.id)).toEqual([
        { cycle: 3, note: 'Budget' },
        { cycle: 1, note: 'How to say <no> 🎉' },
      ]);
    });

    it('all meetings that are over, newest first, page by page, each with what was noted of it', async () => {
      const { ben, cleo, cohort, pair } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, cleo, ben);
      const held = (of: Pair, cycle: number) =>
        makeMeeting(of, { cycle, state: 'ended', outcome: 'held', startsAt: MONDAY + cycle * DAY });
      const meetings = Array.from({ length: 30 }, (_, index) => held(pair, index + 1));
      await write(pair, { meetings, agenda: makeAgenda(pair, 3, { note: 'Budget' }) });
      await write(pair, { meetings: [makeMeeting(pair, { cycle: 31, startsAt: MONDAY + 31 * DAY })] });
      await write(other, { meetings: [held(other, 3)], agenda: makeAgenda(other, 3, { note: 'Of others' }) });
      await given.restart();
      const page = async (from: number) => {
        const { found, total } = await given.store.notebooks.meetings(pair.pairing.id, { from, count: 12 });
        return { total, cycles: found.map(({ meeting }) => meeting.cycle), notes: found.map(({ note }) => note) };
      };
      expect(await page(0)).toMatchObject({ total: 30, cycles: [30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19] });
      expect(await page(24)).toEqual({ total: 30, cycles: [6, 5, 4, 3, 2, 1], notes: ['', '', '', 'Budget', '', ''] });
      expect(await page(30)).toMatchObject({ total: 30, cycles: [] });
      expect(await given.store.notebooks.meetings('nothing', { from: 0, count: 12 })).toEqual({ found: [], total: 0 });
    });

    it('agenda and items of the present cycle, and the agenda of the one before', async () => {
      const { ben, pair } = await makeCast(given.store);
      const agenda = makeAgenda(pair, 1, { expectation: 'Clarity <about> & 🎉', structureId: 'grow' });
      const [one, two] = [
        makeItem(pair, ben.id, { text: 'One', position: 2 }),
        makeItem(pair, ben.id, { position: 1 }),
      ];
      await write(pair, { agenda, items: [one, two, makeItem(pair, ben.id, { state: 'removed' })] });
      await given.restart();
      expect(await find(pair)).toMatchObject({ agenda, last: null, items: [two, one] });

      const carried = { ...one, cycle: 2, carried: 1 };
      const noted = { ...agenda, note: 'A good hour', updatedAt: MONDAY + 1 };
      await write(pair, { pairing: { cycle: 2 }, items: [carried] });
      await write(pair, { agenda: noted });
      expect(await find(pair)).toMatchObject({
        agenda: makeAgenda(pair, 2, { updatedAt: 0 }),
        last: noted,
        items: [carried],
      });
    });

    it('sixty items keep their order', async () => {
      const { ben, pair } = await makeCast(given.store);
      const items = Array.from({ length: 60 }, (_, at) => makeItem(pair, ben.id, { text: `Item ${at}`, position: at }));
      await write(pair, { items: [...items].reverse() });
      expect((await find(pair)).items).toEqual(items);
    });

    it('hold nothing of another pairing of the same mentor', async () => {
      const { ada, ben, pair, cohort } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, await makeMember(given.store, 'Dan'));
      await write(pair, { items: [makeItem(pair, ben.id)], agenda: makeAgenda(pair, 1, { expectation: 'Clarity' }) });
      expect(await find(other)).toMatchObject({ items: [], agenda: { expectation: '' } });
      await expect(write(other, { items: [makeItem(pair, ada.id)] })).rejects.toThrow();
      await expect(write(other, { agenda: makeAgenda(pair, 1) })).rejects.toThrow();
    });

    it('a decision about a pairing is handed what stands in them', async () => {
      const { ben, pair } = await makeCast(given.store);
      await write(pair, { items: [makeItem(pair, ben.id)] });
      const written = await find(pair);
      let handed: unknown;
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (_pair, notebook) => {
        handed = notebook;
        return {};
      });
      expect(handed).toEqual(written);
    });
  });
}

function makeAgenda(pair: Pair, cycle: number, over: object = {}) {
  const { id: pairingId } = pair.pairing;
  return { pairingId, cycle, expectation: '', structureId: null, note: '', updatedAt: MONDAY, ...over };
}

function makeItem(pair: Pair, by: string, over: Partial<AgendaItem> = {}): AgendaItem {
  return {
    id: freshId('item'),
    pairingId: pair.pairing.id,
    cycle: 1,
    text: 'Budget',
    minutes: 10,
    by,
    position: 1,
    state: 'open',
    carried: 0,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}
