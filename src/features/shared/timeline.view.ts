import { endOf, type Meeting } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import type { Note, PastMeeting } from '../../core/notebook.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { formatSlot } from '../../core/time.ts';
import { form } from '../../slack/form.ts';
import {
  actions,
  button,
  type KnownBlock,
  type ModalView,
  mrkdwn,
  section,
  typed,
  typedContext,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** Meetings that stand on the Home tab. */
const IN_SHORT = 3;
/** Meetings on one page of their list. */
export const MEETINGS_PER_PAGE = 12;

/**
 * A page of the meetings of a pair that are over, newest first, with what became of each and what the two noted of it. `from` is the first
 * one shown, counted from 0.
 */
export function timelineModal(
  pair: Pair,
  viewer: Member,
  { found, total, from }: { found: readonly PastMeeting[]; total: number; from: number },
): ModalView {
  const next = from + found.length;
  const at = (page: number) => carry({ p: pair.pairing.id, from: page });
  const turn = [
    ...(from > 0 ? [button('meeting.all#newer', 'Newer', { value: at(Math.max(0, from - MEETINGS_PER_PAGE)) })] : []),
    ...(next < total ? [button('meeting.all#older', 'Older', { value: at(next) })] : []),
  ];
  return form({ id: 'meeting-all', title: 'Meetings', close: 'Close', carried: { p: pair.pairing.id } }, [
    typedContext(`You and ${partnerOf(pair, viewer.id).name}, the newest first`),
    ...(total === 0 ? [section(mrkdwn`There has been no meeting yet.`)] : []),
    ...found.map(({ meeting, note }) => typed(withNote(meeting, note, viewer))),
    ...(turn.length > 0 ? [actions(...turn)] : []),
  ]);
}

/** The latest of them in one block; nothing before the first. */
export function timelineInShort(pair: Pair, notes: readonly Note[], viewer: Member): KnownBlock[] {
  const lines = pair.past.slice(0, IN_SHORT).map((meeting) => noted(meeting, notes, viewer));
  return lines.length > 0 ? [typedContext(`Past meetings: ${lines.join('\n')}`)] : [];
}

/** "Wed 2 Dec, 15:00 CET, 45 minutes, you met": a meeting that is over, in one line. */
export function meetingLine(meeting: Meeting, viewer: Member): string {
  const minutes = Math.round((endOf(meeting) - meeting.startsAt) / 60_000);
  const line = `${formatSlot(meeting.startsAt, viewer.zone)}, ${minutes} minutes`;
  return meeting.outcome === null ? line : `${line}, ${BECAME[meeting.outcome]}`;
}

const BECAME: Record<NonNullable<Meeting['outcome']>, string> = {
  held: 'you met',
  moved: 'it moved',
  missed: 'it did not happen',
  unknown: 'nobody said what became of it',
};

function noted(meeting: Meeting, notes: readonly Note[], viewer: Member): string {
  return withNote(meeting, notes.find(({ cycle }) => cycle === meeting.cycle)?.note ?? '', viewer);
}

function withNote(meeting: Meeting, note: string, viewer: Member): string {
  return note ? `${meetingLine(meeting, viewer)}: ${note}` : meetingLine(meeting, viewer);
}
