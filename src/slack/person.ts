import type { Person } from '../core/member.ts';
import { isZone } from '../core/time.ts';

/** The parts that we read of https://docs.slack.dev/reference/objects/user-object */
export type SlackUser = {
  id?: string;
  name?: string;
  tz?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_stranger?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  profile?: { display_name?: string; real_name?: string; email?: string };
  real_name?: string;
};

/** What a Slack user object tells, in our words. A missing or unknown time zone reads as none. */
export function readPerson(user: SlackUser): Person {
  const name = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || 'Somebody';
  return { userId: String(user.id), name, zone: user.tz && isZone(user.tz) ? user.tz : null, kind: kindOf(user) };
}

function kindOf(user: SlackUser): Person['kind'] {
  // Slackbot answers as a person (docs.slack.dev/reference/objects/user-object).
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  if (user.deleted) return 'deactivated';
  if (user.is_stranger) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}
