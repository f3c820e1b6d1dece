import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupSqlite } from '../../src/store/sqlite/backup.ts';
import { openAt, tempFolder } from './files.ts';
import { makeMember, WORKSPACE } from './make.ts';
import { startChild } from './processes.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
let copy: string;
beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
  copy = join(folder.path, 'backups', 'monday.db');
});
afterEach(() => folder.discard());

describe('a backup', () => {
  it('of a running Cairn holds what was written, is one file for its owner alone, and opens as a store', async () => {
    const store = await openAt(path);
    const ada = await makeMember(store, 'Ada');
    await backupSqlite(path, copy);
    await makeMember(store, 'Ben');
    await store.close();
    expect(readdirSync(join(folder.path, 'backups'))).toEqual(['monday.db']);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const restored = await openAt(copy);
    expect(await restored.members.find(WORKSPACE, 'UADA')).toEqual(ada);
    expect(await restored.members.find(WORKSPACE, 'UBEN')).toBeNull();
    await restored.close();
  });

  it('of a Cairn that does not run works as well, and leaves the file as it was', async () => {
    const store = await openAt(path);
    await makeMember(store, 'Ada');
    await store.close();
    const before = readFileSync(path);
    await backupSqlite(path, copy);
    expect(readFileSync(path)).toEqual(before);
    const again = await openAt(path);
    await again.close();
    const restored = await openAt(copy);
    expect(await restored.members.find(WORKSPACE, 'UADA')).toMatchObject({ name: 'Ada' });
    await restored.close();
  });

  it('of a Cairn in another process that keeps writing is whole', async () => {
    const child = startChild(['write', path]);
    try {
      await child.said(`${child.process.pid} 100`);
      const written = child.lines.slice(1);
      await backupSqlite(path, copy);
      const restored = await openAt(copy);
      for (const key of written) expect(await restored.deliveries.first(key, 0)).toBe(false);
      await restored.close();
    } finally {
      await child.kill();
    }
  });

  it('never takes the place of a file, least of all of the database itself', async () => {
    const store = await openAt(path);
    await makeMember(store, 'Ada');
    const words = (file: string) => `There is a file at ${file} already. Pick another name for the backup.`;
    await expect(backupSqlite(path, path)).rejects.toMatchObject({ code: 'backup_exists', message: words(path) });
    const other = join(folder.path, 'notes.txt');
    writeFileSync(other, 'mine');
    await expect(backupSqlite(path, other)).rejects.toMatchObject({ code: 'backup_exists', message: words(other) });
    expect(readFileSync(other, 'utf8')).toBe('mine');
    await store.close();
  });

  it('of nothing, or of something else, is refused and leaves nothing behind', async () => {
    await expect(backupSqlite(path, copy)).rejects.toMatchObject({ code: 'folder_unusable' });
    writeFileSync(path, 'This is a letter. '.repeat(1000));
    await expect(backupSqlite(path, copy)).rejects.toMatchObject({ code: 'not_a_database' });
    expect(readdirSync(join(folder.path, 'backups'))).toEqual([]);
  });

  it('of a damaged file is refused and leaves nothing behind', async () => {
    const store = await openAt(path);
    for (let n = 0; n < 200; n += 1) await makeMember(store, `Somebody ${n} ${'with a long name '.repeat(10)}`);
    await store.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 4096 * 20);
    closeSync(file);
    await expect(backupSqlite(path, copy)).rejects.toMatchObject({ code: 'corrupt' });
    expect(readdirSync(join(folder.path, 'backups'))).toEqual([]);
  });
});
