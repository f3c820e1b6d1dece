import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '../error.ts';
import { holdLock } from './lock.ts';
import { corrupt, inPlainWords } from './words.ts';

/** "Carn": tells Cairn's files from those of other applications, https://sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x4361726e;
/** Older versions can lose pages when a checkpoint and a commit meet: https://sqlite.org/wal.html */
const OLDEST_SQLITE = '3.51.3';
/** Waiting for somebody else's lock stops everything else in this process, so it is short. */
const BUSY_MS = 250;
/** Up to this size a file is checked whenever it is opened, which takes a tenth of a second or so; larger ones after a crash. */
const ALWAYS_CHECKED_BYTES = 64 * 1024 * 1024;
const JOURNAL_BYTES = 64 * 1024 * 1024;

/** An open database file that is ours alone. `close` also gives up the lock, and may be called twice. */
export type OpenFile = { path: string; db: Database.Database; close(): void };

/**
 * Opens the file at `path`, or makes it, with its folder.
 *
 * The file, its `-wal` and its `-shm` are never opened with `node:fs`: closing any descriptor of them would drop SQLite's locks
 * (https://sqlite.org/howtocorrupt.html).
 *
 * @throws StoreError
 */
export function openFile(wanted: string): OpenFile {
  const path = place(wanted);
  const unlock = holdLock(path);
  let db: Database.Database | undefined;
  try {
    return inPlainWords(path, () => {
      const left = leftBehind(path);
      const opened = new Database(path, { timeout: BUSY_MS });
      db = opened;
      requireSqlite(opened);
      recognise(opened, path);
      // What pairs say to each other is nobody else's on this machine; the journals take over the mode of the file.
      if (left.bytes === 0) chmodSync(path, 0o600);
      if (left.unclean || left.bytes <= ALWAYS_CHECKED_BYTES) check(opened, path);
      configure(opened);
      tryWriting(opened);
      const close = () => {
        opened.close();
        unlock();
      };
      return { path, db: opened, close };
    });
  } catch (error) {
    db?.close();
    unlock();
    throw error;
  }
}

/** The real path, in a folder that exists; so that every name of the same file leads to the same lock. */
function place(wanted: string): string {
  const path = resolve(wanted);
  try {
    refuseOtherThanFile(path);
    mkdirSync(dirname(path), { recursive: true });
    return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const words = `The folder ${dirname(path)} cannot be used. Make it, and let the user who runs Cairn write to it.`;
    throw new StoreError('folder_unusable', words, error);
  }
}

function refuseOtherThanFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    const words = `${path} is a folder. Point CAIRN_DB at a file in it, for example ${join(path, 'cairn.db')}.`;
    throw new StoreError('is_a_folder', words);
  }
  if (found && !found.isFile()) {
    throw new StoreError('not_a_database', `${path} is not a file. Point CAIRN_DB at a file on a local disk.`);
  }
}

/** What the last owner left: SQLite removes the `-wal` when a database is closed in order. */
function leftBehind(path: string): { bytes: number; unclean: boolean } {
  const size = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const bytes = size(path);
  const unclean = size(`${path}-wal`) > 0;
  if (bytes === 0 && unclean) {
    const words = `${path} is missing or empty, but its journal ${path}-wal is there. Put the file back beside its journal; without it, move the journal away.`;
    throw new StoreError('corrupt', words);
  }
  return { bytes, unclean };
}

function requireSqlite(db: Database.Database): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  if (isAtLeast(version, OLDEST_SQLITE)) return;
  const words = `This is SQLite ${version}, and Cairn needs ${OLDEST_SQLITE} or newer. Run npm ci to get the right better-sqlite3.`;
  throw new StoreError('sqlite_too_old', words);
}

/** Whether a version like `3.51.3` is the oldest that will do, or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, need] = [version, oldest].map((it) => it.split('.').map(Number)) as [number[], number[]];
  const differing = need.findIndex((part, index) => have[index] !== part);
  return differing < 0 || (have[differing] ?? 0) > (need[differing] ?? 0);
}

/** Refuses what somebody else wrote, before anything in it is touched. */
function recognise(db: Database.Database, path: string): void {
  const id = db.pragma('application_id', { simple: true });
  if (id === APPLICATION_ID) return;
  const tables = db.prepare('SELECT COUNT(*) FROM sqlite_schema').pluck().get();
  if (id !== 0 || tables !== 0) {
    const words = `${path} belongs to another application. Point CAIRN_DB at Cairn's own file, or at a path where it can make one.`;
    throw new StoreError('other_application', words);
  }
  db.pragma(`application_id = ${APPLICATION_ID}`);
}

function check(db: Database.Database, path: string): void {
  db.pragma('cell_size_check = ON');
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw corrupt(path, found);
}

/** SQLite opens what it may not write, and would only say so at the first write. */
function tryWriting(db: Database.Database): void {
  db.exec(`BEGIN IMMEDIATE; PRAGMA application_id = ${APPLICATION_ID}; ROLLBACK`);
}

/** https://sqlite.org/pragma.html says what each is for. */
function configure(db: Database.Database): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal')
    throw new StoreError('folder_unusable', `${db.name} cannot be kept in WAL mode. Put it on a local disk.`);
  // A power cut must not take back that something was sent.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('secure_delete = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('mmap_size = 0');
  // 16 MiB at most: the inner pages of every index stay at hand; the others come out of the operating system's cache nearly as fast.
  db.pragma('cache_size = -16384');
  // 16 MiB of pages; as a rule the journal is taken over before, when nobody waits.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma(`journal_size_limit = ${JOURNAL_BYTES}`);
}
