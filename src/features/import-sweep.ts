import { createHash } from 'node:crypto';
import { checkLines, ONE_BY_ONE, peopleOf } from '../core/import.ts';
import { MOST_BYTES, MOST_LINES, readImport, tooLarge } from '../core/import-file.ts';
import { isRefusal } from '../core/refusal.ts';
import { toCsv } from '../core/report-csv.ts';
import type { Deps, Pace, Sweep } from '../deps.ts';
import type { Message } from '../slack/feature.ts';
import { reasonOf } from '../slack/messenger.ts';
import {
  type ImportCard,
  needsFile,
  problemFileWords,
  problemParts,
  problemRows,
  progressMessage,
  resultMessage,
  unreadableMessage,
} from './import-sweep.view.ts';
import { lookUpMore } from './shared/import-look-up.ts';
import { postOnce } from './shared/post-once.ts';

type Needs = Pick<Deps, 'store' | 'messenger' | 'directory' | 'newId' | 'log'>;
type Staged = NonNullable<Awaited<ReturnType<Deps['store']['imports']['nextDue']>>>;
type Told = Staged['told'];
type Place = NonNullable<Told['result']>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** Whatever nobody answered by then is dropped, with the addresses in it. */
const KEPT = 7 * DAY;
/** After so long without another welcome nobody waits for the rest: those people are away. */
const FOLLOWED = 14 * DAY;
/** How often a message tells how far the look-up is, and how far the welcomes are. */
const PROGRESS_EVERY = 3 * SECOND;
const WELCOMES_EVERY = MINUTE;
const FILE_TRIES = 3;
/** When what Slack could not do is tried again. */
const TRY_AGAIN = 30 * SECOND;

const TROUBLES: Record<string, string> = {
  missing_scope:
    'Slack does not let me see what I need: the app lacks files:read or users:read.email. Whoever runs it updates it from manifest.yml and installs it again.',
  file_not_found: 'The file is not there any more. Please bring it again.',
  file_deleted: 'The file is not there any more. Please bring it again.',
};

/**
 * Brings imports forward, one step at a time: reads the file, looks people up, checks the lines, and tells the one who brought it. What was
 * reached stands in the store, so that after a restart the next step follows.
 */
export function importing(deps: Needs, paces: { post: Pace; sameDm: Pace; redraw: Pace }): Sweep[] {
  const { store, messenger, directory, log } = deps;

  async function one(now: number): Promise<boolean | number> {
    const staged = await store.imports.nextDue(now);
    if (!staged) return untilNext(now);
    try {
      return await step(staged, now);
    } catch (error) {
      // The others go on; this one is tried again.
      await store.imports.putOff(staged.import.id, now + MINUTE);
      throw error;
    }
  }

  async function untilNext(now: number): Promise<false | number> {
    const at = await store.imports.nextDueAt();
    return at === null ? false : Math.max(at - now, 50);
  }

  async function step(staged: Staged, now: number): Promise<boolean | number> {
    switch (staged.import.state) {
      case 'fetching':
        return fetchFile(staged, now);
      case 'looking-up':
        return lookUp(staged, now);
      default:
        return tell(staged, now);
    }
  }

  async function fetchFile({ import: { id, workspaceId, fileId, by } }: Staged, now: number): Promise<true> {
    const file = await directory.file(fileId ?? '', by, MOST_BYTES);
    if (file.outcome === 'later') return putOff(id, now + file.afterMs);
    if (file.outcome === 'refused') return giveUp(workspaceId, id, file.reason, now);
    const lines = file.outcome === 'too-large' ? tooLarge() : readImport(file.bytes);
    if (isRefusal(lines)) {
      await store.imports.change(workspaceId, id, now, () => ({
        state: 'unreadable',
        name: file.name,
        trouble: lines.words,
      }));
      return true;
    }
    const people = peopleOf(lines);
    const counts = { lines: lines.length, people: people.length };
    const read = { state: 'looking-up', name: file.name, fileId: null, ...counts } as const;
    await store.imports.change(workspaceId, id, now, (found) => (found.state === 'fetching' ? read : {}), {
      lines,
      people,
    });
    return true;
  }

  async function giveUp(workspaceId: string, id: string, reason: string, now: number): Promise<true> {
    const trouble = TROUBLES[reason] ?? `Slack answered ${reason}. Please try again later.`;
    log.error({ importId: id, reason }, 'an import cannot go on');
    await store.imports.change(workspaceId, id, now, () => ({ state: 'unreadable', trouble }));
    return true;
  }

  async function lookUp(staged: Staged, now: number): Promise<boolean | number> {
    const { import: found, told } = staged;
    // It is checked once more: the message with the earlier result makes room for a new one.
    if (told.result) {
      const fresh = { ...told, progress: told.result, result: null, drawn: '', parts: 0, file: null, fileTries: 0 };
      await store.imports.tell(found, fresh, now);
      return true;
    }
    const looked = await lookUpMore(deps, found, now);
    if (looked.outcome === 'refused') return giveUp(found.workspaceId, found.id, looked.reason, now);
    if (looked.outcome === 'done') {
      await store.imports.check(found.id, now, ({ lines, known, cohort, standing }) =>
        checkLines(lines, known, cohort, standing),
      );
      return true;
    }
    const isShown =
      (found.people > ONE_BY_ONE || found.cursor !== null) &&
      now - told.drawnAt >= PROGRESS_EVERY &&
      (!told.progress || paces.redraw.wait() === 0);
    if (isShown) await showProgress(staged, now, now + looked.afterMs);
    else if (looked.afterMs > 0) await putOff(found.id, now + looked.afterMs);
    return true;
  }

  /** A first message, and then the same one anew. Nobody needs each of them: what does not go through is left for the next time. */
  async function showProgress({ import: found, told }: Staged, now: number, next: number): Promise<void> {
    const message = progressMessage({ import: found }, await store.imports.lookedUpCount(found.id), false);
    if (told.progress) {
      await redraw(told.progress, message);
      return store.imports.tell(found, { ...told, drawnAt: now }, next);
    }
    paces.post.spend();
    paces.sameDm.spend();
    const posted = await messenger.post(found.by, message, `${found.id}:progress`);
    const progress = posted.outcome === 'sent' ? { channel: posted.channel, ts: posted.ts } : null;
    if (posted.outcome === 'later') paces.post.pause(posted.afterMs);
    await store.imports.tell(found, { ...told, progress, drawnAt: now }, next);
  }

  async function tell(staged: Staged, now: number): Promise<boolean | number> {
    const { import: found, told } = staged;
    const card = await cardOf(staged);
    if (!card) return putOff(found.id, null);
    if (found.state === 'unreadable' && !told.result) return sayOnce(staged, 'result', unreadableMessage(card), now);
    if (found.state === 'unreadable') return putOff(found.id, null);
    if (told.result) return redrawResult(staged, told.result, card, now);
    if (found.state === 'dropped') return putOff(found.id, null);
    const file = await sendProblems(staged, card, now);
    if (file !== 'done') return file;
    const part = problemParts(card)[told.parts];
    if (part) return sayOnce(staged, 'part', part, now);
    if (told.progress) await redraw(told.progress, progressMessage(card, 0, true));
    return sayOnce(staged, 'result', resultMessage(card), now);
  }

  async function cardOf({ import: found, told }: Staged): Promise<ImportCard | null> {
    const cohort = await store.cohorts.find(found.workspaceId, found.cohortId);
    if (!cohort) return null;
    const bad = await store.imports.problems(found.id, { after: 0, count: MOST_LINES });
    const welcomed = found.state === 'imported' ? (await store.imports.welcomed(found.id)).welcomed : 0;
    return { import: found, cohort, bad, hasFile: told.file === 'sent', welcomed };
  }

  /** Sends the table of problems, unless the message has room for all of them. */
  async function sendProblems(
    { import: found, told }: Staged,
    { bad }: ImportCard,
    now: number,
  ): Promise<'done' | boolean> {
    if (told.file !== null || !needsFile(bad)) return 'done';
    const file = { name: 'problems.csv', title: 'problems.csv', text: toCsv(problemRows(bad)) };
    try {
      await messenger.sendFile(found.by, file, problemFileWords(bad));
      await store.imports.tell(found, { ...told, file: 'sent' }, now);
    } catch (error) {
      log.warn({ importId: found.id, reason: reasonOf(error) }, 'the file with problems did not go out');
      const fileTries = told.fileTries + 1;
      // Then every line is named in messages.
      const isLast = fileTries === FILE_TRIES;
      await store.imports.tell(
        found,
        { ...told, fileTries, file: isLast ? 'failed' : null },
        isLast ? now : now + 15 * SECOND,
      );
    }
    return true;
  }

  async function sayOnce(
    staged: Staged,
    what: 'part' | 'result',
    message: Message,
    now: number,
  ): Promise<boolean | number> {
    const { import: found, told } = staged;
    const key = `${found.id}:${what}:${what === 'part' ? told.parts : found.state}:${found.lookedUpAt ?? 0}`;
    const note = (posting: Told['posting']) => store.imports.tell(found, { ...told, posting }, now);
    const said = await postOnce(deps, paces, { to: found.by, key, message }, told.posting, note, now);
    switch (said.outcome) {
      case 'wait':
        return said.ms;
      case 'later':
        await store.imports.tell(found, { ...told, posting: said.posting }, said.at);
        return true;
      case 'refused':
        await store.imports.tell(found, { ...told, posting: null }, null);
        return true;
      case 'sent': {
        const shown = { result: said.place, drawn: fingerprint(message), drawnAt: now };
        const isPart = what === 'part';
        const after = { ...told, posting: null, ...(isPart ? { parts: told.parts + 1 } : shown) };
        await store.imports.tell(found, after, isPart ? now : null);
        return true;
      }
    }
  }

  async function redrawResult(
    { import: found, told }: Staged,
    place: Place,
    card: ImportCard,
    now: number,
  ): Promise<boolean | number> {
    const message = resultMessage(card);
    const drawn = fingerprint(message);
    const next = isOver(card, told, now) ? null : now + WELCOMES_EVERY;
    if (drawn === told.drawn) {
      await store.imports.tell(found, told, next);
      return true;
    }
    const wait = paces.redraw.wait();
    if (wait > 0) return wait;
    const done = await redraw(place, message);
    const isLost = done.outcome === 'later' || done.outcome === 'unknown';
    await store.imports.tell(found, isLost ? told : { ...told, drawn, drawnAt: now }, isLost ? now + TRY_AGAIN : next);
    return true;
  }

  /** Whether what the result shows will not change any more by itself. */
  function isOver({ import: found, cohort, welcomed }: ImportCard, told: Told, now: number): boolean {
    if (found.state !== 'imported' || cohort.state === 'ended') return true;
    if (cohort.state === 'draft') return false;
    return welcomed >= (found.pairs ?? 0) || now > told.drawnAt + FOLLOWED;
  }

  async function redraw({ channel, ts }: Place, message: Message) {
    paces.redraw.spend();
    const done = await messenger.redraw(channel, ts, message);
    if (done.outcome === 'later') paces.redraw.pause(done.afterMs);
    return done;
  }

  async function putOff(id: string, until: number | null): Promise<true> {
    await store.imports.putOff(id, until);
    return true;
  }

  return [
    { name: 'imports', one },
    { name: 'old-imports', one: (now) => store.imports.dropOld(now - KEPT, now) },
  ];
}

/** Tells two drawings of a message apart. */
function fingerprint(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22);
}
