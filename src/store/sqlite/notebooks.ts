import type { Notebook } from '../../core/notebook.ts';
import type { Pairing } from '../../core/pairing.ts';
import type { NotebookStore } from '../store.ts';
import type { AgendaTable } from './agendas.ts';
import type { CommitmentTable } from './commitments.ts';
import type { Connection } from './connection.ts';
import type { MeetingTable } from './meetings.ts';
import type { PairingTable } from './pairings.ts';
import type { PulseTable } from './pulses.ts';
import type { StructureTable } from './structures.ts';
import type { TakeawayTable } from './takeaways.ts';

export type NotebookTables = {
  agendas: AgendaTable;
  commitments: CommitmentTable;
  takeaways: TakeawayTable;
  structures: StructureTable;
  pulses: PulseTable;
};

/** The part of `store.notebooks`, on a connection. */
export function notebookStore(
  { read }: Connection,
  pairings: PairingTable,
  agendas: AgendaTable,
  commitments: CommitmentTable,
  meetings: MeetingTable,
  notebooks: Notebooks,
): NotebookStore {
  return {
    async notes(pairingId) {
      return read(() => agendas.notes(pairingId));
    },
    async meetings(pairingId, { from, count }) {
      return read(() => meetings.page(pairingId, from, count));
    },
    async closedSince(pairingId, since) {
      return read(() => commitments.closedSince(pairingId, since));
    },
    async promisesDue(memberId, date) {
      return read(() => commitments.dueBy(memberId, date));
    },
    async find(pairingId) {
      return read(() => notebooks.of(pairings.byId(pairingId) ?? { id: pairingId, cycle: 1 }));
    },
  };
}

export type Notebooks = ReturnType<typeof notebookReader>;

/** Reads what a pair keeps between its meetings. To be used inside a transaction. */
export function notebookReader({ agendas, commitments, takeaways, structures }: NotebookTables) {
  return {
    of({ id, cycle }: Pick<Pairing, 'id' | 'cycle'>): Notebook {
      const agenda = agendas.find(id, cycle);
      return {
        agenda,
        last: cycle > 1 ? agendas.find(id, cycle - 1) : null,
        items: agendas.items(id, cycle),
        commitments: commitments.ofPairing(id),
        structures: structures.ofPairing(id),
        borrowed: agenda.structureId === null ? null : structures.published(agenda.structureId, id),
        recent: takeaways.recent(id),
        quoted: takeaways.quoted(id),
      };
    },
  };
}
