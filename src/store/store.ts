import type { LookedAfter } from '../core/attention.ts';
import type { AuditEntry } from '../core/audit.ts';
import type { Audience, Briefing, BriefingPlan } from '../core/briefing.ts';
import type { Change } from '../core/change.ts';
import type { Cohort } from '../core/cohort.ts';
import type { CohortChange } from '../core/cohort-rules.ts';
import type { Closed } from '../core/commitment-rules.ts';
import type { HelpRequest } from '../core/help.ts';
import type { Member, Person } from '../core/member.ts';
import type { Note, Notebook, PastMeeting } from '../core/notebook.ts';
import type { Nudge, NudgePlan } from '../core/nudge.ts';
import type { ListedPair } from '../core/pair-list.ts';
import type { Pair, Pairing } from '../core/pairing.ts';
import type { PeopleCheck } from '../core/people-check.ts';
import type { Heard, Readiness } from '../core/readiness.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Counts, Figures, PairFacts } from '../core/report.ts';
import type { Span } from '../core/report-period.ts';
import type { PulseAnswer, PulseFigure, ShownPulse } from '../core/report-pulse.ts';
import type { Structure } from '../core/structure.ts';
import type { FoundTakeaway, SeenTakeaway, Takeaway } from '../core/takeaway.ts';
import type { LocalDate } from '../core/time.ts';
import type { ImportStore } from './imports.ts';

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

export type MemberStore = {
  /** The member with this Slack user id, or null. */
  find(workspaceId: string, userId: string): Promise<Member | null>;
  /** The member after what Slack says of them was written down; made with `id` when unknown. Marks the messages of their pairings, and the Home tabs of both, to be drawn anew when anything changed. */
  meet(id: string, workspaceId: string, person: Person, now: number): Promise<Member>;
  /** Writes what `decide` makes of a member, or nothing when it refuses; also marks the messages of their pairings, and the Home tabs of both, to be drawn anew. `audit` is noted along with it. Null for somebody unknown. */
  change(
    workspaceId: string,
    userId: string,
    now: number,
    decide: (member: Member) => Member | Refusal,
    audit?: readonly AuditEntry[],
  ): Promise<Member | Refusal | null>;
  /** Notes the first opening of the Home tab; later ones change nothing. */
  homeOpened(workspaceId: string, userId: string, now: number): Promise<void>;
  /** A member whose Home tab was opened once and who, or whose pairing, changed since it was drawn; the longest waiting first. `mark` is to be handed back. */
  takeStaleHome(now: number): Promise<{ member: Member; mark: number } | null>;
  /** It was drawn anew. Leaves the mark standing when something changed once more meanwhile. */
  homeDrawn(memberId: string, mark: number): Promise<void>;
};

/** The daily look at everybody's account. */
export type PeopleStore = {
  /** How far it has come; null before the first one. */
  check(workspaceId: string): Promise<PeopleCheck | null>;
  /** How many members are in active pairs. */
  paired(workspaceId: string): Promise<number>;
  /** The next member in an active pair, by our ids; null after the last one. */
  nextPaired(workspaceId: string, after: string): Promise<{ id: string; userId: string } | null>;
  /** Writes what Slack says of people, as far as we know them, and how far the look has come. What follows from it is that of `MemberStore.meet`. */
  checked(workspaceId: string, people: readonly Person[], check: PeopleCheck, now: number): Promise<void>;
};

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

/** A nudge in hand, with the lease that proves it. */
export type Taken = { nudge: Nudge; pair: Pair; notebook: Notebook; lease: string };

/** What becomes of what was claimed under a lease, and of what nobody knows. False when the lease was lost meanwhile: then nothing is written. */
export type Outcomes = {
  /** It was certainly not posted: back to planned, due again at `dueAt`. `counts: false` takes the attempt back (rate limits). */
  again(id: string, lease: string, retry: { dueAt: number; counts: boolean }): Promise<boolean>;
  /** It never will be posted. */
  dead(id: string, lease: string, reason: string): Promise<boolean>;
  /** Nobody knows whether it was posted; look at Slack's history from `checkAt` on. */
  uncertain(id: string, lease: string, checkAt: number): Promise<boolean>;
  /** Claims whose lease ran out (a crash) become uncertain, to be looked at from `checkAt` on. How many there were. */
  lapse(now: number, checkAt: number): Promise<number>;
  /** What the look found: it was posted; or it is not there (planned again at `dueAt`); or look again at `checkAt`; or give up. False when the lease was lost. */
  resolve(
    id: string,
    lease: string,
    found:
      | { posted: { channel: string; ts: string; at: number } }
      | { missing: true; dueAt: number }
      | { missing: true; checkAt: number }
      | { giveUp: string },
  ): Promise<boolean>;
};

export type NudgeStore = Outcomes & {
  /**
   * Takes the most urgent due nudge: those that pass on what somebody just did come first, then the longest due. `decide` says what
   * to do with it; `send` claims it under `lease` until `now + leaseMs` and counts the attempt. `null` when nothing is due, `settled` when it was put off or given up.
   */
  take(
    now: number,
    lease: { id: string; ms: number },
    decide: (nudge: Nudge, pair: Pair, heard: Heard, notebook: Notebook) => Readiness,
  ): Promise<Taken | 'settled' | null>;
  /** Slack has it, and what it shows is true until `trueUntil` (UTC ms), when it is to be drawn anew. False when the lease was lost meanwhile: then nothing is written. */
  sent(
    id: string,
    lease: string,
    posted: { channel: string; ts: string; at: number; shown: string; trueUntil?: number | null },
  ): Promise<boolean>;
  /** Takes an uncertain nudge whose look is due, under a new lease. The nudge stays `uncertain`. */
  takeUncertain(now: number, lease: { id: string; ms: number }): Promise<Omit<Taken, 'notebook'> | null>;
  /** A sent message whose pairing changed since it was drawn, the longest waiting first, of those the newest, or null. `newest` tells whether it is the last one sent to this member for this pairing. `mark` is to be handed back. */
  takeStale(
    now: number,
  ): Promise<{ nudge: Nudge; pair: Pair; notebook: Notebook; newest: boolean; mark: number } | null>;
  /** It was drawn anew; `final` when it never will change again; `trueUntil` (UTC ms) when time alone makes it untrue. Leaves the mark standing when the pairing changed once more meanwhile. */
  redrawn(id: string, mark: number, drawn: { shown: string; final: boolean; trueUntil?: number | null }): Promise<void>;
  /** It could not be drawn now: try again at `at` (UTC ms), or never (`null`, a message that is gone or may not be edited). */
  redrawLater(id: string, mark: number, at: number | null): Promise<void>;
  /** Marks the messages of a pairing, and the Home tabs of the two, to be drawn anew. */
  markStale(pairingId: string, now: number): Promise<void>;
  /** When the next nudge, look or redraw is due, UTC ms; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Nudges of a pairing, oldest first: for tests, `doctor` and support. */
  ofPairing(pairingId: string): Promise<Nudge[]>;
};

/** A briefing in hand, with the lease that proves it. */
export type TakenBriefing = { briefing: Briefing; cohort: Cohort; lease: string };

export type BriefingStore = Outcomes & {
  /** Takes the most urgent due briefing, as `nudges.take` does. */
  take(
    now: number,
    lease: { id: string; ms: number },
    decide: (briefing: Briefing, audience: Audience) => Readiness,
  ): Promise<TakenBriefing | 'settled' | null>;
  /** Slack has it. False when the lease was lost meanwhile: then nothing is written. */
  sent(id: string, lease: string, posted: { channel: string; ts: string; at: number }): Promise<boolean>;
  /** Takes an uncertain briefing whose look is due, under a new lease. It stays `uncertain`. */
  takeUncertain(now: number, lease: { id: string; ms: number }): Promise<TakenBriefing | null>;
  /**
   * Plans the digest of the coordinator of a running cohort whose look at it is the longest due, if any. True when there was one. `isNew` when
   * nobody has looked yet.
   */
  planNextDigest(
    now: number,
    decide: (cohort: Cohort, coordinator: Member, isNew: boolean) => { plan: BriefingPlan | null; nextAt: number },
  ): Promise<boolean>;
  /** Turns the weekly digest of a cohort on or off for one of its coordinators (our id); on, it begins in the following week. False for anybody else. */
  wantDigest(cohortId: string, memberId: string, wants: boolean): Promise<boolean>;
  /** Whether a coordinator (our id) of a cohort wants its digest; null for anybody else. */
  wantsDigest(cohortId: string, memberId: string): Promise<boolean | null>;
  /** Briefings of a cohort, oldest first: for tests, `doctor` and support. */
  ofCohort(cohortId: string): Promise<Briefing[]>;
};

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

export type HelpStore = {
  /** The open requests for help of the pairings of a cohort, with their reasons, oldest first: for those who run it. */
  openIn(cohortId: string): Promise<HelpRequest[]>;
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

/** What is known of some pairings of a cohort. `next` is where the following page begins; null after the last one. */
export type ReportPage = {
  pairs: PairFacts[];
  counts: Counts;
  /** When meetings of the chart began that were held, UTC ms, in no order. */
  heldAt: number[];
  /** What each of the two said last, in each of these pairings; whoever left a question out then is not in its figure. */
  answers: Record<PulseFigure, PulseAnswer[]>;
  lookedAfter: LookedAfter[];
  next: string | null;
};

/** States, counts and times for whoever runs a cohort. Nothing that anybody wrote is read here. */
export type ReportStore = {
  /**
   * The pairings of a cohort, active or ended, after an id (empty for the first), at most `count`, in the order of their ids. Pages are what one
   * caller reads in one go: between them others get their turn.
   *
   * @param from `chartSince` UTC ms from which held meetings are listed; answers given before `answersUntil` UTC ms count.
   */
  page(
    cohortId: string,
    from: { after: string; count: number; now: number; chartSince: number; answersUntil: number },
  ): Promise<ReportPage>;
  /**
   * What happened in a span of time in some pairings of a cohort: those after one id (`after`), up to and including another. Meetings that were held are
   * listed from `chartSince` (UTC ms) on.
   */
  during(
    of: { cohortId: string; after: string; upTo: string },
    span: Span,
    chartSince: number,
  ): Promise<{ counts: Counts; heldAt: number[] }>;
  /** How many takeaways are shared with the whole cohort, of those that were kept in a span of time, or of all. */
  shared(cohortId: string, span?: Span): Promise<number>;
  /** Writes what `decide` wants to show, given what was shown last in this cohort. */
  showPulse(
    cohort: Pick<Cohort, 'id' | 'workspaceId'>,
    figure: PulseFigure,
    decide: (shown: ShownPulse | null) => ShownPulse | null,
  ): Promise<ShownPulse | null>;
  /** The figures that a person (Slack user id) was sent last of a cohort. */
  lastSent(cohortId: string, userId: string): Promise<{ at: number; figures: Figures } | null>;
  /** Notes the figures that a person was sent. */
  sent(cohort: Pick<Cohort, 'id' | 'workspaceId'>, userId: string, at: number, figures: Figures): Promise<void>;
  /** Notes that somebody looked after a pairing of this cohort; later decisions on the same occurrence replace earlier ones. `entry` is noted along with it. False when it is of another cohort. */
  lookAfter(
    cohort: Pick<Cohort, 'id' | 'workspaceId'>,
    looked: LookedAfter,
    by: { userId: string; now: number },
    entry?: AuditEntry,
  ): Promise<boolean>;
  /** Names and Slack user ids by our ids. */
  names(memberIds: readonly string[]): Promise<Map<string, { userId: string; name: string }>>;
};

export type { CohortChange, FoundTakeaway, Heard, NudgePlan, Readiness, SeenTakeaway };
