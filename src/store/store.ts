import type { ImportStore } from './imports.ts';
import type { NotebookStore, StructureStore, TakeawayStore } from './kept.ts';
import type { BriefingStore, NudgeStore } from './outgoing.ts';
import type { MemberStore, PeopleStore } from './people.ts';
import type { AuditStore, CohortStore, HelpStore, PairingStore } from './programmes.ts';
import type { ReportStore } from './reports.ts';

/**
 * Everything durable, behind one port. One method is one transaction; no transaction leaves the store. A `decide` is pure
 * and synchronous and runs inside the transaction. Times are UTC ms, ids are made by the caller.
 */
export type Store = {
  members: MemberStore;
  people: PeopleStore;
  cohorts: CohortStore;
  pairings: PairingStore;
  notebooks: NotebookStore;
  takeaways: TakeawayStore;
  structures: StructureStore;
  nudges: NudgeStore;
  briefings: BriefingStore;
  help: HelpStore;
  deliveries: DeliveryStore;
  reports: ReportStore;
  audit: AuditStore;
  imports: ImportStore;
  journal: JournalStore;
  /** Closes the file and gives up the lock. Nothing may be called afterwards. */
  close(): Promise<void>;
};

/** Where writes stand first, before they are taken over into the file. */
export type JournalStore = {
  /** How many pages wait to be taken over. */
  waiting(): Promise<number>;
  /** Takes them over. Nothing is lost without it: a journal that grows long is taken over by the write that finds it so, whoever waits for that one. */
  takeOver(): Promise<void>;
};

export type DeliveryStore = {
  /** Notes that a delivery with this key arrived. True the first time, false ever after (until forgotten). */
  first(key: string, now: number): Promise<boolean>;
  /** Whether a delivery with this key was noted. */
  known(key: string): Promise<boolean>;
  /**
   * Runs `work`. The first thing that it writes notes deliveries with these keys along with it, in one transaction: a crash leaves both
   * or neither. Work that writes nothing notes nothing.
   */
  along<T>(keys: readonly string[], now: number, work: () => Promise<T>): Promise<T>;
  /** Forgets one delivery, because it came to nothing and may come again. */
  release(key: string): Promise<void>;
  /** Forgets deliveries noted before this UTC ms. How many there were. */
  forget(before: number): Promise<number>;
};

export type { CohortChange } from '../core/cohort-rules.ts';
export type { NudgePlan } from '../core/nudge.ts';
export type { Heard, Readiness } from '../core/readiness.ts';
export type { FoundTakeaway, SeenTakeaway } from '../core/takeaway.ts';
export type { GalleryStructure, NotebookStore, StructureStore, TakeawayStore } from './kept.ts';
export type { BriefingStore, NudgeStore, Outcomes, Taken, TakenBriefing } from './outgoing.ts';
export type { MemberStore, PeopleStore } from './people.ts';
export type { AuditStore, CohortStore, HelpStore, PairingStore } from './programmes.ts';
export type { ReportPage, ReportStore } from './reports.ts';
