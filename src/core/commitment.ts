import type { LocalDate } from './time.ts';

/** What one of a pair promised to do. */
export type Commitment = {
  id: string;
  pairingId: string;
  /** The cycle in which it was made. */
  cycle: number;
  /** Our id of the member who does it. */
  owner: string;
  what: string;
  /** In the owner's zone. */
  dueOn: LocalDate;
  /** When and where it will be done, "If it is … then I …"; empty when nothing was said. */
  plan: string;
  state: 'open' | 'kept' | 'dropped';
  /** How often it got a new date. */
  moves: number;
  /** Why it got its latest date, or was dropped; empty when nothing was said. */
  reason: string;
  /** Our id of the member who wrote it down. */
  by: string;
  createdAt: number;
  updatedAt: number;
  /** UTC ms at which it was kept or dropped; null while open. */
  closedAt: number | null;
};

export const COMMITMENT_MAX = 500;
export const PLAN_MAX = 500;
export const REASON_MAX = 300;
