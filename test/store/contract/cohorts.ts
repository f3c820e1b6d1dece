import { describe, expect, it } from 'vitest';
import type { Given } from '../contract.ts';
import { accepted, DAY, MONDAY, makeCohort, makeMember, WORKSPACE } from '../make.ts';

export function cohorts(given: Given): void {
  describe('cohorts', () => {
    it('a cohort that Cleo creates is there as she made it, and hers to coordinate', async () => {
      const cleo = await makeMember(given.store, 'Cleo');
      const cohort = makeCohort(cleo, { name: 'Leiterinnen & Leiter 2027', cadenceWeeks: 3, meetingMinutes: 60 });
      expect(await given.store.cohorts.create(cohort)).toEqual(cohort);
      await given.restart();
      expect(await given.store.cohorts.find(WORKSPACE, cohort.id)).toEqual(cohort);
      expect(await given.store.cohorts.coordinatedBy(cleo.id)).toEqual([cohort]);
    });

    it.each(['leaders 2027', '  Leaders 2027 ', 'LEADERS 2027'])(
      'the name "%s" is taken by "Leaders 2027"',
      async (name) => {
        const cleo = await makeMember(given.store, 'Cleo');
        const first = makeCohort(cleo);
        await given.store.cohorts.create(first);
        expect(await given.store.cohorts.create(makeCohort(cleo, { name }))).toMatchObject({ refused: 'name_taken' });
        expect(await given.store.cohorts.list(WORKSPACE)).toEqual([first]);
        expect(await given.store.cohorts.coordinatedBy(cleo.id)).toEqual([first]);
      },
    );

    it('capital letters beyond English do not make another name', async () => {
      const cleo = await makeMember(given.store, 'Cleo');
      await given.store.cohorts.create(makeCohort(cleo, { name: 'Führungskräfte ÄÖÜ' }));
      const again = await given.store.cohorts.create(makeCohort(cleo, { name: 'führungskräfte äöü' }));
      expect(again).toMatchObject({ refused: 'name_taken' });
    });

    it('another workspace may use the same name', async () => {
      const cleo = await makeMember(given.store, 'Cleo');
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      await given.store.cohorts.create(makeCohort(cleo));
      const theirs = makeCohort(dan);
      expect(await given.store.cohorts.create(theirs)).toEqual(theirs);
      expect(await given.store.cohorts.list('T2')).toEqual([theirs]);
    });

    it('cohorts are listed newest first, and only those of the workspace', async () => {
      const cleo = await makeMember(given.store, 'Cleo');
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      const create = async (name: string, createdAt: number, by = cleo) =>
        accepted(await given.store.cohorts.create(makeCohort(by, { name, createdAt })));
      const second = await create('Second', MONDAY + DAY);
      const first = await create('First', MONDAY);
      const third = await create('Third', MONDAY + 2 * DAY);
      await create('Elsewhere', MONDAY, dan);
      expect(await given.store.cohorts.list(WORKSPACE)).toEqual([third, second, first]);
      expect(await given.store.cohorts.coordinatedBy(cleo.id)).toEqual([third, second, first]);
    });

    it('a cohort is not found from another workspace, nor one that nobody made', async () => {
      const cleo = await makeMember(given.store, 'Cleo');
      const cohort = accepted(await given.store.cohorts.create(makeCohort(cleo)));
      expect(await given.store.cohorts.find('T2', cohort.id)).toBeNull();
      expect(await given.store.cohorts.find(WORKSPACE, 'nothing')).toBeNull();
      expect(await given.store.cohorts.list('T2')).toEqual([]);
    });

    it('whoever coordinates nothing has no cohorts', async () => {
      const cleo = await makeMember(given.store, 'Cleo');
      const ada = await makeMember(given.store, 'Ada');
      await given.store.cohorts.create(makeCohort(cleo));
      expect(await given.store.cohorts.coordinatedBy(ada.id)).toEqual([]);
    });

    it('nobody of another workspace can have created a cohort of this one', async () => {
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      await expect(given.store.cohorts.create(makeCohort(dan, { workspaceId: WORKSPACE }))).rejects.toThrow();
      expect(await given.store.cohorts.list(WORKSPACE)).toEqual([]);
    });
  });
}
