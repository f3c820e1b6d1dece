import { describe, expect, test } from 'vitest';
import { readLines } from '../../src/core/agenda-lines.ts';
import type { Structure } from '../../src/core/structure.ts';
import {
  agreeToPublish,
  askedOf,
  askToPublish,
  keepPrivate,
  keepStructure,
  promptLines,
} from '../../src/core/structure-rules.ts';
import { STRUCTURES } from '../../src/core/structures.ts';
import { at, BEN, by, CLEO, changed, lines, MONDAY, makeNotebook, makePair, refused } from './make.ts';

const OURS: Structure = {
  id: 'ours',
  name: 'Walk and talk',
  purpose: 'Get out of the office',
  minutes: 15,
  prompts: [{ text: 'How are you?', minutes: 15 }],
  pairingId: 'pairing',
  gallery: 'private',
  askedBy: null,
  named: false,
  createdAt: MONDAY,
  updatedAt: MONDAY,
};
const asked: Structure = { ...OURS, gallery: 'asked', askedBy: 'ben' };
const published: Structure = { ...OURS, gallery: 'published' };
const ended = makePair({ pairing: { state: 'ended', endedAt: MONDAY } });
const pair = makePair();
const holding = (...structures: Structure[]) => makeNotebook({ structures });
const written = { name: ' Walk ', purpose: '', prompts: '- How are you?\nWhat next? (20 min)\n\n' };

describe('the structures that come with Cairn', () => {
  test('are seven, each known by a key that never changes', () => {
    expect(STRUCTURES.map(({ id }) => id)).toEqual([
      'first-meeting',
      'grow',
      'career',
      'skill-handover',
      'problem-clinic',
      'mid-year',
      'closing',
    ]);
  });

  test.each(STRUCTURES.map((each) => [each.name, each] as const))(
    '%s has a purpose, and questions that fit a meeting',
    (_name, each) => {
      expect(each.purpose.length).toBeGreaterThan(10);
      expect(each.minutes).toBeGreaterThanOrEqual(45);
      expect(each.minutes).toBeLessThanOrEqual(60);
      expect(each.prompts.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(each.minutes);
      expect(new Set(each.prompts.map(({ text }) => text)).size).toBe(each.prompts.length);
      // As items of an agenda they read back as they are.
      expect(readLines(promptLines(each)).map(({ text, minutes }) => ({ text, minutes }))).toEqual(each.prompts);
    },
  );
});

describe('a pair keeps a structure as its own', () => {
  test('a line without minutes takes ten, and the whole takes their sum', () => {
    expect(changed(keepStructure(pair, holding(), by(BEN), null, written))).toEqual({
      structures: [
        {
          id: 'new',
          pairingId: 'pairing',
          name: 'Walk',
          purpose: '',
          prompts: [
            { text: 'How are you?', minutes: 10 },
            { text: 'What next?', minutes: 20 },
          ],
          minutes: 30,
          gallery: 'private',
          askedBy: null,
          named: false,
          createdAt: MONDAY,
          updatedAt: MONDAY,
        },
      ],
    });
  });

  test.each([published, asked])('changing one that is $gallery keeps it to the pair again', (before) => {
    const [after] = changed(keepStructure(pair, holding(before), by(CLEO), 'ours', written)).structures ?? [];
    expect(after).toMatchObject({ id: 'ours', name: 'Walk', gallery: 'private', askedBy: null });
  });

  test.each([
    ['no name', { ...written, name: '  ' }, 'no_name'],
    ['a name of 61 characters', { ...written, name: 'x'.repeat(61) }, 'name_too_long'],
    ['a purpose of 201 characters', { ...written, purpose: 'x'.repeat(201) }, 'purpose_too_long'],
    ['no questions', { ...written, prompts: ' \n' }, 'no_prompts'],
    ['21 questions', { ...written, prompts: 'Why?\n'.repeat(21) }, 'too_many_prompts'],
    ['a question of 301 characters', { ...written, prompts: 'x'.repeat(301) }, 'prompt_too_long'],
  ])('not with %s', (_what, wrong, code) => {
    expect(refused(keepStructure(pair, holding(), by(BEN), null, wrong)).refused).toBe(code);
  });

  test('not in place of one that is not theirs, nor a fifty-first, nor once the pairing has ended', () => {
    expect(refused(keepStructure(pair, holding(OURS), by(BEN), 'elsewhere', written)).refused).toBe('gone');
    const fifty = holding(...Array.from({ length: 50 }, (_, index) => ({ ...OURS, id: `${index}` })));
    expect(refused(keepStructure(pair, fifty, by(BEN), null, written)).refused).toBe('too_many');
    expect(refused(keepStructure(ended, holding(), by(BEN), null, written)).refused).toBe('ended');
  });
});

describe('a structure goes into the gallery when both agree', () => {
  test('Ben asks, with names; Cleo is asked, Ben is not', () => {
    const change = changed(askToPublish(pair, holding(OURS), by(BEN), 'ours', true));
    expect(change.structures).toMatchObject([{ gallery: 'asked', askedBy: 'ben', named: true }]);
    expect(lines(change.plan)).toEqual(['structure-asked → cleo 2026-11-30T09:00']);
    expect(change.plan).toMatchObject([{ about: { structureId: 'ours' } }]);
    expect(askedOf(holding(asked), 'cleo')).toEqual([asked]);
    expect(askedOf(holding(asked), 'ben')).toEqual([]);
  });

  test('asked once more with names, or without: the question is the same, and comes once', () => {
    const change = changed(askToPublish(pair, holding(asked), by(BEN), 'ours', false));
    expect(change.structures).toMatchObject([{ gallery: 'asked', askedBy: 'ben', named: false }]);
    expect(change.plan).toBeUndefined();
  });

  test('whoever is asked in the evening hears of it in the morning', () => {
    const evening = by(BEN, { now: at('2026-11-30T21:00+01:00') });
    const change = changed(askToPublish(pair, holding(OURS), evening, 'ours', true));
    expect(lines(change.plan)).toEqual(['structure-asked → cleo 2026-12-01T08:30']);
  });

  test('Cleo agrees, and Ben is told', () => {
    const change = changed(agreeToPublish(pair, holding(asked), by(CLEO), 'ours'));
    expect(change.structures).toMatchObject([{ gallery: 'published', askedBy: null }]);
    expect(lines(change.plan)).toEqual(['structure-answered → ben 2026-11-30T09:00']);
  });

  test('Cleo says no, and Ben is told; what he takes back himself is no news', () => {
    expect(lines(changed(keepPrivate(pair, holding(asked), by(CLEO), 'ours')).plan)).toEqual([
      'structure-answered → ben 2026-11-30T09:00',
    ]);
    expect(changed(keepPrivate(pair, holding(asked), by(BEN), 'ours')).plan).toBeUndefined();
    expect(changed(keepPrivate(pair, holding(published), by(CLEO), 'ours')).plan).toBeUndefined();
  });

  test.each([BEN, CLEO])('$name keeps it to the two of them, at any time', (who) => {
    for (const before of [asked, published]) {
      const [after] = changed(keepPrivate(pair, holding(before), by(who), 'ours')).structures ?? [];
      expect(after).toMatchObject({ gallery: 'private', askedBy: null });
    }
  });

  test.each([
    ['Ben cannot agree with himself', () => agreeToPublish(pair, holding(asked), by(BEN), 'ours'), 'own_question'],
    [
      'nobody agrees to a question that was asked anew since they saw it',
      () => agreeToPublish(pair, holding({ ...asked, updatedAt: MONDAY + 1 }), by(CLEO), 'ours', MONDAY),
      'asked_anew',
    ],
    ['nobody agrees to what nobody asks', () => agreeToPublish(pair, holding(OURS), by(CLEO), 'ours'), 'not_asked'],
    ['Cleo agrees instead of asking back', () => askToPublish(pair, holding(asked), by(CLEO), 'ours', false), 'asked'],
    [
      'what is there cannot be asked for',
      () => askToPublish(pair, holding(published), by(BEN), 'ours', false),
      'published',
    ],
    ['what is there needs no yes', () => agreeToPublish(pair, holding(published), by(CLEO), 'ours'), 'published'],
    [
      'nobody asks in a pairing that has ended',
      () => askToPublish(ended, holding(OURS), by(BEN), 'ours', true),
      'ended',
    ],
    ['nor agrees', () => agreeToPublish(ended, holding(asked), by(CLEO), 'ours'), 'ended'],
    ['nor what is not theirs', () => askToPublish(pair, holding(), by(BEN), 'theirs', false), 'gone'],
    ['nor agreed to', () => agreeToPublish(pair, holding(), by(CLEO), 'theirs'), 'gone'],
    ['nor kept', () => keepPrivate(pair, holding(), by(CLEO), 'theirs'), 'gone'],
  ])('%s', (_what, act, code) => {
    expect(refused(act()).refused).toBe(code);
  });
});
