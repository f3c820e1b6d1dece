import { z } from 'zod';
import { type Filled, fieldOf, readFilled } from './payload.ts';

/** A slash command (docs.slack.dev/interactivity/implementing-slash-commands); `text` as Slack escaped it. */
export type Command = {
  userId: string;
  command: string;
  text: string;
  triggerId: string | null;
  responseUrl: string | null;
};

/** A click or a choice on a message, a modal or the Home tab (`block_actions`). */
export type Action = {
  userId: string;
  action: string;
  value: string;
  isLink: boolean;
  on: 'message' | 'home' | 'modal';
  inModal: boolean;
  filled: Filled;
  carried: string;
  triggerId: string | null;
  responseUrl: string | null;
  viewId?: string;
};

/** A submitted modal (`view_submission`). */
export type Submission = {
  userId: string;
  callback: string;
  carried: string;
  filled: Filled;
  viewId: string;
  hash: string;
  triggerId: string | null;
  /** The modal under it, which shows once this one closes. */
  belowId: string | undefined;
  /** block_ids of the fields, by name. */
  blockIds: Record<string, string>;
  /** Name of the first field, where words about the whole can stand. */
  firstInput: string | undefined;
};

/** A shortcut on a message (`message_action`, docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload). */
export type OnMessage = {
  userId: string;
  shortcut: string;
  text: string;
  triggerId: string | null;
  responseUrl: string | null;
};

/** A modal that was closed (`view_closed`). Slack sends no trigger with it, and has no name for the delivery. */
export type Closing = { userId: string; callback: string; carried: string; filled: Filled; viewId: string };

const command = z.object({
  user_id: z.string(),
  command: z.string(),
  text: z.string().default(''),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
});

const person = z.object({ id: z.string() });
const view = z.object({
  id: z.string(),
  type: z.string(),
  hash: z.string().default(''),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  previous_view_id: z.string().nullish(),
  state: z.object({ values: z.unknown() }).nullish(),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
});
const chosen = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  value: z.string().nullish(),
  url: z.string().nullish(),
  selected_option: z.object({ value: z.string(), url: z.string().optional() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_date: z.string().nullish(),
  selected_user: z.string().nullish(),
});
const blockActions = z.object({
  user: person,
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  actions: z.array(chosen).min(1),
  state: z.object({ values: z.unknown() }).nullish(),
  view: view.nullish(),
  message: z.looseObject({ blocks: z.array(z.unknown()).optional() }).nullish(),
});
const viewSubmission = z.object({ user: person, trigger_id: z.string().nullish(), view });
const viewClosed = z.object({ user: person, view });
const messageAction = z.object({
  user: person,
  callback_id: z.string(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  message: z.looseObject({ text: z.string().nullish() }).nullish(),
});

/** Reads a slash command's body. Throws a ZodError for what Slack never sends. */
export function readCommand(body: unknown): Command {
  const asked = command.parse(body);
  return {
    userId: asked.user_id,
    command: asked.command,
    text: asked.text.trim(),
    triggerId: asked.trigger_id ?? null,
    responseUrl: asked.response_url ?? null,
  };
}

/** Reads the body of a click or a choice; the first action of it, which is all that Slack sends. */
export function readActions(body: unknown): Action {
  const acted = blockActions.parse(body);
  const [first] = acted.actions as [z.infer<typeof chosen>];
  const on = acted.view ? (acted.view.type === 'home' ? 'home' : 'modal') : 'message';
  const values = acted.view ? acted.view.state?.values : acted.state?.values;
  return {
    userId: acted.user.id,
    action: first.action_id,
    value: first.selected_option?.value ?? first.selected_date ?? first.selected_user ?? first.value ?? '',
    isLink: Boolean(first.url ?? first.selected_option?.url),
    on,
    inModal: on === 'modal',
    filled: readFilled(values),
    carried: acted.view?.private_metadata ?? '',
    triggerId: acted.trigger_id ?? null,
    responseUrl: on === 'message' ? (acted.response_url ?? null) : null,
    ...(on === 'modal' && acted.view && { viewId: acted.view.id }),
  };
}

/** Reads a submitted modal's body. */
export function readSubmission(body: unknown): Submission {
  const sent = viewSubmission.parse(body);
  const inputs = sent.view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []));
  const blockIds = Object.fromEntries(inputs.map((blockId) => [fieldOf(blockId), blockId]));
  return {
    userId: sent.user.id,
    callback: sent.view.callback_id,
    carried: sent.view.private_metadata,
    filled: readFilled(sent.view.state?.values),
    viewId: sent.view.id,
    hash: sent.view.hash,
    triggerId: sent.trigger_id ?? null,
    belowId: sent.view.previous_view_id ?? undefined,
    blockIds,
    firstInput: Object.keys(blockIds)[0],
  };
}

/** Reads the body of a shortcut on a message. */
export function readOnMessage(body: unknown): OnMessage {
  const asked = messageAction.parse(body);
  return {
    userId: asked.user.id,
    shortcut: asked.callback_id,
    text: asked.message?.text ?? '',
    triggerId: asked.trigger_id ?? null,
    responseUrl: asked.response_url ?? null,
  };
}

/** Reads the body of a modal that was closed. */
export function readClosing(body: unknown): Closing {
  const { user, view: closed } = viewClosed.parse(body);
  return {
    userId: user.id,
    callback: closed.callback_id,
    carried: closed.private_metadata,
    filled: readFilled(closed.state?.values),
    viewId: closed.id,
  };
}
