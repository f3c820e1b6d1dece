import { z } from 'zod';
import { type Refusal, refuse } from '../core/refusal.ts';

/** What a person filled in, by the field's name: the value of the block's one element, in one shape for all kinds of element. */
export type Filled = Record<string, string | number | string[] | null>;

/** Ids and times that travel in a button's `value` or a modal's `private_metadata`. References, never permissions: whoever reads them asks again. */
export type Carried = Record<string, string | number | null>;

const carried = z.record(z.string(), z.union([z.string().max(2000), z.number(), z.null()]));

/** The text to put into a button's `value` or a modal's `private_metadata`. */
export function carry(data: Carried): string {
  return JSON.stringify(data);
}

/** Reads what `carry` wrote, with the shape that the handler needs; a refusal when somebody else wrote it, or an older version. */
export function readCarried<T>(raw: string | null | undefined, shape: z.ZodType<T>): T | Refusal {
  const data = carried.safeParse(parseJson(raw ?? ''));
  const fits = data.success ? shape.safeParse(data.data) : data;
  if (fits.success) return fits.data as T;
  return refuse(
    'unreadable',
    'This button belongs to an older message. Open the Home tab of this app for what is true now.',
  );
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

const option = z.object({ value: z.string() });
const ids = z.array(z.object({ id: z.string() }));
const element = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_date_time: z.number().nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  files: ids.nullish(),
});
const elements = z.record(z.string(), element);
const state = z.record(z.string(), z.unknown());

/** The filled-in values of a view or a message, from Slack's `state.values`. A field of an unknown shape is left out, the others are read. */
export function readFilled(values: unknown): Filled {
  const parsed = state.safeParse(values ?? {});
  if (!parsed.success) return {};
  const filled = Object.entries(parsed.data).flatMap(([block, raw]) => {
    const read = elements.safeParse(raw);
    if (!read.success) return [];
    const only = Object.values(read.data)[0];
    return [[fieldOf(block), only ? chosenIn(only) : null] as const];
  });
  return Object.fromEntries(filled);
}

/** The name of the field in a block: its block_id up to a `#`. */
export function fieldOf(blockId: string): string {
  return blockId.replace(/#.*$/, '');
}

function chosenIn(input: z.infer<typeof element>): Filled[string] {
  if (input.selected_options) return input.selected_options.map((each) => each.value);
  if (input.selected_users) return input.selected_users;
  if (input.files) return input.files.map((file) => file.id);
  return (
    input.selected_option?.value ??
    input.selected_date ??
    input.selected_time ??
    input.selected_date_time ??
    input.selected_user ??
    input.selected_channel ??
    input.selected_conversation ??
    input.value ??
    null
  );
}

/** A filled-in text without the spaces around it; empty when nothing was typed. */
export function textIn(filled: Filled, name: string): string {
  const value = filled[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** People named in a command's text: `<@U123|name>` and `<@U123>`, in order, and the text without them. */
export function peopleIn(text: string): { userIds: string[]; rest: string } {
  const userIds: string[] = [];
  const rest = text.replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id: string) => {
    userIds.push(id);
    return ' ';
  });
  return { userIds, rest: rest.replace(/\s+/g, ' ').trim() };
}

/** Text of a command as the person typed it: Slack escapes `&`, `<` and `>` on its way (docs.slack.dev/interactivity/implementing-slash-commands). */
export function typedText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * A message's mrkdwn as people read it: mentions, links and dates by their names, entities as the characters they stand for
 * (docs.slack.dev/messaging/formatting-message-text). `nameOf` gives the name of a Slack user id, where it is known.
 */
export function plainText(mrkdwn: string, nameOf: (userId: string) => string | undefined = () => undefined): string {
  const shown = mrkdwn.replace(/<([^<>]*)>/g, (_all, inside: string) => {
    const bar = inside.indexOf('|');
    const target = bar === -1 ? inside : inside.slice(0, bar);
    const label = bar === -1 ? '' : inside.slice(bar + 1);
    if (target.startsWith('@')) return `@${(nameOf(target.slice(1)) ?? label) || 'somebody'}`;
    if (target.startsWith('#')) return `#${label || 'channel'}`;
    if (target.startsWith('!subteam^')) return label || '@group';
    if (target.startsWith('!date^')) return label;
    if (target.startsWith('!')) return `@${target.slice(1)}`;
    return label || target;
  });
  return typedText(shown);
}
