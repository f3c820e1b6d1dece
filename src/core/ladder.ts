import { afterWorkingDays, nextContactInstant, oneWorkingDayBefore } from './hours.ts';
import { endOf, type Meeting, type Proposal } from './meeting.ts';
import type { Member } from './member.ts';
import type { NudgeKind, NudgePlan } from './nudge.ts';
import { cadenceOf, ownerOf, type Pair, partnerOf } from './pairing.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The rungs on which a pair without a meeting is asked to book one: working days after the first, and who is asked. After the
 * last one they are left in peace.
 */
export const RUNGS = [
  { rung: 1, workingDays: 0, asks: 'owner' },
  { rung: 2, workingDays: 3, asks: 'owner' },
  { rung: 3, workingDays: 5, asks: 'partner' },
  { rung: 4, workingDays: 10, asks: 'owner' },
] as const;

/** A question is still worth asking after an outage or an absence of this length: its reason is looked at again before it goes out. */
const WORTH_ASKING = 30 * DAY;
/** Working days that a proposal may lie unanswered before the partner is asked once. */
const PATIENCE_WORKING_DAYS = 2;
/** Share of the cadence that passes before a pair is asked again for a next meeting. */
const EARLY_SHARE = 0.6;
/** The best moment to book the next meeting is just after the last one. */
const BREATH_AFTER_MEETING = 10 * MINUTE;
const PREPARE_BEFORE = 10 * MINUTE;
/** News about what the partner did is worth passing on for a week, if Slack cannot be reached. */
const NEWS_LASTS = 7 * DAY;

/**
 * Nudges to book the next meeting of the pair's present cycle and ladder, the first due when the receiver's window opens at or
 * after `start` (UTC ms). `fromRung` leaves the earlier ones out, counting the days all the same.
 */
export function askToBook(pair: Pair, start: number, fromRung = 1): NudgePlan[] {
  const owner = ownerOf(pair);
  return RUNGS.filter((each) => each.rung >= fromRung).map(({ rung, workingDays, asks }) => {
    const to = asks === 'owner' ? owner : partnerOf(pair, owner.id);
    const occurrence = `book:${pair.pairing.id}:${pair.pairing.cycle}.${pair.pairing.ladder}:${rung}`;
    return proactive('book', occurrence, to, afterWorkingDays(start, workingDays, to, occurrence), { rung });
  });
}

/** The end of a pair, for those of it who did not end it, each in their own window. `now` UTC ms. */
export function tellEnded(pair: Pair, now: number, why: string, except?: string): NudgePlan[] {
  const off = pair.next && pair.next.startsAt > now ? pair.next : null;
  const hear = [pair.mentor, pair.mentee].filter((each) => each.active && each.id !== except);
  return hear.map((to) => {
    const occurrence = `ended:${pair.pairing.id}:${to.id}`;
    return soonest(proactive('ended', occurrence, to, nextContactInstant(now, to, occurrence), { why }), off, now);
  });
}

/** That one of the two (our id), or with null whoever runs the cohort, paused the pair or ended its pause; for those who did not do it. `now` UTC ms. */
export function tellPause(pair: Pair, kind: 'paused' | 'resumed', by: string | null, now: number): NudgePlan[] {
  const hear = [pair.mentor, pair.mentee].filter((each) => each.active && each.id !== by);
  return hear.map((to) => {
    const occurrence = `${kind}:${pair.pairing.id}:${now}:${to.id}`;
    const why = by === null ? 'by-coordinator' : 'by-partner';
    return proactive(kind, occurrence, to, nextContactInstant(now, to, occurrence), { why });
  });
}

/**
 * That the account of one of the two is deactivated, for the other: a day later, because many come back at once; before a meeting that they
 * have booked in any case. `now` UTC ms.
 */
export function tellLeft(pair: Pair, gone: Member, now: number): NudgePlan[] {
  const to = partnerOf(pair, gone.id);
  if (!to.active) return [];
  const occurrence = `left:${pair.pairing.id}:${gone.id}:${gone.leftAt ?? 0}`;
  const tomorrow = nextContactInstant(now + DAY, to, occurrence);
  const early = pair.next && pair.next.startsAt <= tomorrow;
  const plan = proactive('left', occurrence, to, early ? nextContactInstant(now, to) : tomorrow, {});
  return [soonest(plan, pair.next, now)];
}

/** At once, when the meeting that it takes back would begin before then. */
function soonest(plan: NudgePlan, off: Pick<Meeting, 'startsAt'> | null, now: number): NudgePlan {
  if (!off || off.startsAt > plan.dueAt) return plan;
  return { ...plan, dueAt: now, about: { ...plan.about, startsAt: off.startsAt } };
}

/** The welcome of both, and the ladder that follows the mentee's. `now` in UTC ms. */
export function welcome(pair: Pair, now: number): NudgePlan[] {
  const greet = (to: Member) => {
    const due = nextContactInstant(now, to);
    return proactive('welcome', `welcome:${pair.pairing.id}:${to.id}`, to, due, {});
  };
  const toMentee = greet(pair.mentee);
  return [greet(pair.mentor), toMentee, ...askToBook(pair, toMentee.dueAt, 2)];
}

/** What follows a meeting that is over: the owner of the new cycle is asked soon, and again when the cadence runs short. */
export function afterMeeting(pair: Pair, meeting: Meeting): NudgePlan[] {
  const owner = ownerOf(pair);
  const over = endOf(meeting);
  const occurrence = `next:${pair.pairing.id}:${pair.pairing.cycle}`;
  const soon = nextContactInstant(over + BREATH_AFTER_MEETING, owner, occurrence);
  const runningShort = runsShort(pair, meeting);
  const due = proactive('next-meeting-due', occurrence, owner, soon, { meetingId: meeting.id });
  // From then on the ladder asks; looking back on the meeting would come late and ask twice.
  return [{ ...due, notAfter: runningShort }, askOnceMore(meeting, owner, soon), ...askToBook(pair, runningShort)];
}

/** UTC ms from which a pair is asked for its next meeting after the last one: most of its cadence has passed then. */
export function runsShort(pair: Pair, last: Meeting): number {
  const cadenceDays = cadenceOf(pair) * 5;
  return afterWorkingDays(endOf(last), Math.max(3, Math.round(cadenceDays * EARLY_SHARE)), ownerOf(pair));
}

/** The question what became of these meetings (ids) is no longer wanted; as long as another meeting waits for its own, each is let go of when it falls due. */
export function letGoOfChecks(pair: Pair, settled: readonly string[]): { cancel?: NudgeKind[] } {
  const othersWait = pair.past.some(({ id, outcome }) => outcome === null && !settled.includes(id));
  return othersWait ? {} : { cancel: ['meeting-check'] };
}

/** The second and last time that somebody is asked what became of a meeting. */
function askOnceMore(meeting: Meeting, owner: Member, asked: number): NudgePlan {
  const occurrence = `check:${meeting.id}`;
  const due = afterWorkingDays(asked, PATIENCE_WORKING_DAYS, owner, occurrence);
  return proactive('meeting-check', occurrence, owner, due, { meetingId: meeting.id });
}

/** UTC ms at which a meeting is written down as unknown when nobody has said what became of it: both times of asking were in vain. */
export function settlesAt(pair: Pair, meeting: Meeting): number {
  return afterWorkingDays(endOf(meeting), 2 * PATIENCE_WORKING_DAYS + 1, ownerOf(pair));
}

/** The proposal for the partner, at once, and one question if it stays unanswered. */
export function tellProposal(pair: Pair, proposal: Proposal, now: number): NudgePlan[] {
  const to = partnerOf(pair, proposal.by);
  const about = { proposalId: proposal.id };
  const asked = `unanswered:${proposal.id}`;
  const plans = [news('proposal', `proposal:${proposal.id}`, to, now, about)];
  const due = afterWorkingDays(now, PATIENCE_WORKING_DAYS, to, asked);
  if (due < proposal.startsAt) {
    plans.push({ ...proactive('proposal-unanswered', asked, to, due, about), notAfter: proposal.startsAt });
  }
  return plans;
}

/** News of a meeting (booked, moved, at another place or cancelled) for the one who did not tap. */
export function tellMeeting(
  kind: 'booked' | 'moved' | 'relocated' | 'cancelled',
  meeting: Meeting,
  to: Member,
  now: number,
): NudgePlan {
  return news(kind, `${kind}:${meeting.id}:${meeting.sequence}`, to, now, { meetingId: meeting.id });
}

/** News that the partner would rather keep a booked meeting where it is, for the one who offered to move it. */
export function tellKept(pair: Pair, proposal: Proposal, meeting: Meeting, now: number): NudgePlan {
  const to = pair.mentor.id === proposal.by ? pair.mentor : pair.mentee;
  return news('kept', `kept:${proposal.id}`, to, now, { meetingId: meeting.id, proposalId: proposal.id });
}

/**
 * The reminder of both, one working day before the meeting, each in their own window. Left out for whoever is past that moment
 * already: they have just heard of the meeting.
 */
export function remind(pair: Pair, meeting: Meeting, now: number): NudgePlan[] {
  return [pair.mentor, pair.mentee].flatMap((to) => {
    const due = oneWorkingDayBefore(meeting.startsAt, to);
    if (due === undefined || due <= now) return [];
    const occurrence = `reminder:${meeting.id}:${meeting.sequence}:${to.id}`;
    const plan = proactive('reminder', occurrence, to, due, { meetingId: meeting.id });
    return [{ ...plan, notAfter: meeting.startsAt }];
  });
}

/** Agenda, expectation, commitments and place for both, ten minutes before the meeting, whatever the hour: they meet then. */
export function prepare(pair: Pair, meeting: Meeting, now: number): NudgePlan[] {
  const dueAt = meeting.startsAt - PREPARE_BEFORE;
  if (dueAt <= now) return [];
  return [pair.mentor, pair.mentee].map((to) => {
    const occurrence = `prepare:${meeting.id}:${meeting.sequence}:${to.id}`;
    return { ...proactive('prepare', occurrence, to, dueAt, { meetingId: meeting.id }), notAfter: meeting.startsAt };
  });
}

function proactive(
  kind: NudgeKind,
  occurrence: string,
  to: Member,
  dueAt: number,
  about: NudgePlan['about'],
): NudgePlan {
  return { kind, occurrence, to: to.id, dueAt, notAfter: dueAt + WORTH_ASKING, about };
}

function news(kind: NudgeKind, occurrence: string, to: Member, now: number, about: NudgePlan['about']): NudgePlan {
  return { kind, occurrence, to: to.id, dueAt: now, notAfter: now + NEWS_LASTS, about };
}
