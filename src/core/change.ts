import type { Agenda, AgendaItem } from './agenda.ts';
import type { AuditEntry } from './audit.ts';
import type { BriefingPlan } from './briefing.ts';
import type { Commitment } from './commitment.ts';
import type { HelpRequest } from './help.ts';
import type { Meeting, Proposal } from './meeting.ts';
import type { NudgeKind, NudgePlan } from './nudge.ts';
import type { Pairing } from './pairing.ts';
import type { Pulse } from './pulse.ts';
import type { Structure } from './structure.ts';
import type { Takeaway } from './takeaway.ts';

/**
 * What a decision about a pairing writes, all of it in one transaction. Whatever messages show the pairing are marked to be
 * drawn anew in the same breath.
 */
export type Change = {
  pairing?: Partial<Pick<Pairing, 'state' | 'cycle' | 'ladder' | 'snoozedUntil' | 'pausedUntil' | 'endedAt'>>;
  /** Written whole, by id. */
  proposals?: Proposal[];
  /** Written whole, by id. */
  meetings?: Meeting[];
  /** Written whole, by pairing and cycle. */
  agenda?: Agenda;
  /** Written whole, by id. */
  items?: AgendaItem[];
  /** Written whole, by id. */
  commitments?: Commitment[];
  /** Written whole, by id. */
  takeaways?: Takeaway[];
  /** Written whole, by id. */
  structures?: Structure[];
  /** Written whole, by pairing, cycle and member. */
  pulses?: Pulse[];
  /** Written whole, by id. */
  help?: HelpRequest[];
  plan?: NudgePlan[];
  /** Planned nudges of these kinds for this pairing that are no longer wanted. */
  cancel?: NudgeKind[];
  /** What those who run the cohort are told. */
  brief?: BriefingPlan[];
  /** Briefings (their occurrences) that nobody is to read any more, as far as they were not told yet. */
  unbrief?: string[];
  /** Lines for the audit log, where somebody who runs the cohort did it. */
  audit?: AuditEntry[];
};

/** Several changes as one: lists one after the other; of what there is only one, the last. */
export function together(...changes: Change[]): Change {
  const all: Record<string, unknown> = {};
  for (const change of changes) {
    for (const [part, value] of Object.entries(change)) {
      const before = all[part];
      if (Array.isArray(value) && Array.isArray(before)) all[part] = [...before, ...value];
      else if (part === 'pairing') all[part] = { ...(before as Change['pairing']), ...change.pairing };
      else all[part] = value;
    }
  }
  return all as Change;
}
