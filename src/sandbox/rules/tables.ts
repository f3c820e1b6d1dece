import { id } from './composition.ts';
import { richText } from './rich-text.ts';
import {
  boolean,
  type Check,
  type Context,
  enumeration,
  type Fields,
  integer,
  isFields,
  itemsOf,
  type Limit,
  list,
  nullable,
  number,
  type ObjectShape,
  object,
  string,
  union,
} from './shape.ts';
import { relation, type Violation } from './violation.ts';
import { beyond } from './walk.ts';

/**
 * Tables: https://docs.slack.dev/reference/block-kit/blocks/table-block and
 * https://docs.slack.dev/reference/block-kit/blocks/data-table-block
 */

const cells: Record<string, ObjectShape> = {
  raw_text: object({ required: { type: enumeration('raw_text'), text: string({ min: 1 }) } }),
  raw_number: object({ required: { type: enumeration('raw_number'), value: number(), text: string({ min: 1 }) } }),
  rich_text: richText,
};

const evenRows: Check = (value, at) => {
  const rows = itemsOf(value.rows);
  const width = itemsOf(rows[0]).length;
  return rows.flatMap((row, index) =>
    Array.isArray(row) && row.length !== width
      ? [relation(`${at}/rows/${index}`, 'must have as many cells as the first row', { severity: 'W' })]
      : [],
  );
};

const TABLE_CHARACTERS = 10_000;

const atMostCharacters =
  (limit: Limit): Check =>
  (value, at, context) => {
    const over = beyond(limit, characters(value.rows, context), context.strict);
    return over
      ? [relation(`${at}/rows`, `must be less than ${over.max + 1} characters`, { severity: over.severity })]
      : [];
  };

export const table: ObjectShape = object({
  required: { type: enumeration('table'), rows: list(list(union(cells), { min: 1, max: 20 }), { min: 1, max: 100 }) },
  optional: {
    column_settings: list(
      nullable(object({ optional: { align: enumeration('left', 'center', 'right'), is_wrapped: boolean } })),
      { max: 20 },
    ),
    block_id: id,
  },
  also: [evenRows, atMostCharacters(TABLE_CHARACTERS)],
});

/** One snapshot of the documentation says 101 rows and 10,000 characters, a later one twice as much. */
const DATA_ROWS = { narrow: 101, wide: 201 };
const DATA_CHARACTERS = { narrow: 10_000, wide: 20_000 };

const plainHeader: Check = (value, at) =>
  itemsOf(itemsOf(value.rows)[0]).flatMap((cell, index) =>
    isFields(cell) && cell.type === 'rich_text'
      ? [relation(`${at}/rows/0/${index}/type`, 'unsupported type: rich_text')]
      : [],
  );

/** Characters that a cell, a row or a whole table shows. */
function characters(value: unknown, context: Context): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + characters(item, context), 0);
  if (!isFields(value)) return 0;
  if (typeof value.text === 'string') return context.count(value.text);
  if (typeof value.url === 'string') return context.count(value.url);
  return characters(value.elements, context);
}

const headerColumn: Check = (value: Fields, at: string): Violation[] => {
  const column = value.row_header_column_index;
  const width = itemsOf(itemsOf(value.rows)[0]).length;
  return typeof column === 'number' && column >= width && width > 0
    ? [relation(`${at}/row_header_column_index`, 'must be the index of a column', { severity: 'W' })]
    : [];
};

export const dataTable: ObjectShape = object({
  required: {
    type: enumeration('data_table'),
    caption: string({ min: 1 }),
    rows: list(list(union(cells), { min: 1, max: 20 }), { min: 2, max: DATA_ROWS }),
  },
  optional: {
    page_size: integer({ min: 1, max: 100 }),
    row_header_column_index: integer({ min: 0 }),
    block_id: id,
  },
  also: [evenRowsOfData, plainHeader, atMostCharacters(DATA_CHARACTERS), headerColumn],
});

/** Here the documentation itself asks for equal lengths. */
function evenRowsOfData(value: Fields, at: string, context: Context): Violation[] {
  return evenRows(value, at, context).map((violation) => ({ ...violation, severity: 'R' as const }));
}
