import type { ApiCallEntry } from '../src/sandbox/model.ts';
import type { Slack } from '../src/sandbox/slack.ts';

/** Sees everything that can be seen from outside, and remembers what became of each message, by the key in its metadata. */
export type Witness = {
  /** Writes something down, about one message or about everything. */
  note(words: string, key?: string): void;
  /** Takes in a line of the bot's log. */
  heard(line: string): void;
  /** Everything about one message, with the crashes and starts in between; a line each. */
  historyOf(key: string): string[];
  /** Everything about everything. */
  history(): string[];
  /** How often a post of this message met with a mishap. */
  struck(key: string): number;
  /** Warnings and worse in the bot's log, by their words. */
  readonly complaints: ReadonlyMap<string, number>;
};

type Line = { at: number; ms: number; words: string; key: string | undefined };

/** Begins to watch. */
export function watch(slack: Slack): Witness {
  const lines: Line[] = [];
  const complaints = new Map<string, number>();
  const strikes = new Map<string, number>();
  const note = (words: string, key?: string) => {
    lines.push({ at: slack.clock.now(), ms: performance.now(), words, key });
  };
  slack.world.changes.on((change) => {
    if (change.type === 'call') {
      const key = keyOfCall(change.entry);
      if (key) note(described(change.entry), key);
      if (key && change.entry.fault) strikes.set(key, (strikes.get(key) ?? 0) + 1);
    }
    if (change.type === 'message' && change.message.version === 1) {
      const key = keyIn(change.message.metadata);
      if (key) note(`Slack accepted it: ${change.channel} ${change.message.ts}`, key);
    }
  });

  return {
    note,
    complaints,
    struck: (key) => strikes.get(key) ?? 0,
    heard(line) {
      const said = parsed(line);
      if (!said) return note(`the bot says: ${line}`);
      const about = said.outgoingId ?? said.nudgeId;
      const key = typeof about === 'string' ? about : undefined;
      if (key) note(`the bot says: ${String(said.msg)}${said.reason ? ` (${String(said.reason)})` : ''}`, key);
      if (!['warn', 'error', 'fatal'].includes(String(said.level))) return;
      complaints.set(String(said.msg), (complaints.get(String(said.msg)) ?? 0) + 1);
      if (said.level !== 'warn' && !key) note(`the bot says: ${line}`);
    },
    historyOf(key) {
      const own = lines.filter((line) => line.key === key);
      const [first, last] = [own[0], own.at(-1)];
      const around = ({ ms }: Line) => first && last && ms >= first.ms - 500 && ms <= last.ms + 500;
      return lines.filter((line) => line.key === key || (line.key === undefined && around(line))).map(written);
    },
    history: () => lines.map((line) => (line.key ? `${written(line)}  [${line.key}]` : written(line))),
  };
}

/** The key of a message that a call posts; undefined for other calls. */
export function keyOfCall({ method, args }: Pick<ApiCallEntry, 'method' | 'args'>): string | undefined {
  if (method !== 'chat.postMessage') return undefined;
  return keyIn(typeof args.metadata === 'string' ? parsed(args.metadata) : args.metadata);
}

/** The key in a message's metadata, if there is one. */
export function keyIn(metadata: unknown): string | undefined {
  const key = (metadata as { event_payload?: { key?: unknown } } | undefined)?.event_payload?.key;
  return typeof key === 'string' ? key : undefined;
}

function written({ at, ms, words }: Line): string {
  return `${new Date(at).toISOString()}  ${(ms / 1000).toFixed(3)} s  ${words}`;
}

function described({ method, status, answer, fault, ms }: ApiCallEntry): string {
  const outcome =
    status === 0 ? 'no answer' : `answer ${status}${answer.ok === true ? ' ok' : ` ${answer.error ?? ''}`}`;
  return `${method}: ${outcome} after ${ms} ms${fault ? `, with a mishap: ${fault}` : ''}`;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
