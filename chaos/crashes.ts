import type { Change } from '../src/sandbox/model.ts';
import type { Slack } from '../src/sandbox/slack.ts';
import type { Cairn } from './cairn.ts';
import type { Chance } from './chance.ts';
import { keyIn, keyOfCall } from './witness.ts';

/** Kills the bot at moments that are told from outside: by what Slack has just been asked, has just accepted, or has just sent. */
export type Crashes = {
  /** Has the bot killed at the next moment of some kind. */
  plan(): void;
  readonly isPlanned: boolean;
  /** Nothing is killed any more. */
  end(): void;
};

type Moment = readonly [
  weight: number,
  name: string,
  when: (change: Change) => { key?: string | undefined } | undefined,
];

const posted = (change: Change) => (change.type === 'call' ? keyOfCall(change.entry) : undefined);
const called = (method: string) => (change: Change) =>
  change.type === 'call' && change.entry.method === method ? {} : undefined;

/** The bot has written down that it is about to post, and Slack has not got it. */
const AFTER_CLAIM = 'claimed, not posted yet';

const MOMENTS: readonly Moment[] = [
  [
    24,
    'accepted, not answered yet',
    (change) => {
      if (change.type !== 'message' || change.message.version !== 1) return undefined;
      const key = keyIn(change.message.metadata);
      return key ? { key } : undefined;
    },
  ],
  [
    24,
    'answered, not marked yet',
    (change) => {
      const key = posted(change);
      return key ? { key } : undefined;
    },
  ],
  [6, 'looking into the history', called('conversations.history')],
  [6, 'drawing a message anew', called('chat.update')],
  [3, 'drawing a Home tab', called('views.publish')],
  [
    14,
    'just got a delivery',
    (change) =>
      change.type === 'envelope' && change.entry.outcome === 'waiting' && change.entry.acks.length === 0
        ? {}
        : undefined,
  ],
  [8, 'just acknowledged', (change) => (change.type === 'envelope' && change.entry.acks.length === 1 ? {} : undefined)],
];
/** Ms that pass after the moment, where what matters happens a little later. */
const LATER: Record<string, number> = {
  'answered, not marked yet': 3,
  'just got a delivery': 6,
  'just acknowledged': 2,
};

export function createCrashes(slack: Slack, cairn: Cairn, chance: Chance): Crashes {
  let planned: Moment | undefined;
  let claimFault: string | undefined;
  let ended = false;

  slack.world.changes.on((change) => {
    if (claimFault !== undefined && change.type === 'faults' && !change.faults.some(({ id }) => id === claimFault)) {
      claimFault = undefined;
      cairn.kill(AFTER_CLAIM);
    }
    const met = planned?.[2](change);
    if (!planned || !met || !cairn.isUp) return;
    const [, name] = planned;
    planned = undefined;
    const most = LATER[name];
    if (most === undefined) return cairn.kill(name, met.key);
    killIn(chance.between(0, most), name, met.key);
  });

  function killIn(ms: number, name: string, key?: string): void {
    const kill = () => {
      if (!ended) cairn.kill(name, key);
    };
    if (ms === 0) setImmediate(kill);
    else setTimeout(kill, ms);
  }

  return {
    get isPlanned() {
      return planned !== undefined || claimFault !== undefined;
    },
    plan() {
      chance.weighed<() => void>([
        [
          20,
          () => {
            claimFault = slack.faults.add({ on: { method: 'chat.postMessage' }, do: { drop: 'before' } });
          },
        ],
        [
          65,
          () => {
            planned = chance.weighed(MOMENTS.map((moment) => [moment[0], moment] as const));
          },
        ],
        [15, () => killIn(chance.between(0, 250), 'at no moment in particular')],
      ])();
    },
    end() {
      ended = true;
      planned = undefined;
      claimFault = undefined;
    },
  };
}
