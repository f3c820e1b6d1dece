import { isButton, readable } from '../acts/surface.ts';
import { isObject, objects, stringOf } from '../json.ts';
import type { Block, Json } from '../model.ts';
import { linksOf, readableText } from '../text.ts';
import type { World } from '../world.ts';

/** All that is readable in blocks, top to bottom, one line per text. Labels of buttons and choices of menus are left out. */
export function linesOf(world: World, blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => blockLines(world, block)).filter((line) => line !== '');
}

/** Addresses of links in texts, rich text and buttons. */
export function linksIn(value: unknown): string[] {
  if (typeof value === 'string') return linksOf(value);
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (!isObject(value)) return [];
  const own = (value.type === 'button' || value.type === 'link') && typeof value.url === 'string' ? [value.url] : [];
  return [...own, ...Object.values(value).flatMap(linksIn)];
}

/** One line of rich text, without its styles. */
export function richLine(world: World, element: Json): string {
  const inner = objects(element.elements)
    .map((child) => richLine(world, child))
    .join('');
  switch (element.type) {
    case 'text':
    case 'raw_text':
      return stringOf(element.text) ?? '';
    case 'link':
      return stringOf(element.text) ?? stringOf(element.url) ?? '';
    case 'user':
      return readableText(`<@${String(element.user_id)}>`, world.names);
    case 'channel':
      return readableText(`<#${String(element.channel_id)}>`, world.names);
    case 'emoji':
      return `:${String(element.name)}:`;
    case 'broadcast':
      return `@${String(element.range)}`;
    case 'date':
      return stringOf(element.fallback) ?? '';
    default:
      return inner;
  }
}

function blockLines(world: World, block: Json): string[] {
  switch (block.type) {
    case 'section':
      return [
        readable(world, block.text),
        ...objects(block.fields).map((field) => readable(world, field)),
        ...elementLines(world, block.accessory),
      ];
    case 'header':
    case 'alert':
      return [readable(world, block.text)];
    case 'markdown':
      return [stringOf(block.text) ?? ''];
    case 'context':
      return objects(block.elements).map((element) =>
        element.type === 'image' ? (stringOf(element.alt_text) ?? '') : readable(world, element),
      );
    case 'image':
      return [readable(world, block.title), stringOf(block.alt_text) ?? ''];
    case 'input':
      return [readable(world, block.label), readable(world, block.hint), ...elementLines(world, block.element)];
    case 'actions':
      return objects(block.elements).flatMap((element) => elementLines(world, element));
    case 'rich_text':
      return objects(block.elements).flatMap((element) => richLines(world, element));
    case 'table':
    case 'data_table':
      return [stringOf(block.caption) ?? '', ...rowLines(world, block.rows)];
    case 'data_visualization':
      return [stringOf(block.title) ?? '', ...chartLines(block.chart)];
    default:
      return nestedLines(world, block);
  }
}

/** Checkboxes and radio buttons show their choices; menus do not. */
function elementLines(world: World, element: unknown): string[] {
  if (!isObject(element) || isButton(element as Block)) return [];
  if (element.type !== 'checkboxes' && element.type !== 'radio_buttons') return [];
  return objects(element.options).flatMap((option) => [
    readable(world, option.text),
    readable(world, option.description),
  ]);
}

function richLines(world: World, element: Json): string[] {
  if (element.type !== 'rich_text_list') return [richLine(world, element)];
  return objects(element.elements).map((item) => richLine(world, item));
}

function rowLines(world: World, rows: unknown): string[] {
  if (!Array.isArray(rows)) return [];
  return rows.map((row) =>
    objects(row)
      .map((cell) => richLine(world, cell) || (stringOf(cell.text) ?? ''))
      .join(' | '),
  );
}

function chartLines(chart: unknown): string[] {
  if (!isObject(chart)) return [];
  const segments = objects(chart.segments).map((segment) => `${String(segment.label)}: ${String(segment.value)}`);
  const series = objects(chart.series).map((one) => {
    const points = objects(one.data).map((point) => `${String(point.label)} ${String(point.value)}`);
    return `${String(one.name)}: ${points.join(', ')}`;
  });
  return [...segments, ...series];
}

function nestedLines(world: World, block: Json): string[] {
  const texts = ['title', 'rich_text_title', 'subtitle', 'body', 'subtext', 'description'].map((key) => {
    const value = block[key];
    return isObject(value) && value.type === 'rich_text' ? richLine(world, value) : readable(world, value);
  });
  const children = [...objects(block.child_blocks), ...objects(block.elements), ...objects(block.tasks)];
  return [...texts, ...children.flatMap((child) => blockLines(world, child))];
}
