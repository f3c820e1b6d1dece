import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Refusal, refuse } from './refusal.ts';

/**
 * What one line of a file asks for, as it was written, without the spaces around it. `line` counts from 1, as editors and spreadsheets do;
 * `spills` where it has more cells than the first line names.
 */
export type ImportLine = { line: number; mentor: string; mentee: string; cadence: string; spills: boolean };

/** Pairs in one file. One transaction writes them, while everything else waits. */
export const MOST_LINES = 10_000;
/** Bytes of a file: as many lines with room to spare. */
export const MOST_BYTES = 2 * 1024 * 1024;

const COLUMNS = ['mentor', 'mentee', 'cadence_weeks'] as const;
/** Columns of the file with problems that we send ourselves: somebody may mend it and bring it back. */
const IGNORED = ['line', 'problem'];
const DELIMITERS = [',', ';', '\t', '|'];
const EXAMPLE = 'The first line names the columns: mentor,mentee or mentor,mentee,cadence_weeks.';

/**
 * The lines of a file of pairs, blank ones left out, or why it cannot be read. Takes commas, semicolons, tabs or bars, quotes, any line ends,
 * a byte-order mark, UTF-8, UTF-16 and what older spreadsheets write on Windows, and Excel's `sep=` line.
 */
export function readImport(bytes: Uint8Array): ImportLine[] | Refusal {
  if (bytes.length > MOST_BYTES) return tooLarge();
  const text = textOf(bytes);
  return text === null ? NOT_TEXT : readImportText(text);
}

/** The same for text that was pasted. */
export function readImportText(text: string): ImportLine[] | Refusal {
  const { body, delimiter, above } = withoutSeparatorLine(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (body.trim() === '') return refuse('empty', `There is nothing in it. ${EXAMPLE}`);
  const records = recordsOf(body, delimiter ?? delimiterOf(body));
  if ('refused' in records) return records;
  const [head, ...rows] = records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const columns = columnsOf(head?.cells ?? []);
  if ('refused' in columns) return columns;
  if (rows.length === 0) return refuse('empty', 'There is no line below the names of the columns, so no pair to make.');
  if (rows.length > MOST_LINES) return tooManyLines(rows.length);
  return rows.map(({ line, cells }) => ({
    line: line + above,
    mentor: cells[columns.mentor] ?? '',
    mentee: cells[columns.mentee] ?? '',
    cadence: columns.cadence === -1 ? '' : (cells[columns.cadence] ?? ''),
    spills: cells.slice(columns.count).some((cell) => cell !== ''),
  }));
}

/** Refusal of a file that is larger than we take. */
export function tooLarge(): Refusal {
  return refuse(
    'too_large',
    `This file is larger than ${MOST_BYTES / 1024 / 1024} MB. Bring at most ${MOST_LINES.toLocaleString('en')} pairs at a time, with the columns mentor, mentee and cadence_weeks alone.`,
  );
}

function tooManyLines(lines: number): Refusal {
  const [most, there] = [MOST_LINES, lines].map((count) => count.toLocaleString('en'));
  return refuse('too_many', `There are ${there} lines in it, and ${most} can be brought at a time. Split it in two.`);
}

const NOT_TEXT = refuse(
  'not_text',
  'This is no text file. In your spreadsheet, choose "Save as" or "Download", and the format CSV.',
);

/** Null for what is no text. */
function textOf(bytes: Uint8Array): string | null {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells other files from text
  return /[\u0000-\u0008\u000E-\u001F]/.test(text) ? null : text;
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A header in plain letters has a zero beside each of them when it is UTF-16 without a mark.
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Excel can begin a file with a line like `sep=;`, and other spreadsheets save it with empty cells behind it. `above` is how many lines were taken off. */
function withoutSeparatorLine(text: string): { body: string; delimiter: string | null; above: number } {
  const [line, delimiter] = /^"?sep=([,;|\t])"?[ ,;|\t]*\n/i.exec(text) ?? [];
  if (line === undefined || delimiter === undefined) return { body: text, delimiter: null, above: 0 };
  return { body: text.slice(line.length), delimiter, above: 1 };
}

/** The one that makes columns of the first line that is not blank. */
function delimiterOf(text: string): string {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, columns: first.split(delimiter).length }));
  return counted.reduce((best, each) => (each.columns > best.columns ? each : best)).delimiter;
}

type Cells = { line: number; cells: string[] };

/** Every record with the line on which it begins. Line ends are `\n` by now: the library counts two lines for others inside quotes. */
function recordsOf(text: string, delimiter: string): Cells[] | Refusal {
  let end = 0;
  try {
    const read: { record: string[]; info: { lines: number } }[] = parse(text, {
      delimiter,
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      // Tabs are spaces to `trim`, and would go with the cells that they stand between.
      ...(delimiter === '\t' ? {} : { trim: true }),
    }) as never;
    return read.map(({ record, info }) => {
      const line = end + 1;
      end = info.lines;
      return { line, cells: record.map(withoutUnseen) };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(
      'quotes',
      `I cannot make out the quotes near line ${Number(error.lines) || end + 1}. Each cell has none, or one at both ends.`,
    );
  }
}

/** Without the spaces around it, and the characters nobody sees that come along when an address is copied out of a page or a chat. */
function withoutUnseen(cell: string): string {
  return cell.replace(/\p{Cf}/gu, '').trim();
}

function columnsOf(
  head: readonly string[],
): { mentor: number; mentee: number; cadence: number; count: number } | Refusal {
  const names = head.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  const known = names.filter((name) => COLUMNS.includes(name as never));
  const missing = ['mentor', 'mentee'].filter((name) => !known.includes(name));
  if (missing.length > 0)
    return refuse(
      'header',
      `I miss the ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(' and ')}. ${EXAMPLE}`,
    );
  const twice = known.find((name, at) => known.indexOf(name) !== at);
  if (twice) return refuse('header', `The column ${twice} is there twice. ${EXAMPLE}`);
  const strange = head.filter((_, at) => names[at] !== '' && ![...COLUMNS, ...IGNORED].includes(names[at] ?? ''));
  if (strange.length > 0)
    return refuse(
      'header',
      `I do not know the column ${strange
        .slice(0, 3)
        .map((name) => `"${name.slice(0, 40)}"`)
        .join(', ')}. ${EXAMPLE}`,
    );
  const [mentor = -1, mentee = -1, cadence = -1] = COLUMNS.map((name) => names.indexOf(name));
  return { mentor, mentee, cadence, count: head.length };
}
