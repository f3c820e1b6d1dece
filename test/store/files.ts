import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenOptions, openSqlite } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Opened } from './contract.ts';
import { MONDAY } from './make.ts';

/** A folder of its own for one test. */
export function tempFolder(): { path: string; discard(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cairn-store-'));
  return { path, discard: () => rmSync(path, { recursive: true, force: true }) };
}

export function openAt(path: string, over: Partial<OpenOptions> = {}): Promise<Store> {
  return openSqlite(path, { now: MONDAY, newId: randomUUID, ...over });
}

/** A store in a new file. */
export async function openInFolder(): Promise<Opened> {
  const folder = tempFolder();
  const path = join(folder.path, 'cairn.db');
  let store = await openAt(path);
  return {
    store,
    async restart() {
      await store.close();
      store = await openAt(path);
      return store;
    },
    async discard() {
      await store.close();
      folder.discard();
    },
  };
}
