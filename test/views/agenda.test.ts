import { expect, test } from 'vitest';
import type { Structure } from '../../src/core/structure.ts';
import { agendaModal } from '../../src/features/agenda.view.ts';
import { BEN, MONDAY, makeNotebook, makePair } from '../core/make.ts';

const published = (number: number): Structure => ({
  id: `structure-${number}`,
  name: `Structure ${number}`,
  purpose: '',
  minutes: 30,
  prompts: [{ text: 'What went well?', minutes: 30 }],
  pairingId: 'another',
  gallery: 'published',
  askedBy: null,
  named: false,
  createdAt: MONDAY,
  updatedAt: MONDAY,
});
const gallery = Array.from({ length: 41 }, (_, index) => published(index + 1));

test.each([1, 41])(
  'the structure that was picked stands in the choice, be it the first of the gallery or the %ith',
  (number) => {
    const empty = makeNotebook();
    const id = `structure-${number}`;
    const notebook = makeNotebook({ agenda: { ...empty.agenda, structureId: id }, borrowed: published(number) });
    const sheet = { pair: makePair(), notebook, viewer: BEN, others: [], gallery, now: MONDAY };
    const field = agendaModal(sheet).blocks.find(({ block_id }) => block_id?.startsWith('structure#'));
    expect(field).toMatchObject({
      element: { initial_option: { text: { text: `Structure ${number} · 30 min · gallery` }, value: id } },
    });
  },
);
