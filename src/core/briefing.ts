import { type Cohort, hoursIn, memberIn } from './cohort.ts';
import { inContactWindow, nextContactInstant, type Person } from './hours.ts';
import type { Member } from './member.ts';
import type { Pair, Role } from './pairing.ts';
import { MOST_ATTEMPTS, type Readiness } from './readiness.ts';
import { addDays, DAY, type LocalDate, localOf, resolveLocal } from './time.ts';

/**
 * What Cairn tells by itself to those who run a cohort, or to its channel: a pair asked for `help`; they were `appointed`; an `announcement`
 * to everybody; an announcement that nobody saw (`unannounced`); the weekly `digest`.
 */
export type BriefingKind = 'help' | 'appointed' | 'announcement' | 'unannounced' | 'digest';

/** All who coordinate the cohort; its channel, where it has one; or one person by Slack's id. */
export type Receiver = 'coordinators' | 'channel' | { userId: string };

/** What a kind speaks of: states, dates and ids. */
export type BriefingAbout = {
  pairingId?: string;
  by?: Role;
  news?: 'started' | 'ended';
  channelId?: string;
  why?: 'refused' | 'unsure';
  /** The local Monday of its week. */
  week?: LocalDate;
};

/** A briefing to be written down together with the change that is its reason. Each receiver gets one of their own. */
export type BriefingPlan = {
  kind: BriefingKind;
  /** Unique in the workspace together with the receiver: planning the same occurrence twice plans it once. */
  occurrence: string;
  to: Receiver;
  /** Slack ids of those who hear it when the cohort has no coordinator who could. */
  otherwise?: readonly string[];
  about: BriefingAbout;
  /** What somebody wants its receivers to read. It is forgotten once they were told. */
  words?: string;
  /** UTC ms. */
  dueAt: number;
  /** UTC ms after which it is no use any more. */
  notAfter: number;
};

/** As `NudgeState`. */
export type BriefingState = 'planned' | 'claimed' | 'sent' | 'uncertain' | 'cancelled' | 'expired' | 'dead';

export type Briefing = Omit<BriefingPlan, 'to' | 'otherwise' | 'words'> & {
  id: string;
  workspaceId: string;
  cohortId: string;
  /** Slack's id of a person or a channel. */
  to: string;
  words: string | null;
  state: BriefingState;
  attempts: number;
  /** UTC ms of the last attempt; null before the first. */
  attemptedAt: number | null;
  /** Reads of Slack's history that did not find it, since the last attempt. */
  missingReads: number;
  channel: string | null;
  ts: string | null;
  sentAt: number | null;
  /** Why it ended, when it was not sent. */
  reason: string | null;
};

/** What decides about a briefing: its cohort, and its receiver, when they are a member. */
export type Audience = { cohort: Cohort; member: Member | null; coordinates: boolean; wantsDigest: boolean };

/** How long what somebody has to know is worth telling. */
const WORTH_KNOWING = 30 * DAY;
/** How long an announcement is news. */
const NEWS = 7 * DAY;
const MONDAY = 1;

/** Somebody waits for these, so they go first. */
export function isUrgent(kind: BriefingKind): boolean {
  return kind === 'help' || kind === 'appointed';
}

/** Whether it had better be told twice than never, when nobody can find out whether it was. */
export function mustArrive(kind: BriefingKind): boolean {
  return kind !== 'announcement' && kind !== 'digest';
}

/**
 * One of a pair asked for help: tells the coordinators, or `otherwise` (Slack ids) where there is none. `words` is the reason that they gave,
 * if any; `occurrence` tells this request from others of the pair. `now` UTC ms.
 */
export function tellHelpAsked(
  { pairing }: Pick<Pair, 'pairing'>,
  asked: { by: Role; words?: string; occurrence: string; otherwise: readonly string[] },
  now: number,
): BriefingPlan {
  const { by, words, otherwise } = asked;
  return {
    kind: 'help',
    occurrence: helpOccurrence(pairing.id, asked.occurrence),
    to: 'coordinators',
    otherwise,
    about: { pairingId: pairing.id, by },
    ...(words && { words }),
    dueAt: now,
    notAfter: now + WORTH_KNOWING,
  };
}

/** Under which a request for help is told; see `tellHelpAsked`. */
export function helpOccurrence(pairingId: string, occurrence: string): string {
  return `help:${pairingId}:${occurrence}`;
}

/** Somebody (Slack's id) now coordinates a cohort. `now` UTC ms. */
export function tellAppointed({ id }: Pick<Cohort, 'id'>, userId: string, now: number): BriefingPlan {
  return {
    kind: 'appointed',
    occurrence: `appointed:${id}:${now}`,
    to: { userId },
    about: {},
    dueAt: now,
    notAfter: now + WORTH_KNOWING,
  };
}

/** Tells the channel of a cohort, where it has one, that it has begun or is over. `now` UTC ms. */
export function announce({ id }: Pick<Cohort, 'id'>, news: 'started' | 'ended', now: number): BriefingPlan {
  return {
    kind: 'announcement',
    occurrence: `${news}:${id}:${now}`,
    to: 'channel',
    about: { news },
    dueAt: now,
    notAfter: now + NEWS,
  };
}

/** What is told instead of a briefing that nobody will ever see. */
export function insteadOf(briefing: Briefing): BriefingPlan[] {
  const { kind, occurrence, about, to: channelId, reason } = briefing;
  if (kind !== 'announcement') return [];
  const now = briefing.attemptedAt ?? briefing.dueAt;
  return [
    {
      kind: 'unannounced',
      occurrence: `not-${occurrence}`,
      to: 'coordinators',
      about: { ...about, channelId, why: reason === UNREADABLE ? 'unsure' : 'refused' },
      dueAt: now,
      notAfter: now + WORTH_KNOWING,
    },
  ];
}

/** The reason of what was let go because nobody could find out whether it was posted. */
export const UNREADABLE = 'history unreadable';

/**
 * The digest that a coordinator gets of a running cohort in the week of `now` (UTC ms), and when to look again: at the beginning of their next
 * Monday. None in the week in which they are looked at for the first time (`isNew`). It waits for their contact window, and for nothing
 * longer than its week.
 */
export function weeklyDigest(
  { id }: Pick<Cohort, 'id'>,
  { userId, zone }: Pick<Member, 'userId' | 'zone'>,
  isNew: boolean,
  now: number,
): { plan: BriefingPlan | null; nextAt: number } {
  const { date, weekday } = localOf(now, zone);
  const week = addDays(date, MONDAY - weekday);
  const nextAt = resolveLocal(addDays(week, 7), 0, zone);
  if (isNew) return { plan: null, nextAt };
  const occurrence = `digest:${id}:${week}`;
  const plan = { kind: 'digest', occurrence, to: { userId }, about: { week }, dueAt: now, notAfter: nextAt } as const;
  return { plan, nextAt };
}

/**
 * Decides about a briefing that has fallen due, from what is true now: one whose reason is gone is given up, one outside its receiver's
 * contact window is put off. `admins` are Slack ids, `now` UTC ms.
 */
export function briefingReadiness(
  briefing: Briefing,
  audience: Audience,
  admins: readonly string[],
  now: number,
): Readiness {
  if (briefing.attempts >= MOST_ATTEMPTS) return { giveUp: 'dead', reason: 'too many attempts' };
  const reason = reasonGone(briefing, audience, admins);
  if (reason) return { giveUp: 'cancelled', reason };
  if (briefing.notAfter <= now) return { giveUp: 'expired', reason: 'too late' };
  const person = reached(audience);
  return inContactWindow(now, person) ? { send: true } : { putOff: nextContactInstant(now, person) };
}

/** When a receiver may be told: a member in their own hours; a channel, or an admin who is no member, in those of the cohort. */
function reached({ cohort, member }: Audience): Person {
  return member ? memberIn(cohort, member) : { zone: cohort.zone, hours: hoursIn(cohort) };
}

function reasonGone({ kind, to, about }: Briefing, audience: Audience, admins: readonly string[]): string | null {
  const { cohort, member, coordinates, wantsDigest } = audience;
  if (member && !member.active) return 'receiver deactivated';
  switch (kind) {
    case 'announcement':
      if (cohort.archivedAt !== null) return 'archived';
      return cohort.state === (about.news === 'started' ? 'running' : 'ended') ? null : 'no longer so';
    case 'help':
    case 'unannounced':
      return coordinates || admins.includes(to) ? null : 'no longer coordinates';
    case 'appointed':
      return coordinates ? null : 'no longer coordinates';
    case 'digest':
      if (!coordinates) return 'no longer coordinates';
      if (cohort.state !== 'running' || cohort.archivedAt !== null) return 'not running';
      return wantsDigest ? null : 'turned off';
    default:
      kind satisfies never;
      return 'unknown';
  }
}
