/**
 * What one person sees, and how a change of the world changes it. Pure: state in, state out.
 * A desk: `{ user, availability, conversations: {id: summary}, home, modals, notices, lists: {key: List}, warnings: {place: text} }`.
 * A list: `{ items, hasMore }`, oldest first and up to the newest; its key is the channel, or `channel/thread_ts` for a thread.
 */

/** @returns a desk from the answer of `GET viewer` */
export function deskOf(viewer, before) {
  return {
    user: viewer.user.id,
    availability: viewer.availability,
    conversations: Object.fromEntries(viewer.conversations.map((summary) => [summary.id, summary])),
    home: viewer.home,
    modals: viewer.modals ?? [],
    notices: viewer.notices ?? [],
    lists: before?.lists ?? {},
  };
}

export function listKey(channel, thread) {
  return thread ? `${channel}/${thread}` : channel;
}

/** A thread reply that does not also stand in the channel. */
export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts && message.subtype !== 'thread_broadcast';
}

/** The desk after a change of the event stream; the same desk when it does not concern this person. */
export function applyToDesk(desk, change) {
  switch (change.type) {
    case 'message':
      return sees(desk, change) ? withMessage(desk, change.message) : desk;
    case 'message_deleted':
      return sees(desk, change) ? withoutMessage(desk, change.channel, change.ts) : desk;
    case 'read':
      return change.user === desk.user ? withRead(desk, change) : desk;
    case 'modals':
      return change.user === desk.user ? { ...desk, modals: change.modals } : desk;
    case 'home':
      return change.user === desk.user ? { ...desk, home: change.home } : desk;
    case 'notice':
      return change.notice.user === desk.user
        ? { ...desk, notices: [...desk.notices, change.notice].slice(-50) }
        : desk;
    default:
      return desk;
  }
}

/** Does the change tell of a conversation that this person should see but the desk does not know yet? */
export function isNewTo(desk, change) {
  if (change.type === 'conversation') {
    const { id, members } = change.conversation;
    return (
      members.includes(desk.user) !== Boolean(desk.conversations[id]) ||
      changed(desk.conversations[id], change.conversation)
    );
  }
  return change.type === 'message' && Boolean(change.to?.includes(desk.user)) && !desk.conversations[change.channel];
}

/** The desk with a page of messages in a list: before what is there when it is an `older` page, else in its place. */
export function withPage(desk, key, { messages, has_more }, older) {
  const items = older ? [...messages, ...(desk.lists[key]?.items ?? [])] : messages;
  return { ...desk, lists: { ...desk.lists, [key]: { items, hasMore: has_more } } };
}

function sees(desk, change) {
  return change.to ? change.to.includes(desk.user) : Boolean(desk.conversations[change.channel]);
}

function withMessage(desk, message) {
  const reply = isReply(message);
  const lists = { ...desk.lists };
  const keys = [reply ? undefined : listKey(message.channel), threadKey(message)];
  for (const key of keys) {
    if (key && lists[key]) lists[key] = upsert(lists[key], message);
  }
  return withUnread({ ...desk, lists }, message, reply);
}

function threadKey(message) {
  return listKey(message.channel, message.thread_ts ?? message.ts);
}

function upsert(list, message) {
  if (list.hasMore && list.items[0] && message.ts < list.items[0].ts) return list;
  const items = [...list.items];
  insert(items, message);
  return { ...list, items };
}

/** Puts a message in its place by `ts`, or in the place of its older state. */
function insert(items, message) {
  let at = items.length;
  while (at > 0 && items[at - 1].ts > message.ts) at--;
  if (at > 0 && items[at - 1].ts === message.ts) items[at - 1] = message;
  else items.splice(at, 0, message);
}

function withUnread(desk, message, reply) {
  const summary = desk.conversations[message.channel];
  const isNew = !reply && message.version === 1 && !(summary?.latest >= message.ts);
  if (!summary || !isNew) return desk;
  const counts = message.user !== desk.user && message.ts > summary.last_read;
  const next = { ...summary, latest: message.ts, unread: summary.unread + (counts ? 1 : 0) };
  return { ...desk, conversations: { ...desk.conversations, [summary.id]: next } };
}

function withoutMessage(desk, channel, ts) {
  const lists = Object.fromEntries(
    Object.entries(desk.lists).map(([key, list]) => {
      const mine = key === channel || key.startsWith(`${channel}/`);
      if (!mine || !list.items.some((message) => message.ts === ts)) return [key, list];
      return [key, { ...list, items: list.items.filter((message) => message.ts !== ts) }];
    }),
  );
  return { ...desk, lists };
}

function withRead(desk, { channel, last_read }) {
  const summary = desk.conversations[channel];
  if (!summary) return desk;
  const unread = last_read >= (summary.latest ?? '0') ? 0 : summary.unread;
  return { ...desk, conversations: { ...desk.conversations, [channel]: { ...summary, last_read, unread } } };
}

function changed(summary, conversation) {
  return Boolean(summary) && ['name', 'topic', 'is_archived'].some((field) => summary[field] !== conversation[field]);
}
