import type { Fault } from '../src/sandbox/faults.ts';
import type { Slack } from '../src/sandbox/slack.ts';
import type { Chance } from './chance.ts';

/** Things that go wrong between Slack and the bot. */
export type Mishaps = {
  /** Lets something go wrong, now or at the next call or delivery that fits. */
  strike(): void;
  /** Whether a call is held back for a while, so that Slack may accept a message later than anybody waits for it. */
  readonly holdsBack: boolean;
  /** From now on nothing goes wrong any more. */
  end(): void;
  /** What went wrong, and how often. */
  readonly played: ReadonlyMap<string, number>;
};

type Kind = readonly [weight: number, name: string, fault: (chance: Chance) => Fault['do']];

/** Longer than the bot waits for an answer to a post, so it costs that time; no more than `slow` of them in a run. */
const BEYOND_TIME_OUT = 11_000;

const CALLS: readonly (readonly [weight: number, method: string])[] = [
  [60, 'chat.postMessage'],
  [12, 'conversations.history'],
  [4, 'conversations.open'],
  [8, 'chat.update'],
  [3, 'views.publish'],
  [4, 'views.open'],
  [4, 'response_url'],
  [5, 'apps.connections.open'],
];
const CALL_MISHAPS: readonly Kind[] = [
  [20, 'accepted, answer lost', () => ({ drop: 'after' })],
  [6, 'cut before it was accepted', () => ({ drop: 'before' })],
  [12, '5xx after accepting', (chance) => ({ status: chance.one([500, 502, 503]), when: 'after' })],
  [8, '5xx before accepting', (chance) => ({ status: chance.one([500, 502, 503]), when: 'before' })],
  [
    6,
    'internal_error or fatal_error after',
    (c) => ({ error: c.one(['internal_error', 'fatal_error']), when: 'after' }),
  ],
  [
    4,
    'internal_error or fatal_error before',
    (c) => ({ error: c.one(['internal_error', 'fatal_error']), when: 'before' }),
  ],
  [8, '429', (chance) => ({ retry_after: chance.one(['0', '1', '2', 'soon', '', null]) })],
  [8, 'answer cut short', (chance) => ({ truncate: chance.between(0, 30) })],
  [8, 'slow', (chance) => ({ delay: chance.between(50, 800), when: chance.one(['before', 'after'] as const) })],
];
/** Shorter than the time over which the bot looks twice before it says something again. */
const LAG: Kind = [30, 'history lags', (chance) => ({ lag_ms: chance.between(1_000, 50_000) })];
const DELIVERY_MISHAPS: readonly Kind[] = [
  [10, 'delivered twice', () => ({ duplicate: 'same' })],
  [10, 'delivered over both connections', () => ({ duplicate: 'both', times: 2 })],
  [8, 'delivered late', (chance) => ({ late: chance.between(50, 900) })],
  [6, 'delivered in another order', () => ({ reorder: true })],
  [6, 'delivered again as a retry', () => ({ retry: 1 })],
  [2, 'never delivered', () => ({ lose: true })],
];

export function createMishaps(slack: Slack, chance: Chance, slow: number): Mishaps {
  const waiting = new Map<string, { name: string; holds: boolean }>();
  const played = new Map<string, number>();
  let left = slow;
  let held = 0;
  let ended = false;
  const count = (name: string) => played.set(name, (played.get(name) ?? 0) + 1);

  slack.world.changes.on((change) => {
    if (change.type === 'faults') {
      const there = new Set(change.faults.map(({ id }) => id));
      for (const [id, { name, holds }] of waiting) {
        if (there.has(id)) continue;
        waiting.delete(id);
        if (ended) continue;
        count(name);
        if (holds) held += 1;
      }
    }
    if (change.type === 'call' && change.entry.fault === 'delay') held -= 1;
  });

  function plan(name: string, fault: Fault): void {
    const holds = 'delay' in fault.do;
    // It is told of as soon as it is added.
    const known = { name, holds };
    const id = slack.faults.add(fault);
    waiting.set(id, known);
  }

  function strikeCall(): void {
    const method = chance.weighed(CALLS);
    if (method === 'chat.postMessage' && left > 0 && chance.happens(0.04)) {
      left -= 1;
      const when = chance.one(['before', 'after'] as const);
      plan('slower than the time-out', { on: { method }, do: { delay: BEYOND_TIME_OUT, when } });
      return;
    }
    const kinds = method === 'conversations.history' ? [...CALL_MISHAPS, LAG] : CALL_MISHAPS;
    const [, name, make] = chance.weighed(kinds.map((kind) => [kind[0], kind] as const));
    plan(`${method}: ${name}`, { on: { method }, do: make(chance) } as Fault);
  }

  function strikeDelivery(): void {
    const [, name, make] = chance.weighed(DELIVERY_MISHAPS.map((kind) => [kind[0], kind] as const));
    plan(name, { on: { delivery: '*' }, do: make(chance) } as Fault);
  }

  function strikeSocket(): void {
    const { connections } = slack.connections;
    if (connections.length === 0) return;
    const id = chance.happens(0.5) ? chance.one(connections).id : undefined;
    const many = id === undefined ? 'every connection' : 'a connection';
    if (chance.happens(0.5)) {
      count(`${many} cut`);
      slack.connections.cut(id);
      return;
    }
    const reason = chance.one(['warning', 'refresh_requested'] as const);
    count(`${many} refreshed: ${reason}`);
    slack.connections.disconnect(reason, id, reason === 'warning' ? chance.between(50, 1_000) : 0);
  }

  return {
    played,
    get holdsBack() {
      return held > 0;
    },
    strike() {
      if (ended) return;
      chance.weighed([
        [62, strikeCall],
        [26, strikeDelivery],
        [12, strikeSocket],
      ])();
    },
    end() {
      ended = true;
      slack.faults.remove();
    },
  };
}
