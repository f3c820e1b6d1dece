import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { migrate, readMigrations } from '../migrate.ts';
import type { Store } from '../store.ts';
import { agendaTable } from './agendas.ts';
import { auditStore, auditTable } from './audit.ts';
import { briefingOutbox } from './briefing-outbox.ts';
import { briefingStore } from './briefings.ts';
import { busyTimes } from './busy.ts';
import { changeWriter } from './changes.ts';
import { cohortStore, cohortTable } from './cohorts.ts';
import { commitmentTable } from './commitments.ts';
import { connection } from './connection.ts';
import { deliveryStore } from './deliveries.ts';
import { pairingFacts } from './facts.ts';
import { openFile } from './file.ts';
import { helpStore, helpTable } from './help.ts';
import { importPairs } from './import-pairs.ts';
import { importTables } from './import-tables.ts';
import { importStore } from './imports.ts';
import { journalStore } from './journal.ts';
import { sqliteLedger } from './ledger.ts';
import { nudgeLooks } from './looks.ts';
import { redrawMarks } from './marks.ts';
import { meetingTable } from './meetings.ts';
import { memberStore, memberTable, memberWriter } from './members.ts';
import { notebookReader, notebookStore } from './notebooks.ts';
import { nudgeSending } from './nudges.ts';
import { outbox } from './outbox.ts';
import { pairingLists } from './pairing-list.ts';
import { pairingStore, pairingTable } from './pairings.ts';
import { pairReader } from './pairs.ts';
import { peopleStore } from './people-checks.ts';
import { proposalTable } from './proposals.ts';
import { pulseTable } from './pulses.ts';
import { nudgeRedraws } from './redraws.ts';
import { reportStore } from './reports.ts';
import { structureStore, structureTable } from './structures.ts';
import { takeawayStore } from './takeaway-search.ts';
import { takeawayTable } from './takeaways.ts';
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
    help: helpTable(db),
    agendas: agendaTable(db),
    commitments: commitmentTable(db),
    takeaways: takeawayTable(db),
    structures: structureTable(db),
    pulses: pulseTable(db),
  };
  const pairs = pairReader(tables);
  const notebooks = notebookReader(tables);
  const marks = redrawMarks(db);
  const planned = outbox(db, newId);
  const audit = auditTable(db);
  const briefings = briefingOutbox(db, newId);
  const facts = pairingFacts(db);
  const changes = changeWriter(tables, facts, pairs, planned, marks, audit, briefings);
  const writer = memberWriter(tables.members, tables.pairings, marks, planned, briefings);
  return {
    cohorts: cohortStore(transactions, tables.cohorts, tables.members, audit, planned, briefings, marks),
    members: memberStore(transactions, tables.members, writer, audit),
    people: peopleStore(transactions, tables.members, writer),
    pairings: {
      ...pairingStore(transactions, tables, pairs, changes, notebooks, marks, planned),
      ...pairingLists(transactions),
    },
    notebooks: notebookStore(
      transactions,
      tables.pairings,
      tables.agendas,
      tables.commitments,
      tables.meetings,
      notebooks,
    ),
    takeaways: takeawayStore(transactions, tables.takeaways, pairs, planned, marks),
    structures: structureStore(transactions),
    nudges: {
      ...nudgeSending(transactions, pairs, notebooks, marks, facts),
      ...nudgeLooks(transactions, pairs, marks, facts),
      ...nudgeRedraws(transactions, pairs, notebooks, marks),
    },
    briefings: briefingStore(transactions, tables.cohorts, tables.members, briefings),
    help: helpStore(transactions),
    deliveries: deliveryStore(transactions),
    reports: reportStore(transactions, audit),
    journal: journalStore(transactions),
    audit: auditStore(transactions, audit),
    imports: importStore(
      transactions,
      importTables(db),
      tables.cohorts,
      importPairs(db, tables.members, tables.pairings, newId),
      audit,
    ),
  };
}
