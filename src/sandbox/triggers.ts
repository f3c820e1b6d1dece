import type { Ids } from './ids.ts';

/** Passes to open one view: good for 3 s of real time and one use. https://docs.slack.dev/interactivity/handling-user-interaction */
export interface Triggers {
  /** `channel`: the conversation that the person acted in. */
  create(user: string, channel?: string): string;
  /** Whose it is, or Slack's error name. Does not use it up. */
  check(trigger: string): { user: string; channel: string | undefined } | { error: string };
  use(trigger: string): void;
}

export const TRIGGER_LIFE_MS = 3_000;
const REMEMBERED_MS = 10 * 60_000;

/** `present` is real monotonic time in ms: the moved clock has no say here. */
export function createTriggers(ids: Ids, present: () => number = () => performance.now()): Triggers {
  const triggers = new Map<string, { user: string; channel: string | undefined; made: number; used: boolean }>();
  let made = 0;

  const forgetOld = () => {
    for (const [id, trigger] of triggers) {
      if (present() - trigger.made < REMEMBERED_MS) break;
      triggers.delete(id);
    }
  };

  return {
    create(user, channel) {
      forgetOld();
      made += 1;
      const id = `${7_000_000_000_000 + made}.${made}.${ids.secret()}`;
      triggers.set(id, { user, channel, made: present(), used: false });
      return id;
    },
    check(id) {
      const trigger = triggers.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (present() - trigger.made > TRIGGER_LIFE_MS) return { error: 'expired_trigger_id' };
      return { user: trigger.user, channel: trigger.channel };
    },
    use(id) {
      const trigger = triggers.get(id);
      if (trigger) trigger.used = true;
    },
  };
}
