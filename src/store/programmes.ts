import type { AuditEntry } from '../core/audit.ts';
import type { Change } from '../core/change.ts';
import type { Cohort } from '../core/cohort.ts';
import type { CohortChange } from '../core/cohort-rules.ts';
import type { HelpRequest } from '../core/help.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Nudge } from '../core/nudge.ts';
import type { ListedPair } from '../core/pair-list.ts';
import type { Pair, Pairing } from '../core/pairing.ts';
import type { Refusal } from '../core/refusal.ts';

export type CohortStore = {
  /** Writes a new cohort with its creator as first coordinator, whose Home tab is to be drawn anew. Refuses (`name_taken`) a name in use in the workspace, whatever its case and the spaces around it. */
  create(cohort: Cohort, entry?: AuditEntry): Promise<Cohort | Refusal>;
  find(workspaceId: string, id: string): Promise<Cohort | null>;
  /** The cohorts of a workspace, newest first. */
  list(workspaceId: string): Promise<Cohort[]>;
  /** The cohorts that a member (our id) coordinates, newest first. */
  coordinatedBy(memberId: string): Promise<Cohort[]>;
  /** Who coordinates a cohort. */
  coordinators(cohortId: string): Promise<Member[]>;
  pairCounts(cohortId: string): Promise<{ active: number; ended: number }>;
  /**
   * Writes what `decide` makes of a cohort, or nothing when it refuses or its new name is taken. When its state changes, its active pairings are to
   * be looked at (`pairings.followNext`); when its working days or holidays do, so is what was put off. The Home tabs of those
   * who are appointed or dismissed are to be drawn anew. Null when there is no such cohort in the workspace.
   */
  change(
    workspaceId: string,
    id: string,
    now: number,
    decide: (cohort: Cohort, coordinators: Member[]) => CohortChange | Refusal,
  ): Promise<Cohort | Refusal | null>;
  /** Decides about the longest overdue running cohort whose last day is over, if any. True when there was one. */
  changeNextDue(now: number, decide: (cohort: Cohort) => CohortChange | null): Promise<boolean>;
};

export type AuditStore = {
  /** Notes what changed nothing else. */
  note(workspaceId: string, entry: AuditEntry): Promise<void>;
  /** The latest lines of a cohort, or of all with `null`, the newest first; `before` is the number of the line after which to go on. */
  latest(
    workspaceId: string,
    cohortId: string | null,
    page: { before: number | null; count: number },
  ): Promise<(AuditEntry & { number: number })[]>;
};

export type PairingStore = {
  /**
   * Writes a new pairing with its plans, or nothing when `decide` refuses. Refuses (`already_paired`) when the same two have an active pairing in the
   * cohort. `decide` sees the pair as it will be, and how many mentees its mentor has in the cohort already.
   */
  pair(
    pairing: Pairing,
    now: number,
    decide: (pair: Pair, mentees: number) => Change | Refusal,
  ): Promise<Pair | Refusal>;
  /**
   * Ends one pairing and makes another, both or neither: what `decide` says of each, unless it refuses. Refuses (`already_paired`) as `pair`
   * does. `decide` sees the new pair as it will be, and how many mentees its mentor has in the cohort already. Null when there is no such former
   * pairing in the workspace.
   */
  reassign(
    workspaceId: string,
    formerId: string,
    pairing: Pairing,
    now: number,
    decide: (former: Pair, pair: Pair, mentees: number) => { former: Change; pair: Change } | Refusal,
  ): Promise<{ former: Pair; pair: Pair } | Refusal | null>;
  /** One pair with all that decisions look at; null when there is none in this workspace. */
  find(workspaceId: string, id: string, now: number): Promise<Pair | null>;
  /** The active pairs of a member (our id), in the order of their next meeting, then the longest without one. */
  ofMember(memberId: string, now: number): Promise<Pair[]>;
  /** The pair of a member (our id) that ended last; null when none has. */
  lastEnded(memberId: string, now: number): Promise<Pair | null>;
  /**
   * Loads the pair, asks `decide`, writes the change: state, planned and cancelled nudges, and the mark that its messages must be
   * drawn anew. A refusal writes nothing. Null when there is no such pairing in the workspace.
   */
  change(
    workspaceId: string,
    id: string,
    now: number,
    decide: (pair: Pair, notebook: Notebook) => Change | Refusal,
  ): Promise<{ pair: Pair } | Refusal | null>;
  /**
   * The pairings of a cohort whose people's names fit `words` (`namesFit`), in the order of a list (`inListOrder`), from one (counted from 0) on, at
   * most `count`; and how many there are.
   */
  listed(
    cohortId: string,
    page: { words: string; from: number; count: number },
  ): Promise<{ pairs: ListedPair[]; total: number }>;
  /** Decides about the longest overdue pairing whose booked meeting is over or whose open proposal's time has come, if any. True when there was one. */
  changeNextDue(now: number, decide: (pair: Pair, notebook: Notebook) => Change): Promise<boolean>;
  /**
   * Decides about the longest waiting pairing that somebody has to look at, if any: its cohort was begun or ended, it came by import, a pause or an
   * absence began or is over, or an account came or went. `said` are the nudges of its present cycle; `lookAt` (UTC ms) is when to look again,
   * null for not before something changes. True when there was one.
   */
  followNext(
    now: number,
    decide: (pair: Pair, notebook: Notebook, said: readonly Nudge[]) => { change: Change; lookAt: number | null },
  ): Promise<boolean>;
};

export type HelpStore = {
  /** The open requests for help of the pairings of a cohort, with their reasons, oldest first: for those who run it. */
  openIn(cohortId: string): Promise<HelpRequest[]>;
};
