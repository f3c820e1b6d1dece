import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';

/** What a response_url belongs to. */
export interface ResponsePlace {
  channel: string;
  user: string;
  /** The message whose button was clicked; a command has none. */
  ts?: string;
  thread_ts?: string;
}

/** Addresses for answers: five uses within 30 minutes. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export interface Responses {
  /** `kind` is the path segment that Slack uses: `commands`, `actions`, `app`. */
  create(kind: 'commands' | 'actions' | 'app', place: ResponsePlace): string;
  check(path: string): ResponsePlace | { error: string };
  use(path: string): void;
}

const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;
const REMEMBERED = 5_000;

/** `base` is the sandbox's own address; paths look like `/commands/T1/123/abc`. */
export function createResponses(base: () => string, teamId: string, clock: Clock, ids: Ids): Responses {
  const places = new Map<string, { place: ResponsePlace; made: number; uses: number }>();
  let made = 0;
  return {
    create(kind, place) {
      made += 1;
      const path = `/${kind}/${teamId}/${8_000_000_000_000 + made}/${ids.secret(12)}`;
      places.set(path, { place, made: clock.now(), uses: 0 });
      const oldest = places.keys().next().value;
      if (places.size > REMEMBERED && oldest !== undefined) places.delete(oldest);
      return `${base()}${path}`;
    },
    check(path) {
      const known = places.get(path);
      if (!known) return { error: 'invalid_url' };
      if (clock.now() - known.made > LIFE_MS) return { error: 'expired_url' };
      if (known.uses >= MOST_USES) return { error: 'used_url' };
      return known.place;
    },
    use(path) {
      const known = places.get(path);
      if (known) known.uses += 1;
    },
  };
}
