import { type Args, flag, json, list, needed, number, text } from '../args.ts';
import { isObject, stringOf } from '../json.ts';
import type { Json, Message } from '../model.ts';
import { editMessage, plain, postAsApp, removeMessage, storedContent } from '../posting.ts';
import { refuse } from '../refusal.ts';
import { presentTs, type World } from '../world.ts';
import { type Methods, needScope, page } from './method.ts';
import { knownConversation, ownMessage, postableConversation } from './places.ts';

const CONTENT: Args = {
  text,
  blocks: json('invalid_blocks_format'),
  attachments: json('invalid_attachments'),
  markdown_text: text,
  metadata: json('invalid_metadata_format'),
  parse: text,
  link_names: flag,
  as_user: flag,
};
const UNFURLS: Args = { unfurl_links: flag, unfurl_media: flag };
const THREAD: Args = { thread_ts: text, reply_broadcast: flag };
const AUTHOR: Args = { username: text, icon_emoji: text, icon_url: text };
const MOST_DAYS_AHEAD = 120;
const SAME_WINDOW_S = 5 * 60;
const MOST_IN_WINDOW = 30;

export const chat: Methods = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    tier: 'post',
    args: { channel: needed, ...CONTENT, ...UNFURLS, ...THREAD, ...AUTHOR, mrkdwn: flag, client_msg_id: text },
    run(world, args, caller) {
      const custom = isCustom(args);
      if (custom) needScope(caller, 'chat:write.customize');
      const conversation = postableConversation(world, caller, args.channel, custom);
      world.checks.refuseBadMessage(args, 'chat.postMessage');
      refuseHiddenFiles(world, args.blocks);
      refuseBadThread(world, conversation.id, args.thread_ts);
      const posted = postAsApp(world, 'chat.postMessage', conversation.id, args);
      return { channel: conversation.id, ts: posted.ts, message: plain(posted) };
    },
  },

  'chat.postEphemeral': {
    scopes: ['chat:write'],
    tier: 4,
    args: { channel: needed, user: needed, ...CONTENT, ...AUTHOR, thread_ts: text },
    run(world, args, caller) {
      if (isCustom(args)) needScope(caller, 'chat:write.customize');
      const conversation = postableConversation(world, caller, args.channel);
      const user = world.people.find(stringOf(args.user) ?? '');
      if (!user || user.deleted || !conversation.members.includes(user.id)) refuse('user_not_in_channel');
      world.checks.refuseBadMessage(args, 'chat.postEphemeral');
      const posted = postAsApp(world, 'chat.postEphemeral', conversation.id, args, user.id);
      return { message_ts: posted.ts };
    },
  },

  'chat.update': {
    scopes: ['chat:write'],
    tier: 3,
    args: { channel: needed, ts: needed, ...CONTENT, file_ids: list, reply_broadcast: flag },
    run(world, args) {
      const conversation = knownConversation(world, args.channel);
      const before = ownMessage(world, conversation, args.ts, 'cant_update_message');
      world.checks.refuseBadMessage(args, 'chat.update');
      refuseHiddenFiles(world, args.blocks);
      const after = editMessage(world, before, (message) => updated(world, message, args));
      return { channel: conversation.id, ts: after.ts, text: after.text, message: plain(after) };
    },
  },

  'chat.delete': {
    scopes: ['chat:write'],
    tier: 3,
    args: { channel: needed, ts: needed, as_user: flag },
    run(world, args) {
      const conversation = knownConversation(world, args.channel);
      const message = ownMessage(world, conversation, args.ts, 'cant_delete_message');
      removeMessage(world, message);
      return { channel: conversation.id, ts: message.ts };
    },
  },

  'chat.meMessage': {
    scopes: ['chat:write'],
    tier: 3,
    args: { channel: needed, text: needed },
    run(world, args, caller) {
      const conversation = postableConversation(world, caller, args.channel);
      const posted = postAsApp(world, 'chat.meMessage', conversation.id, args);
      return { channel: conversation.id, ts: posted.ts };
    },
  },

  'chat.getPermalink': {
    tier: 'hundreds',
    args: { channel: needed, message_ts: needed },
    run(world, args) {
      const conversation = knownConversation(world, args.channel);
      const message = world.messages.find(conversation.id, stringOf(args.message_ts) ?? '');
      if (!message || message.ephemeral) return refuse('message_not_found');
      const thread =
        message.thread_ts && message.thread_ts !== message.ts
          ? `?thread_ts=${message.thread_ts}&cid=${conversation.id}`
          : '';
      const path = `archives/${conversation.id}/p${message.ts.replace('.', '')}${thread}`;
      return { channel: conversation.id, permalink: `https://${world.team.domain}.slack.com/${path}` };
    },
  },

  'chat.scheduleMessage': {
    scopes: ['chat:write'],
    tier: 3,
    args: { channel: needed, post_at: { type: 'number', required: true }, ...CONTENT, ...UNFURLS, ...THREAD },
    run(world, args, caller) {
      const conversation = postableConversation(world, caller, args.channel);
      world.checks.refuseBadMessage(args, 'chat.scheduleMessage');
      const postAt = Number(args.post_at);
      refuseBadTime(world, conversation.id, postAt);
      // Slack's own page warns that a scheduled message with metadata is never posted; here it is not either.
      const post = () =>
        void (args.metadata === undefined && postAsApp(world, 'chat.scheduleMessage', conversation.id, args));
      const scheduled = world.scheduled.add(conversation.id, postAt, args, post);
      const preview: Json = {
        type: 'delayed_message',
        bot_id: world.app.botId,
        app_id: world.app.id,
        user: world.app.botUserId,
        team: world.team.id,
        ...storedContent(world, args),
      };
      return { channel: conversation.id, scheduled_message_id: scheduled.id, post_at: postAt, message: preview };
    },
  },

  'chat.scheduledMessages.list': {
    tier: 3,
    args: { channel: text, cursor: text, limit: number, latest: text, oldest: text },
    run(world, args) {
      const channel = args.channel === undefined ? undefined : knownConversation(world, args.channel).id;
      const latest = args.latest === undefined ? Number.POSITIVE_INFINITY : Number(args.latest);
      const oldest = Number(args.oldest ?? 0);
      const all = world.scheduled
        .list()
        .filter(
          (one) => (channel === undefined || one.channel === channel) && one.post_at >= oldest && one.post_at <= latest,
        );
      const { items, next } = page(all, args, 100, 1000);
      return {
        scheduled_messages: items.map(({ id, channel: channel_id, post_at, date_created, content }) => ({
          id,
          channel_id,
          post_at,
          date_created,
          text: stringOf(content.text) ?? '',
        })),
        response_metadata: { next_cursor: next },
      };
    },
  },

  'chat.deleteScheduledMessage': {
    scopes: ['chat:write'],
    tier: 3,
    args: { channel: needed, scheduled_message_id: needed, as_user: flag },
    run(world, args) {
      const conversation = knownConversation(world, args.channel);
      const removed = world.scheduled.remove(conversation.id, stringOf(args.scheduled_message_id) ?? '');
      return removed ? {} : refuse('invalid_scheduled_message_id');
    },
  },
};

/**
 * `text` without `blocks` removes the old blocks, `blocks` without `text` keeps the old text, an empty list clears,
 * metadata stays unless `{}` is sent. https://docs.slack.dev/reference/methods/chat.update
 */
function updated(world: World, message: Message, args: Json): Message {
  const content = storedContent(world, args);
  const saysText = args.text !== undefined || args.markdown_text !== undefined;
  const next: Message = {
    ...message,
    ...content,
    text: saysText ? content.text : message.text,
    edited: { user: world.app.botUserId, ts: presentTs(world) },
  };
  if (content.blocks === undefined && (saysText || Array.isArray(args.blocks))) delete next.blocks;
  if (content.attachments === undefined && (saysText || args.blocks !== undefined || Array.isArray(args.attachments))) {
    delete next.attachments;
  }
  if (isObject(args.metadata) && Object.keys(args.metadata).length === 0) delete next.metadata;
  return next;
}

function isCustom(args: Json): boolean {
  return args.username !== undefined || args.icon_emoji !== undefined || args.icon_url !== undefined;
}

function refuseBadThread(world: World, channel: string, ts: unknown): void {
  if (ts === undefined || ts === '') return;
  const parent = world.messages.find(channel, stringOf(ts) ?? '');
  if (!parent || parent.ephemeral) refuse('cannot_reply_to_message');
}

/** An image block may only name a file that exists and is finished. */
function refuseHiddenFiles(world: World, blocks: unknown): void {
  if (!Array.isArray(blocks)) return;
  const messages = blocks.flatMap((block, at) => {
    const file = isObject(block) && block.type === 'image' && isObject(block.slack_file) ? block.slack_file : undefined;
    if (!file) return [];
    const known = world.files
      .all()
      .some((one) => one.id === file.id || one.url_private === file.url || one.permalink === file.url);
    return known ? [] : [`invalid slack file [json-pointer:/blocks/${at}/slack_file]`];
  });
  if (messages.length === 0) return;
  refuse(
    'invalid_blocks',
    { errors: messages, response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } },
    messages.map((message) => ({ pointer: /pointer:(.*)\]/.exec(message)?.[1] ?? '', message, severity: 'R' })),
  );
}

function refuseBadTime(world: World, channel: string, postAt: number): void {
  const now = world.clock.now() / 1000;
  if (!Number.isInteger(postAt) || postAt < 1_000_000_000 || postAt > 99_999_999_999) refuse('invalid_time');
  if (postAt <= now) refuse('time_in_past');
  if (postAt > now + MOST_DAYS_AHEAD * 86_400) refuse('time_too_far');
  const times = world.scheduled
    .list()
    .filter((one) => one.channel === channel && Math.abs(one.post_at - postAt) < SAME_WINDOW_S);
  if (times.length >= MOST_IN_WINDOW) refuse('restricted_too_many');
}
