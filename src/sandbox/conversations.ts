import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Conversation, ConversationKind } from './model.ts';

export interface Conversations {
  /** By id, or a channel by its name with or without #. */
  find(idOrName: string): Conversation | undefined;
  all(): Conversation[];
  /** Conversations that somebody is a member of. */
  of(user: string): Conversation[];
  /** The direct message (two people) or group DM of exactly these people; made when there is none. */
  direct(members: readonly string[]): Conversation;
  /** The same, without making one. */
  findDirect(members: readonly string[]): Conversation | undefined;
  /** Members are those of the options; the creator only if among them. @throws Error when the name is taken */
  createChannel(
    name: string,
    creator: string,
    options?: { private?: boolean; members?: readonly string[]; id?: string },
  ): Conversation;
  /** Answers false when already a member. */
  join(id: string, user: string): boolean;
  leave(id: string, user: string): boolean;
  change(id: string, fields: Partial<Pick<Conversation, 'name' | 'topic' | 'purpose' | 'is_archived'>>): Conversation;
}

export function createConversations(clock: Clock, ids: Ids, changes: Changes): Conversations {
  const conversations = new Map<string, Conversation>();
  const names = new Map<string, string>();
  const directs = new Map<string, string>();
  const memberships = new Map<string, Set<string>>();

  const find = (idOrName: string) =>
    conversations.get(idOrName) ?? conversations.get(names.get(idOrName.replace(/^#/, '')) ?? '');

  const keep = (conversation: Conversation) => {
    conversations.set(conversation.id, conversation);
    for (const member of conversation.members) membershipsOf(member).add(conversation.id);
    changes.tell({ type: 'conversation', conversation });
    return conversation;
  };

  const membershipsOf = (user: string) => {
    const known = memberships.get(user) ?? new Set<string>();
    memberships.set(user, known);
    return known;
  };

  const open = (kind: ConversationKind, id: string, name: string, members: readonly string[], creator: string) =>
    keep({
      id,
      kind,
      name,
      members: [...members],
      creator,
      created: Math.floor(clock.now() / 1000),
      is_archived: false,
      topic: '',
      purpose: '',
    });

  const keyOf = (members: readonly string[]) => [...new Set(members)].sort().join(' ');
  const findDirect = (members: readonly string[]) => conversations.get(directs.get(keyOf(members)) ?? '');

  return {
    find,
    all: () => [...conversations.values()],
    of: (user) => [...membershipsOf(user)].flatMap((id) => conversations.get(id) ?? []),
    findDirect,
    direct(members) {
      const known = findDirect(members);
      if (known) return known;
      const unique = [...new Set(members)];
      const isGroup = unique.length > 2;
      const id = ids.next(isGroup ? 'G' : 'D');
      directs.set(keyOf(members), id);
      return open(isGroup ? 'mpim' : 'im', id, isGroup ? `mpdm-${id.toLowerCase()}-1` : '', unique, unique[0] ?? '');
    },
    createChannel(name, creator, options = {}) {
      if (names.has(name)) throw new Error(`There is already a channel #${name}`);
      const id = options.id ?? ids.next('C');
      names.set(name, id);
      return open(options.private ? 'private' : 'channel', id, name, [...new Set(options.members ?? [])], creator);
    },
    join(id, user) {
      const conversation = conversations.get(id);
      if (!conversation || conversation.members.includes(user)) return false;
      keep({ ...conversation, members: [...conversation.members, user] });
      return true;
    },
    leave(id, user) {
      const conversation = conversations.get(id);
      if (!conversation?.members.includes(user)) return false;
      membershipsOf(user).delete(id);
      keep({ ...conversation, members: conversation.members.filter((member) => member !== user) });
      return true;
    },
    change(id, fields) {
      const conversation = conversations.get(id);
      if (!conversation) throw new Error(`There is no conversation ${id}`);
      if (fields.name !== undefined && fields.name !== conversation.name) {
        names.delete(conversation.name);
        names.set(fields.name, id);
      }
      return keep({ ...conversation, ...fields });
    },
  };
}
