import { expect, test } from 'vitest';
import { memberAs, ownerOf, partnerOf, roleOf } from '../../src/core/pairing.ts';
import { makePair } from './make.ts';

const pair = makePair();

test('Ben mentors Cleo', () => {
  expect([roleOf(pair, 'ben'), roleOf(pair, 'cleo')]).toEqual(['mentor', 'mentee']);
  expect([memberAs(pair, 'mentor').name, memberAs(pair, 'mentee').name]).toEqual(['Ben', 'Cleo']);
});

test.each(['dan', '', 'UBEN', 'Ben'])('"%s" is neither of them', (id) => {
  expect(roleOf(pair, id)).toBeNull();
});

test('each is the other’s partner', () => {
  expect([partnerOf(pair, 'ben').name, partnerOf(pair, 'cleo').name]).toEqual(['Cleo', 'Ben']);
});

test('Cleo is asked first about the first meeting, then they take turns', () => {
  const asked = [1, 2, 3, 4, 5].map((cycle) => ownerOf(makePair({ pairing: { cycle } })).name);
  expect(asked).toEqual(['Cleo', 'Ben', 'Cleo', 'Ben', 'Cleo']);
});
