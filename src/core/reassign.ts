import type { AuditEntry } from './audit.ts';
import type { Change } from './change.ts';
import { mentorFull } from './cohort.ts';
import type { Doing } from './cohort-rules.ts';
import { begin, end } from './course.ts';
import type { Pair } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * The mentee of a pair goes on with another mentor: the `former` pair ends, and `fresh`, which is as it will be, begins. The former mentor is
 * told kindly, the new one is welcomed, and the mentee hears all of it in one message.
 *
 * @param mentees how many mentees the new mentor has in the cohort already.
 * @param doing who does it (Slack's id), and when, UTC ms.
 */
export function reassign(
  former: Pair,
  fresh: Pair,
  mentees: number,
  doing: Doing,
): { former: Change; pair: Change } | Refusal {
  const refusal = cannotReassign(former, fresh) ?? mentorIsFull(fresh, mentees);
  if (refusal) return refusal;
  const { now } = doing;
  const ended = end(former, now, 'other-mentor', former.mentee.id);
  const audit: AuditEntry = {
    at: now,
    by: doing.by,
    action: 'mentor-changed',
    cohortId: former.cohort.id,
    pairingId: fresh.pairing.id,
    about: { mentee: former.mentee.userId, from: former.mentor.userId, to: fresh.mentor.userId },
  };
  return {
    former: ended,
    pair: { ...welcomeInTurn(former, fresh, now), audit: [audit] },
  };
}

/** Why the mentee of a pair cannot go on with this mentor; null when they can. */
export function cannotReassign(former: Pair, { mentor }: Pick<Pair, 'mentor'>): Refusal | null {
  const { mentee, cohort, pairing } = former;
  if (cohort.state === 'ended')
    return refuse('cohort_ended', `${cohort.name} has ended, so nobody gets another mentor in it any more.`);
  if (pairing.state !== 'active')
    return refuse(
      'ended',
      `${mentee.name} and ${former.mentor.name} are no pair any more. Pair people with /cohort pair.`,
    );
  if (mentor.id === mentee.id)
    return refuse('same_person', 'Nobody can mentor themselves. Please name somebody else as the new mentor.');
  if (mentor.id === former.mentor.id)
    return refuse('same_mentor', `${mentor.name} is ${mentee.name}'s mentor already. Please name somebody else.`);
  if (!mentee.active) {
    const words = `${mentee.name}'s account is deactivated, so a new mentor would have nobody to meet. You can end the pairing instead.`;
    return refuse('mentee_deactivated', words);
  }
  return null;
}

function mentorIsFull({ mentor, cohort }: Pair, mentees: number): Refusal | null {
  const limit = cohort.mentorLimit;
  return limit !== null && mentees >= limit ? mentorFull(mentor, cohort, limit) : null;
}

/** The mentee's welcome also says what ended, and which meeting is off. */
function welcomeInTurn(former: Pair, fresh: Pair, now: number): Change {
  const { plan = [], ...begun } = begin(fresh, now);
  const off = former.next && former.next.startsAt > now ? former.next : null;
  const about = {
    formerId: former.pairing.id,
    formerMentor: former.mentor.userId,
    ...(off && { meetingId: off.id, startsAt: off.startsAt }),
  };
  const inTurn = plan.map((each) => {
    if (each.kind !== 'welcome' || each.to !== fresh.mentee.id || former.pairing.ladder === 0) return each;
    return { ...each, about, ...(off && off.startsAt <= each.dueAt && { dueAt: now }) };
  });
  return { ...begun, plan: inTurn };
}
