import Database from 'better-sqlite3';
import { StoreError } from '../error.ts';

/**
 * Runs `work`, and says in a plain sentence what SQLite says in codes (https://sqlite.org/rescode.html) when the file or the disk
 * fail. What is our own mistake, such as a violated constraint, comes through as it is.
 *
 * @throws StoreError
 */
export function inPlainWords<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw plainError(path, error);
  }
}

/** The `StoreError` for what SQLite threw about the file at `path`; anything else as it is. */
export function plainError(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  if (code === 'SQLITE_NOTADB') {
    const words = `${path} is not a SQLite database. Point CAIRN_DB at Cairn's own file, or at a path where it can make one.`;
    return new StoreError('not_a_database', words, error);
  }
  if (code.startsWith('SQLITE_CORRUPT')) return corrupt(path, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    const words = `${path} is held by another program. Close whatever has it open, such as a database browser, and try again.`;
    return new StoreError('in_use', words, error);
  }
  if (code.startsWith('SQLITE_READONLY')) {
    const words = `${path} may not be written. Let the user who runs Cairn write to the file and to its folder.`;
    return new StoreError('read_only', words, error);
  }
  if (code === 'SQLITE_FULL') {
    const words = `The disk that holds ${path} is full, so nothing was written. Free some space; Cairn carries on by itself.`;
    return new StoreError('disk_full', words, error);
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    const words = `${path} cannot be opened. Let the user who runs Cairn read and write the file and its folder.`;
    return new StoreError('folder_unusable', words, error);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    const words = `The disk that holds ${path} fails (${code}), so nothing was written. Check the disk, and that it has space left.`;
    return new StoreError('disk_failure', words, error);
  }
  return error;
}

/** The refusal of a damaged file. */
export function corrupt(path: string, cause?: unknown): StoreError {
  const words = `${path} is damaged. Keep a copy of it for later, and put the newest good backup in its place.`;
  return new StoreError('corrupt', words, cause);
}
