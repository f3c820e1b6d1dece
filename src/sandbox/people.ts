import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Availability, Profile, User } from './model.ts';

/** What a test or a seed says about a person; the rest is filled in. */
export interface PersonOptions {
  id?: string;
  /** The handle. */
  name: string;
  real_name?: string;
  /** IANA zone, default `Etc/UTC`; null for somebody without one. */
  tz?: string | null;
  locale?: string;
  is_admin?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_bot?: boolean;
  is_stranger?: boolean;
  deleted?: boolean;
  team_id?: string;
  profile?: Partial<Profile>;
  presence?: 'active' | 'away';
  dnd?: Partial<Availability['dnd']>;
}

export interface People {
  /** By id or handle. */
  find(idOrHandle: string): User | undefined;
  all(): User[];
  availability(id: string): Availability;
  add(options: PersonOptions): User;
  /** Changes fields of the user object, of the profile or of the availability. */
  change(id: string, fields: Partial<PersonOptions>): User;
}

const COLORS = ['9f69e7', '4bbe2e', 'e7392d', '3c989f', '674b1b', 'e96699', 'e0a729', '684b6c', '5b89d5', '2b6836'];

export function createPeople(teamId: string, clock: Clock, ids: Ids, changes: Changes): People {
  const users = new Map<string, User>();
  const handles = new Map<string, string>();
  const availabilities = new Map<string, Availability>();

  const find = (idOrHandle: string) => {
    const user = users.get(idOrHandle) ?? users.get(handles.get(idOrHandle.replace(/^@/, '').toLowerCase()) ?? '');
    return user && withOffset(user, clock.now());
  };

  const keep = (user: User, options: Partial<PersonOptions>) => {
    const known = availabilities.get(user.id);
    users.set(user.id, user);
    handles.set(user.name.toLowerCase(), user.id);
    availabilities.set(user.id, {
      presence: options.presence ?? known?.presence ?? 'active',
      dnd: { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1, ...known?.dnd, ...options.dnd },
    });
    changes.tell({ type: 'user', user: withOffset(user, clock.now()) });
    return withOffset(user, clock.now());
  };

  return {
    find,
    all: () => [...users.values()].map((user) => withOffset(user, clock.now())),
    availability: (id) =>
      availabilities.get(id) ?? {
        presence: 'away',
        dnd: { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 },
      },
    add(options) {
      const id = options.id ?? ids.next('U');
      if (users.has(id)) throw new Error(`There is already a user ${id}`);
      if (handles.has(options.name.toLowerCase())) throw new Error(`There is already a user @${options.name}`);
      const color = COLORS[users.size % COLORS.length] ?? '9f69e7';
      return keep(userOf(id, options, options.team_id ?? teamId, color, seconds(clock)), options);
    },
    change(id, fields) {
      const user = users.get(id);
      if (!user) throw new Error(`There is no user ${id}`);
      handles.delete(user.name.toLowerCase());
      return keep(changed(user, fields, seconds(clock)), fields);
    },
  };
}

function userOf(id: string, options: PersonOptions, teamId: string, color: string, updated: number): User {
  const realName = options.real_name ?? capitalised(options.name);
  const tz = options.tz === undefined ? 'Etc/UTC' : options.tz;
  const owner = options.is_owner === true || options.is_primary_owner === true;
  return {
    id,
    team_id: teamId,
    name: options.name,
    real_name: realName,
    color,
    deleted: options.deleted ?? false,
    ...(tz === null ? {} : { tz, tz_label: labelOf(tz) }),
    locale: options.locale ?? 'en-US',
    is_admin: options.is_admin ?? owner,
    is_owner: owner,
    is_primary_owner: options.is_primary_owner ?? false,
    is_restricted: (options.is_restricted ?? false) || options.is_ultra_restricted === true,
    is_ultra_restricted: options.is_ultra_restricted ?? false,
    is_bot: options.is_bot ?? false,
    is_app_user: false,
    ...(options.is_stranger === undefined ? {} : { is_stranger: options.is_stranger }),
    updated,
    profile: {
      title: '',
      real_name: realName,
      display_name: options.name,
      first_name: realName.split(' ')[0] ?? realName,
      last_name: realName.split(' ').slice(1).join(' '),
      ...(options.is_bot ? {} : { email: `${options.name}@example.com` }),
      status_text: '',
      status_emoji: '',
      status_expiration: 0,
      team: teamId,
      ...options.profile,
    },
  };
}

function changed(user: User, fields: Partial<PersonOptions>, updated: number): User {
  const { presence: _presence, dnd: _dnd, profile, tz, id: _id, ...plain } = fields;
  const next: User = { ...user, ...plain, updated, profile: { ...user.profile, ...profile } };
  if (plain.real_name !== undefined) next.profile.real_name = plain.real_name;
  if (tz === null) {
    delete next.tz;
    delete next.tz_label;
  } else if (tz !== undefined) {
    next.tz = tz;
    next.tz_label = labelOf(tz);
  }
  return next;
}

function withOffset(user: User, now: number): User {
  return user.tz === undefined ? user : { ...user, tz_offset: offsetOf(user.tz, now) };
}

/** Seconds east of UTC of an IANA zone at an instant (UTC ms). */
export function offsetOf(tz: string, now: number): number {
  const name = zoneName(tz, 'longOffset', now);
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name);
  if (!match) return 0;
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -size : size;
}

function labelOf(tz: string): string {
  return zoneName(tz, 'long', Date.now());
}

/** Formats are dear, in time and in memory: one for each zone is kept. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function zoneName(timeZone: string, timeZoneName: 'long' | 'longOffset', now: number): string {
  const key = `${timeZoneName} ${timeZone}`;
  const format = FORMATS.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName });
  FORMATS.set(key, format);
  return format.formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

function capitalised(handle: string): string {
  return handle
    .split(/[._-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}
