import type { Act } from './booking.ts';
import type { Change } from './change.ts';
import { COMMITMENT_MAX, type Commitment, PLAN_MAX, REASON_MAX } from './commitment.ts';
import { nextContactInstant } from './hours.ts';
import type { Member } from './member.ts';
import type { Notebook } from './notebook.ts';
import type { NudgePlan } from './nudge.ts';
import { memberAs, type Pair, partnerOf, roleOf } from './pairing.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { addDays, compareDates, type LocalDate, localOf, resolveLocal, type Zone } from './time.ts';

const DAY = 24 * 60 * 60_000;
const LATEST_DAYS = 366;
/** Somebody who answers for one commitment often answers for another at once. */
const WAITS_FOR_MORE = 30 * 60_000;
/** Open commitments of one pair at most. */
const OPEN_MAX = 200;

const ENDED = refuse('ended', 'This pairing has ended, and so has what was promised in it.');

/** What somebody promises: `owner` is our id of either of the two. */
export type Promised = { owner: string; what: string; dueOn: LocalDate; plan: string };

/** Writes a commitment down, and plans the question on its day. */
export function commit(pair: Pair, notebook: Notebook, act: Act, promised: Promised): Change | Refusal {
  if (pair.pairing.state !== 'active') return ENDED;
  const role = roleOf(pair, promised.owner);
  if (!role) return refuse('not_of_pair', 'Pick who of you two does it.');
  const owner = memberAs(pair, role);
  const problem = cannotCommit(notebook, owner, promised, act.now);
  if (problem) return problem;
  const commitment: Commitment = {
    id: act.id,
    pairingId: pair.pairing.id,
    cycle: pair.pairing.cycle,
    owner: owner.id,
    what: promised.what.trim(),
    dueOn: promised.dueOn,
    plan: promised.plan.trim(),
    state: 'open',
    moves: 0,
    reason: '',
    by: act.by.id,
    createdAt: act.now,
    updatedAt: act.now,
    closedAt: null,
  };
  return { commitments: [commitment], plan: [askOn(pair, owner, promised.dueOn, act.now)] };
}

/** The owner has done it. The partner hears of it. */
export function keep(pair: Pair, notebook: Notebook, act: Act, id: string): Change | Refusal {
  return close(pair, notebook, act, id, 'kept', '');
}

/** The owner lets it go, with or without a reason. The partner hears of it. */
export function drop(pair: Pair, notebook: Notebook, act: Act, id: string, reason: string): Change | Refusal {
  return close(pair, notebook, act, id, 'dropped', reason);
}

/** The owner gives it a new date, with or without a reason. The partner hears of it. */
export function move(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  id: string,
  to: LocalDate,
  reason: string,
): Change | Refusal {
  const commitment = mine(pair, notebook, act, id);
  if (isRefusal(commitment)) return commitment;
  const problem = dateProblem(act.by, to, act.now) ?? reasonProblem(reason);
  if (problem) return problem;
  if (to === commitment.dueOn) return refuse('same_date', 'That is its date already. Pick another one.');
  const moves = commitment.moves + 1;
  const changed = { ...commitment, dueOn: to, moves, reason: reason.trim(), updatedAt: act.now };
  return { commitments: [changed], plan: [askOn(pair, act.by, to, act.now), tellOutcome(pair, act)] };
}

/** Open ones that are due on or before a local date of their owner, longest due first. */
export function dueBy(notebook: Pick<Notebook, 'commitments'>, owner: string, date: LocalDate): Commitment[] {
  return openOf(notebook, owner).filter((each) => compareDates(each.dueOn, date) <= 0);
}

/** What became of somebody's commitments on a local date of the `reader`: kept, dropped, or moved to another day. */
export function outcomesOn(
  notebook: Pick<Notebook, 'commitments'>,
  owner: string,
  date: LocalDate,
  reader: Member,
): Commitment[] {
  return notebook.commitments.filter((each) => {
    const answered = each.state !== 'open' || each.moves > 0;
    return each.owner === owner && answered && localOf(each.updatedAt, reader.zone).date === date;
  });
}

/** The open commitments of one of the two, by due date. */
export function openOf(notebook: Pick<Notebook, 'commitments'>, owner: string): Commitment[] {
  return notebook.commitments
    .filter((each) => each.state === 'open' && each.owner === owner)
    .sort((a, b) => compareDates(a.dueOn, b.dueOn));
}

/** A commitment that was kept or dropped: whose it was, and when it closed (UTC ms). */
export type Closed = { owner: string; state: 'kept' | 'dropped'; closedAt: number };

/** How many of those closed were kept, by month of a zone, `2026-12`, the latest month first. Months in which none closed are left out. */
export function keptByMonth(closed: readonly Closed[], zone: Zone): { month: string; kept: number; of: number }[] {
  const months = new Map<string, { month: string; kept: number; of: number }>();
  for (const { state, closedAt } of closed) {
    const month = localOf(closedAt, zone).date.slice(0, 7);
    const before = months.get(month) ?? { month, kept: 0, of: 0 };
    months.set(month, { month, kept: before.kept + (state === 'kept' ? 1 : 0), of: before.of + 1 });
  }
  return [...months.values()].sort((one, other) => (one.month < other.month ? 1 : -1));
}

function close(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  id: string,
  state: 'kept' | 'dropped',
  reason: string,
): Change | Refusal {
  const commitment = mine(pair, notebook, act, id);
  if (isRefusal(commitment)) return commitment;
  const problem = reasonProblem(reason);
  if (problem) return problem;
  const closed: Commitment = { ...commitment, state, reason: reason.trim(), updatedAt: act.now, closedAt: act.now };
  return { commitments: [closed], plan: [tellOutcome(pair, act)] };
}

function mine(pair: Pair, notebook: Notebook, act: Act, id: string): Commitment | Refusal {
  if (pair.pairing.state !== 'active') return ENDED;
  const commitment = notebook.commitments.find((each) => each.id === id);
  if (!commitment) return refuse('gone', 'This commitment is not there any more.');
  if (commitment.owner !== act.by.id)
    return refuse('not_owner', 'Only the one who made this commitment can answer for it.');
  if (commitment.state === 'kept') return refuse('closed', 'You have marked this as done already. Well done.');
  if (commitment.state === 'dropped') return refuse('closed', 'You have let this one go already.');
  return commitment;
}

/**
 * The question on the day, when the owner's window opens; on the next working day for what is due on a day off, or was promised on its
 * very day. One question for all that falls on one day of asking.
 */
function askOn(pair: Pair, owner: Member, dueOn: LocalDate, now: number): NudgePlan {
  const opening = (on: LocalDate) => nextContactInstant(resolveLocal(on, owner.hours.from, owner.zone), owner);
  const onTheDay = opening(dueOn);
  const dueAt = onTheDay > now ? onTheDay : opening(addDays(localOf(now, owner.zone).date, 1));
  const { date } = localOf(dueAt, owner.zone);
  const occurrence = `due:${pair.pairing.id}:${owner.id}:${date}`;
  return { kind: 'commitment-due', occurrence, to: owner.id, dueAt, notAfter: dueAt + 30 * DAY, about: { date } };
}

/** What became of the day's commitments, in one message for the partner; a later outcome of that day joins it. */
function tellOutcome(pair: Pair, act: Act): NudgePlan {
  const to = partnerOf(pair, act.by.id);
  const { date } = localOf(act.now, to.zone);
  const dueAt = nextContactInstant(act.now + WAITS_FOR_MORE, to);
  const occurrence = `outcome:${pair.pairing.id}:${to.id}:${date}`;
  return { kind: 'commitment-outcome', occurrence, to: to.id, dueAt, notAfter: dueAt + 7 * DAY, about: { date } };
}

function cannotCommit(notebook: Notebook, owner: Member, promised: Promised, now: number): Refusal | null {
  const what = promised.what.trim();
  if (what === '') return refuse('empty', 'Write down what will be done.');
  if (what.length > COMMITMENT_MAX) return refuse('too_long', `Please keep it within ${COMMITMENT_MAX} characters.`);
  if (promised.plan.trim().length > PLAN_MAX)
    return refuse('plan_too_long', `Please keep the when and where within ${PLAN_MAX} characters.`);
  if (notebook.commitments.filter((each) => each.state === 'open').length >= OPEN_MAX) {
    return refuse('too_many', `There are ${OPEN_MAX} open commitments. Close some first, or it is a wish list.`);
  }
  return dateProblem(owner, promised.dueOn, now);
}

function dateProblem(owner: Member, date: LocalDate, now: number): Refusal | null {
  const today = localOf(now, owner.zone).date;
  if (compareDates(date, today) < 0) return refuse('past', 'That day has passed. Pick today or a later one.');
  if (compareDates(date, addDays(today, LATEST_DAYS)) > 0) return refuse('too_far', 'Pick a day within a year.');
  return null;
}

function reasonProblem(reason: string): Refusal | null {
  return reason.trim().length > REASON_MAX
    ? refuse('reason_too_long', `Please keep the reason within ${REASON_MAX} characters.`)
    : null;
}
