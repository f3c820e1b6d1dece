import { describe, expect, test } from 'vitest';
import { cannotCoordinate, cannotPair, newMember, type Person, withProfile } from '../../src/core/member.ts';
import { MONDAY } from './make.ts';

/** A day later. */
const NOW = MONDAY + 86_400_000;
const cleo: Person = { userId: 'UCLEO', name: 'Cleo', zone: 'Europe/London', kind: 'member' };

describe('somebody new', () => {
  test('Cleo has the zone of her Slack profile, and the usual hours', () => {
    expect(newMember('id', 'T1', cleo, MONDAY)).toMatchObject({
      id: 'id',
      workspaceId: 'T1',
      userId: 'UCLEO',
      name: 'Cleo',
      zone: 'Europe/London',
      zoneFrom: 'slack',
      hours: { days: [1, 2, 3, 4, 5], from: 570, to: 990 },
      awayUntil: null,
      active: true,
      homeOpenedAt: null,
      createdAt: MONDAY,
    });
  });

  test('whoever has no zone in Slack is taken to be on UTC until they say', () => {
    expect(newMember('id', 'T1', { ...cleo, zone: null }, MONDAY)).toMatchObject({ zone: 'UTC', zoneFrom: 'default' });
  });

  test('a deactivated account is known, and not active', () => {
    expect(newMember('id', 'T1', { ...cleo, kind: 'deactivated' }, MONDAY).active).toBe(false);
  });
});

describe('a profile that changes', () => {
  const known = newMember('id', 'T1', cleo, MONDAY);

  test('Cleo moves: her zone follows Slack', () => {
    expect(withProfile(known, { ...cleo, zone: 'America/New_York' }, NOW)).toMatchObject({
      zone: 'America/New_York',
      zoneFrom: 'slack',
    });
  });

  test('Cleo chose her zone here: Slack does not change it', () => {
    const own = { ...known, zone: 'Asia/Tokyo', zoneFrom: 'own' as const };
    expect(withProfile(own, { ...cleo, zone: 'America/New_York' }, NOW)).toMatchObject({
      zone: 'Asia/Tokyo',
      zoneFrom: 'own',
    });
  });

  test('Slack no longer says where Cleo is: the last zone stays', () => {
    expect(withProfile(known, { ...cleo, zone: null }, NOW)).toMatchObject({
      zone: 'Europe/London',
      zoneFrom: 'slack',
    });
  });

  test('a zone that nobody chose gives way to the first that Slack tells', () => {
    const nowhere = newMember('id', 'T1', { ...cleo, zone: null }, MONDAY);
    expect(withProfile(nowhere, cleo, NOW)).toMatchObject({ zone: 'Europe/London', zoneFrom: 'slack' });
  });

  test('Cleo is renamed, deactivated and let back in', () => {
    const gone = withProfile(known, { ...cleo, name: 'Cleopatra', kind: 'deactivated' }, NOW);
    expect(gone).toMatchObject({ name: 'Cleopatra', active: false, leftAt: NOW });
    expect(withProfile(gone, { ...cleo, kind: 'deactivated' }, NOW + 1)).toMatchObject({ leftAt: NOW });
    expect(withProfile(gone, cleo, NOW)).toMatchObject({ name: 'Cleo', active: true, leftAt: null });
  });

  test('what she set here stays: hours, absence, the Home tab she opened', () => {
    const own = {
      ...known,
      hours: { days: [2] as const, from: 600, to: 700 },
      awayUntil: '2026-12-24',
      homeOpenedAt: MONDAY,
    };
    const { hours, awayUntil, homeOpenedAt } = withProfile(own, { ...cleo, name: 'C.' }, NOW);
    expect({ hours, awayUntil, homeOpenedAt }).toEqual({
      hours: { days: [2], from: 600, to: 700 },
      awayUntil: '2026-12-24',
      homeOpenedAt: MONDAY,
    });
  });
});

describe('who can be paired', () => {
  test('a full member can', () => {
    expect(cannotPair(cleo)).toBeNull();
  });

  test.each([
    ['bot', 'bot', 'Cleo is an app, and apps make poor company. Please name a person.'],
    [
      'deactivated',
      'deactivated',
      "Cleo's account is deactivated, so they would never see a message. Please name somebody else.",
    ],
    [
      'outsider',
      'outsider',
      'Cleo belongs to another workspace, so I cannot write to them. Please name a member of this one.',
    ],
    ['guest', 'guest', 'Cleo is a guest in this workspace. Only full members can be paired.'],
  ] as const)('a %s cannot, and the coordinator hears why', (kind, refused, words) => {
    expect(cannotPair({ ...cleo, kind })).toEqual({ refused, words });
  });

  test('nor can somebody whom Slack does not know', () => {
    expect(cannotPair(null)).toEqual({
      refused: 'unknown_person',
      words: 'Slack does not know one of these people. Please pick them from the list that appears when you type @.',
    });
  });
});

describe('coordinating a cohort', () => {
  test('is for full members', () => {
    expect(cannotCoordinate(cleo)).toBeNull();
  });

  test.each([
    ['bot', 'Cleo is an app, and cannot coordinate anything.'],
    ['deactivated', "Cleo's account is deactivated."],
    ['outsider', 'Cleo belongs to another workspace, so I cannot write to them.'],
    ['guest', 'Cleo is a guest in this workspace. Only full members can coordinate.'],
  ] as const)('is not for a %s, who is named', (kind, words) => {
    expect(cannotCoordinate({ ...cleo, kind })).toEqual({ refused: kind, words });
  });

  test('is not for somebody whom Slack does not know', () => {
    expect(cannotCoordinate(null)?.refused).toBe('unknown_person');
  });
});
