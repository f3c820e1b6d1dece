import type { Act } from './booking.ts';
import type { Change } from './change.ts';
import type { Pair } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';

/** One of a pair asks those who run the cohort for help. */
export type HelpRequest = {
  id: string;
  pairingId: string;
  /** Our id of the member who asks. */
  by: string;
  /** What they want the coordinators to know; empty when they said nothing, and once it is over. */
  reason: string;
  state: 'open' | 'taken-back' | 'closed';
  askedAt: number;
  closedAt: number | null;
};

export const HELP_REASON_MAX = 500;

/** One of the two asks the coordinators for help, with or without a reason. The partner does not hear of it. */
export function askForHelp(pair: Pair, act: Act, reason: string): Change | Refusal {
  if (pair.pairing.state !== 'active')
    return refuse('ended', 'This pairing has ended. Your programme’s coordinator is the one to ask.');
  if (helpAskedBy(pair, act.by.id))
    return refuse('asked', 'You have asked already, and your coordinators know. There is nothing more to do for now.');
  const words = reason.trim();
  if (words.length > HELP_REASON_MAX) return refuse('too_long', `Please keep it within ${HELP_REASON_MAX} characters.`);
  const { id, now } = act;
  const pairingId = pair.pairing.id;
  return { help: [{ id, pairingId, by: act.by.id, reason: words, state: 'open', askedAt: now, closedAt: null }] };
}

/** Whoever asked takes it back: the coordinators no longer see it. */
export function takeHelpBack(pair: Pair, act: Act): Change | Refusal {
  const asked = helpAskedBy(pair, act.by.id);
  if (!asked) return refuse('gone', 'There is nothing to take back: you are not asking for help right now.');
  return { help: [over(asked, 'taken-back', act.now)] };
}

/** The open request of one of the two (our id), if any. */
export function helpAskedBy({ help }: Pick<Pair, 'help'>, memberId: string): HelpRequest | null {
  return help.find(({ by }) => by === memberId) ?? null;
}

/** A request that is over; its reason is forgotten. `now` UTC ms. */
export function over(request: HelpRequest, state: 'taken-back' | 'closed', now: number): HelpRequest {
  return { ...request, state, reason: '', closedAt: now };
}
