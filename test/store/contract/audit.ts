import { describe, expect, it } from 'vitest';
import { AUDITED } from '../../../src/core/audit.ts';
import type { Given } from '../contract.ts';
import { MONDAY, makeCast, makeCohort, makeProposal, WORKSPACE } from '../make.ts';
import { line } from './cohort-changes.ts';

export function auditLog(given: Given): void {
  const latest = (cohortId: string | null, before: number | null = null, count = 50, workspace = WORKSPACE) =>
    given.store.audit.latest(workspace, cohortId, { before, count });

  describe('the audit log', () => {
    it('keeps every kind of entry as it was written, newest first', async () => {
      const { cohort } = await makeCast(given.store);
      const entries = AUDITED.map((action, index) =>
        line(action, cohort, {
          at: MONDAY + index,
          about: { count: index, until: '2026-12-24', isDraft: true, none: null },
        }),
      );
      for (const entry of entries) await given.store.audit.note(WORKSPACE, entry);
      await given.restart();
      const kept = await latest(null);
      expect(kept.map(({ number: _number, ...entry }) => entry)).toEqual([...entries].reverse());
      expect(kept.map(({ number }) => number)).toEqual([...kept.map(({ number }) => number)].sort((a, b) => b - a));
    });

    it('is read of one cohort alone, of this workspace alone, page by page', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      const other = makeCohort(cleo, { name: 'Coaches' });
      await given.store.cohorts.create(other, line('cohort-created', other));
      await given.store.audit.note('T2', line('report-sent', cohort));
      for (let time = 0; time < 5; time += 1)
        await given.store.audit.note(WORKSPACE, line('report-sent', cohort, { at: time }));
      expect((await latest(other.id)).map(({ action }) => action)).toEqual(['cohort-created']);
      const first = await latest(cohort.id, null, 2);
      expect(first.map(({ at }) => at)).toEqual([4, 3]);
      const second = await latest(cohort.id, first.at(-1)?.number ?? null, 2);
      expect(second.map(({ at }) => at)).toEqual([2, 1]);
      expect((await latest(cohort.id, second.at(-1)?.number ?? null, 2)).map(({ at }) => at)).toEqual([0]);
      expect(await latest(cohort.id, 0)).toEqual([]);
      expect((await latest(null, null, 50, 'T2')).map(({ action }) => action)).toEqual(['report-sent']);
    });

    it('is written with the change of a pair, or not at all', async () => {
      const { cohort, pair } = await makeCast(given.store);
      const entry = line('pair-ended', cohort, { pairingId: pair.pairing.id });
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
        audit: [entry],
      }));
      const failing = given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
        audit: [entry],
        proposals: [makeProposal(it, { pairingId: 'another pair' })],
      }));
      await expect(failing).rejects.toThrow();
      expect(await latest(cohort.id)).toHaveLength(1);
    });

    it('a cohort whose name is taken leaves no line', async () => {
      const { cleo } = await makeCast(given.store);
      const again = makeCohort(cleo);
      expect(await given.store.cohorts.create(again, line('cohort-created', again))).toMatchObject({
        refused: 'name_taken',
      });
      expect(await latest(null)).toEqual([]);
    });
  });
}
