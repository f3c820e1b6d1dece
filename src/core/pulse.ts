/** What one of a pair said about a meeting. Private to the one who gave it; counted in figures of five people or more. */
export type Pulse = {
  pairingId: string;
  cycle: number;
  /** Our id. */
  memberId: string;
  /** 1 (not at all) to 5 (very). */
  usefulness: 1 | 2 | 3 | 4 | 5 | null;
  structure: 'too_little' | 'just_right' | 'too_much' | null;
  givenAt: number;
};
