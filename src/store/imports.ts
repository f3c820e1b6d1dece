import type { Cohort } from '../core/cohort.ts';
import type { checkLines, Import, Known, Problem, Standing } from '../core/import.ts';
import type { Accepted, ImportFacts } from '../core/import-answer.ts';
import type { ImportLine } from '../core/import-file.ts';
import type { Person } from '../core/member.ts';
import type { Refusal } from '../core/refusal.ts';

/** The lines of a file, and whom they name, each once. */
export type FoundLines = { lines: readonly ImportLine[]; people: readonly string[] };

/** Where a message is. */
export type Place = { channel: string; ts: string };

/** What the one who brought an import was shown. */
export type Told = {
  /** The message that tells how far it is. */
  progress: Place | null;
  /** Whether the file with the problems went out, and how often it was tried. */
  file: 'sent' | 'failed' | null;
  fileTries: number;
  /** How many messages with problems went out. */
  parts: number;
  /** The message with the result, which later tells how far the welcomes are. */
  result: Place | null;
  /** A message on its way, by its key, since a UTC ms: it may have arrived. */
  posting: { key: string; at: number } | null;
  /** What the result looks like, and since when, UTC ms. */
  drawn: string;
  drawnAt: number;
};

export type StagedImport = { import: Import; told: Told };

/** Somebody as Slack tells of them, with their address in small letters where they have one. */
export type Found = { person: Person; email: string | null };

export type ImportStore = {
  /** Writes a new import, with its lines if they are known already. Its next step is due at `dueAt` (UTC ms); null for one that nobody advances. */
  stage(made: Import, found: FoundLines | null, dueAt: number | null): Promise<void>;
  find(workspaceId: string, id: string): Promise<StagedImport | null>;
  /** The import whose next step has been due the longest. */
  nextDue(now: number): Promise<StagedImport | null>;
  /** When the next step of any is due, UTC ms; null when none is. */
  nextDueAt(): Promise<number | null>;
  putOff(id: string, dueAt: number | null): Promise<void>;
  /**
   * Writes what `decide` makes of an import, and its lines if they come now; nothing when it refuses. Its next step is due at once. Lines go when it
   * is over, and what was looked up goes when it is to be looked up again. Null when there is none in the workspace.
   */
  change(
    workspaceId: string,
    id: string,
    now: number,
    decide: (found: Import) => Partial<Import> | Refusal,
    found?: FoundLines,
  ): Promise<Import | Refusal | null>;
  /** Whom its lines name and nobody has looked up yet, at most `count`; e-mail addresses first: who is found by one may be named by their id as well. */
  toLookUp(id: string, count: number): Promise<string[]>;
  lookedUpCount(id: string): Promise<number>;
  /** Notes whom Slack knows, and whom it does not; with `isLast`, everybody else is unknown. Whether all are looked up now. */
  lookedUp(
    id: string,
    found: { people: readonly Found[]; unknown: readonly string[]; isLast: boolean; cursor: string | null },
    now: number,
  ): Promise<boolean>;
  /** Writes what is in the way of each line. */
  check(
    id: string,
    now: number,
    decide: (facts: {
      lines: ImportLine[];
      known: Map<string, Known>;
      cohort: Cohort;
      standing: Standing;
    }) => ReturnType<typeof checkLines>,
  ): Promise<void>;
  /** Lines in whose way something is, in their order, after a line, at most `count`. */
  problems(id: string, page: { after: number; count: number }): Promise<(ImportLine & { problems: Problem[] })[]>;
  problemCount(id: string): Promise<number>;
  /**
   * Makes every pair of an import, in one transaction, or none: when `decide` refuses, and when it is `outdated`. `decide` sees the lines in whose way
   * nothing was. Null when there is none in the workspace.
   */
  accept(
    workspaceId: string,
    id: string,
    now: number,
    decide: (facts: ImportFacts) => Accepted | Refusal | 'outdated',
  ): Promise<Import | Refusal | null>;
  /** What `decide` would make of a yes now. Writes nothing. Null when there is none in the workspace. */
  preview(
    workspaceId: string,
    id: string,
    decide: (facts: ImportFacts) => Accepted | Refusal | 'outdated',
  ): Promise<Accepted | Refusal | 'outdated' | null>;
  /** Makes members of whoever of these is new: what there is of a yes that can be done in small parts before it. */
  meet(workspaceId: string, people: readonly Person[], now: number): Promise<void>;
  /** How many pairs it made, and how many of them have had all of their welcome. */
  welcomed(id: string): Promise<{ made: number; welcomed: number }>;
  /** Notes what its person was shown of a state. Its next step is due at `dueAt` (UTC ms), null for none, unless another state has come meanwhile. */
  tell(seen: Pick<Import, 'id' | 'state'>, told: Told, dueAt: number | null): Promise<void>;
  /** Slack tells something new about somebody who may be waiting in an import. */
  personChanged(workspaceId: string, person: Person): Promise<void>;
  /** Drops an import that has waited since before this UTC ms. True when there was one. */
  dropOld(before: number, now: number): Promise<boolean>;
};
