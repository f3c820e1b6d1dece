import type { Audience, Briefing, BriefingPlan } from '../core/briefing.ts';
import type { Cohort } from '../core/cohort.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Nudge } from '../core/nudge.ts';
import type { Pair } from '../core/pairing.ts';
import type { Heard, Readiness } from '../core/readiness.ts';

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

/** A nudge in hand, with the lease that proves it. */
export type Taken = { nudge: Nudge; pair: Pair; notebook: Notebook; lease: string };

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
