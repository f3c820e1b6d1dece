import { AsyncLocalStorage } from 'node:async_hooks';
import type Database from 'better-sqlite3';
import { inPlainWords } from './words.ts';

/** The one connection that writes, with its two kinds of transaction. */
export type Connection = {
  db: Database.Database;
  /** Runs `work` with a consistent view. */
  read<T>(work: () => T): T;
  /** Runs `work` as the only writer; whatever it throws undoes all of it. */
  write<T>(work: () => T): T;
  /** A `write` that is not what was asked for, and carries nothing along. */
  aside<T>(work: () => T): T;
  /** Runs `work`. The first `write` in it that changes anything does `more` as well, in the same transaction. */
  along<T>(more: () => void, work: () => Promise<T>): Promise<T>;
  /**
   * Like `aside`, without waiting for the disk: a power cut may take it back, but never on its own. What a later `write` makes durable
   * stands behind it in the same journal, so it is never there without this (https://sqlite.org/wal.html).
   */
  note<T>(work: () => T): T;
};

type Luggage = { more: () => void; left: boolean };

/** Wraps an open database; what the disk or the file refuse comes out as a `StoreError`. */
export function connection(db: Database.Database): Connection {
  const transaction = db.transaction((work: () => unknown) => work());
  const changes = db.prepare('SELECT total_changes()').pluck();
  const luggage = new AsyncLocalStorage<Luggage>();
  // A deferred transaction that writes later can fail half-way with SQLITE_BUSY: https://sqlite.org/lang_transaction.html
  const aside = <T>(work: () => T) => inPlainWords(db.name, () => transaction.immediate(work) as T);

  return {
    db,
    read: <T>(work: () => T) => inPlainWords(db.name, () => transaction.deferred(work) as T),
    aside,
    write(work) {
      const carried = luggage.getStore();
      if (!carried || carried.left) return aside(work);
      const { done, changed } = aside(() => {
        const before = changes.get();
        const done = work();
        const changed = changes.get() !== before;
        if (changed) carried.more();
        return { done, changed };
      });
      carried.left = changed;
      return done;
    },
    async along(more, work) {
      const carried = { more, left: false };
      try {
        return await luggage.run(carried, work);
      } finally {
        // What was only begun in here, such as a look at what is due, goes on without.
        carried.left = true;
      }
    },
    note(work) {
      return inPlainWords(db.name, () => {
        db.exec('PRAGMA synchronous = NORMAL');
        try {
          return aside(work);
        } finally {
          db.exec('PRAGMA synchronous = FULL');
        }
      });
    },
  };
}
