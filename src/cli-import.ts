import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lookUpPaces } from './app.ts';
import type { Config } from './config.ts';
import { NOBODY } from './core/audit.ts';
import { type Cohort, closedToPairs } from './core/cohort.ts';
import { cohortKey } from './core/cohort-named.ts';
import { checkLines, type Import, peopleOf } from './core/import.ts';
import { acceptImport } from './core/import-answer.ts';
import { type ImportLine, MOST_BYTES, MOST_LINES, readImport, tooLarge } from './core/import-file.ts';
import { isRefusal, type Refusal, refuse } from './core/refusal.ts';
import type { Clock } from './deps.ts';
import { lookUpMore } from './features/shared/import-look-up.ts';
import { count, plural, sayLine } from './features/shared/import-problems.view.ts';
import { createIds } from './ids.ts';
import { createLog } from './log.ts';
import { createDirectory, type Directory } from './slack/directory.ts';
import { createMessenger } from './slack/messenger.ts';
import { openSqlite } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';

/** `good`: every line makes a pair. `some`: not all of them. Else nothing was imported, for a reason in words. */
export type CliOutcome = 'good' | 'some' | Refusal;

type Asked = { file: string; cohort: string; yes: boolean };
type Hand = { store: Store; directory: Directory; clock: Clock; newId: () => string; say: (line: string) => void };

/**
 * Checks a file of pairs against a cohort, and imports what makes a pair when `yes` is set. `say` is told what comes of it, `progress` how far the
 * look-up is. The database has to be free: nobody else may have it open.
 *
 * @throws StoreError, an SDK error when Slack refuses the token
 */
export async function importFile(
  config: Config,
  asked: Asked,
  clock: Clock,
  say: (line: string) => void,
  progress: (line: string) => void,
): Promise<CliOutcome> {
  const lines = readLines(asked.file);
  if (isRefusal(lines)) return lines;
  const newId = createIds(clock);
  const store = await openSqlite(config.db, { now: clock(), newId });
  try {
    const log = createLog({ level: 'silent' });
    const { workspaceId } = await createMessenger(config.slack, log).whoAmI();
    const directory = createDirectory(
      config.slack,
      log,
      lookUpPaces(() => performance.now()),
    );
    const cohort = cohortNamed(await store.cohorts.list(workspaceId), asked.cohort);
    if (isRefusal(cohort)) return cohort;
    const hand = { store, directory, clock, newId, say };
    const id = await stage(hand, cohort, lines, basename(asked.file));
    const outcome = await lookUp(hand, workspaceId, id, progress);
    return outcome ?? (await answer(hand, cohort, id, asked));
  } finally {
    await store.close();
  }
}

function readLines(file: string): ImportLine[] | Refusal {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return refuse('no_file', `There is no file ${file}.`);
  return found.size > MOST_BYTES ? tooLarge() : readImport(readFileSync(file));
}

/** The cohort of this name, whatever its case. */
function cohortNamed(cohorts: readonly Cohort[], name: string): Cohort | Refusal {
  const found = cohorts.find((each) => cohortKey(each.name) === cohortKey(name));
  if (found) return closedToPairs(found) ?? found;
  const open = cohorts.filter((each) => !closedToPairs(each)).map((each) => `  ${each.name}`);
  const there =
    open.length > 0
      ? ` These take pairs:\n${open.join('\n')}`
      : ' None takes pairs: create one in Slack, with /cohort new.';
  return refuse('no_cohort', `There is no cohort called "${name}".${there}`);
}

/** Writes the lines down. Whatever becomes of this process, nobody else takes them up. */
async function stage(
  { store, clock, newId }: Hand,
  cohort: Cohort,
  lines: ImportLine[],
  name: string,
): Promise<string> {
  const people = peopleOf(lines);
  const made: Import = {
    id: newId(),
    workspaceId: cohort.workspaceId,
    cohortId: cohort.id,
    by: NOBODY,
    name,
    state: 'looking-up',
    fileId: null,
    trouble: null,
    cursor: null,
    lines: lines.length,
    people: people.length,
    pairs: null,
    createdAt: clock(),
    lookedUpAt: null,
  };
  await store.imports.stage(made, { lines, people }, null);
  return made.id;
}

/** Looks everybody up, at the pace that Slack allows. A reason when Slack will not say. */
async function lookUp(
  hand: Hand,
  workspaceId: string,
  id: string,
  progress: (line: string) => void,
): Promise<Refusal | null> {
  for (;;) {
    const staged = await hand.store.imports.find(workspaceId, id);
    if (!staged) throw new Error('an import that was just written is not there');
    const looked = await lookUpMore(hand, staged.import, hand.clock());
    if (looked.outcome === 'done') return null;
    if (looked.outcome === 'refused') {
      await hand.store.imports.change(workspaceId, id, hand.clock(), () => ({ state: 'dropped' }));
      return refuse(
        'slack_refused',
        `Slack does not tell who people are (${looked.reason}). Update the app from manifest.yml, and install it again.`,
      );
    }
    progress(
      `Looking up people: ${count(await hand.store.imports.lookedUpCount(id))} of ${count(staged.import.people)}`,
    );
    await sleep(looked.afterMs);
  }
}

async function answer({ store, clock, say }: Hand, cohort: Cohort, id: string, asked: Asked): Promise<CliOutcome> {
  const { workspaceId } = cohort;
  await store.imports.check(id, clock(), (facts) => checkLines(facts.lines, facts.known, facts.cohort, facts.standing));
  const bad = await store.imports.problems(id, { after: 0, count: MOST_LINES });
  const pairs = (await store.imports.find(workspaceId, id))?.import.pairs ?? 0;
  for (const line of bad) say(sayLine(line));
  if (bad.length > 0) say('');
  say(
    `${plural(pairs, 'pair', 'pairs')} can be made in ${cohort.name}, ${plural(bad.length, 'line', 'lines')} cannot.`,
  );
  if (!asked.yes || pairs === 0) {
    await store.imports.change(workspaceId, id, clock(), () => ({ state: 'dropped' }));
    say('Nothing was imported.');
    if (pairs > 0)
      say(`To import them: npm run cairn -- import ${quoted(asked.file)} --cohort ${quoted(cohort.name)} --yes`);
    return bad.length === 0 ? 'good' : 'some';
  }
  const done = await store.imports.accept(workspaceId, id, clock(), (facts) => acceptImport(facts, NOBODY, clock()));
  if (isRefusal(done)) return done;
  if (done?.state !== 'imported')
    return refuse('outdated', 'Something changed meanwhile. Nothing was imported; please try again.');
  const heard =
    cohort.state === 'draft'
      ? 'Nobody hears of it until the cohort starts.'
      : 'They are welcomed once Cairn runs, each within their own working hours.';
  say(`Imported ${plural(pairs, 'pair', 'pairs')}. ${heard}`);
  return bad.length === 0 ? 'good' : 'some';
}

/** As a shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
