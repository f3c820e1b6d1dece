import type Database from 'better-sqlite3';
import { inPlainWords } from './words.ts';

/** The one connection that writes, with its two kinds of transaction. */
export type Connection = {
  db: Database.Database;
  /** Runs `work` with a consistent view. */
  read<T>(work: () => T): T;
  /** Runs `work` as the only writer; whatever it throws undoes all of it. */
  write<T>(work: () => T): T;
  /**
   * Like `write`, without waiting for the disk: a power cut may take it back, but never on its own. What a later `write` makes durable
   * stands behind it in the same journal, so it is never there without this (https://sqlite.org/wal.html).
   */
  note<T>(work: () => T): T;
};

/** Wraps an open database; what the disk or the file refuse comes out as a `StoreError`. */
export function connection(db: Database.Database): Connection {
  const transaction = db.transaction((work: () => unknown) => work());
  return {
    db,
    read: <T>(work: () => T) => inPlainWords(db.name, () => transaction.deferred(work) as T),
    // A deferred transaction that writes later can fail half-way with SQLITE_BUSY: https://sqlite.org/lang_transaction.html
    write: <T>(work: () => T) => inPlainWords(db.name, () => transaction.immediate(work) as T),
    note: <T>(work: () => T) =>
      inPlainWords(db.name, () => {
        db.exec('PRAGMA synchronous = NORMAL');
        try {
          return transaction.immediate(work) as T;
        } finally {
          db.exec('PRAGMA synchronous = FULL');
        }
      }),
  };
}
