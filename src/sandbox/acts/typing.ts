import { SHARED_IN } from '../files.ts';
import { isObject } from '../json.ts';
import type { Command } from '../manifest.ts';
import type { Conversation, Json, SeenMessage, User } from '../model.ts';
import { commandPayload } from '../payloads.ts';
import { editMessage, postAsApp, postAsPerson, removeMessage } from '../posting.ts';
import { commandText, typedText } from '../text.ts';
import { presentTs, type World } from '../world.ts';
import { impossible, outcomeOf, type TypedOutcome, told } from './outcome.ts';
import { appDirectMessage, conversationOf, messageFor, personOf } from './people.ts';

export interface TypeWhere {
  channel?: string;
  thread_ts?: string;
  /** Ids of uploaded files. */
  files?: readonly string[];
}

/** Types a line and sends it: a slash command or a message. @throws Impossible */
export async function type(world: World, as: string, text: string, where: TypeWhere = {}): Promise<TypedOutcome> {
  const user = personOf(world, as);
  const isCommand = /^\/\S/.test(text);
  const conversation =
    where.channel === undefined ? usualPlace(world, user, isCommand) : conversationOf(world, user, where.channel);
  refuseClosed(world, conversation);
  if (!isCommand) return { entry: undefined, message: say(world, user, conversation, text, where) };
  const [, name = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const about = { user: user.id, channel: conversation.id };
  if (where.thread_ts !== undefined) return { entry: undefined, ...told(world, 'command_in_thread', about, name) };
  const command = commandNamed(world, name);
  if (!command) return { entry: undefined, ...told(world, 'invalid_command', about, name) };
  return runCommand(world, user, conversation, command, rest.trim());
}

/** Changes an own message. @throws Impossible */
export function editOwn(world: World, as: string, channel: string, ts: string, text: string): SeenMessage {
  const user = personOf(world, as);
  const message = ownMessage(world, user, channel, ts);
  return editMessage(world, message, (before) => ({
    ...before,
    ...typedContent(world, text),
    edited: { user: user.id, ts: presentTs(world) },
  }));
}

/** Takes an own message away. @throws Impossible */
export function deleteOwn(world: World, as: string, channel: string, ts: string): void {
  const user = personOf(world, as);
  removeMessage(world, ownMessage(world, user, channel, ts));
}

/** The DM with the app; where people cannot type there, commands go to their own notes. */
function usualPlace(world: World, user: User, isCommand: boolean): Conversation {
  const isClosed = !world.settings.messagesTab || world.settings.messagesTabReadOnly;
  return isCommand && isClosed ? world.conversations.direct([user.id]) : appDirectMessage(world, user.id);
}

function refuseClosed(world: World, conversation: Conversation): void {
  if (conversation.is_archived) impossible(`#${conversation.name} is archived`);
  const isAppDm = conversation.kind === 'im' && conversation.members.includes(world.app.botUserId);
  if (isAppDm && (!world.settings.messagesTab || world.settings.messagesTabReadOnly)) {
    impossible('Sending messages to this app has been turned off.');
  }
}

function say(world: World, user: User, conversation: Conversation, text: string, where: TypeWhere): SeenMessage {
  const files = (where.files ?? []).map((id) => world.files.find(id) ?? impossible(`There is no file ${id}`));
  const parent = where.thread_ts === undefined ? undefined : messageFor(world, user, conversation.id, where.thread_ts);
  const posted = postAsPerson(world, user.id, conversation.id, {
    ...typedContent(world, text),
    ...(files.length > 0 ? { files, subtype: 'file_share' } : {}),
    ...(parent
      ? { thread_ts: parent.thread_ts ?? parent.ts, ...(parent.user ? { parent_user_id: parent.user } : {}) }
      : {}),
  });
  // Whoever reads the conversation may read its files.
  for (const { id } of files) world.files.share(id, conversation.id, SHARED_IN[conversation.kind], posted.ts);
  return posted;
}

/** What people type comes with a rich_text block, as their clients send it. */
function typedContent(world: World, text: string) {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  const blocks =
    text === '' ? {} : { blocks: [{ type: 'rich_text', block_id: world.ids.block(), elements: [section] }] };
  return { text: typedText(text, world.names), ...blocks };
}

function ownMessage(world: World, user: User, channel: string, ts: string): SeenMessage {
  const message = messageFor(world, user, channel, ts);
  return message.user === user.id ? message : impossible('Only own messages can be changed');
}

function commandNamed(world: World, name: string): Command | undefined {
  const unknown = { command: name, description: '', usage_hint: '', should_escape: false };
  return world.settings.commands ? world.settings.commands.find((one) => one.command === name) : unknown;
}

async function runCommand(
  world: World,
  user: User,
  conversation: Conversation,
  command: Command,
  text: string,
): Promise<TypedOutcome> {
  const sent = commandText(text, world.names, command.should_escape);
  const payload = commandPayload(world, user, conversation, command.command, sent);
  const delivery = await world.deliveries.send('slash_commands', command.command, payload);
  const about = { user: user.id, channel: conversation.id };
  const outcome = outcomeOf(world, delivery, about);
  if (outcome.error !== undefined) return outcome;
  const answer = answerOf(delivery.answer);
  if (!answer) return outcome;
  const violations = world.checks.message(answer, 'command');
  if (violations.length > 0) {
    delivery.entry.violations = violations;
    world.log.changed(delivery.entry);
    return { ...outcome, ...told(world, 'invalid_command_response', about, command.command) };
  }
  if (answer.response_type !== 'in_channel') {
    return { ...outcome, ephemeral: postAsApp(world, 'ack', conversation.id, answer, user.id) };
  }
  world.messages.post(conversation.id, {
    user: user.id,
    team: world.team.id,
    text: typedText(`${command.command} ${text}`.trim(), world.names),
  });
  return { ...outcome, message: postAsApp(world, 'ack', conversation.id, answer) };
}

/** The message in an answer; undefined when it has none. */
function answerOf(answer: unknown): Json | undefined {
  if (typeof answer === 'string') return answer === '' ? undefined : { text: answer };
  if (!isObject(answer)) return undefined;
  const speaks = ['text', 'blocks', 'attachments'].some((key) => answer[key] !== undefined && answer[key] !== '');
  return speaks ? answer : undefined;
}
