import { storedBlocks } from './blocks.ts';
import { isObject, objects, stringOf } from './json.ts';
import type { Block, Conversation, Json, Message, SeenMessage } from './model.ts';
import { mentionsOf, storedText } from './text.ts';
import { presentTs, type World } from './world.ts';

const CHANNEL_TYPE = { im: 'im', mpim: 'mpim', channel: 'channel', private: 'group' } as const;
const HISTORY_SCOPE = {
  im: 'im:history',
  mpim: 'mpim:history',
  channel: 'channels:history',
  private: 'groups:history',
};
const SUBSCRIPTION = { im: 'message.im', mpim: 'message.mpim', channel: 'message.channels', private: 'message.groups' };

/** Posts what the app says, as Slack stores it, and remembers that it was accepted. `by` is the way it came. */
export function postAsApp(world: World, by: string, channel: string, content: Json, ephemeralTo?: string): SeenMessage {
  const message = {
    ...authorOf(world, content),
    ...storedContent(world, content),
    ...threadOf(world, channel, content),
  };
  const posted = world.messages.post(channel, message, ephemeralTo);
  world.log.post({
    by,
    channel,
    ts: posted.ts,
    text: posted.text,
    at: world.clock.now(),
    ...(ephemeralTo === undefined ? {} : { user: ephemeralTo }),
    ...(posted.metadata ? { metadata: posted.metadata } : {}),
  });
  if (ephemeralTo === undefined) announce(world, posted);
  return posted;
}

/** Posts what a person typed; `text` is stored text already. */
export function postAsPerson(
  world: World,
  user: string,
  channel: string,
  content: Pick<Message, 'text'> & Partial<Message>,
): SeenMessage {
  const posted = world.messages.post(channel, {
    client_msg_id: world.ids.envelope(),
    user,
    team: world.team.id,
    ...content,
  });
  world.messages.read(channel, user, posted.ts);
  announce(world, posted);
  return posted;
}

/** Edits a message and tells the app, if it listens. */
export function editMessage(world: World, before: SeenMessage, change: (message: Message) => Message): SeenMessage {
  const after = world.messages.edit(before.channel, before.ts, change);
  if (!after.ephemeral) {
    announceChange(world, before, {
      subtype: 'message_changed',
      message: plain(after),
      previous_message: plain(before),
    });
  }
  return after;
}

/** Takes a message away and tells the app, if it listens. */
export function removeMessage(world: World, message: SeenMessage): void {
  world.messages.remove(message.channel, message.ts);
  if (!message.ephemeral) {
    announceChange(world, message, {
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      previous_message: plain(message),
    });
  }
}

/** The parts of a message that hold what it says, in the form that Slack stores. Absent parts stay absent. */
export function storedContent(world: World, content: Json): Pick<Message, 'text'> & Partial<Message> {
  const link = content.parse !== 'none';
  const markdown = stringOf(content.markdown_text);
  const text = markdown ?? stringOf(content.text) ?? '';
  const blocks = markdown === undefined ? content.blocks : [{ type: 'markdown', text: markdown }];
  return {
    text: storedText(content.link_names === true ? withLinkedNames(world, text) : text, link),
    ...(Array.isArray(blocks) && blocks.length > 0
      ? { blocks: withFiles(world, storedBlocks(blocks, world.ids)) }
      : {}),
    ...(Array.isArray(content.attachments) && content.attachments.length > 0
      ? { attachments: storedAttachments(world, content.attachments) }
      : {}),
    ...(isObject(content.metadata) ? { metadata: metadataOf(content.metadata) } : {}),
    ...(Array.isArray(content.files) ? { files: content.files } : {}),
  };
}

/** A message without what only the sandbox knows of it. */
export function plain({
  channel: _channel,
  version: _version,
  ephemeral: _ephemeral,
  ...message
}: SeenMessage): Message {
  return message;
}

/** `im`, `mpim`, `channel` or `group`: Slack's word for the kind of conversation in events. */
export function channelType(conversation: Conversation): string {
  return CHANNEL_TYPE[conversation.kind];
}

function authorOf(world: World, content: Json): Omit<Message, 'ts' | 'type' | 'text'> {
  const app = { bot_id: world.app.botId, app_id: world.app.id, team: world.team.id, bot_profile: botProfile(world) };
  const username = stringOf(content.username);
  const icons = iconsOf(content);
  if (username === undefined && icons === undefined) return { user: world.app.botUserId, ...app };
  return {
    subtype: 'bot_message',
    username: username ?? world.app.name,
    ...(icons ? { icons } : {}),
    ...app,
  };
}

/** https://docs.slack.dev/reference/objects/bot-profile; one for all messages, there can be very many. */
function botProfile(world: World): Json {
  const known = PROFILES.get(world);
  if (known) return known;
  const icon = 'https://a.slack-edge.com/80588/img/plugins/app/bot_';
  const profile = {
    id: world.app.botId,
    app_id: world.app.id,
    user_id: world.app.botUserId,
    name: world.app.name,
    icons: { image_36: `${icon}36.png`, image_48: `${icon}48.png`, image_72: `${icon}72.png` },
    deleted: false,
    updated: Math.floor(world.clock.now() / 1000),
    team_id: world.team.id,
  };
  PROFILES.set(world, profile);
  return profile;
}

const PROFILES = new WeakMap<World, Json>();

function iconsOf(content: Json): Json | undefined {
  if (typeof content.icon_emoji === 'string') return { emoji: content.icon_emoji };
  if (typeof content.icon_url === 'string') return { image_48: content.icon_url };
  return undefined;
}

function threadOf(world: World, channel: string, content: Json): Partial<Message> {
  const ts = stringOf(content.thread_ts);
  if (!ts) return {};
  const parent = world.messages.find(channel, ts);
  const root = parent?.thread_ts ?? ts;
  const author = world.messages.find(channel, root)?.user;
  return {
    thread_ts: root,
    ...(author === undefined ? {} : { parent_user_id: author }),
    ...(content.reply_broadcast === true ? { subtype: 'thread_broadcast' } : {}),
  };
}

function withLinkedNames(world: World, text: string): string {
  return text.replace(/(^|\s)@([\w.-]*\w)/g, (whole, before: string, handle: string) => {
    const user = world.names.user(handle);
    if (user) return `${before}<@${user.id}>`;
    return ['here', 'channel', 'everyone'].includes(handle) ? `${before}<!${handle}>` : whole;
  });
}

function storedAttachments(world: World, attachments: readonly unknown[]): Json[] {
  return objects(attachments).map((attachment, at) => ({
    id: at + 1,
    ...attachment,
    ...(Array.isArray(attachment.blocks) ? { blocks: storedBlocks(attachment.blocks, world.ids) } : {}),
  }));
}

function metadataOf(metadata: Json): { event_type: string; event_payload: Json } {
  return {
    event_type: stringOf(metadata.event_type) ?? '',
    event_payload: isObject(metadata.event_payload) ? metadata.event_payload : {},
  };
}

/** Image blocks that name an uploaded file also carry its address, as stored messages do. */
function withFiles(world: World, blocks: Block[]): Block[] {
  return blocks.map((block) => {
    if (block.type !== 'image' || !isObject(block.slack_file)) return block;
    const file = world.files.find(stringOf(block.slack_file.id) ?? '');
    return file ? { ...block, image_url: file.url_private } : block;
  });
}

function announce(world: World, posted: SeenMessage): void {
  const conversation = world.conversations.find(posted.channel);
  if (!conversation?.members.includes(world.app.botUserId)) return;
  const { metadata: _metadata, ...message } = plain(posted);
  const event = { ...message, channel: conversation.id, event_ts: posted.ts, channel_type: channelType(conversation) };
  void world.events.send(event, SUBSCRIPTION[conversation.kind], [HISTORY_SCOPE[conversation.kind]]);
  if (conversation.kind === 'im' || !mentionsOf(posted.text).includes(world.app.botUserId)) return;
  const mention = { ...message, type: 'app_mention', channel: conversation.id, event_ts: posted.ts };
  void world.events.send(mention, 'app_mention', ['app_mentions:read']);
}

function announceChange(world: World, about: SeenMessage, what: Json): void {
  const conversation = world.conversations.find(about.channel);
  if (!conversation?.members.includes(world.app.botUserId)) return;
  const ts = presentTs(world);
  const event = { type: 'message', hidden: true, ...what, channel: conversation.id, ts, event_ts: ts };
  void world.events.send({ ...event, channel_type: channelType(conversation) }, SUBSCRIPTION[conversation.kind], [
    HISTORY_SCOPE[conversation.kind],
  ]);
}
