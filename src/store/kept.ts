import type { Closed } from '../core/commitment-rules.ts';
import type { Note, Notebook, PastMeeting } from '../core/notebook.ts';
import type { NudgePlan } from '../core/nudge.ts';
import type { Pair } from '../core/pairing.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Structure } from '../core/structure.ts';
import type { FoundTakeaway, SeenTakeaway, Takeaway } from '../core/takeaway.ts';
import type { LocalDate } from '../core/time.ts';

export type NotebookStore = {
  /** What a pair keeps between its meetings. An empty one for a pairing that has written nothing, or that there is not. */
  find(pairingId: string): Promise<Notebook>;
  /** What was noted of the meetings so far, in one line each, newest first; at most twelve. */
  notes(pairingId: string): Promise<Note[]>;
  /** A page of the meetings of a pair that are over, newest first, and how many there are; `from` counts from 0. */
  meetings(pairingId: string, page: { from: number; count: number }): Promise<{ found: PastMeeting[]; total: number }>;
  /** What the two kept or dropped since a UTC ms, the latest first. */
  closedSince(pairingId: string, since: number): Promise<Closed[]>;
  /** The ids of the active pairings in which a member (our id) has an open commitment of their own that is due on a local date, or was before. */
  promisesDue(memberId: string, date: LocalDate): Promise<string[]>;
};

export type TakeawayStore = {
  /**
   * Searches what a member (our id) may see: the takeaways of their pairings, and those shared with the cohorts that they are or were in.
   * Words, the beginnings of words (`plan*`), "phrases" and `#tags`; case and accents make no difference; anything else in `words` is
   * taken for words. The best first, outdated ones last. Words that fit more than a thousand find the newest thousand of them, the newest
   * first: then they are not `ranked`. Withdrawn and vetoed ones are left out as they should be.
   */
  search(
    memberId: string,
    words: string,
    page: { from: number; count: number },
  ): Promise<{ found: FoundTakeaway[]; total: number; ranked: boolean }>;
  /** The newest that a member may see. */
  latest(memberId: string, page: { from: number; count: number }): Promise<{ found: SeenTakeaway[]; total: number }>;
  /** The newest of one pairing of a member; nothing of a pairing that is not theirs. */
  ofPairing(
    memberId: string,
    pairingId: string,
    page: { from: number; count: number },
  ): Promise<{ found: SeenTakeaway[]; total: number }>;
  /** One that a member may see, or null. */
  seenBy(memberId: string, id: string): Promise<SeenTakeaway | null>;
  /** Writes what `decide` makes of a takeaway of this workspace, or nothing when it refuses. Null when there is none. */
  change(
    workspaceId: string,
    id: string,
    now: number,
    decide: (takeaway: Takeaway, pair: Pair) => { takeaway: Takeaway; plan?: NudgePlan[] } | Refusal,
  ): Promise<Takeaway | Refusal | null>;
};

/** A structure of a cohort's gallery, and how many pairs have picked it for one of their meetings. */
export type GalleryStructure = Structure & { pairs: number; by: { mentor: string; mentee: string } | null };

export type StructureStore = {
  /** The published structures of a cohort, most used first; `by` are the names of the pair that made it, null where they stay unnamed. */
  gallery(cohortId: string): Promise<GalleryStructure[]>;
  /** In how many pairs of a cohort each of the structures that come with Cairn was picked, by its key. */
  useOfStandard(cohortId: string): Promise<Record<string, number>>;
  find(workspaceId: string, id: string): Promise<Structure | null>;
};
