import { describe, expect, test } from 'vitest';
import {
  checkLines,
  type Known,
  type Problem,
  pairKey,
  peopleOf,
  readNamed,
  type Standing,
} from '../../src/core/import.ts';
import type { ImportLine } from '../../src/core/import-file.ts';
import type { Person } from '../../src/core/member.ts';

function person(name: string, over: Partial<Person> = {}): Person {
  return { userId: `U${name.toUpperCase()}`, name, zone: 'Europe/Vienna', kind: 'member', ...over };
}

const PEOPLE: Person[] = [
  ...['ben', 'cleo', 'dan', 'eve'].map((name) => person(name)),
  person('lea', { kind: 'deactivated' }),
  person('rob', { kind: 'bot' }),
  person('gil', { kind: 'guest' }),
  person('una', { kind: 'outsider' }),
];
/** Everybody by their address and by their id; nobody@x.org is somebody whom Slack does not know. */
const KNOWN = new Map<string, Known>([
  ...PEOPLE.flatMap((each): [string, Known][] => [
    [`${each.name}@x.org`, each],
    [each.userId, each],
  ]),
  ['nobody@x.org', null],
]);
const NOTHING: Standing = { pairs: new Set(), mentees: new Map() };

const written = (...rows: string[]): ImportLine[] =>
  rows.map((row, at) => {
    const [mentor = '', mentee = '', cadence = '', more] = row.split(',');
    return { line: at + 2, mentor, mentee, cadence, spills: more !== undefined };
  });

/** The pair as `UBEN>UCLEO/2`, or why there is none. */
function verdicts(rows: string[], standing = NOTHING, mentorLimit: number | null = null): (string | Problem[])[] {
  return checkLines(written(...rows), KNOWN, { mentorLimit }, standing).map((each) =>
    'problems' in each ? each.problems : `${each.mentor.userId}>${each.mentee.userId}/${each.cadenceWeeks ?? ''}`,
  );
}

describe('who is meant', () => {
  test.each([
    ['ben@x.org', { email: 'ben@x.org' }],
    ['Ben.O+a@X.ORG', { email: 'ben.o+a@x.org' }],
    ['Ben Okri <ben@x.org>', { email: 'ben@x.org' }],
    ['<ben@x.org>', { email: 'ben@x.org' }],
    ['Ben\n<ben@x.org>', { email: 'ben@x.org' }],
    ['mailto:ben@x.org', { email: 'ben@x.org' }],
    ['U0BEN', { userId: 'U0BEN' }],
    ['W0BEN', { userId: 'W0BEN' }],
    ['@U0BEN', { userId: 'U0BEN' }],
    ["'@U0BEN", { userId: 'U0BEN' }],
    ['<@U0BEN>', { userId: 'U0BEN' }],
    ['<@U0BEN|ben>', { userId: 'U0BEN' }],
    ['ben', null],
    ['@ben', null],
    ['ben@x', null],
    ['ben@x..org', null],
    ['ben@@x.org', null],
    ['ben x@x.org', null],
    ['ben@x.org; dan@x.org', null],
    [`${'b'.repeat(250)}@x.org`, null],
    ['', null],
  ])('%j', (cell, expected) => {
    expect(readNamed(cell)).toEqual(expected);
  });

  test('everybody is looked up once, however often and however they are written', () => {
    expect(peopleOf(written('ben@x.org,cleo@x.org', 'BEN@x.org,<@UCLEO|cleo>', 'ben,@UCLEO', ','))).toEqual([
      'ben@x.org',
      'cleo@x.org',
      'UCLEO',
    ]);
  });
});

describe('what comes of a line', () => {
  test.each<[string, string, string | Problem[]]>([
    ['two people by their addresses', 'ben@x.org,cleo@x.org', 'UBEN>UCLEO/'],
    ['two people by their ids', '<@UBEN|ben>,@UCLEO', 'UBEN>UCLEO/'],
    ['one of each', 'UBEN,Cleo <CLEO@x.org>', 'UBEN>UCLEO/'],
    ['a rhythm of their own', 'ben@x.org,cleo@x.org,4', 'UBEN>UCLEO/4'],
    ['a rhythm that a spreadsheet made a decimal', 'ben@x.org,cleo@x.org,2.0', 'UBEN>UCLEO/2'],
    ['a rhythm that there is not', 'ben@x.org,cleo@x.org,5', [{ why: 'cadence' }]],
    ['a rhythm in words', 'ben@x.org,cleo@x.org,monthly', [{ why: 'cadence' }]],
    ['a rhythm backwards', 'ben@x.org,cleo@x.org,-2', [{ why: 'cadence' }]],
    ['more cells than columns', 'ben@x.org,cleo@x.org,2,x', [{ why: 'cells' }]],
    ['no mentor', ',cleo@x.org', [{ why: 'missing', who: 'mentor' }]],
    ['no mentee', 'ben@x.org', [{ why: 'missing', who: 'mentee' }]],
    ['no address', 'Ben,cleo@x.org', [{ why: 'malformed', who: 'mentor' }]],
    ['an address that nobody has', 'ben@x.org,nobody@x.org', [{ why: 'unknown', who: 'mentee' }]],
    ['somebody deactivated', 'lea@x.org,cleo@x.org', [{ why: 'deactivated', who: 'mentor' }]],
    ['an app', 'ben@x.org,rob@x.org', [{ why: 'bot', who: 'mentee' }]],
    ['a guest', 'gil@x.org,cleo@x.org', [{ why: 'guest', who: 'mentor' }]],
    ['somebody of another workspace', 'ben@x.org,una@x.org', [{ why: 'outsider', who: 'mentee' }]],
    ['the same person twice', 'ben@x.org,@UBEN', [{ why: 'same-person' }]],
    [
      'several things at once',
      'nobody@x.org,gil@x.org,never',
      [{ why: 'unknown', who: 'mentor' }, { why: 'guest', who: 'mentee' }, { why: 'cadence' }],
    ],
  ])('%s', (_what, row, expected) => {
    expect(verdicts([row])).toEqual([expected]);
  });

  test('two who are paired already, whoever is the mentor', () => {
    const standing = { pairs: new Set([pairKey('UCLEO', 'UBEN')]), mentees: new Map() };
    expect(verdicts(['ben@x.org,cleo@x.org', 'cleo@x.org,ben@x.org', 'ben@x.org,dan@x.org'], standing)).toEqual([
      [{ why: 'already-paired' }],
      [{ why: 'already-paired' }],
      'UBEN>UDAN/',
    ]);
  });

  test('the same two on a later line, which names the first one', () => {
    expect(
      verdicts(['nobody@x.org,cleo@x.org', 'ben@x.org,cleo@x.org', 'dan@x.org,eve@x.org', '@UCLEO,@UBEN']),
    ).toEqual([[{ why: 'unknown', who: 'mentor' }], 'UBEN>UCLEO/', 'UDAN>UEVE/', [{ why: 'double', line: 3 }]]);
  });

  test('more mentees than a mentor may have, with those whom they have already', () => {
    const rows = ['ben@x.org,cleo@x.org', 'ben@x.org,dan@x.org', 'dan@x.org,eve@x.org'];
    const standing = { pairs: new Set<string>(), mentees: new Map([['UBEN', 1]]) };
    expect(verdicts(rows, standing, 2)).toEqual(['UBEN>UCLEO/', [{ why: 'over-limit', limit: 2 }], 'UDAN>UEVE/']);
    expect(verdicts(rows, standing, 3)).toEqual(['UBEN>UCLEO/', 'UBEN>UDAN/', 'UDAN>UEVE/']);
    expect(verdicts(rows, standing, null)).toEqual(['UBEN>UCLEO/', 'UBEN>UDAN/', 'UDAN>UEVE/']);
  });
});
