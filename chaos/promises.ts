import type { Books, MeetingRow, ProposalRow } from './books.ts';
import type { Deed } from './people.ts';

/** Something that a person was told is done, and that is not in the database. */
export type Broken = { deed: Deed; words: string };

/** Holds the bot to what it acknowledged. */
export type Promises = {
  /** Looks into the database right after a deed was acknowledged. */
  check(deed: Deed): void;
  /** Looks again, in the end, for whatever was there once. */
  checkAll(): Broken[];
};

export function holdToPromises(books: Books): Promises {
  const broken: Broken[] = [];
  const there = { proposals: new Map<string, Deed>(), meetings: new Map<string, Deed>() };

  function check(deed: Deed): void {
    if (!deed.acked) return;
    const proposals = books.proposals();
    const meetings = books.meetings();
    const words = deed.place === undefined ? missingAfterTap(deed, proposals, meetings) : missingAfterForm(deed);
    if (words) broken.push({ deed, words });

    function missingAfterForm({ place }: Deed): string | undefined {
      const mine = {
        proposal: proposals.find((each) => each.place === place),
        meeting: meetings.find((each) => each.place === place),
      };
      if (mine.proposal) there.proposals.set(mine.proposal.id, deed);
      if (mine.meeting) there.meetings.set(mine.meeting.id, deed);
      return mine.proposal || mine.meeting ? undefined : 'the form went through, and its meeting is nowhere';
    }
  }

  function missingAfterTap({ what, carried, from }: Deed, proposals: ProposalRow[], meetings: MeetingRow[]) {
    const proposal = proposals.find(({ id }) => id === carried.o);
    const meeting = meetings.find(({ id }) => id === carried.m);
    if (what === 'Accept' && proposal?.state === 'open' && !couldNotBe(proposal, from, proposals, meetings))
      return 'the acceptance was acknowledged, and the proposal is still open';
    if (what === 'Cancel meeting' && meeting?.state === 'booked' && meeting.ends_at > from)
      return 'the cancellation was acknowledged, and the meeting is still booked';
    if (what === 'Take it back' && proposal?.state === 'open')
      return 'taking it back was acknowledged, and the proposal is still open';
    const hasEnded = books.pairings().some(({ id, ended_at }) => id === carried.p && ended_at !== null);
    if (carried.t !== undefined && carried.t > from && !hasEnded) {
      const ofPair = [...proposals, ...meetings].filter((each) => each.pairing_id === carried.p);
      const onTheTable = ofPair.some(
        ({ state, starts_at }) => ['open', 'booked'].includes(state) || starts_at === carried.t,
      );
      const wanted = { id: '', pairing_id: carried.p ?? '', starts_at: carried.t, ends_at: carried.t + 60 * 60_000 };
      if (!onTheTable && !couldNotBe(wanted, from, proposals, meetings))
        return 'the slot was acknowledged, and nothing is on the table';
    }
    return undefined;
  }

  return {
    check,
    checkAll() {
      const [proposals, meetings] = [books.proposals(), books.meetings()].map(
        (rows) => new Set(rows.map(({ id }) => id)),
      );
      for (const [id, deed] of there.proposals)
        if (!proposals?.has(id)) broken.push({ deed, words: 'its proposal is gone' });
      for (const [id, deed] of there.meetings)
        if (!meetings?.has(id)) broken.push({ deed, words: 'its meeting is gone' });
      return broken;
    },
  };
}

/** Whether a time may be refused: it has passed, or somebody has something else then, in whichever pairing. */
function couldNotBe(
  wanted: Pick<ProposalRow, 'id' | 'pairing_id' | 'starts_at' | 'ends_at'>,
  now: number,
  proposals: ProposalRow[],
  meetings: MeetingRow[],
): boolean {
  const taken = [
    ...proposals.filter(({ state }) => state === 'open'),
    ...meetings.filter(({ state }) => state === 'booked'),
  ];
  const clashes = taken.some(
    (each) =>
      each.pairing_id !== wanted.pairing_id && each.starts_at < wanted.ends_at && each.ends_at > wanted.starts_at,
  );
  return wanted.starts_at <= now || clashes;
}
