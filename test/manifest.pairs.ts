import type { HelpRequest } from '../src/core/help.ts';
import type { Member } from '../src/core/member.ts';
import type { ListedPair } from '../src/core/pair-list.ts';
import type { Pair } from '../src/core/pairing.ts';
import { helpModal, pauseModal } from '../src/features/pairing.view.ts';
import { listModal, pausePairModal } from '../src/features/pairs.view.ts';
import { pairChanged, pausePersonModal, personPaused } from '../src/features/pairs-typed.view.ts';
import { reassigned, reassignModal, reassignPairModal, whichMentorModal } from '../src/features/reassign.view.ts';
import { lookModal } from '../src/features/shared/pair-look.view.ts';
import { at, BEN, MONDAY, makeCohort, makeMeeting, makeMember, makePair, makeProposal } from './core/make.ts';

/** Cleo asked for help on Monday. */
export function makeHelp(over: Partial<HelpRequest> = {}): HelpRequest {
  const asked = { id: 'help', pairingId: 'pairing', by: 'cleo', reason: 'We never find a time.', askedAt: MONDAY };
  return { ...asked, state: 'open', closedAt: null, ...over };
}

const pausing = { pausedUntil: at('2026-12-18T23:00Z') };

/** What the two may decide about their pair, as it looks afterwards. */
export const CHANGED_PAIRS: Pair[] = [
  makePair({ pairing: pausing }),
  makePair({ pairing: pausing, next: makeMeeting() }),
  makePair({ pairing: pausing, proposal: makeProposal() }),
  makePair({ pairing: pausing, cancelled: makeMeeting({ state: 'cancelled', sequence: 1 }) }),
  makePair({ help: [makeHelp()] }),
  makePair({
    pairing: { state: 'ended', endedAt: MONDAY },
    cancelled: makeMeeting({ state: 'cancelled', sequence: 1, updatedAt: MONDAY }),
  }),
];

/** The forms in which one of a pair decides about it. */
export function formsOfPair(pair: Pair, viewer: Member): unknown[] {
  return [pauseModal(pair, viewer, MONDAY), helpModal(pair)];
}

/** Ben mentors Cleo, as a list shows it. */
export function makeListed(over: Partial<ListedPair> = {}): ListedPair {
  const pair = { pairingId: 'pairing', mentor: 'Ben', mentee: 'Cleo', state: 'active' as const, begun: true };
  const active = { mentorActive: true, menteeActive: true };
  return { ...pair, ...active, pausedUntil: null, nextAt: null, proposed: false, lastMet: null, ...over };
}

/** A pair as it stands in a list, in each state that it may be in. */
export const LISTED: ListedPair[] = [
  makeListed(),
  makeListed({ begun: false }),
  makeListed({ nextAt: at('2026-12-03T09:00Z') }),
  makeListed({ nextAt: at('2026-12-03T09:00Z'), ...pausing }),
  makeListed({ ...pausing }),
  makeListed({ proposed: true }),
  makeListed({ mentorActive: false }),
  makeListed({ menteeActive: false }),
  makeListed({ mentorActive: false, menteeActive: false }),
  makeListed({ state: 'ended' }),
];

/** One pair as whoever runs its cohort sees it, with the forms about it. */
export function careOf(pair: Pair): unknown[] {
  const place = { c: 'cohort', n: 2, q: 'cle' };
  return [
    lookModal(pair, null, MONDAY),
    lookModal(pair, place, MONDAY),
    pausePairModal(pair, null, MONDAY),
    pausePairModal(pair, place, MONDAY),
    reassignPairModal(pair, null),
    reassignPairModal(pair, 'look', 'UDAN'),
    whichMentorModal(
      Array.from({ length: 12 }, () => pair),
      'UDAN',
    ),
    reassigned(pair, pair),
    ...(['paused', 'resumed', 'ended'] as const).map((what) => pairChanged(pair, what)),
  ];
}

/** What those who run a cohort see of its pairs: lists of none, some and very many, one pair, and the forms. */
export function viewsOfCare(pairs: readonly Pair[]): unknown[] {
  const cohort = makeCohort();
  const place = { c: 'cohort', n: 0, q: '' };
  const away = makePair({
    mentor: makeMember('Ben', { awayUntil: '2026-12-24' }),
    mentee: makeMember('Cleo', { active: false }),
  });
  const draft = makePair({ cohort: makeCohort({ state: 'draft' }), pairing: { ladder: 0 } });
  return [
    listModal(cohort, { pairs: [], total: 0 }, place, MONDAY),
    listModal(cohort, { pairs: [], total: 0 }, { ...place, q: 'zoe' }, MONDAY),
    listModal(cohort, { pairs: LISTED, total: LISTED.length }, place, MONDAY),
    listModal(cohort, { pairs: LISTED, total: 3_750 }, { ...place, n: 3, q: 'c' }, MONDAY),
    ...[...pairs, ...CHANGED_PAIRS, away, draft].flatMap(careOf),
    pausePersonModal(),
    pausePersonModal('UCLEO'),
    personPaused(BEN.userId, '2027-01-15'),
    personPaused(BEN.userId, null),
    reassignModal(),
    reassignModal('UCLEO', 'UDAN'),
  ];
}
