import { describe, expect, it } from 'vitest';
import { type Import, peopleOf } from '../../../src/core/import.ts';
import { acceptImport } from '../../../src/core/import-answer.ts';
import { refuse } from '../../../src/core/refusal.ts';
import type { Given } from '../contract.ts';
import { checked, listed, makeImport, makeLines } from '../import-story.ts';
import { accepted, DAY, MONDAY, makeCast, makePerson, WORKSPACE } from '../make.ts';

const UNTOLD = {
  progress: null,
  file: null,
  fileTries: 0,
  parts: 0,
  result: null,
  posting: null,
  drawn: '',
  drawnAt: 0,
};
const LINES = makeLines('fay gus', 'hal ida 4');
const PEOPLE = ['fay', 'gus', 'hal', 'ida'].map((name) => listed(name));

export function imports(given: Given): void {
  const yes = (id: string, now = MONDAY) =>
    given.store.imports.accept(WORKSPACE, id, now, (facts) => acceptImport(facts, 'UCLEO', now));
  const find = async (id: string) => (await given.store.imports.find(WORKSPACE, id))?.import;

  async function staged(over: Partial<Import> = {}, dueAt: number | null = MONDAY) {
    const { cohort } = await makeCast(given.store);
    const made = makeImport(cohort, LINES, over);
    await given.store.imports.stage(made, { lines: LINES, people: peopleOf(LINES) }, dueAt);
    return made;
  }

  describe('imports', () => {
    it('one that was brought is there after a restart, for its workspace alone', async () => {
      const made = await staged();
      await given.restart();
      expect(await given.store.imports.find(WORKSPACE, made.id)).toEqual({ import: made, told: UNTOLD });
      expect(await given.store.imports.find('T2', made.id)).toBeNull();
      expect(await given.store.imports.find(WORKSPACE, 'none')).toBeNull();
    });

    it('the one that has been due the longest is next, and one that nobody advances never is', async () => {
      const made = await staged({}, null);
      const { store } = given;
      expect(await store.imports.nextDueAt()).toBeNull();
      for (const [id, dueAt] of [
        ['later', MONDAY + 2],
        ['sooner', MONDAY + 1],
      ] as const)
        await store.imports.stage({ ...made, id }, null, dueAt);
      expect(await store.imports.nextDueAt()).toBe(MONDAY + 1);
      expect(await store.imports.nextDue(MONDAY)).toBeNull();
      expect((await store.imports.nextDue(MONDAY + DAY))?.import.id).toBe('sooner');
      await store.imports.putOff('sooner', MONDAY + 3);
      expect((await store.imports.nextDue(MONDAY + DAY))?.import.id).toBe('later');
    });

    it('a file that is read later brings its lines then', async () => {
      const { cohort } = await makeCast(given.store);
      const made = makeImport(cohort, [], { state: 'fetching', fileId: 'F1' });
      await given.store.imports.stage(made, null, MONDAY);
      const read = { state: 'looking-up', fileId: null, lines: 2, people: 4 } as const;
      const found = { lines: LINES, people: peopleOf(LINES) };
      expect(await given.store.imports.change(WORKSPACE, made.id, MONDAY, () => read, found)).toEqual({
        ...made,
        ...read,
      });
      expect(await given.store.imports.toLookUp(made.id, 9)).toEqual([
        'fay@x.org',
        'gus@x.org',
        'hal@x.org',
        'ida@x.org',
      ]);
    });

    it('addresses are looked up before ids, and who was found by one is known by the other', async () => {
      const { cohort } = await makeCast(given.store);
      const lines = [
        { line: 2, mentor: 'UFAY', mentee: 'gus@x.org', cadence: '', spills: false },
        ...makeLines('fay gus'),
      ];
      const { store } = given;
      const made = makeImport(cohort, lines);
      await store.imports.stage(made, { lines: lines.slice(0, 1), people: peopleOf(lines) }, MONDAY);
      expect(await store.imports.toLookUp(made.id, 9)).toEqual(['fay@x.org', 'gus@x.org', 'UFAY']);
      const note = (people: typeof PEOPLE, unknown: string[]) =>
        store.imports.lookedUp(made.id, { people, unknown, isLast: false, cursor: 'page 2' }, MONDAY + 5);
      expect(await note([listed('fay')], [])).toBe(false);
      expect(await store.imports.toLookUp(made.id, 9)).toEqual(['gus@x.org']);
      expect(await store.imports.lookedUpCount(made.id)).toBe(2);
      expect(await find(made.id)).toMatchObject({ cursor: 'page 2', lookedUpAt: null });
      expect(await note([listed('someone else')], ['gus@x.org'])).toBe(true);
      expect(await find(made.id)).toMatchObject({ lookedUpAt: MONDAY + 5 });
    });

    it('after the last page whoever is left is unknown', async () => {
      const { cohort } = await makeCast(given.store);
      const id = await checked(given.store, cohort, LINES, PEOPLE.slice(0, 3));
      expect(await find(id)).toMatchObject({ state: 'checked', pairs: 1 });
      const problems = [{ ...LINES[1], problems: [{ why: 'unknown', who: 'mentee' }] }];
      expect(await given.store.imports.problems(id, { after: 0, count: 9 })).toEqual(problems);
      expect(await given.store.imports.problems(id, { after: 3, count: 9 })).toEqual([]);
    });

    it('a yes makes every pair, not welcomed yet and waiting for somebody to look; the lines are gone', async () => {
      const { cohort } = await makeCast(given.store);
      const id = await checked(given.store, cohort, LINES, PEOPLE);
      expect(accepted(await yes(id)).state).toBe('imported');
      await given.restart();
      const seen: unknown[] = [];
      const look = () =>
        given.store.pairings.followNext(MONDAY, ({ mentor, mentee, pairing }) => {
          seen.push([mentor.name, mentee.name, pairing.ladder, pairing.cadenceWeeks, pairing.createdAt]);
          return { change: {}, lookAt: null };
        });
      while (await look());
      expect(seen.sort()).toEqual([
        ['fay', 'gus', 0, null, MONDAY],
        ['hal', 'ida', 0, 4, MONDAY],
      ]);
      expect(await given.store.imports.welcomed(id)).toEqual({ made: 2, welcomed: 0 });
      expect(await given.store.imports.toLookUp(id, 9)).toEqual([]);
      expect(await given.store.imports.lookedUpCount(id)).toBe(0);
      const [line] = await given.store.audit.latest(WORKSPACE, cohort.id, { before: null, count: 1 });
      expect(line).toMatchObject({ by: 'UCLEO', action: 'pairs-imported', about: { pairs: 2, left: 0 } });
    });

    it('a second yes makes nothing more', async () => {
      const { cohort } = await makeCast(given.store);
      const id = await checked(given.store, cohort, LINES, PEOPLE);
      await yes(id);
      expect(await yes(id)).toMatchObject({ refused: 'imported' });
      expect(await given.store.imports.welcomed(id)).toEqual({ made: 2, welcomed: 0 });
      expect(await given.store.cohorts.pairCounts(cohort.id)).toEqual({ active: 3, ended: 0 });
    });

    it.each([
      ['refused', refuse('no', 'No.'), 'checked'],
      ['out of date', 'outdated', 'outdated'],
    ] as const)('a yes that is %s makes no pair', async (_how, decided, state) => {
      const { cohort } = await makeCast(given.store);
      const id = await checked(given.store, cohort, LINES, PEOPLE);
      await given.store.imports.accept(WORKSPACE, id, MONDAY, () => decided);
      expect(await find(id)).toMatchObject({ state });
      expect(await given.store.cohorts.pairCounts(cohort.id)).toEqual({ active: 1, ended: 0 });
      expect(await given.store.members.find(WORKSPACE, 'UFAY')).toBeNull();
    });

    it('whoever was paired or deactivated since the check makes it out of date', async () => {
      const { cohort, ada, ben } = await makeCast(given.store);
      const again = await checked(given.store, cohort, makeLines('ada ben'), [listed('Ada'), listed('Ben')]);
      expect(await find(again)).toMatchObject({ pairs: 0 });
      const id = await checked(given.store, cohort, makeLines('ada cleo'), [listed('Ada'), listed('Cleo')]);
      await given.store.members.meet('', WORKSPACE, makePerson('Ada', { kind: 'deactivated' }), MONDAY);
      expect(accepted(await yes(id)).state).toBe('outdated');
      expect([ada.name, ben.name]).toEqual(['Ada', 'Ben']);
    });

    it('Slack says that somebody who waits in an import is deactivated: it is out of date', async () => {
      const { cohort } = await makeCast(given.store);
      const id = await checked(given.store, cohort, LINES, PEOPLE);
      await given.store.imports.personChanged('T2', makePerson('fay', { kind: 'deactivated' }));
      await given.store.imports.personChanged(WORKSPACE, makePerson('somebody', { kind: 'deactivated' }));
      await given.store.imports.personChanged(WORKSPACE, makePerson('gus', { kind: 'deactivated' }));
      expect(accepted(await yes(id)).state).toBe('outdated');
    });

    it('a member whom Cairn knows keeps what they chose', async () => {
      const { cohort, ada } = await makeCast(given.store);
      await given.store.members.change(WORKSPACE, 'UADA', MONDAY, (me) => ({
        ...me,
        zone: 'Asia/Tokyo',
        zoneFrom: 'own',
      }));
      const id = await checked(given.store, cohort, makeLines('ada fay'), [
        listed('Ada', { name: 'Ada II' }),
        listed('fay'),
      ]);
      await yes(id);
      const after = await given.store.members.find(WORKSPACE, 'UADA');
      expect(after).toMatchObject({ id: ada.id, name: 'Ada II', zone: 'Asia/Tokyo', zoneFrom: 'own' });
    });

    it('a no takes the lines away', async () => {
      const made = await staged();
      await given.store.imports.change(WORKSPACE, made.id, MONDAY, () => ({ state: 'dropped' }));
      expect(await given.store.imports.toLookUp(made.id, 9)).toEqual([]);
      expect(await given.store.imports.change('T2', made.id, MONDAY, () => ({ state: 'dropped' }))).toBeNull();
    });

    it('to be looked up again, people are unknown once more', async () => {
      const { cohort } = await makeCast(given.store);
      const id = await checked(given.store, cohort, LINES, PEOPLE);
      await given.store.imports.change(WORKSPACE, id, MONDAY, () => ({ state: 'looking-up', lookedUpAt: null }));
      expect(await given.store.imports.toLookUp(id, 9)).toHaveLength(4);
    });

    it('what its person was shown is kept, and does not put off a state that came meanwhile', async () => {
      const made = await staged();
      const told = { ...UNTOLD, parts: 2 };
      await given.store.imports.tell(made, told, null);
      expect(await given.store.imports.nextDueAt()).toBeNull();
      await given.store.imports.change(WORKSPACE, made.id, MONDAY + 7, () => ({ state: 'dropped' }));
      await given.store.imports.tell(made, { ...told, parts: 3 }, null);
      expect(await given.store.imports.nextDueAt()).toBe(MONDAY + 7);
      await given.restart();
      expect(await given.store.imports.find(WORKSPACE, made.id)).toMatchObject({ told: { parts: 3 } });
    });

    it('what nobody answered is dropped in the end, what is over stays as it is', async () => {
      const made = await staged();
      const cohort = { id: made.cohortId };
      const over = makeImport(cohort, [], { state: 'imported' });
      await given.store.imports.stage(over, null, null);
      expect(await given.store.imports.dropOld(MONDAY, MONDAY + DAY)).toBe(false);
      expect(await given.store.imports.dropOld(MONDAY + 1, MONDAY + DAY)).toBe(true);
      expect(await given.store.imports.dropOld(MONDAY + 1, MONDAY + DAY)).toBe(false);
      expect(await find(made.id)).toMatchObject({ state: 'dropped' });
      expect(await given.store.imports.toLookUp(made.id, 9)).toEqual([]);
      expect(await find(over.id)).toMatchObject({ state: 'imported' });
    });
  });
}
