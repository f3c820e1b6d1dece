import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Conversations } from './conversations.ts';
import type { Message, SeenMessage } from './model.ts';

/** A stored message. `states` keeps what it looked like before each edit, the present last. */
interface Entry {
  channel: string;
  states: Message[];
  /** The only person who sees it. */
  ephemeralTo: string | undefined;
}

export interface Messages {
  /** Stores it under a new ts and tells everybody who may see it. */
  post(channel: string, message: Omit<Message, 'ts' | 'type'>, ephemeralTo?: string): SeenMessage;
  /** The present of a message, ephemeral ones included. */
  find(channel: string, ts: string): SeenMessage | undefined;
  /** What it looked like in an older version (1 = as posted). */
  version(channel: string, ts: string, version: number): SeenMessage | undefined;
  /** Only this person sees it; undefined when it is for everybody there. */
  audience(channel: string, ts: string): string | undefined;
  /** A new state of the message. */
  edit(channel: string, ts: string, change: (message: Message) => Message): SeenMessage;
  /** A change that is no edit: a reaction, a reply counted. */
  touch(channel: string, ts: string, change: (message: Message) => Message): SeenMessage;
  remove(channel: string, ts: string): void;
  /** What `viewer` sees there (undefined: everything that is not ephemeral), oldest first. */
  seen(channel: string, viewer: string | undefined): SeenMessage[];
  /** The newest `limit` of those before `before`, oldest first; `thread` gives that thread, its absence leaves replies out. */
  page(
    channel: string,
    viewer: string,
    options: { thread?: string; before?: string; limit: number },
  ): { messages: SeenMessage[]; has_more: boolean };
  /** The newest message that `viewer` sees. */
  latest(channel: string, viewer: string): SeenMessage | undefined;
  unread(channel: string, viewer: string): number;
  lastRead(channel: string, viewer: string): string;
  read(channel: string, viewer: string, ts?: string): void;
  /** Ephemeral messages go when the client is loaded again. */
  forgetEphemeral(viewer: string): void;
}

export function createMessages(clock: Clock, conversations: Conversations, changes: Changes): Messages {
  const logs = new Map<string, Entry[]>();
  const byTs = new Map<string, Entry>();
  const marks = new Map<string, string>();
  const newest = new Map<string, number>();

  const keyOf = (channel: string, ts: string) => `${channel} ${ts}`;
  const logOf = (channel: string) => {
    const log = logs.get(channel) ?? [];
    logs.set(channel, log);
    return log;
  };

  const post: Messages['post'] = (channel, message, ephemeralTo) => {
    const entry = { channel, ephemeralTo, states: [{ type: 'message' as const, ...message, ts: freeTs(channel) }] };
    place(logOf(channel), entry);
    byTs.set(keyOf(channel, tsOf(entry)), entry);
    if (message.thread_ts !== undefined && !ephemeralTo) countReply(channel, message.thread_ts);
    return told(entry);
  };

  const freeTs = (channel: string) => {
    const present = Math.floor(clock.now()) * 1000;
    const last = newest.get(channel) ?? 0;
    let micros = last >= present && last < present + 1_000_000 ? last + 1 : present;
    while (byTs.has(keyOf(channel, formatted(micros)))) micros += 1;
    newest.set(channel, micros);
    return formatted(micros);
  };

  const countReply = (channel: string, parent: string) => {
    if (!byTs.has(keyOf(channel, parent))) return;
    const replies = logOf(channel)
      .map(present)
      .filter((message) => message.thread_ts === parent && message.ts !== parent);
    const users = [...new Set(replies.flatMap((message) => message.user ?? message.bot_id ?? []))];
    touch(channel, parent, (message) => ({
      ...message,
      thread_ts: parent,
      reply_count: replies.length,
      reply_users: users,
      reply_users_count: users.length,
      ...(replies.at(-1) ? { latest_reply: replies.at(-1)?.ts ?? '' } : {}),
    }));
  };

  const told = (entry: Entry) => {
    const message = seenOf(entry);
    changes.tell({ type: 'message', channel: entry.channel, message, ...audienceOf(entry) });
    return message;
  };

  const audienceOf = (entry: Entry) => (entry.ephemeralTo === undefined ? {} : { to: [entry.ephemeralTo] });

  const entryAt = (channel: string, ts: string) => {
    const entry = byTs.get(keyOf(channel, ts));
    if (!entry) throw new Error(`There is no message ${ts} in ${channel}`);
    return entry;
  };

  const touch: Messages['touch'] = (channel, ts, change) => {
    const entry = entryAt(channel, ts);
    entry.states[entry.states.length - 1] = change(present(entry));
    return told(entry);
  };

  const seen: Messages['seen'] = (channel, viewer) => logOf(channel).filter(visibleTo(viewer)).map(seenOf);

  const lastRead = (channel: string, viewer: string) => marks.get(keyOf(channel, viewer)) ?? '0';

  return {
    post,
    touch,
    seen,
    lastRead,
    find(channel, ts) {
      const entry = byTs.get(keyOf(channel, ts));
      return entry && seenOf(entry);
    },
    version(channel, ts, version) {
      const entry = byTs.get(keyOf(channel, ts));
      const state = entry?.states[version - 1];
      return entry && state && { ...seenOf(entry), ...state, version };
    },
    audience: (channel, ts) => byTs.get(keyOf(channel, ts))?.ephemeralTo,
    edit(channel, ts, change) {
      const entry = entryAt(channel, ts);
      entry.states.push(change(present(entry)));
      return told(entry);
    },
    remove(channel, ts) {
      const entry = entryAt(channel, ts);
      const { thread_ts } = present(entry);
      byTs.delete(keyOf(channel, ts));
      logs.set(
        channel,
        logOf(channel).filter((other) => other !== entry),
      );
      changes.tell({ type: 'message_deleted', channel, ts, ...audienceOf(entry) });
      if (thread_ts !== undefined && thread_ts !== ts) countReply(channel, thread_ts);
    },
    page(channel, viewer, { thread, before, limit }) {
      const visible = logOf(channel)
        .filter(visibleTo(viewer))
        .filter((entry) => inThread(present(entry), thread))
        .filter((entry) => before === undefined || tsOf(entry) < before);
      return { messages: visible.slice(-limit).map(seenOf), has_more: visible.length > limit };
    },
    latest(channel, viewer) {
      const entry = logOf(channel).findLast(visibleTo(viewer));
      return entry && seenOf(entry);
    },
    unread(channel, viewer) {
      const mark = lastRead(channel, viewer);
      const log = logOf(channel);
      let count = 0;
      for (let at = log.length - 1; at >= 0; at -= 1) {
        const entry = log[at];
        if (!entry || tsOf(entry) <= mark) break;
        const message = present(entry);
        if (visibleTo(viewer)(entry) && message.user !== viewer && inThread(message, undefined)) count += 1;
      }
      return count;
    },
    read(channel, viewer, ts) {
      const upTo = ts ?? logOf(channel).findLast(visibleTo(viewer))?.states.at(-1)?.ts ?? '0';
      marks.set(keyOf(channel, viewer), upTo);
      changes.tell({ type: 'read', user: viewer, channel, last_read: upTo });
    },
    forgetEphemeral(viewer) {
      for (const { id } of conversations.of(viewer)) {
        for (const entry of logOf(id).filter((entry) => entry.ephemeralTo === viewer)) this.remove(id, tsOf(entry));
      }
    },
  };
}

/** Replies stay out of the channel unless they were sent to it too. */
function inThread(message: Message, thread: string | undefined): boolean {
  if (thread !== undefined) return message.thread_ts === thread || message.ts === thread;
  return message.thread_ts === undefined || message.thread_ts === message.ts || message.subtype === 'thread_broadcast';
}

function visibleTo(viewer: string | undefined): (entry: Entry) => boolean {
  return (entry) => entry.ephemeralTo === undefined || entry.ephemeralTo === viewer;
}

function present(entry: Entry): Message {
  const state = entry.states.at(-1);
  if (!state) throw new Error('A message without a state');
  return state;
}

function tsOf(entry: Entry): string {
  return present(entry).ts;
}

function seenOf(entry: Entry): SeenMessage {
  return {
    ...present(entry),
    channel: entry.channel,
    version: entry.states.length,
    ephemeral: entry.ephemeralTo !== undefined,
  };
}

/** Keeps the log in the order of ts, for a clock that was moved back too. */
function place(log: Entry[], entry: Entry): void {
  let at = log.length;
  for (let before = log[at - 1]; before && tsOf(before) > tsOf(entry); before = log[at - 1]) at -= 1;
  log.splice(at, 0, entry);
}

function formatted(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(Math.floor(micros % 1_000_000)).padStart(6, '0')}`;
}
