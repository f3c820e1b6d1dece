import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { importFile } from './cli-import.ts';
import { loadConfig } from './config.ts';
import { type AuditEntry, NOBODY } from './core/audit.ts';
import { auditWords } from './core/audit-words.ts';
import { isRefusal } from './core/refusal.ts';
import { doctor } from './doctor.ts';
import { explain } from './start-problems.ts';
import { StoreError } from './store/error.ts';
import { readAuditLog } from './store/sqlite/audit-log.ts';
import { backupSqlite } from './store/sqlite/backup.ts';
import { openSqlite } from './store/sqlite/open.ts';
import { systemClock } from './system-clock.ts';

/** A problem with how a command was called, in words. */
class UsageError extends Error {}

type Command = { usage: string; does: string; run: (args: string[]) => Promise<number> };

const COMMANDS: Record<string, Command> = {
  migrate: { usage: 'migrate', does: 'brings the database file to the newest version', run: migrate },
  backup: {
    usage: 'backup <file>',
    does: 'copies the database to a new file, checked, while Cairn may be running',
    run: backup,
  },
  doctor: { usage: 'doctor', does: 'checks the settings, the database and the connection to Slack', run: checkUp },
  audit: {
    usage: 'audit [--cohort <name>]',
    does: 'prints who did what to cohorts and their pairs, the oldest first, while Cairn may be running',
    run: audit,
  },
  import: {
    usage: 'import <csv> --cohort <name> [--yes]',
    does: 'checks a file of pairs line by line, and imports them with --yes; exits with 3 where lines make no pair',
    run: importPairs,
  },
  tick: {
    usage: 'tick [--at <instant>]',
    does: 'does everything that is due now, or at an instant such as 2026-12-01T09:30Z, and stops',
    run: tick,
  },
};

async function main([name, ...args]: string[]): Promise<number> {
  if (!name || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name ? 0 : 2;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}".\n\n${help()}`);
  return command.run(args);
}

async function migrate(args: string[]): Promise<number> {
  parseArgs({ args });
  const store = await openSqlite(loadConfig().db, { now: systemClock(), newId: randomUUID });
  await store.close();
  console.log('The database is up to date.');
  return 0;
}

async function backup(args: string[]): Promise<number> {
  const [file] = parseArgs({ args, allowPositionals: true }).positionals;
  if (!file) throw new UsageError('Name the file to write: npm run cairn -- backup <file>');
  await backupSqlite(loadConfig().db, file);
  console.log(`Copied and checked: ${file}`);
  return 0;
}

async function checkUp(args: string[]): Promise<number> {
  parseArgs({ args });
  const findings = await doctor(loadConfig(), systemClock());
  for (const finding of findings) console.log(`${finding.ok ? 'ok ' : '!! '} ${finding.words}`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

async function audit(args: string[]): Promise<number> {
  const { cohort } = parseArgs({ args, options: { cohort: { type: 'string' } } }).values;
  const count = readAuditLog(loadConfig().db, cohort ?? null, (logged, nameOf) => {
    console.log(auditLine(logged.entry, logged.cohort, nameOf));
  });
  if (count === 0) console.log('Nothing has been done yet.');
  return 0;
}

/** `2026-12-01 14:00Z  ada (U123), Leaders 2027: started the cohort`. */
function auditLine(entry: AuditEntry, cohort: string | null, nameOf: (userId: string) => string | undefined): string {
  const person = (userId: string) => `${nameOf(userId) ?? 'somebody'} (${userId})`;
  const who = entry.by === NOBODY ? 'Cairn' : person(entry.by);
  const what = auditWords(entry).map((part) => (typeof part === 'string' ? part : person(part.person)));
  const when = new Date(entry.at).toISOString().slice(0, 16).replace('T', ' ');
  // A name could move the cursor of a terminal.
  return `${when}Z  ${who}, ${cohort ?? 'no cohort'}: ${what.join(' ')}`.replace(/\p{Cc}/gu, ' ');
}

async function importPairs(args: string[]): Promise<number> {
  const options = { cohort: { type: 'string' }, yes: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.cohort)
    throw new UsageError('Name a file and a cohort: npm run cairn -- import <csv> --cohort <name> [--yes]');
  const asked = { file, cohort: values.cohort, yes: values.yes };
  try {
    const outcome = await importFile(loadConfig(), asked, systemClock, console.log, console.error);
    if (!isRefusal(outcome)) return outcome === 'good' ? 0 : 3;
    console.error(`${outcome.words}\nNothing was imported.`);
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'in_use')) throw error;
    console.error('Cairn is running. Import in Slack, with /cohort import, or stop Cairn while you import here.');
  }
  return 1;
}

async function tick(args: string[]): Promise<number> {
  const { at } = parseArgs({ args, options: { at: { type: 'string' } } }).values;
  const instant = at === undefined ? systemClock() : Date.parse(at);
  if (Number.isNaN(instant)) throw new UsageError(`"${at}" is not an instant. Write it like 2026-12-01T09:30Z.`);
  const app = await createApp(loadConfig(), at === undefined ? {} : { clock: () => instant });
  try {
    await app.catchUp(instant);
  } finally {
    await app.stop();
  }
  console.log(`Done with what was due at ${new Date(instant).toISOString()}.`);
  return 0;
}

function help(): string {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
  const lines = Object.values(COMMANDS).map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`);
  return `Usage: npm run cairn -- <command>\n\n${lines.join('\n')}`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const badCall =
    error instanceof UsageError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  console.error(badCall ? (error as Error).message : explain(error));
  process.exitCode = badCall ? 2 : 1;
}
