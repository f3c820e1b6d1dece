import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Structure } from '../../../src/core/structure.ts';
import type { Given } from '../contract.ts';
import { accepted, freshId, MONDAY, makeCast, makeCohort, makeMember, makePair, WORKSPACE } from '../make.ts';

export function structures(given: Given): void {
  describe('structures', () => {
    const write = async (pair: Pair, change: Change) =>
      accepted(await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => change));
    const uses = (pair: Pair, structureId: string, cycle = 1) =>
      write(pair, {
        agenda: { pairingId: pair.pairing.id, cycle, expectation: '', structureId, note: '', updatedAt: MONDAY },
      });

    it("are the pair's own, newest first, and survive a restart", async () => {
      const { pair } = await makeCast(given.store);
      const older = makeStructure(pair, {
        prompts: [{ text: 'What <is> “true”? 🎉', minutes: 5 }],
        name: 'Ours & yours',
      });
      const newer = makeStructure(pair, { createdAt: MONDAY + 1, gallery: 'asked', askedBy: pair.mentor.id });
      await write(pair, { structures: [older, newer] });
      await given.restart();
      expect((await given.store.notebooks.find(pair.pairing.id)).structures).toEqual([newer, older]);
      expect(await given.store.structures.find(WORKSPACE, older.id)).toEqual(older);
      expect(await given.store.structures.find('T2', older.id)).toBeNull();
      expect(await given.store.structures.find(WORKSPACE, 'nothing')).toBeNull();
    });

    it('a notebook has the structure that its agenda borrows from another pair, as long as that one shares it', async () => {
      const { ada, cohort, pair } = await makeCast(given.store);
      const second = await makePair(given.store, cohort, ada, await makeMember(given.store, 'Dan'));
      const shared = makeStructure(pair, { gallery: 'published' });
      const borrowed = async (of: Pair) => (await given.store.notebooks.find(of.pairing.id)).borrowed;
      await write(pair, { structures: [shared] });
      expect(await borrowed(second)).toBeNull();
      await uses(second, shared.id);
      await uses(pair, shared.id);
      expect([await borrowed(second), await borrowed(pair)]).toEqual([shared, null]);
      await write(pair, { structures: [{ ...shared, gallery: 'private' }] });
      expect(await borrowed(second)).toBeNull();
    });

    it('the gallery has what was published in the cohort, the most used first, with names or without', async () => {
      const { ada, cleo, pair, cohort } = await makeCast(given.store);
      const dan = await makeMember(given.store, 'Dan');
      const second = await makePair(given.store, cohort, ada, dan);
      const elsewhere = accepted(await given.store.cohorts.create(makeCohort(cleo, { name: 'Makers 2027' })));
      const third = await makePair(given.store, elsewhere, ada, dan);
      const named = makeStructure(pair, { name: 'Named', gallery: 'published', named: true });
      const nameless = makeStructure(second, { name: 'Nameless', gallery: 'published', named: false });
      await write(pair, { structures: [named, makeStructure(pair), makeStructure(pair, { gallery: 'asked' })] });
      await write(second, { structures: [nameless] });
      await write(third, { structures: [makeStructure(third, { gallery: 'published' })] });
      await uses(pair, nameless.id);
      await uses(second, nameless.id);
      await uses(second, nameless.id, 2);
      await uses(second, named.id, 3);
      expect(await given.store.structures.gallery(cohort.id)).toEqual([
        { ...nameless, pairs: 2, by: null },
        { ...named, pairs: 1, by: { mentor: 'Ada', mentee: 'Ben' } },
      ]);
      expect(await given.store.structures.gallery('nothing')).toEqual([]);
    });

    it('those that come with Cairn are counted by pairs, in one cohort', async () => {
      const { ada, cleo, pair, cohort } = await makeCast(given.store);
      const dan = await makeMember(given.store, 'Dan');
      const second = await makePair(given.store, cohort, ada, dan);
      const elsewhere = accepted(await given.store.cohorts.create(makeCohort(cleo, { name: 'Makers 2027' })));
      const third = await makePair(given.store, elsewhere, ada, dan);
      const own = makeStructure(pair);
      await write(pair, { structures: [own] });
      await uses(pair, 'grow');
      await uses(pair, 'grow', 2);
      await uses(pair, own.id, 3);
      await uses(second, 'grow');
      await uses(second, 'clinic', 2);
      await uses(third, 'grow');
      expect(await given.store.structures.useOfStandard(cohort.id)).toEqual({ grow: 2, clinic: 1 });
      expect(await given.store.structures.useOfStandard('nothing')).toEqual({});
    });

    it('one of another pairing cannot be written here', async () => {
      const { ada, pair, cohort } = await makeCast(given.store);
      const other = await makePair(given.store, cohort, ada, await makeMember(given.store, 'Dan'));
      await expect(write(other, { structures: [makeStructure(pair)] })).rejects.toThrow();
    });
  });
}

function makeStructure(pair: Pair, over: Partial<Structure> = {}): Structure {
  return {
    id: freshId('structure'),
    name: 'Our way',
    purpose: 'To begin well',
    minutes: 45,
    prompts: [{ text: 'What is true?', minutes: 10 }],
    pairingId: pair.pairing.id,
    gallery: 'private',
    askedBy: null,
    named: false,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}
