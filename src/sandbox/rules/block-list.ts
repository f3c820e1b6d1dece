import { anyBlock } from './blocks.ts';
import { BLOCKS_PER_MESSAGE, BLOCKS_PER_VIEW, CHARTS_PER_MESSAGE, MARKDOWN_CHARACTERS } from './limits.ts';
import { expandedBlocks, tablesIn } from './markdown.ts';
import { type Context, type Fields, isFields, itemsOf, type Surface } from './shape.ts';
import { relation, tooLong, tooMany, type Violation, wrongType } from './violation.ts';
import { walk } from './walk.ts';

export type Options = {
  /** `true` (the default) refuses what sources disagree about, and counts UTF-16 units; `false` gives both the benefit. */
  strict?: boolean;
};

/** A block with its pointer. */
export type Placed = { block: Fields; at: string };

/**
 * Everything wrong with a list of blocks.
 *
 * @param blocks what was sent as `blocks`
 * @param surface where they would be shown
 * @param pointerPrefix pointer of the list itself: `/blocks`, `/view/blocks`, `/attachments/0/blocks`
 * @returns what Slack would refuse; empty when it would accept
 */
export function checkBlocks(
  blocks: unknown,
  surface: Surface,
  pointerPrefix: string,
  options: Options = {},
): Violation[] {
  const context = contextOf(surface, options);
  const placed = placedBlocks(blocks, pointerPrefix);
  return refused(
    [
      ...walkBlocks(blocks, pointerPrefix, context),
      ...clashingBlockIds(placed),
      ...(surface === 'message' ? sharedLimits(placed, context) : []),
    ],
    context,
  );
}

export function contextOf(surface: Surface, { strict = true }: Options): Context {
  return { surface, strict, count: strict ? (text) => text.length : (text) => Array.from(text).length };
}

/** Lenient readings let a `W` pass. */
export const refused = (violations: Violation[], { strict }: Context): Violation[] =>
  strict ? violations : violations.filter((violation) => violation.severity === 'R');

/** Each block by itself, and how many there are. */
export function walkBlocks(blocks: unknown, at: string, context: Context): Violation[] {
  if (!Array.isArray(blocks)) return [wrongType(at, 'list')];
  const max = context.surface === 'message' ? BLOCKS_PER_MESSAGE : BLOCKS_PER_VIEW;
  return [
    ...(blocks.length > max ? [tooMany(at, max, blocks.length)] : []),
    ...blocks.flatMap((block, index) => walk(anyBlock, block, `${at}/${index}`, context)),
  ];
}

/** The blocks of a list and those inside containers. */
export function placedBlocks(blocks: unknown, at: string): Placed[] {
  return itemsOf(blocks).flatMap((block, index) =>
    isFields(block)
      ? [{ block, at: `${at}/${index}` }, ...placedBlocks(block.child_blocks, `${at}/${index}/child_blocks`)]
      : [],
  );
}

/** https://github.com/slack-go/slack/issues/823: several empty ones clash too. */
export function clashingBlockIds(placed: readonly Placed[]): Violation[] {
  const seen = new Set<string>();
  return placed.flatMap(({ block, at }) => {
    const id = block.block_id;
    if (typeof id !== 'string') return [];
    if (seen.has(id)) return [relation(`${at}/block_id`, 'Block ID needs to be unique')];
    seen.add(id);
    return [];
  });
}

/** What all blocks of one message share: one table, two charts, one plan, so much markdown. */
export function sharedLimits(placed: readonly Placed[], context: Context): Violation[] {
  return [
    ...tooManyTables(placed),
    ...placed
      .filter(isOf('data_visualization'))
      .slice(CHARTS_PER_MESSAGE)
      .map(({ at }) => relation(at, `no more than ${CHARTS_PER_MESSAGE} data_visualization blocks allowed`)),
    ...placed
      .filter(isOf('plan'))
      .slice(1)
      .map(({ at }) => relation(at, 'no more than 1 plan blocks allowed', { severity: 'W' })),
    ...tooMuchMarkdown(placed, context),
  ];
}

const isOf =
  (...types: string[]) =>
  ({ block }: Placed): boolean =>
    typeof block.type === 'string' && types.includes(block.type);

/** Tables written in markdown count too, as people who split their messages for it report. */
function tooManyTables(placed: readonly Placed[]): Violation[] {
  let seen = 0;
  return placed.flatMap(({ block, at }) => {
    const written = block.type === 'markdown' && typeof block.text === 'string' ? tablesIn(block.text) : 0;
    const tables = isOf('table', 'data_table')({ block, at }) ? 1 : written;
    seen += tables;
    if (tables === 0 || seen <= 1) return [];
    const severity = written > 0 ? 'W' : 'R';
    return [relation(at, 'only_one_table_allowed', { severity, error: 'invalid_attachments' })];
  });
}

function tooMuchMarkdown(placed: readonly Placed[], context: Context): Violation[] {
  const texts = placed.flatMap(({ block, at }) =>
    block.type === 'markdown' && typeof block.text === 'string' ? [{ text: block.text, at: `${at}/text` }] : [],
  );
  const total = texts.reduce((sum, { text }) => sum + context.count(text), 0);
  const last = texts.at(-1);
  return last && total > MARKDOWN_CHARACTERS ? [tooLong(last.at, MARKDOWN_CHARACTERS, total)] : [];
}

/** Blocks after Slack has expanded the markdown ones, when that is what takes them over the limit. */
export function overExpanded(blocks: unknown, at: string): Violation[] {
  const sent = itemsOf(blocks);
  const total = sent.reduce((sum: number, block) => sum + expansion(block), 0);
  return sent.length <= BLOCKS_PER_MESSAGE && total > BLOCKS_PER_MESSAGE
    ? [tooMany(at, BLOCKS_PER_MESSAGE, total)]
    : [];
}

const expansion = (block: unknown): number =>
  isFields(block) && block.type === 'markdown' && typeof block.text === 'string' ? expandedBlocks(block.text) : 1;
