import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeOn } from '../../src/store/sqlite/open.ts';
import { openAt, tempFolder } from './files.ts';

/**
 * Every statement of the store finds its rows by an index, so that a tick costs the same whether there are a thousand pairings or
 * a million: https://sqlite.org/eqp.html
 */
describe('the plans of the statements', () => {
  let folder: ReturnType<typeof tempFolder>;
  let db: Database.Database;
  const statements: string[] = [];

  beforeAll(async () => {
    folder = tempFolder();
    const path = join(folder.path, 'cairn.db');
    await (await openAt(path)).close();
    db = new Database(path);
    const prepare = db.prepare.bind(db);
    db.prepare = ((sql: string) => {
      statements.push(sql);
      return prepare(sql);
    }) as typeof db.prepare;
    storeOn(db, randomUUID);
    db.prepare = prepare as typeof db.prepare;
  });
  afterAll(() => {
    db.close();
    folder.discard();
  });

  const plan = (sql: string): string[] => {
    const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
    const unnamed = Array<null>(sql.split('?').length - 1).fill(null);
    const explain = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    const rows = names.length > 0 ? explain.all(Object.fromEntries(names)) : explain.all(...unnamed);
    return rows.map(({ detail }) => detail);
  };
  const tables = () =>
    db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[];
  /** A step that reads a table from end to end; neither a scan of an inner query's few rows nor a full-text search is one. */
  const readsAll = (step: string) =>
    !step.includes('VIRTUAL TABLE') && tables().some((table) => new RegExp(`^SCAN ${table}( |$)`).test(step));

  it('are all looked at', () => {
    expect(statements.length).toBeGreaterThan(40);
    expect(statements.filter((sql) => sql.includes('due_at <=')).length).toBeGreaterThanOrEqual(5);
  });

  it('would show a table that is read from end to end', () => {
    expect(plan('SELECT * FROM nudges WHERE reason = ?').filter(readsAll)).toEqual(['SCAN nudges']);
    expect(plan('SELECT * FROM meetings ORDER BY due_at').filter(readsAll)).not.toEqual([]);
  });

  it('read no table from end to end', () => {
    const reading = statements.filter((sql) => plan(sql).some(readsAll));
    expect(reading).toEqual([]);
  });

  it('take what is due in the order of its index, without sorting', () => {
    const due = statements.filter((sql) => /(due_at|check_at|redraw_at) <= /.test(sql) && sql.includes('LIMIT 1'));
    expect(due.length).toBeGreaterThanOrEqual(6);
    for (const sql of due) expect(plan(sql).filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  });
});
