import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { auditLog } from './contract/audit.ts';
import { briefings } from './contract/briefings.ts';
import { changesOfPairings } from './contract/changes.ts';
import { cohortChanges } from './contract/cohort-changes.ts';
import { cohorts } from './contract/cohorts.ts';
import { commitments } from './contract/commitments.ts';
import { deliveries } from './contract/deliveries.ts';
import { duePairings } from './contract/due.ts';
import { imports } from './contract/imports.ts';
import { members } from './contract/members.ts';
import { notebooks } from './contract/notebooks.ts';
import { nudges } from './contract/nudges.ts';
import { pairings } from './contract/pairings.ts';
import { pairsThatChange } from './contract/pairs-that-change.ts';
import { redraws } from './contract/redraws.ts';
import { reportFacts } from './contract/report-facts.ts';
import { structures } from './contract/structures.ts';
import { takeaways } from './contract/takeaways.ts';
import { uncertainNudges } from './contract/uncertain.ts';

/** A fresh store; `restart` closes it and opens what it wrote, `discard` leaves nothing behind. */
export type Opened = { store: Store; restart(): Promise<Store>; discard(): Promise<void> };

/** The store of the test that runs, and what a restart makes of it. */
export type Given = { readonly store: Store; restart(): Promise<void> };

/** What every store does, whatever keeps it. */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    let opened: Opened;
    let store: Store;
    const given: Given = {
      get store() {
        return store;
      },
      async restart() {
        store = await opened.restart();
      },
    };

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.discard());

    members(given);
    cohorts(given);
    cohortChanges(given);
    auditLog(given);
    pairings(given);
    changesOfPairings(given);
    duePairings(given);
    pairsThatChange(given);
    nudges(given);
    uncertainNudges(given);
    redraws(given);
    briefings(given);
    deliveries(given);
    notebooks(given);
    commitments(given);
    takeaways(given);
    structures(given);
    imports(given);
    reportFacts(given);
  });
}
