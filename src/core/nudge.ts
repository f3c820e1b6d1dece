/**
 * What the bot says by itself, with a reason. `proposal`, `booked`, `moved`, `relocated`, `kept` and `cancelled` pass on what the
 * partner just did, at once; the others wait for the receiver's contact window.
 */
export type BookingNudgeKind =
  | 'welcome'
  | 'book'
  | 'proposal'
  | 'proposal-unanswered'
  | 'booked'
  | 'moved'
  | 'relocated'
  | 'kept'
  | 'cancelled'
  | 'reminder'
  | 'next-meeting-due'
  | 'meeting-check'
  | 'paused'
  | 'resumed'
  | 'left'
  | 'ended';

/** What is due of somebody's promises, and what became of their partner's. */
export type CommitmentNudgeKind = 'commitment-due' | 'commitment-outcome';

/** What the two need at hand, ten minutes before they meet. */
export type MeetingNudgeKind = 'prepare';

/** A takeaway that quotes its receiver was shared with the cohort. */
export type TakeawayNudgeKind = 'takeaway-shared';

/** The partner asks whether the cohort may see a structure of the pair; and what came of that. */
export type StructureNudgeKind = 'structure-asked' | 'structure-answered';

export type NudgeKind =
  | BookingNudgeKind
  | CommitmentNudgeKind
  | MeetingNudgeKind
  | TakeawayNudgeKind
  | StructureNudgeKind;

/** A nudge to be written down together with the change of state that is its reason. */
export type NudgePlan = {
  kind: NudgeKind;
  /** Unique in the workspace: planning the same occurrence twice plans it once. */
  occurrence: string;
  /** Our id of the member who receives it. */
  to: string;
  /** UTC ms. */
  dueAt: number;
  /** UTC ms after which it is no use any more. */
  notAfter: number;
  /** What the kind speaks of, where the pairing alone does not say: a meeting's or a proposal's id; the rung of a ladder. */
  about: {
    meetingId?: string;
    proposalId?: string;
    rung?: number;
    date?: string;
    takeawayId?: string;
    structureId?: string;
    why?: string;
    /** Start of a meeting that is called off, UTC ms: whoever has it in mind should hear before then. */
    startsAt?: number;
    /** The pairing that this one follows, and Slack's id of the mentor in it. */
    formerId?: string;
    formerMentor?: string;
  };
};

/**
 * `planned → claimed → sent`, or back to `planned` to try again, or `uncertain` while nobody knows whether Slack took it,
 * or one of the ends: `cancelled` (no longer wanted), `expired` (too late), `dead` (refused for good).
 */
export type NudgeState = 'planned' | 'claimed' | 'sent' | 'uncertain' | 'cancelled' | 'expired' | 'dead';

export type Nudge = NudgePlan & {
  id: string;
  workspaceId: string;
  pairingId: string;
  cycle: number;
  state: NudgeState;
  attempts: number;
  /** UTC ms of the last attempt; null before the first. */
  attemptedAt: number | null;
  /** Reads of Slack's history that did not find it, since the last attempt. */
  missingReads: number;
  /** Where it was posted; null before. */
  channel: string | null;
  ts: string | null;
  sentAt: number | null;
  /** Fingerprint of what the message shows, to leave an unchanged one alone. */
  shown: string | null;
  /** Why it ended, when it was not sent. */
  reason: string | null;
};

/** What the partner did with something that the pair wrote down; it waits for the contact window and for nothing else. */
const NEWS_OF_WORK: readonly NudgeKind[] = [
  'commitment-outcome',
  'takeaway-shared',
  'structure-asked',
  'structure-answered',
];

/** What the person just did and their partner should hear at once, day or night. */
export function passesOn(kind: NudgeKind): boolean {
  return ['proposal', 'booked', 'moved', 'relocated', 'kept', 'cancelled'].includes(kind);
}

/** Shows where the pair stands with its next meeting, with the buttons that fit, as long as no later one does. */
export function showsStanding(kind: NudgeKind): kind is BookingNudgeKind {
  return !['commitment-due', 'prepare', ...NEWS_OF_WORK].includes(kind);
}

/**
 * Wants something of its receiver, unlike news and reminders. What the partner asks about a structure can wait for ever, so it holds no
 * other question up.
 */
export function asks(kind: NudgeKind): boolean {
  return (
    !passesOn(kind) && !['reminder', 'prepare', 'ended', 'paused', 'resumed', 'left', ...NEWS_OF_WORK].includes(kind)
  );
}
