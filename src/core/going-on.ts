import { type Change, together } from './change.ts';
import { dueBy } from './commitment-rules.ts';
import { endOfAbsence, nextContactInstant } from './hours.ts';
import { askToBook, runsShort, tellLeft } from './ladder.ts';
import type { Member } from './member.ts';
import type { Notebook } from './notebook.ts';
import type { Nudge, NudgeKind, NudgePlan } from './nudge.ts';
import type { Pair } from './pairing.ts';
import { PARTNER_GONE, RECEIVER_GONE, reasonGone } from './readiness.ts';
import { DAY, localOf } from './time.ts';

/** A pair that was asked in vain is asked anew after a break at most once in so long. */
const LEFT_IN_PEACE = 28 * DAY;
/** What is asked is worth asking for so long. */
const WORTH_ASKING = 30 * DAY;
/** Why something never reached somebody who was gone, in our words and in Slack's. */
const WHILE_GONE = [
  RECEIVER_GONE,
  PARTNER_GONE,
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'channel_not_found',
];
/** What is worth saying late. */
const WORTH_SAYING: readonly NudgeKind[] = [
  'welcome',
  'proposal',
  'booked',
  'moved',
  'relocated',
  'reminder',
  'prepare',
  'meeting-check',
  'commitment-outcome',
];

/**
 * What becomes of a pair when one of the two is gone, paused or away no longer, or has left. Who is left alone hears of it, once. When both are
 * there and nothing pauses, what was due meanwhile comes back, and the questions go on; nothing that was said already is said again, however
 * often this is asked. `said` are the nudges of the present cycle, `now` UTC ms.
 */
export function goOn(pair: Pair, notebook: Notebook, said: readonly Nudge[], now: number): Change {
  const gone = [pair.mentor, pair.mentee].filter(({ active }) => !active);
  // Whatever shows the pair is drawn anew, also where nothing else is to do.
  const seen: Change = { pairing: {} };
  if (gone.length > 0) return { ...seen, plan: gone.flatMap((each) => tellAlone(pair, each, said, now)) };
  if (lookAgainAt(pair, now) !== null) return seen;
  return together(
    seen,
    { plan: [...bringBack(pair, said, now), ...askWhatIsDue(pair, notebook, now)] },
    askAnew(pair, said, now),
  );
}

/** When a pause or an absence of one of the two is over, whichever is first, UTC ms; null when there is none. */
export function lookAgainAt({ pairing, mentor, mentee }: Pair, now: number): number | null {
  const ends = [pairing.pausedUntil ?? 0, endOfAbsence(mentor), endOfAbsence(mentee)].filter((end) => end > now);
  return ends.length > 0 ? Math.min(...ends) : null;
}

/** Nothing for somebody who has not heard of the other one yet. */
function tellAlone(pair: Pair, gone: Member, said: readonly Nudge[], now: number): NudgePlan[] {
  const knows = ({ to }: NudgePlan) =>
    pair.pairing.cycle > 1 ||
    said.some((each) => each.kind === 'welcome' && each.to === to && each.state !== 'planned' && !wasLost(each));
  return tellLeft(pair, gone, now).filter(knows);
}

/** What was let go of while somebody was gone, and is still true. Each occurrence comes back once. */
function bringBack(pair: Pair, said: readonly Nudge[], now: number): NudgePlan[] {
  return said
    .filter((each) => WORTH_SAYING.includes(each.kind) && wasLost(each))
    .flatMap((nudge) => {
      const to = [pair.mentor, pair.mentee].find(({ id }) => id === nudge.to);
      if (!to || reasonGone(nudge, pair, to, now) !== null) return [];
      const { kind, about } = nudge;
      const occurrence = `${nudge.occurrence}:back`;
      const dueAt =
        kind === 'prepare' ? Math.max(nudge.dueAt, now) : nextContactInstant(Math.max(nudge.dueAt, now), to);
      const notAfter = kind === 'reminder' || kind === 'prepare' ? nudge.notAfter : dueAt + WORTH_ASKING;
      return dueAt < notAfter ? [{ kind, occurrence, to: to.id, dueAt, notAfter, about }] : [];
    });
}

/** One question to each for what fell due meanwhile; who was asked already is not asked again (`readiness`). */
function askWhatIsDue(pair: Pair, notebook: Notebook, now: number): NudgePlan[] {
  return [pair.mentor, pair.mentee].flatMap((to) => {
    const today = localOf(now, to.zone).date;
    const last = dueBy(notebook, to.id, today).at(-1);
    if (!last) return [];
    const occurrence = `due:${pair.pairing.id}:${to.id}:${last.dueOn}:back:${today}`;
    const dueAt = nextContactInstant(now, to, occurrence);
    const about = { date: last.dueOn };
    return [{ kind: 'commitment-due', occurrence, to: to.id, dueAt, notAfter: dueAt + WORTH_ASKING, about }];
  });
}

/**
 * A new ladder for a pair without a meeting, when a question of the present one was lost, or when none waits and the last one is long ago. Else
 * the present one goes on.
 */
function askAnew(pair: Pair, said: readonly Nudge[], now: number): Change {
  const { id, cycle, ladder } = pair.pairing;
  if (pair.next || pair.proposal) return {};
  const rungs = said.filter(({ occurrence }) => occurrence.startsWith(`book:${id}:${cycle}.${ladder}:`));
  const lost = rungs.some((each) => wasLost(each) || each.state === 'expired' || comesTooLate(each));
  const waits = rungs.some((each) => ['planned', 'claimed', 'uncertain'].includes(each.state));
  const lastAt = Math.max(...said.map(({ sentAt }) => sentAt ?? 0), 0);
  if (!lost && (waits || lastAt + LEFT_IN_PEACE > now)) return {};
  return newLadder(pair, now);
}

/** Asks a pair without a meeting from its first rung on, from `start` (UTC ms) at the earliest, in place of whatever it was to be asked. */
export function newLadder(pair: Pair, start: number): Change {
  if (pair.next || pair.proposal || pair.pairing.ladder === 0) return {};
  const ladder = pair.pairing.ladder + 1;
  const after: Pair = { ...pair, pairing: { ...pair.pairing, ladder } };
  const last = pair.past[0]?.cycle === pair.pairing.cycle - 1 ? runsShort(pair, pair.past[0]) : 0;
  const from = Math.max(start, last, pair.pairing.snoozedUntil ?? 0);
  return { pairing: { ladder }, cancel: ['book', 'next-meeting-due'], plan: askToBook(after, from) };
}

function wasLost({ state, reason }: Nudge): boolean {
  return (state === 'cancelled' || state === 'dead') && reason !== null && WHILE_GONE.includes(reason);
}

/** Put off for so long that it would be given up. */
function comesTooLate({ state, dueAt, notAfter }: Nudge): boolean {
  return state === 'planned' && notAfter <= dueAt;
}
