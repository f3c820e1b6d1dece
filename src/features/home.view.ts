import type { Closed } from '../core/commitment-rules.ts';
import type { Member } from '../core/member.ts';
import type { Note, Notebook } from '../core/notebook.ts';
import { isPaused, ownerOf, type Pair, partnerOf } from '../core/pairing.ts';
import { compareDates, formatDate, formatMinute, type LocalDate, localOf, type Weekday } from '../core/time.ts';
import { checkField, dateField, form, selectField, timeField } from '../slack/form.ts';
import {
  actions,
  bold,
  button,
  divider,
  type HomeView,
  header,
  type KnownBlock,
  type ModalView,
  mention,
  mrkdwn,
  section,
  typedContext,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { afterTheEnd } from './shared/after-the-end.view.ts';
import { agendaInShort } from './shared/agenda.view.ts';
import { cohortsRun, type Runs } from './shared/cohorts-run.view.ts';
import { keptLine, openCommitments } from './shared/commitments.view.ts';
import { lastMeeting } from './shared/outcome.view.ts';
import { type CalendarLinks, situation } from './shared/situation.view.ts';
import { recentTakeaways } from './shared/takeaways.view.ts';
import { timelineInShort } from './shared/timeline.view.ts';

/** Pairs on one page of the Home tab: each takes up to thirty of the hundred blocks that Slack allows. */
export const PAIRS_PER_PAGE = 3;
/** Commitments of one's own with their answers, and takeaways, that stand with each pair; the rest is a button away. */
const COMMITMENTS_SHOWN = 2;
const TAKEAWAYS_SHOWN = 2;

/** What a pair wrote down, and what the two kept or dropped in the last months. */
export type Noted = { notebook: Notebook; closed: readonly Closed[]; notes?: readonly Note[] };

/**
 * What else is known: what the pairs that are shown wrote down, by the id of the pairing; the ids of all in which a promise of the member is
 * due; and which cohorts they run.
 */
export type Known = { noted?: ReadonlyMap<string, Noted>; due?: readonly string[]; runs?: Runs };

/** The pairs on the `wanted` page, which counts from 0; on the last one where there are fewer. */
export function pageOf(pairs: Pair[], wanted: number): { page: number; shown: Pair[] } {
  const page = Math.min(wanted, Math.max(0, Math.ceil(pairs.length / PAIRS_PER_PAGE) - 1));
  return { page, shown: pairs.slice(page * PAIRS_PER_PAGE, (page + 1) * PAIRS_PER_PAGE) };
}

/**
 * The Home tab of a member: what to do now, each pair, the cohorts they run, and their own settings. `now` UTC ms; the `wanted` page counts
 * from 0.
 */
export function home(
  me: Member,
  pairs: Pair[],
  wanted: number,
  now: number,
  links: CalendarLinks,
  { noted = new Map(), due = [], runs = 'none' }: Known = {},
): HomeView {
  const { page, shown } = pageOf(pairs, wanted);
  return {
    type: 'home',
    blocks: [
      ...todo(me, pairs, now, due),
      ...shown.flatMap((pair) => [divider(), ...about(pair, me, now, links, noted.get(pair.pairing.id))]),
      ...turn(page, pairs.length),
      ...(runs === 'none' ? [] : [divider(), ...cohortsRun(runs)]),
      divider(),
      ...settings(me, now),
    ],
  };
}

/** The Home tab of a member whose last pairing has ended: that it has, where what they wrote down is, and the cohorts they run. `now` UTC ms. */
export function homeAfterTheEnd(me: Member, pair: Pair, now: number, links: CalendarLinks, runs: Runs): HomeView {
  return {
    type: 'home',
    blocks: [
      header(`You and ${partnerOf(pair, me.id).name}`),
      typedContext(pair.cohort.name),
      ...situation(pair, me, now, links),
      ...afterTheEnd(pair),
      section(mrkdwn`When you are paired with somebody again, your next meeting shows up here.`),
      ...(runs === 'none' ? [] : [divider(), ...cohortsRun(runs)]),
    ],
  };
}

/** The Home tab of somebody who is in no pairing. */
export function homeOfNobody(runs: Runs): HomeView {
  return {
    type: 'home',
    blocks: [
      header('Cairn'),
      section(
        mrkdwn`I help mentors and mentees to find time for each other. As soon as you are paired with somebody, your next meeting shows up here.`,
      ),
      ...cohortsRun(runs),
    ],
  };
}

/** What waits for this member. `due` are the ids of the pairings in which they promised what is due. */
function todo(me: Member, pairs: Pair[], now: number, due: readonly string[]): KnownBlock[] {
  const possible = pairs.filter((pair) => partnerOf(pair, me.id).active);
  const answer = possible.filter((pair) => pair.proposal && pair.proposal.by !== me.id);
  const asked = possible.filter((pair) => !isPaused(pair.pairing, now));
  const until = lastDayAway(me, now);
  const free = until ? [] : asked;
  const book = free.filter((pair) => !pair.next && !pair.proposal && ownerOf(pair).id === me.id);
  const tell = asked.filter((pair) => pair.past[0]?.outcome === null && ownerOf(pair).id === me.id);
  const promised = asked.filter(({ pairing }) => due.includes(pairing.id));
  const people = (some: Pair[]) => some.slice(0, 5).map((pair) => mention(partnerOf(pair, me.id).userId).mrkdwn);
  const lines = [
    ...(answer.length > 0 ? [mrkdwn`• Answer the time that ${{ mrkdwn: people(answer).join(', ') }} suggests.`] : []),
    ...(tell.length > 0 ? [mrkdwn`• Say whether you met ${{ mrkdwn: people(tell).join(', ') }}.`] : []),
    ...(promised.length > 0
      ? [mrkdwn`• Say how it went with what you promised ${{ mrkdwn: people(promised).join(', ') }}.`]
      : []),
    ...(book.length > 0 ? [mrkdwn`• Find a time with ${{ mrkdwn: people(book).join(', ') }}.`] : []),
  ];
  const nothing = until
    ? mrkdwn`Nothing right now: you are away up to and including ${formatDate(until)}.`
    : mrkdwn`Nothing right now.`;
  return [header('What to do now'), ...(lines.length > 0 ? lines : [nothing]).map(section)];
}

function lastDayAway({ awayUntil, zone }: Member, now: number): LocalDate | null {
  return awayUntil !== null && compareDates(awayUntil, localOf(now, zone).date) >= 0 ? awayUntil : null;
}

function about(pair: Pair, me: Member, now: number, links: CalendarLinks, noted: Noted | undefined): KnownBlock[] {
  const partner = partnerOf(pair, me.id);
  return [
    header(`You and ${partner.name}`),
    typedContext(pair.cohort.name),
    ...(pair.past[0]?.outcome === null
      ? [...lastMeeting(pair, me), ...situation(pair, me, now, links)]
      : [...situation(pair, me, now, links), ...lastMeeting(pair, me)]),
    ...timelineInShort(pair, noted?.notes ?? [], me),
    ...(noted ? written(pair, noted, me, now) : []),
  ];
}

/** The agenda, the commitments of both and the latest takeaways, in short, with the way to all of them. */
function written(pair: Pair, { notebook, closed }: Noted, me: Member, now: number): KnownBlock[] {
  const promised = openCommitments(pair, notebook, me, now, COMMITMENTS_SHOWN);
  const kept = recentTakeaways(pair, notebook.recent, me, TAKEAWAYS_SHOWN);
  const from = carry({ p: pair.pairing.id, from: 0 });
  const ways = [
    ...(promised.length > 0 ? [button('commit.all', 'All commitments', { value: from })] : []),
    ...(kept.length > 0 ? [button('takeaway.all', 'All takeaways', { value: from })] : []),
    ...(pair.past.length > 0 ? [button('meeting.all', 'All meetings', { value: from })] : []),
  ];
  return [
    ...agendaInShort(pair, notebook, me),
    ...promised,
    ...keptLine(closed, me),
    ...(kept.length > 0 ? [typedContext('Latest takeaways:'), ...kept] : []),
    ...(ways.length > 0 ? [actions(...ways)] : []),
  ];
}

function turn(page: number, count: number): KnownBlock[] {
  if (count <= PAIRS_PER_PAGE) return [];
  const last = Math.ceil(count / PAIRS_PER_PAGE) - 1;
  return [
    divider(),
    actions(
      ...(page > 0 ? [button('home.page#back', 'Back', { value: String(page - 1) })] : []),
      ...(page < last ? [button('home.page#more', 'More pairs', { value: String(page + 1) })] : []),
    ),
  ];
}

function settings(me: Member, now: number): KnownBlock[] {
  const away = lastDayAway(me, now);
  const { days, from, to } = me.hours;
  return [
    header('Your settings'),
    ...(away
      ? [
          section(
            mrkdwn`You are away up to and including ${bold(formatDate(away))}. Until then I ask nobody to meet you.`,
          ),
        ]
      : []),
    section(
      mrkdwn`Working hours: ${bold(`${daysInWords(days)}, ${formatMinute(from)} to ${formatMinute(to)}`)}, ${me.zone}. Within them I ask, remind and suggest times. What your mentor or mentee does, you hear at once.`,
    ),
    ...(me.zoneFrom === 'default'
      ? [section(mrkdwn`Your Slack profile names no time zone. Please pick yours here.`)]
      : []),
    actions(
      away ? button('home.back', 'I am back', { style: 'primary' }) : button('home.away', 'I will be away'),
      button('home.hours', 'Change working hours'),
      button('home.prepare', me.wantsPrep ? 'No message before meetings' : 'Message me before meetings'),
    ),
  ];
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** "Mon to Fri" for days in a row, "Mon, Wed, Fri" for others. */
function daysInWords(days: readonly Weekday[]): string {
  const names = days.map((day) => DAYS[day - 1]?.slice(0, 3) ?? '');
  const inARow = days.length > 2 && days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  return inARow ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}

/** The modal of *I will be away*. */
export function awayModal(): ModalView {
  return form({ id: 'home-away', title: 'Away', submit: 'Save', reportsClosing: true }, [
    dateField({
      name: 'until',
      label: 'Last day away',
      hint: 'You hear nothing from me up to and including this day, and no meeting is suggested.',
    }),
  ]);
}

/** The modal of *Change working hours*. `zones` are the zones to choose from (IANA), the member's own and their Slack profile's among them. */
export function hoursModal(me: Member, zones: string[]): ModalView {
  return form(
    { id: 'home-hours', title: 'Working hours', submit: 'Save', carried: { z: me.zone }, reportsClosing: true },
    [
      checkField({
        name: 'days',
        label: 'Working days',
        choices: DAYS.map((label, index) => ({ label, value: String(index + 1) })),
        values: me.hours.days.map(String),
      }),
      timeField({ name: 'from', label: 'From', value: formatMinute(me.hours.from) }),
      timeField({ name: 'to', label: 'To', value: formatMinute(me.hours.to) }),
      selectField({
        name: 'zone',
        label: 'Time zone',
        choices: zones.map((zone) => ({ label: zone, value: zone })),
        value: me.zone,
      }),
    ],
  );
}

/** Weekdays that were ticked, each once, in the order of the week. */
export function daysIn(values: readonly string[]): Weekday[] {
  return DAYS.map((_name, index) => (index + 1) as Weekday).filter((day) => values.includes(String(day)));
}
