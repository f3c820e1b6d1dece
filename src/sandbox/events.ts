import type { Alarms } from './alarms.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Deliveries, Delivery } from './delivery.ts';
import type { Ids } from './ids.ts';
import type { AppSettings } from './manifest.ts';
import type { Json } from './model.ts';
import type { AppIdentity } from './world.ts';

/** The Events API: who is told what, and again when nobody listened. https://docs.slack.dev/apis/events-api */
export interface Events {
  /** False once Slack has switched the subscription off for failing too often. */
  enabled: boolean;
  /**
   * Sends an event if the app subscribes to it (under `subscription`, default its type) and has one of the scopes.
   * Resolves after the first attempt; undefined when it is not sent.
   */
  send(
    event: Json & { type: string },
    subscription?: string,
    scopes?: readonly string[],
  ): Promise<Delivery | undefined>;
  /** Sends whatever it is given, subscribed or not. */
  sendAnyway(event: Json & { type: string }, eventId?: string): Promise<Delivery>;
}

/** When the second and third retry come, in ms after the try before; the first one comes at once. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];
const HOUR_MS = 60 * 60_000;
const MOST_AN_HOUR = 30_000;
const SPARED_BELOW = 1_000;
const LEAST_SUCCESS = 0.05;

export function createEvents(
  team: { id: string },
  app: AppIdentity,
  settings: AppSettings,
  parts: { deliveries: Deliveries; alarms: Alarms; clock: Clock; ids: Ids; changes: Changes },
): Events {
  const { deliveries, alarms, clock, ids } = parts;
  const tries: { at: number; worked: boolean }[] = [];
  let successes = 0;
  let limitedMinute = -1;

  const wrapped = (event: Json, eventId: string): Json => ({
    token: app.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${ids.secret(12)}`,
  });

  const attempt = async (payload: Json, label: string, number: number, reason: string): Promise<Delivery> => {
    const delivery = await deliveries.send('events_api', label, payload, { attempt: number, reason });
    count(delivery.failure === undefined);
    const wait = RETRY_AFTER_MS[number];
    if (delivery.failure !== undefined && !delivery.retryForbidden && wait !== undefined && events.enabled) {
      const again = () => void attempt(payload, label, number + 1, delivery.failure ?? '');
      if (wait === 0) again();
      else alarms.at(delivery.entry.sentAt + wait, again);
    }
    return delivery;
  };

  const count = (worked: boolean) => {
    tries.push({ at: clock.now(), worked });
    if (worked) successes += 1;
    forgetOld();
    if (tries.length >= SPARED_BELOW && successes / tries.length < LEAST_SUCCESS) events.enabled = false;
  };

  const forgetOld = () => {
    for (let oldest = tries[0]; oldest && oldest.at <= clock.now() - HOUR_MS; oldest = tries[0]) {
      if (oldest.worked) successes -= 1;
      tries.shift();
    }
  };

  const tooMany = () => {
    const minute = Math.floor(clock.now() / 60_000);
    forgetOld();
    if (tries.length < MOST_AN_HOUR) return false;
    if (minute !== limitedMinute) {
      limitedMinute = minute;
      const notice = { type: 'app_rate_limited', token: app.verificationToken, team_id: team.id, api_app_id: app.id };
      void deliveries.send('events_api', 'app_rate_limited', { ...notice, minute_rate_limited: minute * 60 });
    }
    return true;
  };

  const mayHave = (scopes: readonly string[]) =>
    settings.botScopes === undefined ||
    scopes.length === 0 ||
    scopes.some((scope) => settings.botScopes?.includes(scope));

  const events: Events = {
    enabled: true,
    async send(event, subscription = event.type, scopes = []) {
      if (!events.enabled || !(settings.botEvents?.includes(subscription) ?? true) || !mayHave(scopes))
        return undefined;
      if (tooMany()) return undefined;
      return events.sendAnyway(event);
    },
    sendAnyway: (event, eventId) => attempt(wrapped(event, eventId ?? ids.next('Ev')), event.type, 0, ''),
  };
  return events;
}
