import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { migrate, readMigrations } from '../migrate.ts';
import type { Store } from '../store.ts';
import { busyTimes } from './busy.ts';
import { changeWriter } from './changes.ts';
import { cohortStore, cohortTable } from './cohorts.ts';
import { connection } from './connection.ts';
import { deliveryStore } from './deliveries.ts';
import { openFile } from './file.ts';
import { sqliteLedger } from './ledger.ts';
import { nudgeLooks } from './looks.ts';
import { redrawMarks } from './marks.ts';
import { meetingTable } from './meetings.ts';
import { memberStore, memberTable } from './members.ts';
import { nudgeSending } from './nudges.ts';
import { outbox } from './outbox.ts';
import { pairingStore, pairingTable } from './pairings.ts';
import { pairReader } from './pairs.ts';
import { proposalTable } from './proposals.ts';
import { nudgeRedraws } from './redraws.ts';
import { inPlainWords } from './words.ts';

/** `now` UTC ms, for the record of migrations; `newId` makes the ids of planned nudges; `migrations` is a folder. */
export type OpenOptions = { now: number; newId: () => string; migrations?: string };

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/**
 * Opens the database file at `path`, making it and its folder when there is none, and brings it to the newest version. It is ours
 * alone until the store is closed or this process ends, however it ends.
 *
 * @throws StoreError with a plain sentence, when the file cannot be used.
 */
export async function openSqlite(path: string, options: OpenOptions): Promise<Store> {
  const file = openFile(path);
  try {
    return inPlainWords(file.path, () => {
      migrate(readMigrations(options.migrations ?? MIGRATIONS), sqliteLedger(file.db, options.now));
      return { ...storeOn(file.db, options.newId), close: async () => file.close() };
    });
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The store on an open, migrated database. Every statement is prepared here, once. */
export function storeOn(db: Database.Database, newId: () => string): Omit<Store, 'close'> {
  const transactions = connection(db);
  const tables = {
    members: memberTable(db),
    cohorts: cohortTable(db),
    pairings: pairingTable(db),
    meetings: meetingTable(db),
    proposals: proposalTable(db),
    busy: busyTimes(db),
  };
  const pairs = pairReader(tables);
  const marks = redrawMarks(db);
  const changes = changeWriter(tables, pairs, outbox(db, newId), marks);
  return {
    members: memberStore(transactions, tables.members, marks),
    cohorts: cohortStore(transactions, tables.cohorts),
    pairings: pairingStore(transactions, tables, pairs, changes, marks),
    nudges: {
      ...nudgeSending(transactions, pairs, marks),
      ...nudgeLooks(transactions, pairs, marks),
      ...nudgeRedraws(transactions, pairs, marks),
    },
    deliveries: deliveryStore(transactions),
  };
}
