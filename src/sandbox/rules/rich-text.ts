import { id, url } from './composition.ts';
import { boolean, enumeration, integer, list, type ObjectShape, object, type Shape, string, union } from './shape.ts';

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const style = object({
  optional: { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean },
});
/** What mentions carry beyond the written styles. */
const mentionStyle = object({
  optional: { ...style.optional, highlight: boolean, client_highlight: boolean, unlink: boolean },
});
const name = string({ min: 1 });

function leaf(type: string, required: Record<string, Shape>, optional: Record<string, Shape> = {}): ObjectShape {
  return object({ required: { type: enumeration(type), ...required }, optional });
}

const leaves: Record<string, ObjectShape> = {
  text: leaf('text', { text: name }, { style }),
  link: leaf('link', { url: string({ min: 1 }) }, { text: name, unsafe: boolean, style }),
  user: leaf('user', { user_id: name }, { style: mentionStyle }),
  usergroup: leaf('usergroup', { usergroup_id: name }, { style: mentionStyle }),
  channel: leaf('channel', { channel_id: name }, { style: mentionStyle }),
  team: leaf('team', { team_id: name }, { style: mentionStyle }),
  emoji: leaf('emoji', { name }, { unicode: string(), url, style }),
  broadcast: leaf('broadcast', { range: enumeration('here', 'channel', 'everyone') }, { style }),
  color: leaf('color', { value: string({ pattern: '^#[0-9a-fA-F]{6}$' }) }, { style }),
  date: leaf('date', { timestamp: integer(), format: name }, { url, fallback: string(), style }),
};

const border = integer({ min: 0, max: 1 });

const section = leaf('rich_text_section', { elements: list(union(leaves)) });

const parts: Record<string, ObjectShape> = {
  rich_text_section: section,
  rich_text_list: leaf(
    'rich_text_list',
    { elements: list(section), style: enumeration('bullet', 'ordered') },
    { indent: integer({ min: 0, max: 8 }), offset: integer({ min: 0 }), border },
  ),
  rich_text_quote: leaf('rich_text_quote', { elements: list(union(leaves)) }, { border }),
  rich_text_preformatted: leaf(
    'rich_text_preformatted',
    { elements: list(union({ text: leaves.text as ObjectShape, link: leaves.link as ObjectShape })) },
    { border, language: string() },
  ),
};

export const richText: ObjectShape = object({
  required: { type: enumeration('rich_text'), elements: list(union(parts)) },
  optional: { block_id: id },
});
