import { DEFAULT_HOURS, type WorkingHours } from './hours.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { LocalDate, Zone } from './time.ts';

/** Somebody in a workspace whom Cairn knows. Whether they mentor or are mentored depends on the pairing. */
export type Member = {
  id: string;
  workspaceId: string;
  /** Slack's id of the person, `U…` or `W…`. */
  userId: string;
  name: string;
  /** IANA. `zoneFrom` tells who chose it: the person here, their Slack profile, or nobody (the default). */
  zone: Zone;
  zoneFrom: 'own' | 'slack' | 'default';
  hours: WorkingHours;
  /** Whether they chose their days and hours themselves. */
  ownHours: boolean;
  /** The last local date of an absence, inclusive. */
  awayUntil: LocalDate | null;
  /** False once Slack says the account is deactivated. */
  active: boolean;
  /** UTC ms since which it is; null while it is in use. */
  leftAt: number | null;
  /** Whether they want the agenda ten minutes before each meeting. */
  wantsPrep: boolean;
  /** UTC ms of the first time they opened the Home tab; null before. */
  homeOpenedAt: number | null;
  createdAt: number;
};

/** What Slack's `users.info` tells about a person, in our words. */
export type Person = {
  userId: string;
  name: string;
  zone: Zone | null;
  kind: 'member' | 'guest' | 'bot' | 'outsider' | 'deactivated';
};

/** The zone used for somebody whose Slack profile names none. */
export const DEFAULT_ZONE: Zone = 'UTC';

/** A member made from what Slack says; `id` is ours, `now` in UTC ms. */
export function newMember(id: string, workspaceId: string, person: Person, now: number): Member {
  return {
    id,
    workspaceId,
    userId: person.userId,
    name: person.name,
    zone: person.zone ?? DEFAULT_ZONE,
    zoneFrom: person.zone ? 'slack' : 'default',
    hours: DEFAULT_HOURS,
    ownHours: false,
    awayUntil: null,
    active: person.kind !== 'deactivated',
    leftAt: person.kind === 'deactivated' ? now : null,
    wantsPrep: true,
    homeOpenedAt: null,
    createdAt: now,
  };
}

/** The member after Slack told something new about them. A zone that they chose themselves stays. `now` UTC ms. */
export function withProfile(member: Member, person: Person, now: number): Member {
  const zone = member.zoneFrom === 'own' || !person.zone ? {} : { zone: person.zone, zoneFrom: 'slack' as const };
  const active = person.kind !== 'deactivated';
  return { ...member, name: person.name, active, leftAt: active ? null : (member.leftAt ?? now), ...zone };
}

/** Why somebody cannot be paired, in words for a coordinator; null when they can. `null` is somebody Slack does not know. */
export function cannotPair(person: Person | null): Refusal | null {
  if (!person)
    return refuse(
      'unknown_person',
      'Slack does not know one of these people. Please pick them from the list that appears when you type @.',
    );
  switch (person.kind) {
    case 'bot':
      return refuse('bot', `${person.name} is an app, and apps make poor company. Please name a person.`);
    case 'deactivated':
      return refuse(
        'deactivated',
        `${person.name}'s account is deactivated, so they would never see a message. Please name somebody else.`,
      );
    case 'outsider':
      return refuse(
        'outsider',
        `${person.name} belongs to another workspace, so I cannot write to them. Please name a member of this one.`,
      );
    case 'guest':
      return refuse('guest', `${person.name} is a guest in this workspace. Only full members can be paired.`);
    case 'member':
      return null;
  }
}

/** Why somebody cannot coordinate a cohort, in words for who appoints them; null when they can. `null` is somebody Slack does not know. */
export function cannotCoordinate(person: Person | null): Refusal | null {
  if (!person)
    return refuse('unknown_person', 'Slack does not know one of these people. Please pick them from the list.');
  switch (person.kind) {
    case 'bot':
      return refuse('bot', `${person.name} is an app, and cannot coordinate anything.`);
    case 'deactivated':
      return refuse('deactivated', `${person.name}'s account is deactivated.`);
    case 'outsider':
      return refuse('outsider', `${person.name} belongs to another workspace, so I cannot write to them.`);
    case 'guest':
      return refuse('guest', `${person.name} is a guest in this workspace. Only full members can coordinate.`);
    case 'member':
      return null;
  }
}
