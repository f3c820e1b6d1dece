import type { Placed } from './blocks.ts';
import { defined } from './json.ts';
import type { Conversation, Json, OpenModal, SeenMessage, StateValue, StateValues, User, View } from './model.ts';
import { plain } from './posting.ts';
import { presentTs, type World } from './world.ts';

/** Where somebody acted. */
export type Place =
  | { kind: 'message'; message: SeenMessage; values: StateValues }
  | { kind: 'modal'; open: OpenModal }
  | { kind: 'home'; view: View; values: StateValues };

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function commandPayload(
  world: World,
  user: User,
  conversation: Conversation,
  command: string,
  text: string,
): Json {
  return {
    token: world.app.verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: conversation.id,
    channel_name: channelName(conversation),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: world.responses.create('commands', { channel: conversation.id, user: user.id }),
    trigger_id: world.triggers.create(user.id, conversation.id),
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockActionsPayload(world: World, user: User, place: Place, action: Json): Json {
  const common = {
    type: 'block_actions',
    user: userPart(user),
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    container: containerOf(place),
    trigger_id: world.triggers.create(user.id, place.kind === 'message' ? place.message.channel : undefined),
    team: teamPart(world),
    enterprise: null,
    is_enterprise_install: false,
  };
  if (place.kind !== 'message') return { ...common, view: viewOf(place), actions: [action] };
  const { message } = place;
  return {
    ...common,
    channel: channelPart(world, message.channel),
    ...(message.ephemeral ? {} : { message: plain(message) }),
    state: { values: place.values },
    response_url: responseUrl(world, user, message),
    actions: [action],
  };
}

/** What was chosen or clicked: one entry of `actions`. `chosen` is the value in the form of `state.values`. */
export function actionPart(world: World, { element, blockId, actionId }: Placed, chosen: StateValue | undefined): Json {
  const { type, text, value, style, url, accessibility_label, placeholder, workflow } = element;
  return defined({
    type,
    action_id: actionId,
    block_id: blockId,
    ...(['button', 'icon_button', 'feedback_buttons'].includes(type)
      ? { text, value, style, url, accessibility_label }
      : {}),
    ...(type === 'workflow_button' ? { text, workflow } : {}),
    ...initialParts(element),
    placeholder,
    ...chosen,
    action_ts: presentTs(world),
  });
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function submissionPayload(world: World, user: User, open: OpenModal, responseUrls: Json[]): Json {
  return {
    type: 'view_submission',
    team: teamPart(world),
    user: userPart(user),
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    trigger_id: world.triggers.create(user.id),
    view: { ...open.view, state: { values: open.values } },
    response_urls: responseUrls,
    is_enterprise_install: false,
    enterprise: null,
  };
}

export function closedPayload(world: World, user: User, open: OpenModal, isCleared: boolean): Json {
  return {
    type: 'view_closed',
    team: teamPart(world),
    user: userPart(user),
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    view: { ...open.view, state: { values: open.values } },
    is_cleared: isCleared,
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export function suggestionPayload(world: World, user: User, place: Place, placed: Placed, typed: string): Json {
  return {
    type: 'block_suggestion',
    user: userPart(user),
    team: teamPart(world),
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    container: containerOf(place),
    enterprise: null,
    is_enterprise_install: false,
    action_id: placed.actionId,
    block_id: placed.blockId,
    value: typed,
    ...(place.kind === 'message'
      ? { channel: channelPart(world, place.message.channel), message: plain(place.message) }
      : { view: viewOf(place) }),
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function shortcutPayload(world: World, user: User, callbackId: string, message?: SeenMessage): Json {
  const common = {
    token: world.app.verificationToken,
    action_ts: presentTs(world),
    team: teamPart(world),
    user: userPart(user),
    api_app_id: world.app.id,
    callback_id: callbackId,
    trigger_id: world.triggers.create(user.id, message?.channel),
    is_enterprise_install: false,
    enterprise: null,
  };
  if (!message) return { type: 'shortcut', ...common };
  return {
    type: 'message_action',
    ...common,
    response_url: responseUrl(world, user, message, 'app'),
    message_ts: message.ts,
    channel: channelPart(world, message.channel),
    message: plain(message),
  };
}

/** `directmessage`, `privategroup` or the channel's name. */
export function channelName(conversation: Conversation): string {
  if (conversation.kind === 'im') return 'directmessage';
  return conversation.kind === 'channel' ? conversation.name : 'privategroup';
}

function userPart(user: User): Json {
  return { id: user.id, username: user.name, name: user.name, team_id: user.team_id };
}

function teamPart(world: World): Json {
  return { id: world.team.id, domain: world.team.domain };
}

function channelPart(world: World, id: string): Json {
  const conversation = world.conversations.find(id);
  return { id, name: conversation ? channelName(conversation) : '' };
}

function containerOf(place: Place): Json {
  if (place.kind === 'modal') return { type: 'view', view_id: place.open.view.id };
  if (place.kind === 'home') return { type: 'view', view_id: place.view.id };
  const { message } = place;
  return defined({
    type: 'message',
    message_ts: message.ts,
    thread_ts: message.thread_ts,
    channel_id: message.channel,
    is_ephemeral: message.ephemeral,
  });
}

function viewOf(place: Exclude<Place, { kind: 'message' }>): Json {
  const [view, values] = place.kind === 'modal' ? [place.open.view, place.open.values] : [place.view, place.values];
  return { ...view, state: { values } };
}

function responseUrl(world: World, user: User, message: SeenMessage, kind: 'actions' | 'app' = 'actions'): string {
  return world.responses.create(kind, {
    channel: message.channel,
    user: user.id,
    ts: message.ts,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  });
}

function initialParts(element: Json): Json {
  return Object.fromEntries(
    Object.entries(element).filter(([key]) => key.startsWith('initial_') && key !== 'initial_value'),
  );
}
