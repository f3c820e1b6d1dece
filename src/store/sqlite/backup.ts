import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '../error.ts';
import { corrupt, inPlainWords, plainError } from './words.ts';

/** So many pages are copied before others get their turn: 40 MB. */
const PAGES_AT_ONCE = 10_000;

/**
 * Copies the database at `from` to a new file at `to`, whether a Cairn is running on it or not. The copy is whole, checked, and on
 * the disk before it gets its name.
 *
 * @throws StoreError `backup_exists` when there is a file at `to`, `corrupt` when the copy is damaged, and whatever the disk refuses.
 */
export async function backupSqlite(from: string, to: string): Promise<void> {
  const source = resolve(from);
  const target = resolve(to);
  if (existsSync(target)) {
    throw new StoreError('backup_exists', `There is a file at ${target} already. Pick another name for the backup.`);
  }
  const unfinished = `${target}.unfinished`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(unfinished, { force: true });
    await copy(source, unfinished);
    chmodSync(unfinished, 0o600);
    makeWhole(unfinished);
    renameSync(unfinished, target);
    flushFolder(dirname(target));
  } catch (error) {
    for (const part of ['', '-journal', '-wal', '-shm']) rmSync(`${unfinished}${part}`, { force: true });
    throw plainError(source, error);
  }
}

async function copy(source: string, unfinished: string): Promise<void> {
  const db = inPlainWords(source, () => new Database(source, { readonly: true, fileMustExist: true }));
  try {
    await db.backup(unfinished, { progress: () => PAGES_AT_ONCE });
  } finally {
    db.close();
  }
}

/** Checks a copy, and makes it one file that needs no journal beside it. */
function makeWhole(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    db.pragma('journal_mode = DELETE');
    const found = db.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw corrupt(path, found);
  } finally {
    db.close();
  }
}

/** A new name is safe once its folder is on the disk. */
function flushFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
