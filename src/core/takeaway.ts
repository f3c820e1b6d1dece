/** Something worth keeping that a meeting taught. */
export type Takeaway = {
  id: string;
  pairingId: string;
  cohortId: string;
  /** Our id of the member who wrote it. */
  author: string;
  text: string;
  /** Lower case, without #. */
  tags: readonly string[];
  /** Who sees it: the two of the pair, or everybody of the cohort. */
  audience: 'pair' | 'cohort';
  /** Whether the cohort sees the author's name. */
  named: boolean;
  /** Whether it quotes the partner, who may then veto its sharing. */
  quotes: boolean;
  /** Our id of the partner who vetoed its sharing; null when nobody did. A vetoed takeaway stays with the pair. */
  vetoedBy: string | null;
  state: 'current' | 'outdated' | 'withdrawn';
  createdAt: number;
  updatedAt: number;
};

export const TAKEAWAY_MAX = 2000;
export const TAGS_MAX = 5;
export const TAG_MAX = 30;

/** A takeaway as somebody may see it: `author` is null where the cohort does not see the name. */
export type SeenTakeaway = Omit<Takeaway, 'author'> & {
  author: { memberId: string; userId: string; name: string } | null;
};

/** A takeaway that was searched for; `snippet` is the part that fits the words, those between \u0001 and \u0002. */
export type FoundTakeaway = SeenTakeaway & { snippet: string };
