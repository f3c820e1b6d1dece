/** A reusable outline of an agenda: a recommendation, never a must. */
export type Structure = {
  id: string;
  name: string;
  purpose: string;
  minutes: number;
  /** What to talk about, in order. */
  prompts: readonly { text: string; minutes: number }[];
  /** The pairing that made it; null for the ones that come with Cairn. */
  pairingId: string | null;
  /** Private to the pair; or one of them (our id) asks the other to publish it; or in the cohort's gallery. */
  gallery: 'private' | 'asked' | 'published';
  askedBy: string | null;
  /** Whether the gallery names the pair. */
  named: boolean;
  createdAt: number;
  updatedAt: number;
};
