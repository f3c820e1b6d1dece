import { impossible } from '../acts/outcome.ts';
import { isObject, stringOf } from '../json.ts';
import type { Json, Profile } from '../model.ts';
import { offsetOf, type PersonOptions } from '../people.ts';
import type { Slack } from '../slack.ts';
import type { DisconnectReason } from '../socket.ts';
import { need, type Routes } from './request.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const PROFILE_FIELDS = ['status_text', 'status_emoji', 'status_expiration', 'title', 'email', 'display_name'];
const REASONS: readonly string[] = ['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets'];

/** What happens around the people: time, staff, connections, the app's installation. */
export const theWorld: Routes = {
  'GET clock': (slack) => clockOf(slack),

  async 'POST clock'(slack, body) {
    const { clock } = slack;
    if (typeof body.freeze === 'boolean') await clock.freeze(body.freeze);
    if (body.set !== undefined) await clock.set(typeof body.set === 'number' ? body.set : need(body, 'set'));
    if (typeof body.advance === 'number') await clock.advance(body.advance);
    if (body.to !== undefined) await clock.set(instantNamed(need(body, 'to'), clock.now(), stringOf(body.tz) ?? 'UTC'));
    return clockOf(slack);
  },

  'POST users': (slack, body) => ({ user: slack.addUser(personOptions(body) as PersonOptions) }),

  'POST users/change'(slack, body) {
    const { user, ...fields } = body;
    if (typeof user !== 'string') return impossible('«user» is missing');
    return { user: slack.changeUser(user, personOptions(fields)) };
  },

  'GET connections': ({ connections }) => ({ connections: connections.connections }),

  'POST connections/disconnect'({ connections }, body) {
    const reason = need(body, 'reason');
    if (!REASONS.includes(reason)) impossible(`«reason» is one of ${REASONS.join(', ')}`);
    const cutAfterMs = typeof body.cut_after_ms === 'number' ? body.cut_after_ms : undefined;
    connections.disconnect(reason as DisconnectReason, stringOf(body.id), cutAfterMs);
    return { connections: connections.connections };
  },

  'POST connections/cut'({ connections }, body) {
    connections.cut(stringOf(body.id));
    return { connections: connections.connections };
  },

  'POST connections/silence'({ connections }, body) {
    connections.silence(stringOf(body.id), body.swallow === true);
    return { connections: connections.connections };
  },

  async 'POST event'(slack, body) {
    const { event } = body;
    if (!isObject(event) || typeof event.type !== 'string') return impossible('«event» needs a type');
    const { entry } = await slack.sendEvent({ ...event, type: event.type }, stringOf(body.event_id));
    return { delivered: { outcome: entry.outcome, acks: entry.acks.length, envelope_id: entry.envelope_id } };
  },

  async 'POST app/uninstall'(slack) {
    await slack.uninstall();
    return {};
  },

  async 'POST app/revoke'(slack) {
    await slack.revokeTokens();
    return {};
  },

  'POST app/code': ({ world }) => ({
    code: world.tokens.newCode(),
    client_id: world.app.clientId,
    client_secret: world.app.clientSecret,
  }),

  async 'POST events-url/verify'({ web }) {
    if (!web) return impossible('Events are not delivered over HTTP here');
    return web.verify();
  },

  async 'POST events-url/ssl-check'({ web }) {
    if (!web) return impossible('Events are not delivered over HTTP here');
    return { status: await web.sslCheck() };
  },
};

function clockOf({ clock }: Slack): Json {
  return { now: clock.now(), iso: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}

/** UTC ms of the next full hour, of 09:30 of the next working day in a zone, or of a week later. */
function instantNamed(name: string, now: number, tz: string): number {
  if (name === 'next_hour') return now + HOUR_MS;
  if (name === 'next_week') return now + 7 * DAY_MS;
  if (name !== 'next_working_day') return impossible('«to» is next_hour, next_working_day or next_week');
  const local = new Date(now + offsetOf(tz, now) * 1000);
  do local.setTime(local.getTime() + DAY_MS);
  while (local.getUTCDay() === 0 || local.getUTCDay() === 6);
  const morning = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), 9, 30);
  const guess = morning - offsetOf(tz, now) * 1000;
  return morning - offsetOf(tz, guess) * 1000;
}

/** Fields of a person; those of the profile may stand beside the others. */
function personOptions(body: Json): Partial<PersonOptions> {
  const { dnd_enabled, next_dnd_start_ts, next_dnd_end_ts, ...rest } = body;
  const fields = Object.entries(rest).filter(([key]) => !PROFILE_FIELDS.includes(key));
  const profile = Object.fromEntries(
    Object.entries(rest).filter(([key]) => PROFILE_FIELDS.includes(key)),
  ) as Partial<Profile>;
  const dnd = Object.fromEntries(
    Object.entries({ dnd_enabled, next_dnd_start_ts, next_dnd_end_ts }).filter(([, value]) => value !== undefined),
  );
  return {
    ...(Object.fromEntries(fields) as Partial<PersonOptions>),
    ...(Object.keys(profile).length > 0 ? { profile } : {}),
    ...(Object.keys(dnd).length > 0 ? { dnd } : {}),
  };
}
