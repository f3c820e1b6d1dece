import { checkMessage, checkView } from '../../src/sandbox/rules/index.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Whatever Slack would refuse about a message, a modal or a Home tab, as lines. */
export function refusals(view: unknown): string[] {
  const found = isMessage(view)
    ? [
        ...checkMessage(view),
        ...checkMessage(view, { use: 'chat.update' }),
        ...checkMessage(view, { use: 'response_url' }),
      ]
    : checkView(view);
  return found.map(({ message, pointer }) => `${message} [${pointer}]`);
}

export function isMessage(view: unknown): view is { text: string; blocks: unknown[] } {
  return isObject(view) && typeof view.text === 'string' && Array.isArray(view.blocks);
}

/** Every object somewhere inside, itself included. */
export function inside(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(inside);
  return isObject(value) ? [value, ...Object.values(value).flatMap(inside)] : [];
}

/** All that Slack reads as markup: the mrkdwn texts, and the text of a message. */
export function markupIn(view: unknown): string[] {
  const texts = inside(view).filter(({ type }) => type === 'mrkdwn');
  return [...texts.map(({ text }) => String(text)), ...(isMessage(view) ? [view.text] : [])];
}

/** Markup that pings or links somebody other than those named, or that is not whole: there should be none. */
export function strayMarkup(view: unknown, people: readonly string[]): string[] {
  return markupIn(view).filter((markup) => {
    const rest = people
      .reduce((text, userId) => text.replaceAll(`<@${userId}>`, '').replaceAll(`<#${userId}>`, ''), markup)
      .replaceAll(/&(amp|lt|gt);/g, '');
    return /[<>&]/.test(rest);
  });
}

/** What a message says to the eye: its texts and the labels of its buttons, in order, as its `text` should have them. */
export function saidByBlocks({ blocks }: { blocks: unknown[] }): string[] {
  return blocks.filter(isObject).flatMap((block) => {
    if (block.type === 'rich_text')
      return [
        inside(block)
          .filter(({ type }) => type === 'text')
          .map(asMarkup)
          .join(''),
      ];
    const texts = [block.text, ...(Array.isArray(block.elements) ? block.elements : [])].filter(isObject);
    return texts.map((each) => (isObject(each.text) ? each.text : each)).map(asMarkup);
  });
}

function asMarkup({ type, text }: Json): string {
  const words = String(text);
  if (type === 'mrkdwn') return words;
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** block_ids that stand twice in a view, and action_ids that stand twice in a block: there should be none. */
export function repeatedIds(view: unknown): string[] {
  const blocks = isObject(view) && Array.isArray(view.blocks) ? view.blocks.filter(isObject) : [];
  const blockIds = blocks.map(({ block_id }) => block_id).filter((id) => id !== undefined);
  const actionIds = blocks.map((block) =>
    inside(block)
      .map(({ action_id }) => action_id)
      .filter((id) => id !== undefined),
  );
  return [blockIds, ...actionIds].flatMap((ids) => ids.filter((id, index) => ids.indexOf(id) !== index)).map(String);
}
