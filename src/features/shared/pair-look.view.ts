import type { Member } from '../../core/member.ts';
import type { ListedPair } from '../../core/pair-list.ts';
import { cadenceOf, isPaused, type Pair } from '../../core/pairing.ts';
import { lastDayOfPause } from '../../core/pause.ts';
import { compareDates, formatDate, formatDay, localOf, type Zone } from '../../core/time.ts';
import { form } from '../../slack/form.ts';
import {
  actions,
  button,
  context,
  cut,
  type KnownBlock,
  type ModalView,
  mention,
  mrkdwn,
  section,
  typed,
  typedParts,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';
import { dateWithYear } from './cohort-span.view.ts';

/** Where in a list a pair was looked at: the cohort, a page counted from 0, and the words that were searched for. */
export type ListPlace = { c: string; n: number; q: string };

export const LAST_DAY_HINT = 'At most a year ahead. It can be ended earlier at any time.';
const NAME_LENGTH = 80;

/** One pair for whoever runs its cohort: states and dates, and what can be done. `place` leads back to the list. `now` UTC ms. */
export function lookModal(pair: Pair, place: ListPlace | null, now: number): ModalView {
  const { cohort, pairing } = pair;
  const carried = { p: pairing.id, ...place };
  return form({ id: 'pairs-look', title: 'Pair', close: 'Close', carried }, [
    typedParts([
      { text: shortName(pair.mentee), bold: true },
      { text: `, mentored by ${shortName(pair.mentor)}\n${cut(cohort.name, NAME_LENGTH)}` },
    ]),
    typed(statusOf(pair, now)),
    ...dates(pair),
    context(mrkdwn`To write to them: ${mention(pair.mentee.userId)} · ${mention(pair.mentor.userId)}`),
    ...absences(pair, now),
    ...helpWanted(pair),
    ...ways(pair, carried, now),
    ...(place ? [actions(button('pairs.list', 'Back to the list', { value: carry({ ...place, b: 1 }) }))] : []),
  ]);
}

/** Where a pair stands, in a few words. Days are those of the zone. */
export function statusInWords(
  pair: Omit<ListedPair, 'pairingId' | 'mentor' | 'mentee'>,
  zone: Zone,
  now: number,
): string {
  if (pair.state === 'ended') return 'Ended';
  if (!pair.mentorActive || !pair.menteeActive)
    return pair.mentorActive ? 'Mentee deactivated' : pair.menteeActive ? 'Mentor deactivated' : 'Both deactivated';
  const pause = isPaused(pair, now)
    ? [`Pauses up to and including ${formatDate(lastDayOfPause(pair.pausedUntil ?? 0, zone))}`]
    : [];
  const next = pair.nextAt === null ? [] : [`Next meeting ${formatDay(pair.nextAt, zone)}`];
  if (pause.length + next.length > 0) return [...pause, ...next].join(' · ');
  if (pair.proposed) return 'A time is on offer';
  return pair.begun ? 'Nothing booked' : 'Not welcomed yet';
}

function statusOf({ pairing, mentor, mentee, next, proposal, cohort }: Pair, now: number): string {
  const { state, ladder, pausedUntil } = pairing;
  const active = { mentorActive: mentor.active, menteeActive: mentee.active };
  const facts = { state, begun: ladder > 0, pausedUntil, nextAt: next?.startsAt ?? null, proposed: proposal !== null };
  return statusInWords({ ...facts, ...active, lastMet: null }, cohort.zone, now);
}

function dates(pair: Pair): KnownBlock[] {
  const { cohort, pairing } = pair;
  const day = (instant: number) => dateWithYear(localOf(instant, cohort.zone).date);
  const met = pair.past.find(({ outcome }) => outcome === null || outcome === 'held' || outcome === 'unknown');
  const weeks = cadenceOf(pair);
  const lines = [
    `Paired on ${day(pairing.createdAt)}`,
    ...(pairing.endedAt === null ? [] : [`ended on ${day(pairing.endedAt)}`]),
    met ? `last met on ${day(met.startsAt)}` : 'not met yet',
    weeks === 1 ? 'every week' : `every ${weeks} weeks`,
  ];
  return [context(mrkdwn`${lines.join(' · ')}`)];
}

function absences(pair: Pair, now: number): KnownBlock[] {
  if (pair.pairing.state === 'ended') return [];
  return (['mentor', 'mentee'] as const).flatMap((role) => {
    const member = pair[role];
    if (!isAway(member, now) || !member.awayUntil) return [];
    const value = carry({ p: pair.pairing.id, r: role });
    return [
      typed(`${shortName(member)} is away up to and including ${formatDate(member.awayUntil)}.`),
      actions(button(`pairs.back#${role}`, 'Is back', { value, says: `${cut(member.name, 40)} is back` })),
    ];
  });
}

/** Whether somebody is away today, on their own calendar. */
export function isAway({ awayUntil, zone }: Member, now: number): boolean {
  return awayUntil !== null && compareDates(awayUntil, localOf(now, zone).date) >= 0;
}

/** What was written for those who run the cohort to read. */
function helpWanted(pair: Pair): KnownBlock[] {
  return pair.help.flatMap(({ by, askedAt, reason }) => {
    const asker = pair.mentor.id === by ? pair.mentor : pair.mentee;
    return [
      typed(`${shortName(asker)} asked for your help on ${formatDay(askedAt, pair.cohort.zone)}${reason ? ':' : '.'}`),
      ...(reason ? [typed(reason)] : []),
    ];
  });
}

function ways(pair: Pair, carried: Record<string, string | number>, now: number): KnownBlock[] {
  const { pairing, cohort } = pair;
  if (pairing.state === 'ended') return [section(mrkdwn`What the two wrote down stays theirs.`)];
  const value = carry(carried);
  const pause = isPaused(pairing, now)
    ? [button('pairs.resume', 'Resume', { value, says: 'End the pause of this pair' })]
    : [button('pairs.pause', 'Pause', { value, says: 'Pause this pair or one of the two' })];
  return [
    actions(
      ...(cohort.state === 'draft' ? [] : pause),
      ...(pair.mentee.active
        ? [button('reassign.open', 'Give another mentor', { value: carry({ p: pairing.id, u: 'look' }) })]
        : []),
      button('pairs.end', 'End this pairing', { value, style: 'danger', confirm: ending(pair) }),
    ),
  ];
}

function ending(pair: Pair) {
  const told =
    pair.pairing.ladder === 0 ? 'Neither of them has heard of it yet.' : 'Both are told in a friendly message.';
  const off = pair.next ? ' Their booked meeting is called off.' : '';
  const text = `${cut(pair.mentee.name, 60)} and ${cut(pair.mentor.name, 60)}: ${told}${off} What they wrote down stays theirs.`;
  return { title: 'End this pairing?', text, yes: 'End it', no: 'Keep it' };
}

/** A name that fits into a line. */
export function shortName({ name }: Pick<Member, 'name'>): string {
  return cut(name.trim() || 'Somebody', NAME_LENGTH);
}
