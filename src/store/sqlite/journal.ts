import type { JournalStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { inPlainWords } from './words.ts';

type Pages = { log: number; checkpointed: number };

/** The part of `store.journal`, on a connection: what https://sqlite.org/wal.html calls a checkpoint. */
export function journalStore({ db }: Pick<Connection, 'db'>): JournalStore {
  function checkpoint(mode: 'NOOP' | 'PASSIVE'): Pages | undefined {
    const [pages] = inPlainWords(db.name, () => db.pragma(`wal_checkpoint(${mode})`) as Pages[]);
    return pages;
  }

  return {
    async waiting() {
      const { log = 0, checkpointed = 0 } = checkpoint('NOOP') ?? {};
      return Math.max(0, log - checkpointed);
    },
    async takeOver() {
      checkpoint('PASSIVE');
    },
  };
}
