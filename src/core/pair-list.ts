import type { Pairing } from './pairing.ts';

/** A pair as whoever runs its cohort sees it in a list: names, states and times, nothing that anybody wrote. Times are UTC ms. */
export type ListedPair = {
  pairingId: string;
  mentor: string;
  mentee: string;
  state: Pairing['state'];
  /** False until the two are welcomed. */
  begun: boolean;
  pausedUntil: number | null;
  mentorActive: boolean;
  menteeActive: boolean;
  /** Start of the booked meeting. */
  nextAt: number | null;
  /** Whether a time is on offer. */
  proposed: boolean;
  /** End of the last meeting that nobody said did not happen. */
  lastMet: number | null;
};

/** Names as people compare them: without case, accents and spaces around them. */
export function nameKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Whether each of the words is the beginning of a word of one of these names. */
export function namesFit(names: readonly string[], words: string): boolean {
  const wanted = nameKey(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const known = names.flatMap((name) => nameKey(name).split(/[\s.\-_]+/));
  return wanted.every((word) => known.some((each) => each.startsWith(word)));
}

/** Those that are active first, then by the mentee's name and the mentor's. */
export function inListOrder(one: Keyed, other: Keyed): number {
  if (one.state !== other.state) return one.state === 'active' ? -1 : 1;
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

export type Keyed = { id: string; state: Pairing['state']; key: string };
