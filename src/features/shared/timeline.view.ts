import { endOf, type Meeting } from '../../core/meeting.ts';
import type { Member } from '../../core/member.ts';
import type { Note } from '../../core/notebook.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { formatSlot } from '../../core/time.ts';
import { form } from '../../slack/form.ts';
import { type KnownBlock, type ModalView, mrkdwn, section, typed, typedContext } from '../../slack/kit.ts';

/** Meetings that stand on the Home tab. */
const IN_SHORT = 3;

/** The meetings of a pair that are over, newest first, with what became of each and what the two noted of it. */
export function timelineModal(pair: Pair, notes: readonly Note[], viewer: Member): ModalView {
  return form({ id: 'meeting-all', title: 'Meetings', close: 'Close', carried: { p: pair.pairing.id } }, [
    typedContext(`You and ${partnerOf(pair, viewer.id).name}, the newest first`),
    ...(pair.past.length === 0 ? [section(mrkdwn`There has been no meeting yet.`)] : []),
    ...pair.past.map((meeting) => typed(noted(meeting, notes, viewer))),
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
  const note = notes.find(({ cycle }) => cycle === meeting.cycle)?.note;
  return note ? `${meetingLine(meeting, viewer)}: ${note}` : meetingLine(meeting, viewer);
}
