import Database from 'better-sqlite3';
import { StoreError } from '../error.ts';
import { inPlainWords } from './words.ts';

/**
 * Makes the database at `path` ours alone, by holding SQLite's own lock on a small file beside it. The operating system gives the
 * lock up when the process ends, however it ends: the file may stay behind, and means nothing.
 *
 * @returns gives the lock up; may be called twice.
 * @throws StoreError `in_use` when another process, or this one, holds it.
 */
export function holdLock(path: string): () => void {
  const lockPath = `${path}-lock`;
  let db: Database.Database | undefined;
  try {
    return inPlainWords(lockPath, () => {
      const held = new Database(lockPath, { timeout: 0 });
      db = held;
      held.exec('BEGIN EXCLUSIVE');
      return () => void held.close();
    });
  } catch (error) {
    db?.close();
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'in_use') {
      const words = `${path} is in use by another Cairn. Stop that one first: two at a time would get in each other's way.`;
      throw new StoreError('in_use', words, error);
    }
    if (error.code === 'not_a_database' || error.code === 'corrupt') {
      const words = `${lockPath} is not the lock that Cairn keeps there. Move it away, and Cairn makes its own.`;
      throw new StoreError('not_a_database', words, error);
    }
    throw error;
  }
}
