import { describe, expect, test } from 'vitest';
import { type Action, type Actor, can, type Thing } from '../../src/core/access.ts';
import { makePair } from './make.ts';

const ACTORS = {
  'the admin': { userId: 'UADA', memberId: null, isAdmin: true, coordinates: [] },
  'the admin, who is a member as well': { userId: 'UADA', memberId: 'ada', isAdmin: true, coordinates: [] },
  'the coordinator of the cohort': { userId: 'UDORA', memberId: 'dora', isAdmin: false, coordinates: ['cohort'] },
  'the coordinator of another cohort': { userId: 'UEVE', memberId: 'eve', isAdmin: false, coordinates: ['other'] },
  'the mentor': { userId: 'UBEN', memberId: 'ben', isAdmin: false, coordinates: [] },
  'the mentee': { userId: 'UCLEO', memberId: 'cleo', isAdmin: false, coordinates: [] },
  'the mentor of somebody else': { userId: 'UFINN', memberId: 'finn', isAdmin: false, coordinates: [] },
  'somebody unknown': { userId: 'UNOBODY', memberId: null, isAdmin: false, coordinates: [] },
} satisfies Record<string, Actor>;

const THINGS = {
  'the installation': 'installation',
  'the cohort': { cohort: { id: 'cohort' } },
  'the pair': { pair: makePair() },
  'the import that the coordinator of the cohort brought': { import: { cohortId: 'cohort', by: 'UDORA' } },
  'the import that the coordinator of another cohort brought before': { import: { cohortId: 'cohort', by: 'UEVE' } },
  'the import that the admin brought': { import: { cohortId: 'cohort', by: 'UADA' } },
  'the import of the command line': { import: { cohortId: 'cohort', by: 'cairn' } },
} satisfies Record<string, Thing>;

const ACTIONS = [
  'create a cohort',
  'appoint coordinators',
  'run the cohort',
  'pair people',
  'answer the import',
  'see the report',
  'look after the pair',
  'see the pair',
  'book for the pair',
  'pause or end the pair',
  'ask for help',
] as const satisfies Action[];

type Who = keyof typeof ACTORS;
type What = keyof typeof THINGS;

/** All that anybody may. */
const ALLOWED: [Who, (typeof ACTIONS)[number], What][] = [
  ['the admin', 'create a cohort', 'the installation'],
  ['the admin, who is a member as well', 'create a cohort', 'the installation'],
  ['the admin', 'appoint coordinators', 'the cohort'],
  ['the admin, who is a member as well', 'appoint coordinators', 'the cohort'],
  ['the admin', 'run the cohort', 'the cohort'],
  ['the admin, who is a member as well', 'run the cohort', 'the cohort'],
  ['the coordinator of the cohort', 'run the cohort', 'the cohort'],
  ['the admin', 'look after the pair', 'the pair'],
  ['the admin, who is a member as well', 'look after the pair', 'the pair'],
  ['the coordinator of the cohort', 'look after the pair', 'the pair'],
  ['the admin', 'pair people', 'the cohort'],
  ['the admin, who is a member as well', 'pair people', 'the cohort'],
  ['the coordinator of the cohort', 'pair people', 'the cohort'],
  ['the coordinator of the cohort', 'answer the import', 'the import that the coordinator of the cohort brought'],
  ['the admin', 'answer the import', 'the import that the admin brought'],
  ['the admin, who is a member as well', 'answer the import', 'the import that the admin brought'],
  ['the admin', 'see the report', 'the cohort'],
  ['the admin, who is a member as well', 'see the report', 'the cohort'],
  ['the coordinator of the cohort', 'see the report', 'the cohort'],
  ['the mentor', 'see the pair', 'the pair'],
  ['the mentor', 'book for the pair', 'the pair'],
  ['the mentor', 'pause or end the pair', 'the pair'],
  ['the mentor', 'ask for help', 'the pair'],
  ['the mentee', 'see the pair', 'the pair'],
  ['the mentee', 'book for the pair', 'the pair'],
  ['the mentee', 'pause or end the pair', 'the pair'],
  ['the mentee', 'ask for help', 'the pair'],
];

const every = Object.keys(ACTORS).flatMap((who) =>
  ACTIONS.flatMap((action) => Object.keys(THINGS).map((what) => [who as Who, action, what as What] as const)),
);
const isAllowed = ([who, action, what]: readonly [Who, string, What]) =>
  ALLOWED.some(([a, b, c]) => a === who && b === action && c === what);

describe('who may do what to what', () => {
  test.each(every.filter(isAllowed))('%s may %s: %s', (who, action, what) => {
    expect(can(ACTORS[who], action, THINGS[what])).toBe(true);
  });

  test.each(every.filter((each) => !isAllowed(each)))('%s may not %s: %s', (who, action, what) => {
    expect(can(ACTORS[who], action, THINGS[what])).toBe(false);
  });

  test('the table above is whole', () => {
    expect(every.filter(isAllowed)).toHaveLength(ALLOWED.length);
  });
});

describe('what is not named is denied', () => {
  const made = ['delete everything', '', 'constructor', '__proto__', 'toString'] as unknown as Action[];

  test.each(made)('nobody may "%s"', (action) => {
    const asked = Object.values(ACTORS).flatMap((actor) =>
      Object.values(THINGS).map((thing) => can(actor, action, thing)),
    );
    expect(new Set(asked)).toEqual(new Set([false]));
  });

  test('an admin sees no more of a pair than anybody else', () => {
    const admin = { ...ACTORS['the admin'], coordinates: ['cohort'] };
    expect(can(admin, 'see the pair', THINGS['the pair'])).toBe(false);
    expect(can(admin, 'book for the pair', THINGS['the pair'])).toBe(false);
  });

  test('somebody whom we have not met is not taken for one of a pair without ids', () => {
    const pair = makePair();
    const nameless = { ...pair, mentor: { ...pair.mentor, id: '' } };
    expect(can(ACTORS['somebody unknown'], 'see the pair', { pair: nameless })).toBe(false);
  });
});
