import type { Meeting } from '../../src/core/meeting.ts';
import type { Member } from '../../src/core/member.ts';
import type { Pair } from '../../src/core/pairing.ts';
import { at, makeCohort, makeMeeting, makeMember, makePair, makeProposal } from '../core/make.ts';

/** Monday, 30 November 2026, 10:00 in Vienna. */
export const NOW = at('2026-11-30T09:00Z');

/** What people could type to ping, to pretend, to break the layout: shown as typed, or the view is wrong. */
const NASTY = '<!channel> <!here> <@UADA> <https://evil.example|Click> & &amp; *bold* _it_ `code` :wave: ';
/** Somebody who writes from right to left, and turns the direction around. */
const RIGHT_TO_LEFT = '\u202eمرحبا بالعالم\u202c 😀👩‍🏫 ';

const fill = (text: string, length: number) =>
  text
    .repeat(Math.ceil(length / text.length))
    .slice(0, length)
    .toWellFormed();

export const COHORT_NAME = fill(NASTY.slice(0, 60) + RIGHT_TO_LEFT, 80);
export const RIGHT_TO_LEFT_NAME = fill(RIGHT_TO_LEFT, 80);
export const PLACE = '&'.repeat(500);
export const OTHER_PLACE = fill(NASTY + RIGHT_TO_LEFT, 500);

export const BEN = makeMember('Ben', { name: `|>Ben<@UADA>|<!channel>${'x'.repeat(80)}` });
export const CLEO = makeMember('Cleo', { name: '*Cleo* & <Co>:wave:\u202e', zone: 'Europe/London' });

const cohort = makeCohort({ name: COHORT_NAME });
const pairOf = (over: Parameters<typeof makePair>[0] = {}) => makePair({ cohort, mentor: BEN, mentee: CLEO, ...over });

const meeting = makeMeeting({ place: PLACE });
const newTime = at('2026-12-04T12:00+01:00');
const past: Meeting[] = Array.from({ length: 12 }, (_each, index) =>
  makeMeeting({
    id: `past-${index}`,
    cycle: 12 - index,
    state: 'ended',
    place: OTHER_PLACE,
    startsAt: NOW - (index + 1) * 14 * 86_400_000,
  }),
);
const wholeMonth = { from: NOW, to: NOW + 31 * 86_400_000 };

/** Everything that may be so between two people, with names and places as bad as they come. */
export const STATES: Record<string, Pair> = {
  'nothing booked': pairOf(),
  'nothing booked, snoozed': pairOf({ pairing: { snoozedUntil: at('2026-12-10T08:30Z') } }),
  'Ben suggests a time': pairOf({ proposal: makeProposal({ by: 'ben', place: PLACE }) }),
  'Cleo suggests a time': pairOf({ proposal: makeProposal({ by: 'cleo', place: OTHER_PLACE }) }),
  booked: pairOf({ next: meeting }),
  'Ben suggests to move': pairOf({
    next: meeting,
    proposal: makeProposal({ by: 'ben', meetingId: 'meeting', startsAt: newTime, place: OTHER_PLACE }),
  }),
  'Cleo suggests to move': pairOf({
    next: meeting,
    proposal: makeProposal({ by: 'cleo', meetingId: 'meeting', startsAt: newTime, place: PLACE }),
  }),
  'called off': pairOf({ cancelled: makeMeeting({ state: 'cancelled', sequence: 1, place: PLACE }) }),
  'met twelve times': pairOf({ pairing: { cycle: 13 }, past }),
  'met twelve times, and booked': pairOf({ pairing: { cycle: 13 }, past, next: { ...meeting, cycle: 13 } }),
  'the pairing has ended': pairOf({ pairing: { state: 'ended', endedAt: NOW }, past }),
  'Ben has left': pairOf({ mentor: { ...BEN, active: false } }),
  'Ben has left, with a meeting booked': pairOf({ mentor: { ...BEN, active: false }, next: meeting }),
  'Cleo has left, with a time on offer': pairOf({
    mentee: { ...CLEO, active: false },
    proposal: makeProposal({ by: 'cleo', place: PLACE }),
  }),
  'their hours never meet': pairOf({ mentee: { ...CLEO, zone: 'Pacific/Auckland' } }),
  'their hours hardly meet': pairOf({ mentee: { ...CLEO, zone: 'America/Los_Angeles' } }),
  'no time is free': pairOf({ busy: { mentor: [wholeMonth], mentee: [] } }),
  'Ben is away': pairOf({ mentor: { ...BEN, awayUntil: '2026-12-24' } }),
  'Cleo is away': pairOf({ mentee: { ...CLEO, awayUntil: '2026-12-24' } }),
};

/** Each of the states, as each of the two sees it: title, pair, viewer. */
export const LOOKS: [string, Pair, Member][] = Object.entries(STATES).flatMap(([state, pair]) => [
  [`${state}, as Ben sees it`, pair, pair.mentor] as [string, Pair, Member],
  [`${state}, as Cleo sees it`, pair, pair.mentee] as [string, Pair, Member],
]);

/** A hundred and ten more pairs for whoever has them, all of them alike but for the ids. */
export function manyMore(viewer: Member): Pair[] {
  return Array.from({ length: 110 }, (_each, index) => {
    const other = makeMember(`Other${index}`, { name: `<!here> & ${index} ${'|'.repeat(90)}` });
    const people = viewer.id === 'ben' ? { mentor: viewer, mentee: other } : { mentor: other, mentee: viewer };
    return pairOf({ ...people, pairing: { id: `pairing-${index}` } });
  });
}
