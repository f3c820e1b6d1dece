import { flag, json, list, needed, number, text } from '../args.ts';
import { SHARED_IN } from '../files.ts';
import { isObject, objects, stringOf } from '../json.ts';
import type { Json, SlackFile } from '../model.ts';
import { postAsApp } from '../posting.ts';
import { refuse } from '../refusal.ts';
import type { Caller } from '../tokens.ts';
import type { World } from '../world.ts';
import type { Methods } from './method.ts';
import { postableConversation } from './places.ts';

const LONGEST_ALT = 1_000;
const BIGGEST_SNIPPET = 1_000_000;
const BIGGEST_FILE = 1_000_000_000;

export const files: Methods = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    tier: 4,
    args: { filename: needed, length: number, alt_txt: text, alt_text: text, snippet_type: text },
    run(world, args) {
      const length = Number(args.length ?? 0);
      const alt = stringOf(args.alt_txt) ?? stringOf(args.alt_text);
      const snippet = stringOf(args.snippet_type);
      if (!Number.isInteger(length) || length <= 0) refuse('missing_argument');
      if (alt !== undefined && alt.length > LONGEST_ALT) refuse('alt_txt_too_large');
      if (snippet !== undefined && length > BIGGEST_SNIPPET) refuse('snippet_too_large');
      if (length > BIGGEST_FILE) refuse('file_upload_size_restricted');
      const { id, ticket } = world.files.announce({
        name: stringOf(args.filename) ?? '',
        length,
        user: world.app.botUserId,
        ...(alt === undefined ? {} : { alt_txt: alt }),
        ...(snippet === undefined ? {} : { snippet }),
      });
      return { upload_url: `${world.address()}/upload/v1/${ticket}`, file_id: id };
    },
  },

  'files.completeUploadExternal': {
    scopes: ['files:write'],
    tier: 4,
    args: {
      files: json('invalid_arguments'),
      channel_id: text,
      channels: list,
      thread_ts: text,
      initial_comment: text,
      blocks: json('invalid_blocks_format'),
    },
    run(world, args, caller) {
      const wanted = objects(args.files);
      if (wanted.length === 0) refuse('invalid_arguments');
      const targets = [
        ...(args.channel_id === undefined ? [] : [args.channel_id]),
        ...((args.channels ?? []) as string[]),
      ];
      const places = targets.map((target) => channelFor(world, caller, target));
      const comment = stringOf(args.initial_comment);
      if (comment === undefined && args.blocks !== undefined) world.checks.refuseBadMessage(args, 'chat.postMessage');
      const done = wanted.map(({ id, title }) => completed(world, id, title));
      for (const place of places) share(world, place.id, SHARED_IN[place.kind], done, args, comment);
      return { files: done.map((file) => ({ id: file.id, title: file.title })) };
    },
  },

  'files.info': {
    scopes: ['files:read'],
    tier: 4,
    args: { file: needed, cursor: text, limit: number, count: number, page: number },
    run(world, args) {
      return { file: known(world, args.file), comments: [], response_metadata: { next_cursor: '' } };
    },
  },

  'files.list': {
    scopes: ['files:read'],
    tier: 3,
    args: {
      channel: text,
      user: text,
      ts_from: text,
      ts_to: text,
      types: text,
      count: number,
      page: number,
      show_files_hidden_by_limit: flag,
    },
    run(world, args) {
      const count = Number(args.count ?? 100);
      const page = Number(args.page ?? 1);
      const all = world.files
        .all()
        .filter((file) => args.user === undefined || file.user === args.user)
        .filter(
          (file) =>
            args.channel === undefined ||
            [...file.channels, ...file.groups, ...file.ims].includes(String(args.channel)),
        )
        .filter(
          (file) =>
            file.created >= Number(args.ts_from ?? 0) && file.created <= Number(args.ts_to ?? Number.POSITIVE_INFINITY),
        );
      const pages = Math.max(1, Math.ceil(all.length / count));
      return { files: all.slice((page - 1) * count, page * count), paging: { count, total: all.length, page, pages } };
    },
  },

  'files.delete': {
    scopes: ['files:write'],
    tier: 3,
    args: { file: needed },
    run(world, args) {
      const file = known(world, args.file);
      if (file.user !== world.app.botUserId) refuse('cant_delete_file');
      world.files.remove(file.id);
      return {};
    },
  },
};

function known(world: World, id: unknown): SlackFile {
  return world.files.find(stringOf(id) ?? '') ?? refuse('file_not_found');
}

/** A file goes to a conversation that the app is in; a user id is none. */
function channelFor(world: World, caller: Caller, target: unknown) {
  const conversation = world.conversations.find(stringOf(target) ?? '');
  if (!conversation || conversation.id !== target) return refuse('channel_not_found');
  if (!conversation.members.includes(world.app.botUserId)) {
    refuse(conversation.kind === 'channel' ? 'not_in_channel' : 'channel_not_found');
  }
  return postableConversation(world, { ...caller, scopes: [...caller.scopes, 'chat:write'] }, target);
}

function completed(world: World, id: unknown, title: unknown): SlackFile {
  const file = world.files.complete(stringOf(id) ?? '', stringOf(title));
  return 'error' in file ? refuse(String(file.error)) : (file as SlackFile);
}

function share(
  world: World,
  channel: string,
  place: 'channels' | 'groups' | 'ims',
  done: readonly SlackFile[],
  args: Json,
  comment: string | undefined,
): void {
  const content: Json = {
    files: done,
    ...(comment === undefined ? {} : { text: comment }),
    ...(comment === undefined && Array.isArray(args.blocks) ? { blocks: args.blocks } : {}),
    ...(isObject(args) && args.thread_ts !== undefined ? { thread_ts: args.thread_ts } : {}),
  };
  const posted = postAsApp(world, 'files.completeUploadExternal', channel, content);
  const shared = done.map((file) => world.files.share(file.id, channel, place, posted.ts));
  world.messages.touch(channel, posted.ts, (message) => ({ ...message, files: shared }));
}
