import { createHash } from 'node:crypto';
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
  /** Slack's `action_ts`: which click this was. */
  at: string;
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
  /** The fields that hold something else than they were shown with. */
  typed: Filled;
  viewId: string;
  /** Slack's name for this state of the view; a digest of what was sent where there is none. */
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
export type Closing = {
  userId: string;
  callback: string;
  carried: string;
  filled: Filled;
  /** The fields that hold something else than they were shown with. */
  typed: Filled;
  viewId: string;
};

/** Left out, or null where others would leave it out. */
const text = z
  .string()
  .nullish()
  .transform((given) => given ?? '');

const command = z.object({
  user_id: z.string(),
  command: z.string(),
  text,
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
});

const person = z.object({ id: z.string() });
const started = z.looseObject({
  action_id: z.string().optional(),
  initial_value: z.unknown().optional(),
  initial_option: z.unknown().optional(),
  initial_options: z.unknown().optional(),
  initial_date: z.unknown().optional(),
  initial_time: z.unknown().optional(),
  initial_user: z.unknown().optional(),
  initial_users: z.unknown().optional(),
  initial_conversation: z.unknown().optional(),
});
const block = z.looseObject({ type: z.string(), block_id: z.string().nullish(), element: started.nullish() });
const view = z.object({
  id: z.string(),
  type: z.string(),
  hash: text,
  callback_id: text,
  private_metadata: text,
  previous_view_id: z.string().nullish(),
  state: z.object({ values: z.unknown() }).nullish(),
  blocks: z
    .array(block)
    .nullish()
    .transform((given) => given ?? []),
});
const chosen = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  action_ts: text,
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
  return {
    userId: acted.user.id,
    action: first.action_id,
    value: first.selected_option?.value ?? first.selected_date ?? first.selected_user ?? first.value ?? '',
    at: first.action_ts,
    isLink: Boolean(first.url ?? first.selected_option?.url),
    on,
    inModal: on === 'modal',
    filled: acted.view ? filledIn(acted.view) : readFilled(acted.state?.values),
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
    filled: filledIn(sent.view),
    typed: typedInto(sent.view),
    viewId: sent.view.id,
    hash: sent.view.hash || digest(sent.view),
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
    filled: filledIn(closed),
    typed: typedInto(closed),
    viewId: closed.id,
  };
}

function typedInto(closed: z.infer<typeof view>): Filled {
  const began = filledIn({ ...closed, state: null });
  const filled = Object.entries(filledIn(closed));
  return Object.fromEntries(filled.filter(([name, value]) => !isSame(value, began[name] ?? null)));
}

function isSame(one: Filled[string], other: Filled[string]): boolean {
  const plain = (value: Filled[string]) =>
    value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

/** What a view's fields hold. A field that `state` does not mention holds what it was shown with. */
function filledIn({ blocks, state }: z.infer<typeof view>): Filled {
  const shown = blocks.flatMap(({ block_id, element }) => {
    const value = element && startOf(element);
    return block_id && value ? [[block_id, { [element.action_id ?? block_id]: value }]] : [];
  });
  const values = typeof state?.values === 'object' ? state.values : {};
  return readFilled({ ...Object.fromEntries(shown), ...values });
}

/** The initial value of an element, as `state` would tell it; null when it began empty. */
function startOf(element: z.infer<typeof started>): object | null {
  const start = {
    value: element.initial_value,
    selected_option: element.initial_option,
    selected_options: element.initial_options,
    selected_date: element.initial_date,
    selected_time: element.initial_time,
    selected_user: element.initial_user,
    selected_users: element.initial_users,
    selected_conversation: element.initial_conversation,
  };
  return Object.values(start).some((each) => each !== undefined) ? start : null;
}

function digest({ callback_id, private_metadata, state }: z.infer<typeof view>): string {
  const sent = JSON.stringify([callback_id, private_metadata, state?.values]);
  return createHash('sha256').update(sent).digest('base64url').slice(0, 22);
}
