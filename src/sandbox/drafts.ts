import type { StateValues } from './model.ts';

/** What people chose in the inputs of messages: each of them for themselves, as their client remembers it. */
export interface Drafts {
  of(user: string, channel: string, ts: string): StateValues | undefined;
  keep(user: string, channel: string, ts: string, values: StateValues): void;
}

export function createDrafts(): Drafts {
  const drafts = new Map<string, StateValues>();
  const keyOf = (user: string, channel: string, ts: string) => `${user} ${channel} ${ts}`;
  return {
    of: (user, channel, ts) => drafts.get(keyOf(user, channel, ts)),
    keep: (user, channel, ts, values) => void drafts.set(keyOf(user, channel, ts), values),
  };
}
