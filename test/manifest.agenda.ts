import type { Pair } from '../src/core/pairing.ts';
import { agendaModal, mergedMessage } from '../src/features/agenda.view.ts';
import { lookModal, ticksModal } from '../src/features/agenda-item.view.ts';
import { agendaBlocks, agendaReminder } from '../src/features/shared/agenda.view.ts';
import { addedMessage, addModal } from '../src/features/shared/agenda-item.view.ts';
import { message } from '../src/slack/kit.ts';
import { MONDAY, makeItem, makeMember, makeNotebook, makePair } from './core/make.ts';

const LONG = makeNotebook({
  items: Array.from({ length: 60 }, (_, index) =>
    makeItem({ id: `item ${index}`, text: `Topic ${index}`, minutes: 5 }),
  ),
  commitments: ['ben', 'cleo', 'cleo', 'cleo', 'cleo', 'cleo', 'cleo'].map((owner, index) => ({
    id: `commitment ${index}`,
    pairingId: 'pairing',
    cycle: 1,
    owner,
    what: 'Write the first page',
    dueOn: '2026-11-30',
    plan: '',
    state: 'open',
    moves: 0,
    reason: '',
    by: owner,
    createdAt: MONDAY,
    updatedAt: MONDAY,
    closedAt: null,
  })),
});

/** The views of the agenda, for both of a pair: empty, long, and in the middle of both. */
export function viewsOfAgenda(pair: Pair): unknown[] {
  const others = [makePair({ pairing: { id: 'another' }, mentor: makeMember('Dan') })];
  const said = new Map([['commitment 1', { answer: 'moved', date: '2026-12-04' }]]);
  return [pair.mentor, pair.mentee].flatMap((viewer) =>
    [makeNotebook(), LONG].flatMap((notebook) => {
      const sheet = { pair, notebook, viewer, others, gallery: [], now: MONDAY };
      return [
        agendaModal(sheet),
        agendaModal({ ...sheet, page: 1, owedPage: 1 }),
        agendaModal({ ...sheet, typed: { seen: [], lines: 'Mine', said }, notice: 'Saved.', isDraft: true }),
        mergedMessage(pair, viewer, { added: notebook.items, changed: [], removed: 1 }),
        addModal(pair, viewer, others, 'Topic'),
        addedMessage(pair, viewer, 'Topic'),
        lookModal(pair, notebook, viewer, 0),
        lookModal(pair, notebook, viewer, 10),
        ticksModal(pair, notebook, 0),
        ticksModal(pair, notebook, 30),
        message(...agendaReminder(pair, notebook, viewer)),
        message(...agendaBlocks(pair, notebook, viewer, 20)),
      ];
    }),
  );
}
