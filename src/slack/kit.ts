import type {
  ActionsBlock,
  Button,
  HomeView,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types';

/** A text that is safe inside Slack's mrkdwn: made by `mrkdwn` or by the functions beside it, never by hand. */
export type Mrkdwn = { readonly mrkdwn: string };

/** A message: its blocks, and the same content in words for notifications and screen readers. */
export type Message = { text: string; blocks: KnownBlock[] };

export type { HomeView, KnownBlock, ModalView };

const ELLIPSIS = '…';

/** Escapes the three characters that mean something to Slack (docs.slack.dev/messaging/formatting-message-text). */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Mrkdwn from a template: everything put in is escaped, unless it is `Mrkdwn` already, and so are the template's own words.
 * Mentions and links are made by the functions beside it.
 */
export function mrkdwn(parts: TemplateStringsArray, ...values: (string | number | Mrkdwn)[]): Mrkdwn {
  const shown = values.map((value) => (typeof value === 'object' ? value.mrkdwn : escapeText(String(value))));
  return { mrkdwn: String.raw({ raw: parts.map(escapeText) }, ...shown) };
}

/** A mention of a person by their Slack id. */
export function mention(userId: string): Mrkdwn {
  return { mrkdwn: `<@${userId}>` };
}

/** The name of a channel by its Slack id, as a link to it. */
export function channelMention(channelId: string): Mrkdwn {
  return { mrkdwn: `<#${escapeText(channelId)}>` };
}

/** Bold text. */
export function bold(text: string): Mrkdwn {
  return { mrkdwn: `*${escapeText(text)}*` };
}

/** A link; the label is escaped, characters that would end the link are encoded. */
export function link(url: string, label: string): Mrkdwn {
  const address = escapeText(url).replaceAll('|', '%7C').replaceAll(' ', '%20');
  return { mrkdwn: `<${address}|${escapeText(label).replaceAll('|', '/')}>` };
}

/** Several texts in one, with `between` (mrkdwn source) between them. */
export function join(texts: Mrkdwn[], between = '\n'): Mrkdwn {
  return { mrkdwn: texts.map((text) => text.mrkdwn).join(between) };
}

/** A number as people read it: `16,265`. */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}

/** Cuts to at most `max` UTF-16 units, never through a surrogate pair, with an ellipsis when something was cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - ELLIPSIS.length);
  const last = kept.charCodeAt(kept.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? kept.slice(0, -1) : kept}${ELLIPSIS}`;
}

/** Plain text, cut to Slack's limit for the place where it stands. */
export function words(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text, max), emoji: false };
}

/** A paragraph. */
export function section(text: Mrkdwn): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cutMrkdwn(text, 3000), verbatim: true } };
}

/** A paragraph with what somebody typed, shown letter by letter: Slack reads no markup in plain text. */
export function typed(text: string): KnownBlock {
  return { type: 'section', text: words(text, 3000) };
}

/** The same with a button beside it. */
export function typedBeside(text: string, beside: Button): KnownBlock {
  return { type: 'section', text: words(text, 3000), accessory: beside };
}

/** Small print with what somebody typed. */
export function typedContext(text: string): KnownBlock {
  return { type: 'context', elements: [words(text, 3000)] };
}

/** A paragraph with what somebody typed, letter by letter as `typed` shows it, some parts of it bold. */
export function typedParts(parts: readonly { text: string; bold?: boolean }[]): KnownBlock {
  const elements = parts
    .filter(({ text }) => text !== '')
    .map(({ text, bold }) => ({ type: 'text' as const, text, ...(bold && { style: { bold } }) }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** Cuts as `cut` does, and never inside an entity or a mention. */
function cutMrkdwn(text: Mrkdwn, max: number): string {
  if (text.mrkdwn.length <= max) return text.mrkdwn;
  return `${cut(text.mrkdwn, max - 1)
    .slice(0, -1)
    .replace(/(<[^>]*|&[a-z]*)$/, '')}${ELLIPSIS}`;
}

/** A heading of at most 150 characters. */
export function header(text: string): KnownBlock {
  return { type: 'header', text: words(text, 150) };
}

/** Small print. */
export function context(...texts: Mrkdwn[]): KnownBlock {
  return {
    type: 'context',
    elements: texts.slice(0, 10).map((text) => ({ type: 'mrkdwn', text: cutMrkdwn(text, 3000), verbatim: true })),
  };
}

export function divider(): KnownBlock {
  return { type: 'divider' };
}

/** A row of buttons. */
export function actions(...elements: Button[]): KnownBlock {
  return { type: 'actions', elements } satisfies ActionsBlock;
}

export type ButtonLook = {
  value?: string;
  style?: 'primary' | 'danger';
  url?: string;
  /** What a screen reader says instead of the label, when the label alone is not enough. At most 75 characters. */
  says?: string;
  confirm?: { title: string; text: string; yes: string; no: string };
};

/** A button with a label of at most 75 characters. `id` is its action_id. */
export function button(id: string, label: string, look: ButtonLook = {}): Button {
  return {
    type: 'button',
    action_id: id,
    text: words(label, 75),
    ...(look.value !== undefined && { value: look.value }),
    ...(look.style && { style: look.style }),
    ...(look.url && { url: look.url }),
    ...(look.says && { accessibility_label: cut(look.says, 75) }),
    ...(look.confirm && {
      confirm: {
        title: words(look.confirm.title, 100),
        text: words(look.confirm.text, 300),
        confirm: words(look.confirm.yes, 30),
        deny: words(look.confirm.no, 30),
        ...(look.style === 'danger' && { style: look.style }),
      },
    }),
  };
}

/** Up to ten short texts side by side, two to a row where there is room. */
export function fields(...texts: Mrkdwn[]): KnownBlock {
  const shown = texts.slice(0, 10);
  return {
    type: 'section',
    fields: shown.map((text) => ({ type: 'mrkdwn', text: cutMrkdwn(text, 2000), verbatim: true })),
  };
}

export type Point = { label: string; value: number };

/**
 * A pie of at most six segments; those of nothing are left out. Null when nothing is left. At most two charts to a message:
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export function pie(title: string, segments: readonly Point[]): KnownBlock | null {
  const shown = segments.filter(({ value }) => value > 0).slice(0, 6);
  return shown.length === 0 ? null : chart(title, { type: 'pie', segments: labelled(shown) });
}

/** Bars of one series, at most twenty, with labels that differ from each other. Null when all of them are empty. */
export function bars(title: string, name: string, points: readonly Point[], x: string, y: string): KnownBlock | null {
  const data = labelled(points.slice(-20));
  if (data.every(({ value }) => value === 0)) return null;
  const axes = { categories: data.map(({ label }) => label), x_label: x, y_label: y };
  return chart(title, { type: 'bar', series: [{ name: cut(name, 20), data }], axis_config: axes });
}

function labelled(points: readonly Point[]): Point[] {
  return points.map(({ label, value }) => ({ label: cut(label, 20), value }));
}

/** The SDK's types do not know these blocks yet. */
function chart(title: string, drawn: object): KnownBlock {
  return { type: 'data_visualization', title: cut(title, 50), chart: drawn } as unknown as KnownBlock;
}

/**
 * How many of these rows a `dataTable` with this head can take, from the first on: 100 rows, and 10,000 characters with the head. Slack does
 * not say whether `&` counts as one of them or as `&amp;`, so it counts as five.
 */
export function rowsThatFit(head: readonly string[], rows: readonly (readonly string[])[]): number {
  const length = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + escapeText(cell).length, 0);
  let left = 10_000 - length(head);
  const first = rows.slice(0, 100);
  const over = first.findIndex((row) => {
    left -= length(row);
    return left < 0;
  });
  return over === -1 ? first.length : over;
}

/**
 * A table that can be paged and sorted; its rows (one at least) are as long as its head, and no cell is empty. The first column names each row.
 * One to a message: https://docs.slack.dev/reference/block-kit/blocks/data-table-block
 */
export function dataTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  pageSize: number,
): KnownBlock {
  const cells = [head, ...rows].map((row) => row.map((text) => ({ type: 'raw_text', text })));
  const look = { page_size: pageSize, row_header_column_index: 0 };
  return { type: 'data_table', caption, rows: cells, ...look } as unknown as KnownBlock;
}

/** An option of a select or of radio buttons. */
export function option(label: string, value: string): PlainTextOption {
  return { text: words(label, 75), value };
}

/**
 * A message whose text says everything that its blocks say: the texts in order, and the labels of the buttons, because a screen
 * reader reads the text instead of the blocks (docs.slack.dev, accessibility).
 */
export function message(...blocks: KnownBlock[]): Message {
  return { text: cutMrkdwn({ mrkdwn: blocks.map(sayBlock).filter(Boolean).join('\n') }, 3900), blocks };
}

function sayBlock(block: KnownBlock): string {
  switch (block.type) {
    case 'header':
      return escapeText(block.text.text);
    case 'section':
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(sayText).join('\n');
    case 'context':
      return block.elements.map((each) => ('text' in each ? sayText(each) : '')).join(' ');
    case 'actions':
      return block.elements.map(sayControl).filter(Boolean).join(' ');
    case 'rich_text':
      return block.elements
        .flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []))
        .map((each) => (each.type === 'text' ? escapeText(each.text) : ''))
        .join('');
    default:
      return '';
  }
}

function sayControl(control: ActionsBlock['elements'][number]): string {
  if (control.type === 'button') return `[${escapeText(control.text.text)}]`;
  return control.type === 'static_select' && control.placeholder ? `[${escapeText(control.placeholder.text)}]` : '';
}

function sayText(text: { type: string; text: string }): string {
  return text.type === 'mrkdwn' ? text.text : escapeText(text.text);
}
