import type { Member } from '../src/core/member.ts';
import type { Nudge, StructureNudgeKind } from '../src/core/nudge.ts';
import type { Pair } from '../src/core/pairing.ts';
import { agendaModal, mergedMessage } from '../src/features/agenda.view.ts';
import { lookModal, ticksModal } from '../src/features/agenda-item.view.ts';
import { agendaBlocks, agendaInShort, agendaReminder } from '../src/features/shared/agenda.view.ts';
import { addedMessage, addModal } from '../src/features/shared/agenda-item.view.ts';
import { drawStructure, shareModal, structureModal, structuresModal } from '../src/features/structure.view.ts';
import { divider, message } from '../src/slack/kit.ts';
import { MONDAY, makeItem, makeMember, makeNotebook, makePair } from './core/make.ts';

const OURS = {
  id: 'ours',
  name: 'Walk and talk',
  purpose: '',
  minutes: 10,
  prompts: [{ text: 'How are you?', minutes: 10 }],
  pairingId: 'pairing',
  gallery: 'private' as const,
  askedBy: null,
  named: false,
  createdAt: MONDAY,
  updatedAt: MONDAY,
};
const ASKED = { ...OURS, id: 'asked', gallery: 'asked' as const, askedBy: 'ben', named: true };
const THEIRS = {
  ...OURS,
  id: 'theirs',
  pairingId: 'elsewhere',
  gallery: 'published' as const,
  pairs: 2,
  by: { mentor: 'Fay', mentee: 'Dan' },
};

const LONG = makeNotebook({
  structures: [OURS, ASKED, { ...OURS, id: 'published', gallery: 'published' }],
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

/** What the partner asks about a structure, and what came of it, in every state that the structure may be in by then. */
export function drawnStructures(kind: StructureNudgeKind, nudge: Nudge, pair: Pair, viewer: Member): unknown[] {
  const states = [OURS, { ...ASKED, id: 'ours' }, { ...ASKED, id: 'ours', askedBy: 'cleo', named: false }];
  const all = [
    ...states,
    { ...OURS, gallery: 'published' as const },
    { ...OURS, gallery: 'published' as const, named: true },
  ];
  const notebooks = [makeNotebook(), ...all.map((each) => makeNotebook({ structures: [each] }))];
  return notebooks.map((notebook) => drawStructure(kind, { nudge, pair, notebook, viewer }));
}

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
        structuresModal(pair, notebook, viewer, [THEIRS, { ...THEIRS, id: 'unnamed', by: null, pairs: 1 }], {}),
        structuresModal(pair, notebook, viewer, [THEIRS], { grow: 3 }, 10),
        ...[OURS, ASKED, THEIRS].map((each) => structureModal(pair, each)),
        shareModal(pair, viewer, OURS),
        message(...agendaReminder(pair, notebook, viewer)),
        { type: 'home', blocks: [divider(), ...agendaInShort(pair, notebook, viewer)] },
        message(...agendaBlocks(pair, notebook, viewer, 20)),
      ];
    }),
  );
}
