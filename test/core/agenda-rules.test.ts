import { describe, expect, test } from 'vitest';
import { seenOf } from '../../src/core/agenda-lines.ts';
import { addItem, carryOver, type Edit, editAgenda, tickItems, withCarriedItems } from '../../src/core/agenda-rules.ts';
import type { Commitment } from '../../src/core/commitment.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { BEN, by, CLEO, changed, MONDAY, makeItem, makeNotebook, makePair, refused } from './make.ts';

const pair = makePair();
const ended = makePair({ pairing: { state: 'ended', endedAt: MONDAY } });
const newId = () => 'fresh';
const edit = (over: Partial<Edit> = {}): Edit => ({ cycle: 1, seen: [], lines: '', prompts: [], said: [], ...over });
const commitment: Commitment = {
  id: 'promise',
  pairingId: 'pairing',
  cycle: 1,
  owner: 'cleo',
  what: 'Read the book',
  dueOn: '2026-12-01',
  plan: '',
  state: 'open',
  moves: 0,
  reason: '',
  by: 'cleo',
  createdAt: MONDAY,
  updatedAt: MONDAY,
  closedAt: null,
};

describe('one item is added', () => {
  test('at the end, by whoever adds it, open whatever stands in front of it', () => {
    const notebook = makeNotebook({ items: [makeItem({ position: 7 })] });
    expect(changed(addItem(pair, notebook, by(CLEO), '✓ How to say no (10 min)'))).toEqual({
      items: [
        {
          id: 'new',
          pairingId: 'pairing',
          cycle: 1,
          text: 'How to say no',
          minutes: 10,
          by: 'cleo',
          position: 8,
          state: 'open',
          carried: 0,
          createdAt: MONDAY,
          updatedAt: MONDAY,
        },
      ],
    });
  });

  test('of 300 characters, and not of 301', () => {
    expect(isRefusal(addItem(pair, makeNotebook(), by(BEN), 'x'.repeat(300)))).toBe(false);
    expect(refused(addItem(pair, makeNotebook(), by(BEN), 'x'.repeat(301))).refused).toBe('line_too_long');
  });

  test.each([
    ['of nothing', pair, 0, ' ', 'empty'],
    ['beyond two hundred', pair, 200, 'One more', 'too_many'],
    ['once the pairing has ended', ended, 0, 'Budget', 'ended'],
  ])('not %s', (_what, of, count, text, code) => {
    const items = Array.from({ length: count }, (_, index) => makeItem({ id: `${index}` }));
    expect(refused(addItem(of, makeNotebook({ items }), by(BEN), text)).refused).toBe(code);
  });
});

describe('an agenda is edited', () => {
  test('a full one can still be changed, and an item taken out makes room for another', () => {
    const items = Array.from({ length: 200 }, (_, index) => makeItem({ id: `${index}`, text: `Topic ${index}` }));
    const notebook = makeNotebook({ items });
    const seen = seenOf(items.slice(0, 1));
    expect(isRefusal(editAgenda(pair, notebook, by(BEN), edit({ seen, lines: 'Quite another' }), newId))).toBe(false);
    const two = edit({ seen, lines: 'Topic 0\nQuite another' });
    expect(refused(editAgenda(pair, notebook, by(BEN), two, newId)).refused).toBe('too_many');
  });

  test('what is saved as it was writes nothing at all', () => {
    const notebook = makeNotebook({ items: [makeItem()] });
    const same = edit({ seen: seenOf(notebook.items), lines: 'Budget', expectation: ' ' });
    expect(editAgenda(pair, notebook, by(CLEO), same, newId)).toEqual({});
  });

  test('the mentee states what to expect, the mentor does not', () => {
    const stated = edit({ expectation: ' One clear step ' });
    expect(changed(editAgenda(pair, makeNotebook(), by(CLEO), stated, newId)).agenda?.expectation).toBe(
      'One clear step',
    );
    expect(changed(editAgenda(pair, makeNotebook(), by(BEN), stated, newId)).agenda).toBeUndefined();
  });

  test('of 1,000 characters, and not of 1,001', () => {
    const long = edit({ expectation: 'x'.repeat(1_001) });
    expect(refused(editAgenda(pair, makeNotebook(), by(CLEO), long, newId)).refused).toBe('expectation_too_long');
    const fits = edit({ expectation: 'x'.repeat(1_000) });
    expect(isRefusal(editAgenda(pair, makeNotebook(), by(CLEO), fits, newId))).toBe(false);
  });

  test('questions of a structure stand behind the items, those that are there already once', () => {
    const prompts = [
      { text: 'Budget', minutes: 5 },
      { text: 'How are you?', minutes: 10 },
    ];
    const notebook = makeNotebook({ items: [makeItem()] });
    const taken = edit({ seen: seenOf(notebook.items), lines: 'Budget\nMine', structureId: 'grow', prompts });
    const change = changed(editAgenda(pair, notebook, by(CLEO), taken, newId));
    expect(change.agenda?.structureId).toBe('grow');
    expect(change.items?.map(({ text, minutes, position }) => [text, minutes, position])).toEqual([
      ['Mine', null, 2],
      ['How are you?', 10, 3],
    ]);
  });

  test('not when its meeting is over by now, nor once the pairing has ended', () => {
    expect(refused(editAgenda(pair, makeNotebook(), by(BEN), edit({ cycle: 2 }), newId)).refused).toBe('superseded');
    expect(refused(editAgenda(ended, makeNotebook(), by(BEN), edit({ lines: 'Late' }), newId)).refused).toBe('ended');
  });
});

describe('commitments are answered beside it', () => {
  const notebook = makeNotebook({ commitments: [commitment, { ...commitment, id: 'other' }] });

  test('all of them in one change', () => {
    const said = [
      { id: 'promise', answer: 'kept' as const },
      { id: 'other', answer: 'moved' as const, to: '2026-12-15' },
    ];
    const change = changed(editAgenda(pair, notebook, by(CLEO), edit({ said, lines: 'Mine' }), newId));
    expect(change.commitments?.map(({ id, state, dueOn }) => [id, state, dueOn])).toEqual([
      ['promise', 'kept', '2026-12-01'],
      ['other', 'open', '2026-12-15'],
    ]);
    expect(change.items).toHaveLength(1);
  });

  test('one that was answered elsewhere meanwhile, or that there is not, changes nothing', () => {
    const closed = makeNotebook({ commitments: [{ ...commitment, state: 'kept', closedAt: MONDAY }] });
    const said = [
      { id: 'promise', answer: 'dropped' as const },
      { id: 'elsewhere', answer: 'kept' as const },
    ];
    expect(editAgenda(pair, closed, by(CLEO), edit({ said }), newId)).toEqual({});
  });

  test('the partner’s cannot be answered, and a refusal tells which one it is about', () => {
    const said = [{ id: 'promise', answer: 'kept' as const }];
    expect(editAgenda(pair, notebook, by(BEN), edit({ said, lines: 'Mine' }), newId)).toMatchObject({
      refused: 'not_owner',
      about: 'promise',
    });
  });
});

describe('items are ticked', () => {
  const items = [makeItem({ id: 'a' }), makeItem({ id: 'b', state: 'discussed' }), makeItem({ id: 'c' })];

  test('those that were shown, and no others', () => {
    const change = changed(
      tickItems(pair, makeNotebook({ items }), by(BEN), {
        cycle: 1,
        shown: ['a', 'b'],
        ticked: ['a', 'c', 'elsewhere'],
      }),
    );
    expect(change.items?.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'discussed'],
      ['b', 'open'],
    ]);
  });

  test('nothing is written where nothing changed', () => {
    const asTheyAre = { cycle: 1, shown: ['a', 'b', 'c'], ticked: ['b'] };
    expect(tickItems(pair, makeNotebook({ items }), by(BEN), asTheyAre)).toEqual({});
  });
});

describe('items are ticked for a meeting that is over by the time the boxes are sent', () => {
  const next = makePair({ pairing: { cycle: 2 } });
  const items = [
    makeItem({ id: 'a', cycle: 2, carried: 1 }),
    makeItem({ id: 'new', cycle: 2 }),
    makeItem({ id: 'c', cycle: 2, carried: 1 }),
  ];
  const ticked = (cycle: number) =>
    changed(
      tickItems(next, makeNotebook({ items }), by(BEN), { cycle, shown: ['a', 'new', 'c'], ticked: ['a', 'new'] }),
    );

  test('what was carried over meanwhile goes back to it, and what came up since is ticked where it is', () => {
    expect(ticked(1).items?.map(({ id, cycle, state, carried }) => [id, cycle, state, carried])).toEqual([
      ['a', 1, 'discussed', 0],
      ['new', 2, 'discussed', 0],
    ]);
  });

  test('boxes of the next meeting, or of a form that lay about for longer, tick where the items are', () => {
    const next = [
      ['a', 2, 'discussed', 1],
      ['new', 2, 'discussed', 0],
    ];
    for (const cycle of [2, 0]) {
      expect(ticked(cycle).items?.map(({ id, cycle, state, carried }) => [id, cycle, state, carried])).toEqual(next);
    }
  });
});

describe('when a meeting is over', () => {
  const items = [makeItem({ id: 'a', carried: 1 }), makeItem({ id: 'b', state: 'discussed' })];

  test('what is open goes on to the next one and grows older, what was discussed stays', () => {
    expect(carryOver({ items }, 2, MONDAY + 1)).toEqual([
      makeItem({ id: 'a', cycle: 2, carried: 2, updatedAt: MONDAY + 1 }),
    ]);
  });

  test('in the change that ends the cycle, and in no other', () => {
    const over = withCarriedItems({ pairing: { cycle: 2 } }, { items }, MONDAY);
    expect(over.pairing).toEqual({ cycle: 2 });
    expect(over.items?.map(({ id }) => id)).toEqual(['a']);
    expect(withCarriedItems({ pairing: { ladder: 2 } }, { items }, MONDAY)).toEqual({ pairing: { ladder: 2 } });
    expect(withCarriedItems({}, { items }, MONDAY)).toEqual({});
  });
});
