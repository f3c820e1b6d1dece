import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/error.ts';
import { isAtLeast, openFile } from '../../src/store/sqlite/file.ts';
import { openAt, tempFolder } from './files.ts';
import { MONDAY, makeCast, makeMember, WORKSPACE } from './make.ts';
import { type Child, startChild } from './processes.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
let children: Child[];

beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
  children = [];
});
afterEach(async () => {
  for (const child of children) await child.kill();
  folder.discard();
});

const start = (...args: Parameters<typeof startChild>) => {
  const child = startChild(...args);
  children.push(child);
  return child;
};

/** What keeps the store from opening. */
async function refusal(at = path): Promise<{ code: string; words: string }> {
  try {
    await (await openAt(at)).close();
  } catch (error) {
    if (error instanceof StoreError) return { code: error.code, words: error.message };
    throw error;
  }
  throw new Error('it opened');
}

/** A store with Ada and Ben in it, and two hundred others, closed in order. */
async function fillAndClose(): Promise<void> {
  const store = await openAt(path);
  await makeCast(store);
  for (let n = 0; n < 200; n += 1) await makeMember(store, `Somebody ${n} ${'with a long name '.repeat(10)}`);
  await store.close();
}

describe('opening', () => {
  it('makes the file, and the folders it is in', async () => {
    const deep = join(folder.path, 'var', 'lib', 'cairn.db');
    const store = await openAt(deep);
    await makeMember(store, 'Ada');
    await store.close();
    const again = await openAt(deep);
    expect(await again.members.find(WORKSPACE, 'UADA')).toMatchObject({ name: 'Ada' });
    await again.close();
  });

  it('takes an empty file for a new one', async () => {
    writeFileSync(path, '');
    const store = await openAt(path);
    expect(await makeMember(store, 'Ada')).toMatchObject({ name: 'Ada' });
    await store.close();
  });

  it('lets nobody else on the machine read what it keeps', async () => {
    const store = await openAt(path);
    await makeMember(store, 'Ada');
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('leaves the mode of an existing file to its owner', async () => {
    await (await openAt(path)).close();
    chmodSync(path, 0o640);
    await (await openAt(path)).close();
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('leaves one file and its lock behind when it is closed in order', async () => {
    await fillAndClose();
    expect(readdirSync(folder.path).sort()).toEqual(['cairn.db', 'cairn.db-lock']);
  });

  it('may be closed twice', async () => {
    const store = await openAt(path);
    await store.close();
    await store.close();
    await expect(store.members.find(WORKSPACE, 'UADA')).rejects.toThrow();
  });

  it('sets everything that keeps what is written safe', () => {
    const { db, close } = openFile(path);
    const set = (name: string) => db.pragma(name, { simple: true });
    expect({
      journal_mode: set('journal_mode'),
      synchronous: set('synchronous'),
      foreign_keys: set('foreign_keys'),
      trusted_schema: set('trusted_schema'),
      cell_size_check: set('cell_size_check'),
      secure_delete: set('secure_delete'),
      busy_timeout: set('busy_timeout'),
      wal_autocheckpoint: set('wal_autocheckpoint'),
      journal_size_limit: set('journal_size_limit'),
      mmap_size: set('mmap_size'),
    }).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      secure_delete: 1,
      busy_timeout: 250,
      wal_autocheckpoint: 4000,
      journal_size_limit: 67_108_864,
      mmap_size: 0,
    });
    close();
  });

  it.each([
    ['3.51.3', true],
    ['3.51.10', true],
    ['3.54.1', true],
    ['4.0.0', true],
    ['3.51.2', false],
    ['3.50.7', false],
    ['3.9.99', false],
    ['2.99.99', false],
  ])('SQLite %s is new enough: %s', (version, enough) => {
    expect(isAtLeast(version, '3.51.3')).toBe(enough);
  });
});

describe('a file that is not ours', () => {
  it('a folder is refused', async () => {
    mkdirSync(path);
    expect(await refusal()).toEqual({
      code: 'is_a_folder',
      words: `${path} is a folder. Point CAIRN_DB at a file in it, for example ${path}/cairn.db.`,
    });
  });

  it('a folder that cannot be made is refused', async () => {
    writeFileSync(join(folder.path, 'file'), 'not a folder');
    expect(await refusal(join(folder.path, 'file', 'cairn.db'))).toEqual({
      code: 'folder_unusable',
      words: `The folder ${folder.path}/file cannot be used. Make it, and let the user who runs Cairn write to it.`,
    });
  });

  it('a device is refused', async () => {
    expect(await refusal('/dev/null')).toMatchObject({ code: 'not_a_database' });
  });

  it.each([
    ['a short text', 'hello'],
    ['a long text', 'This is a letter. '.repeat(1000)],
    ['a picture', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20_000, 7)])],
  ])('%s is refused, and stays as it was', async (_what, content) => {
    writeFileSync(path, content);
    expect(await refusal()).toEqual({
      code: 'not_a_database',
      words: `${path} is not a SQLite database. Point CAIRN_DB at Cairn's own file, or at a path where it can make one.`,
    });
    expect(readFileSync(path)).toEqual(Buffer.from(content));
  });

  it.each([
    ['with tables', 'CREATE TABLE contacts (name TEXT)'],
    ['with its own mark', 'PRAGMA application_id = 252006674'],
  ])('the database of another application, %s, is refused and stays as it was', async (_what, sql) => {
    const db = new Database(path);
    db.exec(sql);
    db.close();
    const before = readFileSync(path);
    expect(await refusal()).toEqual({
      code: 'other_application',
      words: `${path} belongs to another application. Point CAIRN_DB at Cairn's own file, or at a path where it can make one.`,
    });
    expect(readFileSync(path)).toEqual(before);
  });

  it('a file that may not be written is refused', async () => {
    await fillAndClose();
    chmodSync(path, 0o444);
    expect(await refusalForNobody()).toEqual({
      code: 'read_only',
      words: `${path} may not be written. Let the user who runs Cairn write to the file and to its folder.`,
    });
  });

  it('a folder in which nothing may be made is refused', async () => {
    chmodSync(folder.path, 0o555);
    const { code } = await refusalForNobody();
    expect(code).toBe('folder_unusable');
    chmodSync(folder.path, 0o755);
  });

  /** The refusal that a user without special rights gets, in a folder that would let them write. */
  async function refusalForNobody(): Promise<{ code: string; words: string }> {
    const root = process.getuid?.() === 0;
    if (root && (statSync(folder.path).mode & 0o200) !== 0) {
      chmodSync(folder.path, 0o777);
      if (existsSync(`${path}-lock`)) chmodSync(`${path}-lock`, 0o666);
    }
    const child = start(['tell', path], root ? { uid: 65_534, gid: 65_534 } : {});
    await child.ended();
    return JSON.parse(child.lines[0] ?? 'null');
  }
});

describe('a damaged file', () => {
  const damaged = () => ({
    code: 'corrupt',
    words: `${path} is damaged. Keep a copy of it for later, and put the newest good backup in its place.`,
  });

  it('with a page overwritten is refused', async () => {
    await fillAndClose();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 4096 * 20);
    closeSync(file);
    expect(await refusal()).toEqual(damaged());
  });

  it('with its first table overwritten is refused', async () => {
    await fillAndClose();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(2000, 0xa5), 0, 2000, 100);
    closeSync(file);
    expect(await refusal()).toEqual(damaged());
  });

  it('cut short is refused', async () => {
    await fillAndClose();
    const file = openSync(path, 'r+');
    ftruncateSync(file, 4096 * 12);
    closeSync(file);
    expect(await refusal()).toEqual(damaged());
  });

  it('is refused after a crash as well', async () => {
    const child = start(['write', path]);
    await child.said(`${child.process.pid} 200`);
    await child.kill();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(50, 0xa5), 0, 50, 100);
    closeSync(file);
    // Pages in the journal stand in for those in the file; without the journal nothing does.
    writeFileSync(`${path}-wal`, '');
    expect((await refusal()).code).toBe('corrupt');
  });

  it('gone from beside its journal is refused, and the journal is left alone', async () => {
    const store = await openAt(path);
    await makeMember(store, 'Ada');
    const journal = join(folder.path, 'moved.db-wal');
    copyFileSync(`${path}-wal`, journal);
    await store.close();
    const moved = join(folder.path, 'moved.db');
    expect(await refusal(moved)).toEqual({
      code: 'corrupt',
      words: `${moved} is missing or empty, but its journal ${moved}-wal is there. Put the file back beside its journal; without it, move the journal away.`,
    });
    expect(statSync(journal).size).toBeGreaterThan(0);
  });
});

describe('a second Cairn on the same file', () => {
  const inUse = () => ({
    code: 'in_use',
    words: `${path} is in use by another Cairn. Stop that one first: two at a time would get in each other's way.`,
  });

  it('is refused in another process, and opens at once when the first is killed', async () => {
    const first = start(['hold', path]);
    await first.said('open');
    expect(await refusal()).toEqual(inUse());
    await first.kill();
    const store = await openAt(path);
    expect(await makeMember(store, 'Ada')).toMatchObject({ name: 'Ada' });
    await store.close();
  });

  it('is refused while this process has it, and opens when it is closed', async () => {
    const store = await openAt(path);
    expect(await refusal()).toEqual(inUse());
    const other = start(['tell', path]);
    await other.ended();
    expect(other.lines.map((line) => JSON.parse(line))).toEqual([inUse()]);
    expect(await makeMember(store, 'Ada')).toMatchObject({ name: 'Ada' });
    await store.close();
    const next = start(['tell', path]);
    await next.ended();
    expect(next.lines).toEqual(['opened']);
  });

  it('is refused by whatever name it comes', async () => {
    const store = await openAt(path);
    const link = join(folder.path, 'link.db');
    symlinkSync(path, link);
    symlinkSync(folder.path, join(folder.path, 'here'));
    expect(await refusal(link)).toEqual(inUse());
    expect(await refusal(join(folder.path, 'here', 'cairn.db'))).toEqual(inUse());
    await store.close();
  });

  it('gets the file after the first was refused for another reason', async () => {
    writeFileSync(path, 'hello');
    await refusal();
    writeFileSync(path, '');
    await (await openAt(path)).close();
  });

  it('may run on another file in the same folder', async () => {
    const one = await openAt(path);
    const two = await openAt(join(folder.path, 'other.db'));
    await one.close();
    await two.close();
  });

  it('is told when something else lies where the lock goes', async () => {
    writeFileSync(`${path}-lock`, 'somebody left this here '.repeat(100));
    expect(await refusal()).toEqual({
      code: 'not_a_database',
      words: `${path}-lock is not the lock that Cairn keeps there. Move it away, and Cairn makes its own.`,
    });
  });

  it('is told apart from another program that writes to the file', async () => {
    await (await openAt(path)).close();
    const browser = new Database(path);
    browser.exec('BEGIN IMMEDIATE');
    expect(await refusal()).toEqual({
      code: 'in_use',
      words: `${path} is held by another program. Close whatever has it open, such as a database browser, and try again.`,
    });
    browser.close();
    await (await openAt(path)).close();
  });
});

describe('what was written before a crash', () => {
  it('is there after kill -9, down to the last thing that was acknowledged', async () => {
    const child = start(['write', path]);
    await child.said(`${child.process.pid} 50`);
    await child.kill();
    const store = await openAt(path);
    for (const key of child.lines.slice(1)) expect(await store.deliveries.first(key, MONDAY)).toBe(false);
    await store.close();
  });
});
