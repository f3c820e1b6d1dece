import { personOf } from '../acts/people.ts';
import { stringOf } from '../json.ts';
import type { Conversation, ConversationSummary, Json } from '../model.ts';
import type { Slack } from '../slack.ts';
import type { World } from '../world.ts';
import { need, type Routes } from './request.ts';

const USUAL_PAGE = 50;
const MOST = 1_000;

/** What a page reads before it follows the event stream. */
export const reading: Routes = {
  'GET about': (slack) => aboutOf(slack),
  'GET users': ({ world }) => ({ users: world.people.all() }),
  'GET viewer': ({ world }, query) => viewerOf(world, need(query, 'as')),
  'GET channels': ({ world }) => ({ conversations: world.conversations.all().filter((one) => one.kind === 'channel') }),
  'GET messages'({ world }, query) {
    const user = personOf(world, need(query, 'as'));
    const thread = stringOf(query.thread);
    const before = stringOf(query.before);
    const limit = Math.min(Number(query.limit ?? USUAL_PAGE), MOST);
    const channel = need(query, 'channel');
    if (!world.conversations.find(channel)?.members.includes(user.id)) return { messages: [], has_more: false };
    return world.messages.page(channel, user.id, {
      limit,
      ...(thread === undefined ? {} : { thread }),
      ...(before === undefined ? {} : { before }),
    });
  },
  'GET log'({ world }, query) {
    const after = Number(query.after ?? 0);
    const limit = Math.min(Number(query.limit ?? 200), MOST);
    const newer = <T extends { seq: number }>(entries: readonly T[]) =>
      entries.filter(({ seq }) => seq > after).slice(-limit);
    return { envelopes: newer(world.log.envelopes), calls: newer(world.log.calls), posts: world.log.posts };
  },
};

function aboutOf(slack: Slack): Json {
  const { team, app, settings, clock } = slack.world;
  return {
    team,
    app: { id: app.id, name: app.name, bot_user_id: app.botUserId, bot_id: app.botId },
    api_url: slack.apiUrl,
    commands: settings.commands ?? [],
    shortcuts: settings.shortcuts ?? [],
    home_tab: settings.homeTab,
    messages_tab: settings.messagesTab,
    messages_tab_read_only: settings.messagesTabReadOnly,
    clock: { now: clock.now(), frozen: clock.frozen },
    connections: slack.connections.connections,
    limits: slack.limits.mode,
    guide: slack.guide ?? null,
  };
}

function viewerOf(world: World, as: string): Json {
  const user = personOf(world, as);
  return {
    user,
    availability: world.people.availability(user.id),
    conversations: world.conversations.of(user.id).map((conversation) => summaryOf(world, conversation, user.id)),
    home: world.views.home(user.id) ?? null,
    modals: world.views.stack(user.id),
    notices: world.notices.filter((notice) => notice.user === user.id),
    seq: world.changes.seq,
  };
}

/** A conversation in somebody's sidebar. */
export function summaryOf(world: World, conversation: Conversation, viewer: string): ConversationSummary {
  const latest = world.messages.latest(conversation.id, viewer);
  return {
    ...conversation,
    title: titleOf(world, conversation, viewer),
    is_app_dm: conversation.kind === 'im' && conversation.members.includes(world.app.botUserId),
    unread: world.messages.unread(conversation.id, viewer),
    last_read: world.messages.lastRead(conversation.id, viewer),
    ...(latest ? { latest: latest.ts } : {}),
  };
}

function titleOf(world: World, conversation: Conversation, viewer: string): string {
  if (conversation.kind === 'channel' || conversation.kind === 'private') return `#${conversation.name}`;
  const others = conversation.members.filter((member) => member !== viewer);
  const nameOf = (id: string) =>
    id === world.app.botUserId ? world.app.name : (world.people.find(id)?.real_name ?? id);
  return others.length === 0 ? `${nameOf(viewer)} (you)` : others.map(nameOf).join(', ');
}
