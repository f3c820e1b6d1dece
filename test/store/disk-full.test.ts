import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/error.ts';
import { storeOn } from '../../src/store/sqlite/open.ts';
import { openAt, tempFolder } from './files.ts';
import { accepted, MONDAY, makeCast, makeMember, makePlan, WORKSPACE } from './make.ts';
import { startChild } from './processes.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
beforeEach(() => {
  folder = tempFolder();
  path = join(folder.path, 'cairn.db');
});
afterEach(() => folder.discard());

const full = (at: string) =>
  `The disk that holds ${at} is full, so nothing was written. Free some space; Cairn carries on by itself.`;

describe('a disk without space', () => {
  it('refuses a change whole, and takes it when there is space again', async () => {
    await (await openAt(path)).close();
    const db = new Database(path);
    const store = { ...storeOn(db, randomUUID), close: async () => void db.close() };
    const { pair } = await makeCast(store);
    // As many pages as there are, and no more.
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const change = () =>
      store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({
        pairing: { ladder: 7 },
        plan: Array.from({ length: 100 }, (_each, n) => makePlan(it, { occurrence: `${n} ${'long '.repeat(100)}` })),
      }));
    const error = await change().catch((it: unknown) => it);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'disk_full', message: full(path) });
    expect(await store.pairings.find(WORKSPACE, pair.pairing.id, MONDAY)).toEqual(pair);
    expect(await store.nudges.ofPairing(pair.pairing.id)).toEqual([]);
    db.pragma('max_page_count = 100000');
    expect(await change()).toMatchObject({ pair: { pairing: { ladder: 7 } } });
    expect(await store.nudges.ofPairing(pair.pairing.id)).toHaveLength(100);
    await store.close();
  });

  it('does not keep a nudge waiting when it was the disk that failed, not the decision', async () => {
    await (await openAt(path)).close();
    const db = new Database(path);
    const store = storeOn(db, randomUUID);
    const { pair } = await makeCast(store as never);
    // More than the pages that dropped indexes left free.
    const long = 'long '.repeat(100_000);
    await store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, (it) => ({ plan: [makePlan(it)] }));
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const take = () => store.nudges.take(MONDAY, { id: long, ms: 60_000 }, () => ({ send: true }));
    await expect(take()).rejects.toMatchObject({ code: 'disk_full' });
    db.pragma('max_page_count = 100000');
    expect(accepted(await take())).toMatchObject({ nudge: { attempts: 1 } });
    db.close();
  });

  it('that is a real one: nothing acknowledged is lost, and writing goes on once there is space', async (context) => {
    const unshare = ['unshare', '--user', '--map-root-user', '--mount'];
    const disk = join(folder.path, 'disk');
    mkdirSync(disk);
    const mount = `mount -t tmpfs -o size=2m tmpfs "${disk}"`;
    const possible = spawnSync(unshare[0] ?? '', [...unshare.slice(1), 'sh', '-c', mount]).status === 0;
    if (!possible) context.skip('this machine lets nobody mount a small disk');
    const small = join(disk, 'cairn.db');
    const child = startChild(['fill', small], {}, [...unshare, 'sh', '-c', `${mount} && exec "$0" "$@"`]);
    await child.ended();
    expect(child.lines.map((line) => JSON.parse(line))).toEqual([
      { code: 'disk_full', words: full(small) },
      { last: null, next: 'Ada', kept: true, ada: 'Ada' },
    ]);
  });
});

it('somebody can still be found while nothing can be written', async () => {
  await (await openAt(path)).close();
  const db = new Database(path);
  const store = storeOn(db, randomUUID);
  const ada = await makeMember(store as never, 'Ada');
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  await expect(makeMember(store as never, `Ben ${'x'.repeat(20_000)}`)).rejects.toMatchObject({ code: 'disk_full' });
  expect(await store.members.find(WORKSPACE, 'UADA')).toEqual(ada);
  db.close();
});
