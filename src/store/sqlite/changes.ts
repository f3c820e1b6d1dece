import type { Change } from '../../core/change.ts';
import type { Meeting, Proposal } from '../../core/meeting.ts';
import type { Pair, Pairing } from '../../core/pairing.ts';
import type { AuditTable } from './audit.ts';
import type { BriefingOutbox } from './briefing-outbox.ts';
import type { Facts } from './facts.ts';
import type { Marks } from './marks.ts';
import type { NotebookTables } from './notebooks.ts';
import type { Outbox } from './outbox.ts';
import type { Pairs, Tables } from './pairs.ts';

export type ChangeWriter = ReturnType<typeof changeWriter>;

/** Writes what was decided about a pairing, all of it. To be used inside a transaction. */
export function changeWriter(
  tables: Tables & NotebookTables,
  facts: Facts,
  pairs: Pairs,
  outbox: Outbox,
  marks: Marks,
  audit: AuditTable,
  briefings: BriefingOutbox,
) {
  const { help, pairings, meetings, proposals } = tables;

  /** The pair after the change. An empty change writes nothing. */
  function write(before: Pair, change: Change, now: number): Pair {
    if (Object.values(change).every((part) => part === undefined)) return before;
    const pairing = { ...before.pairing, ...change.pairing };
    const { id, workspaceId } = pairing;
    if (change.pairing) pairings.update(pairing);
    for (const meeting of closedFirst(change.meetings, 'booked'))
      meetings.save(workspaceId, ofThis(pairing.id, meeting));
    for (const proposal of closedFirst(change.proposals, 'open'))
      proposals.save(workspaceId, ofThis(pairing.id, proposal));
    writeNotebook(pairing, change);
    if (change.meetings || change.proposals || change.commitments || change.pulses) facts.refresh(id);
    for (const request of change.help ?? []) help.save(workspaceId, ofThis(id, request));
    // What is cancelled was planned before; what is planned now stands, whatever its kind.
    for (const kind of change.cancel ?? []) outbox.cancel(id, kind);
    for (const plan of change.plan ?? []) outbox.plan(pairing, plan, now);
    for (const occurrence of change.unbrief ?? []) briefings.withdraw(workspaceId, occurrence);
    for (const plan of change.brief ?? []) briefings.plan(before.cohort, plan, now);
    if (pairing.pausedUntil !== before.pairing.pausedUntil) {
      outbox.lookAgain(id, now);
      pairings.lookAt(id, now);
    }
    for (const entry of change.audit ?? []) audit.note(workspaceId, entry);
    marks.ofPairing(id, now);
    return pairs.after(before, pairing);
  }

  function writeNotebook({ id, workspaceId }: Pairing, change: Change): void {
    const { agendas, commitments, takeaways, structures, pulses } = tables;
    if (change.agenda) agendas.save(workspaceId, ofThis(id, change.agenda));
    for (const item of change.items ?? []) agendas.saveItem(workspaceId, ofThis(id, item));
    for (const commitment of change.commitments ?? []) commitments.save(workspaceId, ofThis(id, commitment));
    for (const takeaway of change.takeaways ?? []) takeaways.save(workspaceId, ofThis(id, takeaway));
    for (const structure of change.structures ?? []) structures.save(workspaceId, id, ofThis(id, structure));
    for (const pulse of change.pulses ?? []) pulses.save(workspaceId, ofThis(id, pulse));
  }

  return { write };
}

/** There is room for one that stands, so the one that makes room goes first. */
function closedFirst<T extends Meeting | Proposal>(written: T[] | undefined, standing: T['state']): T[] {
  const all = written ?? [];
  return [...all.filter(({ state }) => state !== standing), ...all.filter(({ state }) => state === standing)];
}

function ofThis<T extends { pairingId: string | null }>(pairingId: string, written: T): T {
  if (written.pairingId !== pairingId) throw new Error('This belongs to another pairing than the one that changes.');
  return written;
}
