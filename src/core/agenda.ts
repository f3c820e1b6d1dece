/** One thing to talk about at a meeting. */
export type AgendaItem = {
  id: string;
  pairingId: string;
  /** The cycle whose meeting it is for; carrying it over raises this. */
  cycle: number;
  text: string;
  /** Minutes that it should take; null when nobody said. */
  minutes: number | null;
  /** Our id of the member who raised it. */
  by: string;
  /** Items of a meeting stand in this order, smallest first. */
  position: number;
  state: 'open' | 'discussed' | 'removed';
  /** How many meetings it was carried over from. */
  carried: number;
  createdAt: number;
  updatedAt: number;
};

/** What is settled about one meeting beside its items. One per pairing and cycle. */
export type Agenda = {
  pairingId: string;
  cycle: number;
  /** What the mentee expects of this meeting; empty when nothing was said. */
  expectation: string;
  /** Key of the structure they picked, null for none. */
  structureId: string | null;
  /** One line on how it went, from the closing modal. */
  note: string;
  updatedAt: number;
};

export const ITEM_MAX = 300;
export const EXPECTATION_MAX = 1000;
export const NOTE_MAX = 300;

/** Items of one meeting at most: beyond that it is a backlog, not an agenda. */
export const ITEMS_MAX = 200;
