import type { HelpRequest } from '../src/core/help.ts';
import type { Member } from '../src/core/member.ts';
import type { Pair } from '../src/core/pairing.ts';
import { helpModal, pauseModal } from '../src/features/pairing.view.ts';
import { at, MONDAY, makeMeeting, makePair, makeProposal } from './core/make.ts';

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
