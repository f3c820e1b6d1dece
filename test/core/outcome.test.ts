import { describe, expect, test } from 'vitest';
import { timePassed } from '../../src/core/booking.ts';
import type { Meeting } from '../../src/core/meeting.ts';
import { afterthought, type Closing, carriedFrom, closeMeeting, sayOutcome } from '../../src/core/outcome.ts';
import {
  at,
  BEN,
  by,
  CLEO,
  changed,
  lines,
  makeItem,
  makeMeeting,
  makeNotebook,
  makePair,
  makeProposal,
  offer,
  refused,
} from './make.ts';

/** Thursday, 3 December, 11:00 in Vienna: a quarter of an hour after the meeting. */
const NOW = at('2026-12-03T11:00+01:00');
const held = (over: Partial<Meeting> = {}) =>
  makeMeeting({ state: 'ended', settleAt: at('2026-12-10T10:45+01:00'), ...over });
const pairAfter = (over: Partial<Meeting> = {}) => makePair({ pairing: { cycle: 2 }, past: [held(over)] });
const ben = by(BEN, { now: NOW });
const cleo = by(CLEO, { now: NOW });

const NOTHING: Closing = { discussed: [], note: { text: '', before: '' }, promised: [], kept: [] };
const LAST = { ...makeNotebook().agenda, cycle: 1 };
const AFTER = makeNotebook({ agenda: { ...LAST, cycle: 2 }, last: LAST });

function ids() {
  let count = 0;
  return () => {
    count += 1;
    return `id ${count}`;
  };
}
const close = (closing: Partial<Closing>, notebook = AFTER, act = ben, pair = pairAfter()) =>
  closeMeeting(pair, notebook, act, 'meeting', { ...NOTHING, ...closing }, ids());

describe('what became of a meeting', () => {
  test.each(['held', 'moved', 'missed'] as const)('one says %s: it counts, and nobody is asked again', (said) => {
    expect(sayOutcome(pairAfter(), AFTER, ben, 'meeting', said)).toEqual({
      meetings: [held({ outcome: said, outcomeBy: 'ben', updatedAt: NOW })],
      cancel: ['meeting-check'],
    });
  });

  test.each(['held', 'moved', 'missed', 'unknown'] as const)('it was %s, and the other corrects it', (before) => {
    const said = before === 'held' ? 'missed' : 'held';
    const change = changed(sayOutcome(pairAfter({ outcome: before, outcomeBy: 'ben' }), AFTER, cleo, 'meeting', said));
    expect(change.meetings).toMatchObject([{ outcome: said, outcomeBy: 'cleo' }]);
  });

  test('saying the same once more changes nothing, not even who said so', () => {
    expect(sayOutcome(pairAfter({ outcome: 'held', outcomeBy: 'ben' }), AFTER, cleo, 'meeting', 'held')).toEqual({});
  });

  describe('what was prepared for it', () => {
    const last = { ...LAST, expectation: 'Clarity', structureId: 'grow' };
    const next = { ...LAST, cycle: 2 };
    const own = { ...next, expectation: 'Courage', structureId: 'clinic' };
    const prepared = { ...next, expectation: 'Clarity', structureId: 'grow', updatedAt: NOW };
    const agendaOnce = (said: 'held' | 'moved' | 'missed', before: Meeting['outcome'], agenda = next) =>
      changed(sayOutcome(pairAfter({ outcome: before }), { agenda, last }, ben, 'meeting', said)).agenda;

    test.each(['moved', 'missed'] as const)('is for the next one when it %s', (said) => {
      expect(agendaOnce(said, null)).toEqual(prepared);
      expect(agendaOnce(said, 'held')).toEqual(prepared);
    });

    test('leaves alone what the two have said of the next one', () => {
      expect(agendaOnce('moved', null, own)).toBeUndefined();
      expect(agendaOnce('held', 'moved', own)).toBeUndefined();
      expect(agendaOnce('moved', null, { ...own, structureId: null })).toMatchObject({
        expectation: 'Courage',
        structureId: 'grow',
      });
    });

    test('stays with it when they met, also when that is said late', () => {
      expect(agendaOnce('held', null)).toBeUndefined();
      expect(agendaOnce('held', null, prepared)).toBeUndefined();
      expect(agendaOnce('held', 'moved', prepared)).toEqual({ ...next, updatedAt: NOW });
    });

    test('of an earlier meeting stays where it is', () => {
      const pair = makePair({ pairing: { cycle: 3 }, past: [held({ id: 'last', cycle: 2 }), held()] });
      const notebook = { agenda: { ...next, cycle: 3 }, last: { ...last, cycle: 2 } };
      expect(changed(sayOutcome(pair, notebook, ben, 'meeting', 'moved')).agenda).toBeUndefined();
    });
  });

  test('of an earlier one: the question about the last meeting is still asked', () => {
    const last = held({ id: 'last', cycle: 2, startsAt: at('2026-12-02T10:00+01:00') });
    const pair = makePair({ pairing: { cycle: 3 }, past: [last, held()] });
    expect(changed(sayOutcome(pair, AFTER, ben, 'meeting', 'held')).cancel).toBeUndefined();
    expect(changed(sayOutcome(pair, AFTER, ben, 'last', 'held')).cancel).toBeUndefined();
    const told = makePair({ pairing: { cycle: 3 }, past: [{ ...last, outcome: 'held' }, held()] });
    expect(changed(sayOutcome(told, AFTER, ben, 'meeting', 'held')).cancel).toEqual(['meeting-check']);
  });

  test('an earlier one that becomes unknown leaves the question about the last one', () => {
    const last = held({ id: 'last', cycle: 2, settleAt: at('2026-12-20T10:45+01:00') });
    const pair = makePair({ pairing: { cycle: 3 }, past: [last, held()] });
    const change = timePassed(pair, at('2026-12-10T10:45+01:00'));
    expect(change.meetings?.map(({ id, outcome }) => [id, outcome])).toEqual([['meeting', 'unknown']]);
    expect(change.cancel).toBeUndefined();
  });

  test('nothing can be said of a meeting that is still to come, or that is nobody’s', () => {
    expect(refused(sayOutcome(makePair({ next: makeMeeting() }), AFTER, ben, 'meeting', 'held')).refused).toBe('gone');
    expect(refused(sayOutcome(pairAfter(), AFTER, ben, 'another', 'held')).refused).toBe('gone');
  });

  test('unanswered it becomes unknown when its time has come, never missed', () => {
    const settleAt = at('2026-12-10T10:45+01:00');
    expect(timePassed(pairAfter(), settleAt - 1)).toEqual({});
    expect(timePassed(pairAfter(), settleAt).meetings).toMatchObject([{ outcome: 'unknown', outcomeBy: null }]);
    expect(timePassed(pairAfter({ outcome: 'moved', outcomeBy: 'ben' }), settleAt)).toEqual({});
  });
});

describe('closing a meeting', () => {
  test('with nothing filled in only records that it was held', () => {
    expect(close({})).toEqual({
      meetings: [held({ outcome: 'held', outcomeBy: 'ben', updatedAt: NOW })],
      cancel: ['meeting-check'],
    });
    expect(close({}, AFTER, cleo, pairAfter({ outcome: 'held', outcomeBy: 'ben' }))).toEqual({});
  });

  test('several commitments, of both, each with an id and one question for each owner', () => {
    const promise = (owner: string, what: string) => ({ owner, what, dueOn: '2026-12-10', plan: '' });
    const change = changed(
      close({ promised: [promise('ben', 'One'), promise('ben', 'Two'), promise('cleo', 'Three')] }),
    );
    expect(change.commitments?.map(({ id, owner, what }) => [id, owner, what])).toEqual([
      ['id 1', 'ben', 'One'],
      ['id 2', 'ben', 'Two'],
      ['id 3', 'cleo', 'Three'],
    ]);
    expect(new Set(change.plan?.map(({ occurrence }) => occurrence))).toEqual(
      new Set(['due:pairing:ben:2026-12-10', 'due:pairing:cleo:2026-12-10']),
    );
    expect(lines(change.plan)[0]).toBe('commitment-due → ben 2026-12-10T08:30');
  });

  test('what the other one has written down already is not written twice; another date or another plan is another one', () => {
    const promise = { owner: 'ben', what: 'Send it ', dueOn: '2026-12-10', plan: '' };
    const first = changed(close({ promised: [promise] })).commitments?.[0];
    if (!first) throw new Error('Nothing was promised.');
    const again = (over: Partial<typeof promise>, commitment = first) =>
      changed(close({ promised: [{ ...promise, ...over }] }, { ...AFTER, commitments: [commitment] }, cleo))
        .commitments;
    expect(again({})).toBeUndefined();
    expect(again({ plan: 'On Monday' })).toMatchObject([{ id: first.id, plan: 'On Monday' }]);
    expect(again({ plan: 'On Monday' }, { ...first, plan: 'At home' })).toMatchObject([
      { id: 'id 1', plan: 'On Monday' },
    ]);
    expect(again({}, { ...first, plan: 'At home' })).toBeUndefined();
    expect(again({ dueOn: '2026-12-11' })).toHaveLength(1);
    expect(again({ owner: 'cleo' })).toHaveLength(1);
    expect(again({}, { ...first, state: 'kept', closedAt: NOW })).toHaveLength(1);
  });

  test('a takeaway stays with the pair; one that is refused says which field', () => {
    const kept = { text: 'Ask', tags: '', audience: 'pair' as const, named: true, quotes: false };
    expect(changed(close({ kept: [kept] })).takeaways).toMatchObject([{ id: 'id 1', author: 'ben', audience: 'pair' }]);
    expect(changed(close({ kept: [kept, { ...kept, text: 'Listen' }] })).takeaways).toMatchObject([
      { id: 'id 1', text: 'Ask' },
      { id: 'id 2', text: 'Listen' },
    ]);
    expect(refused(close({ kept: [kept, { ...kept, text: 'x'.repeat(2001) }] })).refused).toBe('takeaway_too_long');
  });

  test('one thing that is wrong: nothing of it is written', () => {
    const promised = [{ owner: 'ben', what: 'One', dueOn: '2026-12-01', plan: '' }];
    expect(refused(close({ promised, note: { text: 'Good', before: '' } })).refused).toBe('past');
  });

  test.each([
    ['the first note', '', '', 'Good', 'Good'],
    ['put in other words', 'Good', 'Good', 'Better', 'Better'],
    ['taken away', 'Good', 'Good', '', ''],
    ['the partner wrote meanwhile', 'Hers', '', 'His', 'Hers / His'],
    ['the partner wrote meanwhile, and so did he before', 'Hers', 'Old', 'His', 'Hers / His'],
    ['the partner took it away meanwhile', '', 'Old', 'His', 'His'],
  ])('the note: %s', (_what, there, before, text, note) => {
    const notebook = { ...AFTER, last: { ...LAST, note: there, expectation: 'Clarity' } };
    expect(changed(close({ note: { text, before } }, notebook)).agenda).toEqual({
      ...LAST,
      expectation: 'Clarity',
      note,
      updatedAt: NOW,
    });
  });

  test.each([
    ['untouched', 'Good', 'Good', 'Good'],
    ['untouched, while the partner changed it', 'Hers', 'Good', 'Good'],
    ['the same as the partner wrote meanwhile', 'Good', '', 'Good'],
  ])('the note stays as it is: %s', (_what, there, before, text) => {
    expect(
      changed(close({ note: { text, before } }, { ...AFTER, last: { ...LAST, note: there } })).agenda,
    ).toBeUndefined();
  });

  test('two notes that do not fit together are not cut: the words of the partner are shown', () => {
    const notebook = { ...AFTER, last: { ...LAST, note: 'x'.repeat(290) } };
    const refusal = refused(close({ note: { text: 'y'.repeat(20), before: '' } }, notebook));
    expect(refusal.refused).toBe('note_too_long');
    expect(refusal.words).toContain('x'.repeat(290));
    expect(refused(close({ note: { text: 'y'.repeat(301), before: '' } })).refused).toBe('note_too_long');
  });

  test('what was talked about goes back to its meeting; what came up since, or was ticked before, stays', () => {
    const items = [
      makeItem({ id: 'carried', cycle: 2, carried: 1 }),
      makeItem({ id: 'twice', cycle: 2, carried: 2 }),
      makeItem({ id: 'new', cycle: 2, createdAt: NOW }),
      makeItem({ id: 'done', cycle: 2, carried: 1, state: 'discussed' }),
    ];
    const notebook = { ...AFTER, items };
    expect(carriedFrom(notebook, held()).map(({ id }) => id)).toEqual(['carried', 'twice']);
    const change = changed(close({ discussed: ['carried', 'new', 'done', 'made up'] }, notebook));
    expect(change.items).toEqual([
      makeItem({ id: 'carried', cycle: 1, carried: 0, state: 'discussed', updatedAt: NOW }),
    ]);
  });

  test('an earlier meeting leaves the agenda and the note of the last one alone', () => {
    const pair = makePair({ pairing: { cycle: 3 }, past: [held({ id: 'last', cycle: 2 }), held()] });
    const notebook = makeNotebook({ last: { ...LAST, cycle: 2 }, items: [makeItem({ cycle: 3, carried: 1 })] });
    const change = changed(close({ note: { text: 'Good', before: '' }, discussed: ['item'] }, notebook, ben, pair));
    expect([change.agenda, change.items]).toEqual([undefined, undefined]);
    expect(change.meetings).toMatchObject([{ id: 'meeting', outcome: 'held' }]);
  });
});

describe('what somebody thinks of it, and the next one', () => {
  const thought = { cycle: 1, usefulness: 5 as const, structure: 'too_little' as const };
  const pulse = { pairingId: 'pairing', memberId: 'ben', givenAt: NOW, ...thought };

  test('nothing said, nothing picked: nothing written', () => {
    expect(afterthought(pairAfter(), ben, { cycle: 1, usefulness: null, structure: null }, null)).toEqual({});
  });

  test('a pulse, and a slot that is offered to the partner, in one go', () => {
    const change = changed(afterthought(pairAfter(), ben, thought, offer('2026-12-17T10:00+01:00')));
    expect(change.pulses).toEqual([pulse]);
    expect(change.proposals).toMatchObject([{ by: 'ben', startsAt: at('2026-12-17T10:00+01:00') }]);
  });

  test('the slot that the partner has offered books it', () => {
    const proposal = makeProposal({ by: 'cleo', cycle: 2, startsAt: at('2026-12-17T10:00+01:00') });
    const change = changed(afterthought({ ...pairAfter(), proposal }, ben, thought, offer('2026-12-17T10:00+01:00')));
    expect(change.meetings).toMatchObject([{ state: 'booked', startsAt: at('2026-12-17T10:00+01:00') }]);
  });

  test('a slot that is not free any more is refused, and so is one that was made up', () => {
    const proposal = makeProposal({ by: 'cleo', cycle: 2, startsAt: at('2026-12-18T10:00+01:00') });
    const late = afterthought({ ...pairAfter(), proposal }, ben, thought, offer('2026-12-17T10:00+01:00'));
    expect(refused(late).refused).toBe('partner_proposed');
    const madeUp = { startsAt: Number.NaN, minutes: 45, place: '' };
    expect(refused(afterthought(pairAfter(), ben, thought, madeUp)).refused).toBe('unreadable');
  });
});
