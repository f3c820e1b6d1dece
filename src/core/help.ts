import type { Act } from './booking.ts';
import { helpOccurrence, tellHelpAsked } from './briefing.ts';
import type { Change } from './change.ts';
import { type Pair, roleOf } from './pairing.ts';
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

/**
 * One of the two asks the coordinators for help, with or without a reason; `admins` (Slack ids) hear of it where there is no coordinator. The partner
 * does not.
 */
export function askForHelp(pair: Pair, act: Act, reason: string, admins: readonly string[]): Change | Refusal {
  if (pair.pairing.state !== 'active')
    return refuse('ended', 'This pairing has ended. Your programme’s coordinator is the one to ask.');
  if (helpAskedBy(pair, act.by.id))
    return refuse('asked', 'You have asked already, and your coordinators know. There is nothing more to do for now.');
  const words = reason.trim();
  if (words.length > HELP_REASON_MAX) return refuse('too_long', `Please keep it within ${HELP_REASON_MAX} characters.`);
  const { id, now, by } = act;
  const asked = { by: roleOf(pair, by.id) ?? 'mentee', occurrence: id, otherwise: admins, ...(words && { words }) };
  return {
    help: [{ id, pairingId: pair.pairing.id, by: by.id, reason: words, state: 'open', askedAt: now, closedAt: null }],
    brief: [tellHelpAsked(pair, asked, now)],
  };
}

/** Whoever asked takes it back: the coordinators no longer see it. */
export function takeHelpBack(pair: Pair, act: Act): Change | Refusal {
  const asked = helpAskedBy(pair, act.by.id);
  if (!asked) return refuse('gone', 'There is nothing to take back: you are not asking for help right now.');
  return helpOver([asked], 'taken-back', act.now);
}

/** The open request of one of the two (our id), if any. */
export function helpAskedBy({ help }: Pick<Pair, 'help'>, memberId: string): HelpRequest | null {
  return help.find(({ by }) => by === memberId) ?? null;
}

/** Requests that are over: nobody is told of them any more, and their reasons are forgotten. `now` UTC ms. */
export function helpOver(
  requests: readonly HelpRequest[],
  state: 'taken-back' | 'closed',
  now: number,
): Required<Pick<Change, 'help' | 'unbrief'>> {
  return {
    help: requests.map((each) => ({ ...each, state, reason: '', closedAt: now })),
    unbrief: requests.map(({ id, pairingId }) => helpOccurrence(pairingId, id)),
  };
}
