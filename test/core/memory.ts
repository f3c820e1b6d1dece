import { timePassed } from '../../src/core/booking.ts';
import type { Change } from '../../src/core/change.ts';
import { endOf, type Meeting, type Proposal } from '../../src/core/meeting.ts';
import type { Member } from '../../src/core/member.ts';
import { asks, type Nudge, type NudgeKind, type NudgePlan, passesOn } from '../../src/core/nudge.ts';
import type { Pair, Pairing } from '../../src/core/pairing.ts';
import { type Heard, readiness } from '../../src/core/readiness.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { makeNudge } from './make.ts';

/** What is written of one pairing, apart from its people. */
type Written = {
  begun: Pair;
  pairing: Pairing;
  proposals: Map<string, Proposal>;
  meetings: Map<string, Meeting>;
};

export type Memory = ReturnType<typeof remember>;

/**
 * Pairings, people and nudges in memory: the simplest thing that carries out what is decided, with every message accepted by
 * Slack at once. Whatever a store would have to refuse (a second open offer, a second booked meeting, an occurrence planned
 * twice) throws.
 */
export function remember(pairs: readonly Pair[]) {
  const people = new Map(pairs.flatMap((pair) => [pair.mentor, pair.mentee]).map((each) => [each.id, each]));
  const written = new Map(pairs.map((pair) => [pair.pairing.id, writtenOf(pair)]));
  const nudges: Nudge[] = [];

  function person(id: string): Member {
    const member = people.get(id);
    if (!member) throw new Error(`nobody is called ${id}`);
    return member;
  }

  function of(id: string): Written {
    const found = written.get(id);
    if (!found) throw new Error(`there is no pairing ${id}`);
    return found;
  }

  function pair(id: string, now: number): Pair {
    const { begun, pairing, proposals, meetings } = of(id);
    const past = [...meetings.values()].filter(({ state }) => state === 'ended');
    return {
      ...begun,
      pairing,
      mentor: person(pairing.mentorId),
      mentee: person(pairing.menteeId),
      proposal: only(proposals, 'open'),
      next: only(meetings, 'booked'),
      past: past.sort((one, other) => other.startsAt - one.startsAt).slice(0, 12),
      busy: { mentor: busy(pairing.mentorId, id, now), mentee: busy(pairing.menteeId, id, now) },
    };
  }

  function busy(memberId: string, pairingId: string, now: number) {
    return [...written.values()]
      .filter(({ pairing }) => pairing.id !== pairingId && [pairing.mentorId, pairing.menteeId].includes(memberId))
      .flatMap(({ meetings, proposals }) => [only(meetings, 'booked'), only(proposals, 'open')])
      .filter((time) => time !== null)
      .map((time) => ({ from: time.startsAt, to: endOf(time) }))
      .filter(({ to }) => to > now);
  }

  function change(id: string, now: number, decide: (pair: Pair) => Change | Refusal): Change | Refusal {
    const decided = decide(pair(id, now));
    if (!isRefusal(decided)) write(of(id), decided);
    return decided;
  }

  function write(before: Written, decided: Change): void {
    before.pairing = { ...before.pairing, ...decided.pairing };
    for (const proposal of decided.proposals ?? []) before.proposals.set(proposal.id, proposal);
    for (const meeting of decided.meetings ?? []) before.meetings.set(meeting.id, meeting);
    only(before.proposals, 'open');
    only(before.meetings, 'booked');
    for (const kind of decided.cancel ?? []) cancel(before.pairing.id, kind);
    for (const plan of decided.plan ?? []) add(before.pairing, plan);
  }

  function cancel(pairingId: string, kind: NudgeKind): void {
    for (const nudge of nudges) {
      const unwanted = nudge.pairingId === pairingId && nudge.kind === kind && nudge.state === 'planned';
      if (unwanted) nudge.state = 'cancelled';
    }
  }

  function add(pairing: Pairing, plan: NudgePlan): void {
    if (nudges.some(({ occurrence }) => occurrence === plan.occurrence))
      throw new Error(`${plan.occurrence} comes twice`);
    const { id: pairingId, cycle } = pairing;
    nudges.push(makeNudge({ ...plan, id: `n${nudges.length}`, pairingId, cycle }));
  }

  /** Does everything that is due; gives back what was sent. */
  function tick(now: number): Nudge[] {
    for (const id of written.keys()) {
      let left = 10;
      while (Object.keys(timePassed(pair(id, now), now)).length > 0) {
        if (left === 0) throw new Error(`time never stops passing for ${id}`);
        change(id, now, (each) => timePassed(each, now));
        left -= 1;
      }
    }
    const sent: Nudge[] = [];
    for (let nudge = mostUrgent(now); nudge; nudge = mostUrgent(now)) {
      const decided = readiness(nudge, pair(nudge.pairingId, now), heard(nudge), now);
      if ('send' in decided) {
        nudge.state = 'sent';
        nudge.sentAt = now;
        sent.push(nudge);
      } else if ('putOff' in decided) {
        nudge.dueAt = Math.max(decided.putOff, now + 1);
      } else {
        nudge.state = decided.giveUp;
        nudge.reason = decided.reason;
      }
    }
    return sent;
  }

  /** The order among those due at one moment is nobody's promise: here the last planned comes first. */
  function mostUrgent(now: number): Nudge | undefined {
    const due = nudges.filter(({ state, dueAt }) => state === 'planned' && dueAt <= now).reverse();
    const rank = (nudge: Nudge) => (passesOn(nudge.kind) ? 0 : 1);
    return due.sort((one, other) => rank(one) - rank(other) || one.dueAt - other.dueAt)[0];
  }

  function heard({ kind, to, pairingId, about }: Nudge): Heard {
    const questions = nudges.filter((each) => each.to === to && each.state === 'sent' && asks(each.kind));
    const ofThisPair = questions.filter((each) => each.pairingId === pairingId);
    const isDue = (each: Nudge) => each.kind === 'commitment-due';
    const earlier = nudges.filter(
      (each) =>
        kind === 'book' &&
        (each.kind === 'book' || each.kind === 'next-meeting-due') &&
        each.state === 'planned' &&
        each.pairingId === pairingId &&
        each.to === to &&
        (each.about.rung ?? 0) < (about.rung ?? 0),
    );
    return {
      lastNudgedAt: latest(questions),
      lastAskedAt: latest(ofThisPair),
      lastBesidesDueAt: latest(questions.filter((each) => !isDue(each) || each.pairingId === pairingId)),
      lastDueAt: latest(ofThisPair.filter(isDue)),
      earlierRungDueAt: earlier.length > 0 ? Math.min(...earlier.map(({ dueAt }) => dueAt)) : null,
    };
  }

  return {
    pair,
    change,
    tick,
    nudges,
    /** Writes what somebody's profile or Home tab says now. */
    meet(member: Member): void {
      people.set(member.id, member);
    },
    person,
    meetings: (id: string) => [...of(id).meetings.values()],
  };
}

function writtenOf(begun: Pair): Written {
  const { pairing, proposal, next, past } = begun;
  const byId = <T extends { id: string }>(all: readonly (T | null)[]) =>
    new Map(all.filter((each) => each !== null).map((each) => [each.id, each]));
  return { begun, pairing, proposals: byId([proposal]), meetings: byId([next, ...past]) };
}

function only<T extends Meeting | Proposal>(all: Map<string, T>, state: T['state']): T | null {
  const found = [...all.values()].filter((each) => each.state === state);
  if (found.length > 1) throw new Error(`${found.map(({ id }) => id).join(' and ')} are both ${state}`);
  return found[0] ?? null;
}

function latest(nudges: readonly Nudge[]): number | null {
  return nudges.length > 0 ? Math.max(...nudges.map(({ sentAt }) => sentAt ?? 0)) : null;
}
