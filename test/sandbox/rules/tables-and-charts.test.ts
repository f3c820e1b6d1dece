import { expect, test } from 'vitest';
import { checkMessage } from '../../../src/sandbox/rules/index.ts';
import { bothSides, inMessage, leniently, lines, long, richSection, richText, times } from './payloads.ts';

/**
 * https://docs.slack.dev/reference/block-kit/blocks/table-block, …/data-table-block, …/data-visualization-block
 */

const cell = (text = 'a') => ({ type: 'raw_text', text });
const row = (width: number) => times(width, () => cell());
const table = (more: object = {}) => ({ type: 'table', rows: [row(2)], ...more });
const data = (more: object = {}) => ({ type: 'data_table', caption: 'Meetings', rows: [row(2), row(2)], ...more });
const characters = (total: number) => [row(1), [cell(long(total - 1))]];

bothSides('table', inMessage, [
  [
    '100 rows',
    table({ rows: times(100, () => row(1)) }),
    table({ rows: times(101, () => row(1)) }),
    'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    '20 cells',
    table({ rows: [row(20)] }),
    table({ rows: [row(21)] }),
    'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
  ],
  [
    '20 column settings',
    table({ column_settings: times(20, () => ({ align: 'right' })) }),
    table({ column_settings: times(21, () => ({ align: 'right' })) }),
    'no more than 20 items allowed [json-pointer:/blocks/0/column_settings]',
  ],
  [
    'a known alignment',
    table({ column_settings: [null, { align: 'center', is_wrapped: true }] }),
    table({ column_settings: [{ align: 'top' }] }),
    'must be a valid enum value [json-pointer:/blocks/0/column_settings/0/align]',
  ],
  [
    'cells are not empty',
    table({ rows: [[cell(' ')]] }),
    table({ rows: [[cell('')]] }),
    'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
  ],
  [
    'numbers have a text',
    table({ rows: [[{ type: 'raw_number', value: 7, text: '7' }]] }),
    table({ rows: [[{ type: 'raw_number', value: 7 }]] }),
    'missing required field: text [json-pointer:/blocks/0/rows/0/0]',
  ],
  [
    'known cells',
    table({ rows: [[richText(richSection())]] }),
    table({ rows: [[{ type: 'plain_text', text: 'a' }]] }),
    'unsupported type: plain_text [json-pointer:/blocks/0/rows/0/0/type]',
  ],
  [
    'W: even rows, some say',
    table({ rows: [row(2), row(2)] }),
    table({ rows: [row(2), row(1)] }),
    'must have as many cells as the first row [json-pointer:/blocks/0/rows/1]',
  ],
]);

test('a table holds 10,000 characters', () => {
  expect(inMessage(table({ rows: characters(10_000) }))).toEqual([]);
  expect(inMessage(table({ rows: characters(10_001) }))).toEqual([
    'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
  ]);
});

bothSides('data_table', inMessage, [
  [
    'W: 101 rows with the header, some say 201',
    data({ rows: times(101, () => row(1)) }),
    data({ rows: times(102, () => row(1)) }),
    'no more than 101 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'a header and a row',
    data(),
    data({ rows: [row(2)] }),
    'must provide at least 2 items [json-pointer:/blocks/0/rows]',
  ],
  [
    '20 columns',
    data({ rows: [row(20), row(20)] }),
    data({ rows: [row(21), row(21)] }),
    'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    'no more than 20 items allowed [json-pointer:/blocks/0/rows/1]',
  ],
  [
    'W: 10,000 characters, some say 20,000',
    data({ rows: characters(10_000) }),
    data({ rows: characters(10_001) }),
    'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
  ],
  [
    'even rows',
    data(),
    data({ rows: [row(2), row(3)] }),
    'must have as many cells as the first row [json-pointer:/blocks/0/rows/1]',
  ],
  [
    'a plain header',
    data({ rows: [row(1), [richText(richSection())]] }),
    data({ rows: [[richText(richSection())], row(1)] }),
    'unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]',
  ],
  ['a caption', data(), data({ caption: undefined }), 'missing required field: caption [json-pointer:/blocks/0]'],
  [
    'page_size 100',
    data({ page_size: 100 }),
    data({ page_size: 101 }),
    'must be less than 100 [json-pointer:/blocks/0/page_size]',
  ],
  [
    'the first column may be the header',
    data({ row_header_column_index: 0 }),
    data({ row_header_column_index: -1 }),
    'must be greater than 0 [json-pointer:/blocks/0/row_header_column_index]',
  ],
  [
    'page_size 1',
    data({ page_size: 1 }),
    data({ page_size: 0 }),
    'must be greater than 1 [json-pointer:/blocks/0/page_size]',
  ],
  [
    'W: the header column exists',
    data({ row_header_column_index: 1 }),
    data({ row_header_column_index: 2 }),
    'must be the index of a column [json-pointer:/blocks/0/row_header_column_index]',
  ],
]);

test('read leniently, a data table holds 201 rows and 20,000 characters', () => {
  expect(leniently(data({ rows: times(201, () => row(1)) }))).toEqual([]);
  expect(leniently(data({ rows: times(202, () => row(1)) }))).toEqual([
    'no more than 201 items allowed [json-pointer:/blocks/0/rows]',
  ]);
  expect(leniently(data({ rows: characters(20_000) }))).toEqual([]);
  expect(leniently(data({ rows: characters(20_001) }))).toEqual([
    'must be less than 20001 characters [json-pointer:/blocks/0/rows]',
  ]);
});

const pie = (segments: object[], more: object = {}) => ({
  type: 'data_visualization',
  title: 'Mood',
  chart: { type: 'pie', segments },
  ...more,
});
const slices = (count: number) => times(count, (i) => ({ label: `s${i}`, value: 1 }));
const labels = (count: number) => times(count, (i) => `W${i}`);
const line = (name: string, points: string[]) => ({ name, data: points.map((label) => ({ label, value: 1 })) });
const bars = (series: object[], categories: string[], axis: object = {}) => ({
  type: 'data_visualization',
  title: 'Check-ins',
  chart: { type: 'bar', series, axis_config: { categories, ...axis } },
});
const W1 = ['W1', 'W2'];

bothSides('charts', inMessage, [
  [
    'title 50',
    pie(slices(1), { title: long(50) }),
    pie(slices(1), { title: long(51) }),
    'must be less than 51 characters [json-pointer:/blocks/0/title]',
  ],
  [
    'title not empty',
    pie(slices(1)),
    pie(slices(1), { title: '' }),
    'must be more than 0 characters [json-pointer:/blocks/0/title]',
  ],
  [
    'W: 6 segments, some say 12',
    pie(slices(6)),
    pie(slices(7)),
    'no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]',
  ],
  ['a segment', pie(slices(1)), pie([]), 'must provide at least 1 items [json-pointer:/blocks/0/chart/segments]'],
  [
    'segment label 20',
    pie([{ label: long(20), value: 1 }]),
    pie([{ label: long(21), value: 1 }]),
    'must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]',
  ],
  [
    'segment above 0',
    pie([{ label: 'a', value: 0.1 }]),
    pie([{ label: 'a', value: 0 }]),
    'must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]',
  ],
  [
    'W: 6 series, some say 12',
    bars(
      times(6, (i) => line(`n${i}`, W1)),
      W1,
    ),
    bars(
      times(7, (i) => line(`n${i}`, W1)),
      W1,
    ),
    'no more than 6 items allowed [json-pointer:/blocks/0/chart/series]',
  ],
  [
    'series name 20',
    bars([line(long(20), W1)], W1),
    bars([line(long(21), W1)], W1),
    'must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/name]',
  ],
  [
    'series names differ',
    bars([line('a', W1), line('b', W1)], W1),
    bars([line('a', W1), line('a', W1)], W1),
    'series names must be unique [json-pointer:/blocks/0/chart/series/1/name]',
  ],
  [
    '20 points and categories',
    bars([line('a', labels(20))], labels(20)),
    bars([line('a', labels(21))], labels(21)),
    'no more than 20 items allowed [json-pointer:/blocks/0/chart/series/0/data]',
    'no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]',
  ],
  [
    'point and category labels 20',
    bars([line('a', [long(20)])], [long(20)]),
    bars([line('a', [long(21)])], [long(21)]),
    'must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/data/0/label]',
    'must be less than 21 characters [json-pointer:/blocks/0/chart/axis_config/categories/0]',
  ],
  [
    'one point per category',
    bars([line('a', W1)], W1),
    bars([line('a', ['W1'])], W1),
    'must have exactly one point per category, in category order [json-pointer:/blocks/0/chart/series/0/data]',
  ],
  [
    'W: in the order of the categories',
    bars([line('a', W1)], W1),
    bars([line('a', ['W2', 'W1'])], W1),
    'must have exactly one point per category, in category order [json-pointer:/blocks/0/chart/series/0/data]',
  ],
  [
    'categories differ',
    bars([line('a', W1)], W1),
    bars([line('a', ['W1', 'W1'])], ['W1', 'W1']),
    'categories must be unique [json-pointer:/blocks/0/chart/axis_config/categories/1]',
  ],
  [
    'x_label 50',
    bars([line('a', W1)], W1, { x_label: long(50) }),
    bars([line('a', W1)], W1, { x_label: long(51) }),
    'must be less than 51 characters [json-pointer:/blocks/0/chart/axis_config/x_label]',
  ],
  [
    'y_label 50',
    bars([line('a', W1)], W1, { y_label: long(50) }),
    bars([line('a', W1)], W1, { y_label: long(51) }),
    'must be less than 51 characters [json-pointer:/blocks/0/chart/axis_config/y_label]',
  ],
  [
    'a known chart',
    pie(slices(1)),
    pie([], { chart: { type: 'radar' } }),
    'unsupported type: radar [json-pointer:/blocks/0/chart/type]',
  ],
  [
    'values are numbers',
    pie(slices(1)),
    pie([{ label: 'a', value: '1' }]),
    'must provide a number [json-pointer:/blocks/0/chart/segments/0/value]',
  ],
]);

test('read leniently, points may come in any order, but each category needs its own', () => {
  expect(leniently(bars([line('a', ['W2', 'W1'])], W1))).toEqual([]);
  expect(leniently(bars([line('a', ['W1', 'W1'])], W1))).toEqual([
    'must have exactly one point per category, in category order [json-pointer:/blocks/0/chart/series/0/data]',
  ]);
});

test('without categories nothing is said about the points', () => {
  expect(inMessage(bars([line('a', W1)], []))).toEqual([
    'must provide at least 1 items [json-pointer:/blocks/0/chart/axis_config/categories]',
  ]);
});

test('read leniently, a pie has 12 segments', () => {
  expect(leniently(pie(slices(12)))).toEqual([]);
  expect(leniently(pie(slices(13)))).toEqual(['no more than 12 items allowed [json-pointer:/blocks/0/chart/segments]']);
});

test('between the two numbers a finding is a warning, beyond both a refusal', () => {
  const severities = (count: number) =>
    checkMessage({ text: 'a', blocks: [pie(slices(count))] }).map(({ severity }) => severity);
  expect(severities(7)).toEqual(['W']);
  expect(severities(12)).toEqual(['W']);
  expect(severities(13)).toEqual(['R']);
});

test('vercel/chat#696: a message takes two charts, a third is refused', () => {
  const charts = (count: number) => lines(checkMessage({ text: 'a', blocks: times(count, () => pie(slices(1))) }));
  expect(charts(2)).toEqual([]);
  expect(charts(3)).toEqual(['no more than 2 data_visualization blocks allowed [json-pointer:/blocks/2]']);
});

test('a message takes one table, wherever it stands and of whichever kind', () => {
  const inAttachment = { text: 'a', blocks: [table()], attachments: [{ blocks: [data()] }] };
  expect(checkMessage({ text: 'a', blocks: [table()] })).toEqual([]);
  expect(checkMessage(inAttachment).map(({ error, message, pointer }) => [error, message, pointer])).toEqual([
    ['invalid_attachments', 'only_one_table_allowed', '/attachments/0/blocks/0'],
  ]);
  expect(lines(checkMessage({ text: 'a', blocks: [table(), data()] }, { strict: false }))).toEqual([
    'only_one_table_allowed [json-pointer:/blocks/1]',
  ]);
  const inContainer = { type: 'container', title: { type: 'plain_text', text: 'a' }, child_blocks: [table()] };
  expect(lines(checkMessage({ text: 'a', blocks: [table(), inContainer] }))).toEqual([
    'only_one_table_allowed [json-pointer:/blocks/1/child_blocks/0]',
  ]);
});

test('tables written in markdown count as well', () => {
  const written = { type: 'markdown', text: '| a | b |\n|---|---|\n| 1 | 2 |' };
  const codeOnly = { type: 'markdown', text: '```\n| a | b |\n|---|---|\n```' };
  expect(lines(checkMessage({ text: 'a', blocks: [written, codeOnly] }))).toEqual([]);
  expect(lines(checkMessage({ text: 'a', blocks: [written, written] }))).toEqual([
    'only_one_table_allowed [json-pointer:/blocks/1]',
  ]);
  expect(
    lines(checkMessage({ text: 'a', blocks: [{ ...written, text: `${written.text}\n\n${written.text}` }] })),
  ).toEqual(['only_one_table_allowed [json-pointer:/blocks/0]']);
  expect(checkMessage({ text: 'a', blocks: [table(), written] }, { strict: false })).toEqual([]);
});
