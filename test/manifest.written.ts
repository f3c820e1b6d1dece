import type { Commitment } from '../src/core/commitment.ts';
import type { Meeting } from '../src/core/meeting.ts';
import type { Member } from '../src/core/member.ts';
import type { Notebook } from '../src/core/notebook.ts';
import type { Nudge } from '../src/core/nudge.ts';
import type { Pair } from '../src/core/pairing.ts';
import type { Takeaway } from '../src/core/takeaway.ts';
import { closingModal, correctModal, nextModal } from '../src/features/closing.view.ts';
import { commitModal, dropModal, newDateModal, openModal } from '../src/features/commitment.view.ts';
import { drawPrepare } from '../src/features/prepare.view.ts';
import { checkBlocks, lastMeeting, outcomeBlocks } from '../src/features/shared/outcome.view.ts';
import { allModal, foundMessage } from '../src/features/shared/takeaway-find.view.ts';
import { timelineModal } from '../src/features/shared/timeline.view.ts';
import { draftOf, drawTakeaway, editModal, readModal, takeawayModal } from '../src/features/takeaway.view.ts';
import { message } from '../src/slack/kit.ts';
import type { SeenTakeaway } from '../src/store/store.ts';
import {
  BEN,
  CLEO,
  MONDAY,
  makeItem,
  makeMeeting,
  makeMember,
  makeNotebook,
  makeNudge,
  makePair,
} from './core/make.ts';

/** One commitment of each, due on Monday. */
export const COMMITMENTS = [BEN, CLEO].map((owner): Commitment => makeCommitment(owner, 0));

function makeCommitment(owner: Member, number: number): Commitment {
  return {
    id: `commitment ${number} of ${owner.id}`,
    pairingId: 'pairing',
    cycle: 1,
    owner: owner.id,
    what: 'Write the first page',
    dueOn: '2026-11-30',
    plan: 'If it is Monday, then at my desk',
    state: 'open',
    moves: 0,
    reason: '',
    by: owner.id,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    closedAt: null,
  };
}

function makeTakeaway(author: Member, over: Partial<Takeaway> = {}): Takeaway {
  return {
    id: `takeaway of ${author.id}`,
    pairingId: 'pairing',
    cohortId: 'cohort',
    author: author.id,
    text: 'Ask one question more. '.repeat(40),
    tags: ['feedback'],
    audience: 'cohort',
    named: true,
    quotes: true,
    vetoedBy: null,
    state: 'current',
    createdAt: MONDAY,
    updatedAt: MONDAY,
    ...over,
  };
}

const TAKEAWAYS = [BEN, CLEO].flatMap((author) => [
  makeTakeaway(author),
  makeTakeaway(author, { id: `outdated of ${author.id}`, state: 'outdated', named: false, quotes: false }),
  makeTakeaway(author, { id: `vetoed of ${author.id}`, audience: 'pair', vetoedBy: author === BEN ? 'cleo' : 'ben' }),
]);

/** Twelve open commitments of each, and takeaways in every state. */
export const FULL: Notebook = makeNotebook({
  commitments: [BEN, CLEO].flatMap((owner) => Array.from({ length: 12 }, (_, at) => makeCommitment(owner, at))),
  items: Array.from({ length: 12 }, (_, at) =>
    makeItem({ id: `item ${at}`, carried: 1, createdAt: MONDAY - 7 * 86_400_000 }),
  ),
  last: { ...makeNotebook().agenda, note: 'A good talk' },
  recent: TAKEAWAYS,
  quoted: TAKEAWAYS,
});

/** What opens around commitments, takeaways and the end of a meeting. */
export function viewsOfWritten(pair: Pair): unknown[] {
  const another = makePair({ pairing: { id: 'another' }, mentor: makeMember('Dan') });
  const empty = makeNotebook();
  return [pair.mentor, pair.mentee].flatMap((viewer) => [
    commitModal(pair, viewer, [another], { what: 'Write the first page', dueOn: '', plan: '' }, MONDAY),
    ...COMMITMENTS.flatMap((commitment) => [newDateModal(pair, commitment), dropModal(pair, commitment)]),
    ...[0, 10, 20, 99].map((from) => openModal(pair, FULL, viewer, from)),
    openModal(pair, empty, viewer, 0),
    ...viewsOfClosing(pair, viewer),
    ...viewsOfTakeaways(pair, viewer, another),
  ]);
}

function viewsOfClosing(pair: Pair, viewer: Member): unknown[] {
  const outcomes: Meeting['outcome'][] = ['held', 'moved', 'missed', 'unknown', null];
  return outcomes.flatMap((outcome) => {
    const meeting = makeMeeting({ state: 'ended', outcome, outcomeBy: outcome && 'ben' });
    return [
      closingModal(pair, FULL, meeting, viewer, MONDAY),
      closingModal(pair, makeNotebook(), meeting, viewer, MONDAY),
      nextModal(pair, meeting, viewer, MONDAY),
      nextModal(pair, meeting, viewer, MONDAY, ['one', 'another']),
      correctModal(pair, meeting, viewer),
      timelineModal(pair, viewer, { found: [{ meeting, note: 'A good talk' }], total: 30, from: 12 }),
      timelineModal(pair, viewer, { found: [], total: 0, from: 0 }),
      message(...checkBlocks(pair, meeting, viewer)),
      ...[outcomeBlocks(pair, meeting, viewer), lastMeeting({ ...pair, past: [meeting] }, viewer)]
        .filter((blocks) => blocks.length > 0)
        .map((blocks) => message(...blocks)),
    ];
  });
}

function viewsOfTakeaways(pair: Pair, viewer: Member, another: Pair): unknown[] {
  const seen = TAKEAWAYS.map((each): SeenTakeaway => {
    const author = each.author === 'ben' ? BEN : CLEO;
    return {
      ...each,
      author:
        each.named || author.id === viewer.id
          ? { memberId: author.id, userId: author.userId, name: author.name }
          : null,
    };
  });
  const found = seen.map((each) => ({ ...each, snippet: '…one \u0001question\u0002 more. Ask one…' }));
  return [
    takeawayModal(pair, viewer, [another], draftOf('Ask one question more')),
    ...seen.flatMap((each) => [editModal(pair, viewer, each, { t: each.id }), readModal(each, viewer)]),
    foundMessage(viewer, 'question', { found, total: 30, from: 5, ranked: true }),
    foundMessage(viewer, '', { found: seen, total: 6, from: 0, ranked: true }),
    foundMessage(viewer, 'the', { found, total: 1000, from: 0, ranked: false }),
    foundMessage(viewer, 'question', { found: [], total: 0, from: 0, ranked: true }),
    foundMessage(viewer, '', { found: [], total: 0, from: 0, ranked: true }),
    allModal('pairing', viewer, { found: seen, total: 30, from: 10 }),
    allModal('pairing', viewer, { found: [], total: 0, from: 0 }),
  ];
}

/** Nudges that have drawers of their own, in every state that looks different. */
export function drawnWritten(nudge: Nudge, pair: Pair, viewer: Member): unknown[] {
  const card = { pair, viewer, notebook: FULL };
  const ids = [...TAKEAWAYS.map(({ id }) => id), 'gone'];
  if (nudge.kind === 'takeaway-shared')
    return ids.map((takeawayId) => drawTakeaway({ ...card, nudge: makeNudge({ ...nudge, about: { takeawayId } }) }));
  return [
    drawPrepare({ ...card, nudge }),
    drawPrepare({ ...card, nudge: { ...nudge, notAfter: pair.next?.startsAt ?? 0 } }),
  ];
}
