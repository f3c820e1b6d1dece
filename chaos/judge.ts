import type { AcceptedPost } from '../src/sandbox/model.ts';
import type { Books, MeetingRow, NudgeRow, PairingRow, ProposalRow } from './books.ts';
import type { Deed } from './people.ts';
import { keyIn } from './witness.ts';

/** Something lost or done twice: which message (if it is one), and what is wrong with it. */
export type Finding = { key: string | undefined; words: string };
export type Verdict = { lost: Finding[]; repeated: Finding[] };

/** What is known when all is over. `quiet` are the instants (UTC ms) at which nothing due was left. */
export type Evidence = {
  books: Books;
  posts: readonly AcceptedPost[];
  deeds: readonly Deed[];
  quiet: readonly number[];
  now: number;
  /** How often a message was struck by a mishap or a crash on its way. */
  struck(key: string): number;
};

type Rows = { nudges: NudgeRow[]; proposals: ProposalRow[]; meetings: MeetingRow[]; pairings: PairingRow[] };

/** Compares three logs: what the bot planned, what Slack accepted, and what the bot believes; and what people did with what became of it. */
export function judge(evidence: Evidence): Verdict {
  const { books } = evidence;
  const rows = {
    nudges: books.nudges(),
    proposals: books.proposals(),
    meetings: books.meetings(),
    pairings: books.pairings(),
  };
  const accepted = new Map<string, AcceptedPost[]>();
  for (const post of evidence.posts) {
    const key = keyIn(post.metadata);
    if (key) accepted.set(key, [...(accepted.get(key) ?? []), post]);
  }
  const lost = [
    ...rows.nudges.flatMap((nudge) => {
      const words = whyLost(nudge, accepted.get(nudge.id)?.[0], rows, evidence);
      return words ? [{ key: nudge.id, words: `${nudge.kind} ${nudge.occurrence}: ${words}` }] : [];
    }),
    ...neverPlanned(rows),
  ];
  const repeated = [
    ...[...accepted].flatMap(([key, posts]) =>
      posts.length > 1 ? [{ key, words: `posted ${posts.length} times: ${posts[0]?.text.split('\n')[0]}` }] : [],
    ),
    ...madeTwice(rows, evidence.deeds),
  ];
  return { lost, repeated };
}

function whyLost(nudge: NudgeRow, post: AcceptedPost | undefined, rows: Rows, evidence: Evidence): string | undefined {
  if (nudge.state === 'sent') {
    if (!post) return 'marked as sent, and Slack never accepted it';
    return post.channel === nudge.channel && post.ts === nudge.ts
      ? undefined
      : 'marked as sent, but as another message';
  }
  if (post) return `posted, and the bot believes it ${nudge.state}`;
  switch (nudge.state) {
    case 'planned':
      return nudge.due_at <= evidence.now ? 'due, and not posted' : undefined;
    case 'claimed':
    case 'uncertain':
      return `left ${nudge.state}`;
    case 'dead':
      return nudge.attempts >= 5 && evidence.struck(nudge.id) >= 5 ? undefined : `given up: ${nudge.reason}`;
    case 'expired':
      return couldBeSent(nudge, evidence) ? 'expired, though the bot was there in time' : undefined;
    case 'cancelled':
      return isStillWanted(nudge, rows, evidence) ? `cancelled ("${nudge.reason}"), though still wanted` : undefined;
  }
}

function couldBeSent({ due_at, not_after }: NudgeRow, { quiet }: Evidence): boolean {
  return quiet.some((instant) => due_at <= instant && instant < not_after);
}

/** Whether the reason of a cancelled message stands, as far as that can be told from what is left. */
function isStillWanted(nudge: NudgeRow, rows: Rows, evidence: Evidence): boolean {
  const about = JSON.parse(nudge.about_json) as { meetingId?: string; proposalId?: string };
  const meeting = rows.meetings.find(({ id }) => id === about.meetingId);
  if (nudge.kind === 'ended') return true;
  // Whoever ended it is told of nothing more, and the other hears of the end.
  if (rows.pairings.some(({ id, ended_at }) => id === nudge.pairing_id && ended_at !== null)) return false;
  switch (nudge.kind) {
    case 'welcome':
    case 'cancelled':
      return true;
    case 'proposal':
    case 'proposal-unanswered':
      return rows.proposals.some(({ id, state }) => id === about.proposalId && state === 'open');
    case 'booked':
    case 'moved':
    case 'kept':
      return meeting?.state === 'booked';
    case 'reminder':
      return meeting?.starts_at === nudge.not_after && meeting.state !== 'cancelled' && couldBeSent(nudge, evidence);
    case 'meeting-check':
      return meeting?.outcome === null;
    case 'book':
    case 'next-meeting-due': {
      const pairing = rows.pairings.find(({ id }) => id === nudge.pairing_id);
      const [cycle, ladder] = /:(\d+)(?:\.(\d+))?(?::\d+)?$/.exec(nudge.occurrence)?.slice(1).map(Number) ?? [];
      const movedOn = pairing?.cycle !== cycle || (nudge.kind === 'book' && pairing?.ladder !== ladder);
      const ofPair = [...rows.proposals, ...rows.meetings].filter((each) => each.pairing_id === nudge.pairing_id);
      return !movedOn && !ofPair.some(({ created_at }) => created_at >= nudge.planned_at);
    }
    default:
      return false;
  }
}

/** What must have been said about whatever happened, and was not even planned. */
function neverPlanned({ nudges, proposals, meetings, pairings }: Rows): Finding[] {
  const planned = new Set(
    nudges.map(({ kind, about_json, pairing_id }) => {
      const about = JSON.parse(about_json) as { meetingId?: string; proposalId?: string };
      return `${kind} ${about.proposalId ?? about.meetingId ?? pairing_id}`;
    }),
  );
  // A pair that ends hears in one message of the end and of the meeting that is called off with it.
  const endedWith = ({ pairing_id, updated_at }: MeetingRow) =>
    pairings.some(({ id, ended_at }) => id === pairing_id && ended_at === updated_at);
  const wanted = [
    ...pairings.map(({ id }) => `welcome ${id}`),
    ...proposals.map(({ id }) => `proposal ${id}`),
    ...meetings.map(({ id }) => `booked ${id}`),
    ...pairings.filter(({ ended_at }) => ended_at !== null).map(({ id }) => `ended ${id}`),
    ...meetings
      .filter((meeting) => meeting.state === 'cancelled' && !endedWith(meeting))
      .map(({ id }) => `cancelled ${id}`),
    ...meetings.filter(({ state }) => state === 'ended').map(({ id }) => `next-meeting-due ${id}`),
  ];
  return wanted
    .filter((each) => !planned.has(each))
    .map((each) => ({ key: undefined, words: `never planned: ${each}` }));
}

/** Bookings and proposals beyond what people did: each of these goes back to one deed of one of the pair, and each deed makes one at most. */
function madeTwice({ proposals, meetings, pairings }: Rows, deeds: readonly Deed[]): Finding[] {
  const made = [
    ...proposals.map((row) => ({ ...row, is: 'proposal' })),
    ...meetings.map((row) => ({ ...row, is: 'meeting' })),
  ];
  const peopleOf = new Map(pairings.map(({ id, mentor, mentee }) => [id, [mentor, mentee]]));
  const madeBy = new Map<Deed, string>();
  const fits = (row: ProposalRow, deed: Deed) =>
    peopleOf.get(row.pairing_id)?.includes(deed.who) && deed.from <= row.created_at && row.created_at <= deed.to;

  /** Finds a deed for a row, asking rows that have one already to take another: augmenting paths in a bipartite graph. */
  function place(row: (typeof made)[number], tried: Set<Deed>): boolean {
    for (const deed of deeds) {
      if (tried.has(deed) || !fits(row, deed)) continue;
      tried.add(deed);
      const other = made.find(({ id }) => id === madeBy.get(deed));
      if (other && !place(other, tried)) continue;
      madeBy.set(deed, row.id);
      return true;
    }
    return false;
  }

  const unexplained = made.filter((row) => !place(row, new Set()));
  const twice = proposals.filter(
    (row, index) => row.place !== '' && proposals.findIndex(({ place: where }) => where === row.place) !== index,
  );
  return [
    ...unexplained.map(({ is, pairing_id, place: where, created_at }) => ({
      key: where || `deeds of ${peopleOf.get(pairing_id)?.[0]}`,
      words: `a ${is} of ${peopleOf.get(pairing_id)?.join(' and ')} (${where || 'without a place'}) was made at ${new Date(created_at).toISOString()}, beyond what anybody did`,
    })),
    ...twice.map(({ place: where }) => ({ key: where, words: `two proposals came of one form (${where})` })),
  ];
}
