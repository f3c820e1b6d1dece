import { describe, expect, test } from 'vitest';
import type { Cohort } from '../../src/core/cohort.ts';
import type { Import } from '../../src/core/import.ts';
import { acceptImport, checkAgain, dropImport, type ImportFacts, LOOKED_UP_FOR } from '../../src/core/import-answer.ts';
import type { Person } from '../../src/core/member.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { makeImport } from '../manifest.import.ts';
import { MONDAY, makeCohort } from './make.ts';

const person = (name: string, kind: Person['kind'] = 'member'): Person => ({
  userId: `U${name}`,
  name,
  zone: null,
  kind,
});
const line = (at: number, mentor: string, mentee: string) => ({
  line: at,
  mentor: `${mentor}@x.org`,
  mentee: `${mentee}@x.org`,
  cadence: '',
  spills: false,
});

/** Ben mentors Cleo, and Dan Eve: two lines of three, checked a moment ago. */
function facts(
  over: Partial<Import> = {},
  more: Partial<Omit<ImportFacts, 'import' | 'cohort'>> & { cohort?: Partial<Cohort> } = {},
): ImportFacts {
  const { cohort, ...rest } = more;
  const known = new Map(['ben', 'cleo', 'dan', 'eve'].map((name) => [`${name}@x.org`, person(name)]));
  return {
    import: makeImport({ lines: 3, people: 5, pairs: 2, ...over }),
    cohort: makeCohort(cohort),
    lines: [line(2, 'ben', 'cleo'), line(4, 'dan', 'eve')],
    known,
    standing: { pairs: new Set(), mentees: new Map() },
    ...rest,
  };
}

describe('a yes', () => {
  test('makes every pair that was checked, with one line for the audit log', () => {
    expect(acceptImport(facts(), 'UADA', MONDAY + 5)).toEqual({
      pairs: [
        { line: 2, mentor: person('ben'), mentee: person('cleo'), cadenceWeeks: null },
        { line: 4, mentor: person('dan'), mentee: person('eve'), cadenceWeeks: null },
      ],
      audit: [
        {
          at: MONDAY + 5,
          by: 'UADA',
          action: 'pairs-imported',
          cohortId: 'cohort',
          pairingId: null,
          about: { pairs: 2, left: 1 },
        },
      ],
    });
  });

  test.each<[string, ImportFacts]>([
    ['somebody was paired meanwhile', facts({}, { standing: { pairs: new Set(['Udan Ueve']), mentees: new Map() } })],
    [
      'somebody was deactivated',
      facts({}, { known: new Map([...facts().known, ['eve@x.org', person('eve', 'deactivated')]]) }),
    ],
    [
      'a mentor got a mentee, and may not have another',
      facts({}, { cohort: { mentorLimit: 1 }, standing: { pairs: new Set(), mentees: new Map([['Uben', 1]]) } }),
    ],
    ['the cohort has ended', facts({}, { cohort: { state: 'ended' } })],
    ['the cohort is archived', facts({}, { cohort: { archivedAt: MONDAY } })],
    ['the look-up is more than a day ago', facts({ lookedUpAt: MONDAY - LOOKED_UP_FOR - 1 })],
    ['nothing is left of it', facts({ pairs: 0 }, { lines: [] })],
  ])('is out of date once %s', (_what, given) => {
    expect(acceptImport(given, 'UADA', MONDAY)).toBe('outdated');
  });

  test('stands for a whole day', () => {
    expect(acceptImport(facts({ lookedUpAt: MONDAY - LOOKED_UP_FOR }), 'UADA', MONDAY)).toHaveProperty('pairs');
  });

  test.each([
    ['imported', 'imported'],
    ['dropped', 'dropped'],
    ['outdated', 'outdated'],
    ['fetching', 'being_checked'],
    ['looking-up', 'being_checked'],
    ['unreadable', 'being_checked'],
  ] as const)('to one that is %s is refused', (state, code) => {
    expect(acceptImport(facts({ state }), 'UADA', MONDAY)).toMatchObject({ refused: code });
  });
});

describe('a no', () => {
  test.each(['fetching', 'looking-up', 'checked', 'outdated', 'dropped'] as const)('drops one that is %s', (state) => {
    expect(dropImport(makeImport({ state }))).toEqual({ state: 'dropped' });
  });

  test('comes too late for one that is imported', () => {
    expect(dropImport(makeImport({ state: 'imported' }))).toMatchObject({ refused: 'imported' });
  });
});

describe('a new check', () => {
  test.each(['checked', 'outdated'] as const)('of one that is %s asks for nobody anew within a day', (state) => {
    expect(checkAgain(makeImport({ state, lookedUpAt: MONDAY }), MONDAY + LOOKED_UP_FOR)).toEqual({
      state: 'looking-up',
      pairs: null,
    });
  });

  test('asks for everybody anew after it', () => {
    const fresh = { state: 'looking-up', pairs: null, lookedUpAt: null, cursor: null };
    expect(checkAgain(makeImport({ lookedUpAt: MONDAY }), MONDAY + LOOKED_UP_FOR + 1)).toEqual(fresh);
    expect(checkAgain(makeImport({ lookedUpAt: null }), MONDAY)).toEqual(fresh);
  });

  test.each(['fetching', 'looking-up', 'imported', 'dropped', 'unreadable'] as const)(
    'of one that is %s is refused',
    (state) => {
      expect(isRefusal(checkAgain(makeImport({ state }), MONDAY))).toBe(true);
    },
  );
});
