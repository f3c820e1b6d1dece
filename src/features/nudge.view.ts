import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { BookingNudgeKind, Nudge } from '../core/nudge.ts';
import { cadenceOf, type Pair, partnerOf, roleOf } from '../core/pairing.ts';
import { reasonGone } from '../core/readiness.ts';
import { firstSlot } from '../core/suggested-slots.ts';
import { formatSlot } from '../core/time.ts';
import {
  actions,
  bold,
  context,
  header,
  type KnownBlock,
  type Message,
  mention,
  message,
  mrkdwn,
  section,
} from '../slack/kit.ts';
import { agendaReminder } from './shared/agenda.view.ts';
import { offWithThePair, removalFile } from './shared/called-off.view.ts';
import { checkBlocks, outcomeBlocks } from './shared/outcome.view.ts';
import { type CalendarLinks, situation, situationInShort, situationOfWaiting } from './shared/situation.view.ts';

/** A message whose slots have passed is drawn anew for so long after it was sent; then it is left to lie. */
const KEPT_FRESH = 30 * 24 * 60 * 60_000;

/**
 * A nudge as its receiver sees it now. The newest one of a pairing carries the buttons, the others only what is true; one of a
 * cycle that is over says so and never changes again (`final`). `now` and `trueUntil` (when the first slot has passed) in UTC ms.
 */
export function drawStanding(
  kind: BookingNudgeKind,
  {
    nudge,
    pair,
    notebook,
    viewer,
    newest,
  }: { nudge: Nudge; pair: Pair; notebook: Notebook; viewer: Member; newest: boolean },
  now: number,
  links: CalendarLinks,
): { message: Message; final: boolean; trueUntil: number | null } {
  const over = nudge.cycle < pair.pairing.cycle || pair.pairing.state === 'ended';
  // What was said when a reason held would contradict what is true now.
  const looksBack = kind === 'next-meeting-due' || kind === 'meeting-check';
  const holds = looksBack || !reasonGone(nudge, pair, viewer, now);
  const top = holds && !(looksBack && over) ? OPENINGS[kind](pair, viewer, nudge) : [];
  if (over)
    return { message: message(...top, ...closing(nudge, pair, viewer, newest, now)), final: true, trueUntil: null };
  const agenda = kind === 'reminder' && holds ? agendaReminder(pair, notebook, viewer) : [];
  if (!newest)
    return {
      message: message(...top, ...situationInShort(pair, viewer, now), ...agenda),
      final: false,
      trueUntil: null,
    };
  const asked = nudge.kind !== 'welcome' || roleOf(pair, viewer.id) === 'mentee';
  const draw = asked ? situation : situationOfWaiting;
  const known = nudge.kind === 'cancelled' ? { ...pair, cancelled: null } : pair;
  const fresh = now < (nudge.sentAt ?? now) + KEPT_FRESH;
  return {
    message: message(...top, ...draw(known, viewer, now, links), ...agenda),
    final: false,
    trueUntil: asked && fresh ? firstSlot(pair, now) : null,
  };
}

type Opening = (pair: Pair, viewer: Member, nudge: Nudge) => KnownBlock[];

const OPENINGS: Record<BookingNudgeKind, Opening> = {
  welcome: (pair, viewer, nudge) => {
    const partner = mention(partnerOf(pair, viewer.id).userId);
    const mentored = roleOf(pair, viewer.id) === 'mentee';
    const pairing = mentored ? mrkdwn`${partner} is your mentor.` : mrkdwn`${partner} is your mentee.`;
    const weeks = cadenceOf(pair);
    const cadence = weeks === 1 ? 'every week' : `every ${weeks} weeks`;
    const { formerMentor } = nudge.about;
    if (formerMentor) return newMentor(pair, viewer, nudge, formerMentor, cadence);
    return [
      header(`Welcome to ${pair.cohort.name}`),
      section(
        mrkdwn`${pairing} The plan: the two of you meet ${cadence}, and the meetings are yours. I only help you to find the time, and stay out of the way otherwise.`,
      ),
    ];
  },
  book: (pair, viewer, nudge) => [section(askToBook(pair, viewer, nudge.about.rung ?? 1))],
  'next-meeting-due': lookBack,
  'meeting-check': lookBack,
  proposal: () => [],
  'proposal-unanswered': (pair, viewer) => [
    section(mrkdwn`${mention(partnerOf(pair, viewer.id).userId)} would like to hear whether this time suits you.`),
  ],
  booked: (pair, viewer) => [
    section(mrkdwn`Good news: you and ${mention(partnerOf(pair, viewer.id).userId)} have a meeting.`),
  ],
  moved: (pair, viewer) => [
    section(mrkdwn`${mention(partnerOf(pair, viewer.id).userId)} agreed to move your meeting.`),
  ],
  relocated: (pair, viewer) => [
    section(mrkdwn`${mention(partnerOf(pair, viewer.id).userId)} changed the place of your meeting.`),
  ],
  kept: (pair, viewer) => [
    section(mrkdwn`${mention(partnerOf(pair, viewer.id).userId)} would rather keep the time of your meeting.`),
  ],
  cancelled: (pair, viewer, nudge) => [
    section(
      mrkdwn`${mention(partnerOf(pair, viewer.id).userId)} had to call off your meeting${cancelledTime(pair, viewer, nudge)}. No harm done: there will be another time.`,
    ),
    actions(removalFile(pair.pairing.id, nudge.about.meetingId ?? '')),
  ],
  paused: (pair, viewer, { about }) => {
    const partner = mention(partnerOf(pair, viewer.id).userId);
    return [
      section(
        about.why === 'by-coordinator'
          ? mrkdwn`Your programme's coordinator paused the meetings of you and ${partner}.`
          : mrkdwn`${partner} paused the meetings of the two of you.`,
      ),
    ];
  },
  resumed: (pair, viewer, nudge) => [
    section(
      mrkdwn`The pause of you and ${mention(partnerOf(pair, viewer.id).userId)} is over: ${whoDid(pair, viewer, nudge)} ended it.`,
    ),
  ],
  left: (pair, viewer) => [
    section(
      mrkdwn`The Slack account of ${mention(partnerOf(pair, viewer.id).userId)} was deactivated. That is nothing you did, and there is nothing you have to do: those who run ${bold(pair.cohort.name)} see it too.`,
    ),
  ],
  ended: (pair, viewer, nudge) => [
    section(ending(pair, viewer, nudge)),
    section(mrkdwn`What the two of you wrote down stays yours: ${bold('/takeaway find')} brings it back.`),
    ...offWithThePair(pair, viewer),
  ],
  reminder: (pair, viewer) => [
    section(mrkdwn`A quick reminder: your meeting with ${mention(partnerOf(pair, viewer.id).userId)} is coming up.`),
  ],
};

/** The mentee has another mentor: what begins, what ended, and the meeting that is off, in one message. */
function newMentor(pair: Pair, viewer: Member, { about }: Nudge, formerMentor: string, cadence: string): KnownBlock[] {
  const [mentor, former] = [mention(pair.mentor.userId), mention(formerMentor)];
  const { formerId, meetingId, startsAt } = about;
  const off =
    formerId && meetingId && startsAt
      ? [
          section(mrkdwn`Your meeting with ${former} of ${bold(formatSlot(startsAt, viewer.zone))} is called off.`),
          actions(removalFile(formerId, meetingId)),
        ]
      : [];
  return [
    header(`Your new mentor in ${pair.cohort.name}`),
    section(
      mrkdwn`From now on ${mentor} is your mentor, in place of ${former}. The two of you meet ${cadence}. What you and ${former} wrote down stays yours: ${bold('/takeaway find')} brings it back.`,
    ),
    ...off,
  ];
}

function whoDid(pair: Pair, viewer: Member, { about }: Nudge) {
  if (about.why === 'by-coordinator') return mrkdwn`your programme's coordinator`;
  return mention(partnerOf(pair, viewer.id).userId);
}

function ending(pair: Pair, viewer: Member, nudge: Nudge) {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  switch (nudge.about.why) {
    case 'cohort-ended':
      return mrkdwn`${bold(pair.cohort.name)} has come to its end, and with it your pairing with ${partner}. Thank you for the time you gave each other.`;
    case 'other-mentor':
      return roleOf(pair, viewer.id) === 'mentor'
        ? mrkdwn`${partner} goes on with another mentor, so your pairing has ended. Thank you for the time you gave.`
        : mrkdwn`Your pairing with ${partner} has ended, and another mentor takes over.`;
    default:
      return mrkdwn`Your pairing with ${partner} has ended. Thank you for the time you gave each other.`;
  }
}

function cancelledTime(pair: Pair, viewer: Member, nudge: Nudge) {
  const meeting = pair.cancelled?.id === nudge.about.meetingId ? pair.cancelled : null;
  return meeting ? mrkdwn` of ${bold(formatSlot(meeting.startsAt, viewer.zone))}` : mrkdwn``;
}

/** What became of the meeting that is over: asked until one of the two has said so. */
function lookBack(pair: Pair, viewer: Member, nudge: Nudge): KnownBlock[] {
  const meeting = pair.past.find(({ id }) => id === nudge.about.meetingId);
  if (!meeting) return [];
  return meeting.outcome === null ? checkBlocks(pair, meeting, viewer) : outcomeBlocks(pair, meeting, viewer);
}

function askToBook(pair: Pair, viewer: Member, rung: number) {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  switch (rung) {
    case 1:
      return mrkdwn`It is time to find a date for your next meeting with ${partner}.`;
    case 2:
      return mrkdwn`Your next meeting with ${partner} has no date yet.`;
    case 3:
      return mrkdwn`You and ${partner} have no meeting booked.`;
    default:
      return mrkdwn`You and ${partner} have no date so far. This is the last time I ask for now; the buttons stay, and so does ${bold('/book')}.`;
  }
}

function closing(nudge: Nudge, pair: Pair, viewer: Member, newest: boolean, now: number): KnownBlock[] {
  if (pair.pairing.state === 'ended') {
    if (nudge.kind === 'ended') return [];
    return [...situationInShort(pair, viewer, now), ...(newest ? offWithThePair(pair, viewer) : [])];
  }
  const meeting = pair.past.find((each) => each.cycle === nudge.cycle);
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const when = meeting
    ? mrkdwn`Your meeting with ${partner} was on ${formatSlot(meeting.startsAt, viewer.zone)}.`
    : mrkdwn`This is over.`;
  return [context(when)];
}
