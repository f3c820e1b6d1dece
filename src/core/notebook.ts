import type { Agenda, AgendaItem } from './agenda.ts';
import type { Commitment } from './commitment.ts';
import type { Meeting } from './meeting.ts';
import type { Structure } from './structure.ts';
import type { Takeaway } from './takeaway.ts';

/** What a pair keeps between its meetings: theirs alone, whatever anybody runs. Takeaways are many and are read apart. */
export type Notebook = {
  /** Of the present cycle. */
  agenda: Agenda;
  /** Of the cycle before it; null in the first one. */
  last: Agenda | null;
  /** Items of the present cycle that were not removed, in their order. */
  items: AgendaItem[];
  /** Open commitments of both, by due date, then those closed last (at most twenty). */
  commitments: Commitment[];
  /** The pair's own structures, newest first. */
  structures: Structure[];
  /** The structure of the agenda where another pair published it; null otherwise, and once it is in the gallery no more. */
  borrowed: Structure | null;
  /** The takeaways that were written last, at most five, withdrawn ones left out. */
  recent: Takeaway[];
  /** Those that quote the partner of their author, newest first, at most fifty, withdrawn ones left out. */
  quoted: Takeaway[];
};

/** What was noted in one line of the meeting of a cycle. */
export type Note = { cycle: number; note: string };

/** A meeting that is over, with what was noted of it in one line; empty when nothing was. */
export type PastMeeting = { meeting: Meeting; note: string };
