import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportLine, MOST_BYTES, readImport, readImportText } from '../../src/core/import-file.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean) => new Uint8Array(Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le'));
const swapped = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16());

function lines(read: ImportLine[] | Refusal): ImportLine[] {
  if (isRefusal(read)) throw new Error(read.words);
  return read;
}

/** `line mentor>mentee/cadence` for each line. */
const short = (read: ImportLine[] | Refusal) =>
  lines(read).map(({ line, mentor, mentee, cadence }) => `${line} ${mentor}>${mentee}/${cadence}`);

const PAIR = ['2 ben@x.org>cleo@x.org/'];

describe('a file of pairs is read', () => {
  test.each<[string, Uint8Array, string[]]>([
    ['as plain CSV', utf8('mentor,mentee\nben@x.org,cleo@x.org\n'), PAIR],
    ['without a line end at its end', utf8('mentor,mentee\nben@x.org,cleo@x.org'), PAIR],
    ['with Windows line ends', utf8('mentor,mentee\r\nben@x.org,cleo@x.org\r\n'), PAIR],
    ['with the line ends of old Macs', utf8('mentor,mentee\rben@x.org,cleo@x.org\r'), PAIR],
    ['with a byte-order mark', utf8('\uFEFFmentor,mentee\nben@x.org,cleo@x.org'), PAIR],
    ['with semicolons', utf8('mentor;mentee\nben@x.org;cleo@x.org'), PAIR],
    ['with tabs, as a spreadsheet copies', utf8('mentor\tmentee\nben@x.org\tcleo@x.org'), PAIR],
    ['with quotes around everything', utf8('"mentor","mentee"\r\n"ben@x.org","cleo@x.org"\r\n'), PAIR],
    ['with spaces around everything', utf8(' mentor , mentee \n  ben@x.org , cleo@x.org  '), PAIR],
    ['with the columns the other way round', utf8('Mentee,MENTOR\ncleo@x.org,ben@x.org'), PAIR],
    ['as UTF-16, as Excel writes "Unicode text"', utf16('mentor\tmentee\r\nben@x.org\tcleo@x.org\r\n', true), PAIR],
    ['as UTF-16 without a mark', utf16('mentor,mentee\nben@x.org,cleo@x.org', false), PAIR],
    ['as UTF-16, big end first', swapped('mentor,mentee\nben@x.org,cleo@x.org'), PAIR],
    [
      'with the separator line of Excel',
      utf8('sep=;\r\nmentor;mentee\r\nben@x.org;cleo@x.org'),
      ['3 ben@x.org>cleo@x.org/'],
    ],
    [
      'with that line as other spreadsheets save it',
      utf8('"sep=;";;\nmentor;mentee;\nben@x.org;cleo@x.org;\n'),
      ['3 ben@x.org>cleo@x.org/'],
    ],
    [
      'with what nobody sees around addresses, as pages and chats put it there',
      utf8('mentor,mentee\n\u200Bben@x.org\u200B,\u202Acleo@x.org\u202C\n'),
      PAIR,
    ],
    [
      'with blank lines, which count for the numbers',
      utf8('\n\nmentor,mentee\n\nben@x.org,cleo@x.org\n,\n\nben@x.org,dan@x.org\n'),
      ['5 ben@x.org>cleo@x.org/', '8 ben@x.org>dan@x.org/'],
    ],
    [
      'with line ends inside quotes, which count for the numbers',
      utf8('mentor,mentee\r\n"Ben\r\n<ben@x.org>",cleo@x.org\r\nben@x.org,dan@x.org'),
      ['2 Ben\n<ben@x.org>>cleo@x.org/', '4 ben@x.org>dan@x.org/'],
    ],
    [
      'with quotes in quotes, and quotes in the middle',
      utf8('mentor,mentee\n"Ben ""the pen"" O <ben@x.org>",Cleo "C" <cleo@x.org>'),
      ['2 Ben "the pen" O <ben@x.org>>Cleo "C" <cleo@x.org>/'],
    ],
    [
      'with a rhythm for some of them',
      utf8('mentor,mentee,Cadence weeks\nben@x.org,cleo@x.org,4\nben@x.org,dan@x.org,\nben@x.org,eve@x.org'),
      ['2 ben@x.org>cleo@x.org/4', '3 ben@x.org>dan@x.org/', '4 ben@x.org>eve@x.org/'],
    ],
    [
      'that we sent back with its problems',
      utf8('\uFEFFline,mentor,mentee,cadence_weeks,problem\r\n17,ben@x.org,cleo@x.org,2,nobody\r\n'),
      ['2 ben@x.org>cleo@x.org/2'],
    ],
    [
      'as Windows wrote it before UTF-8',
      new Uint8Array([...utf8('mentor,mentee\nJos'), 0xe9, ...utf8(',cleo')]),
      ['2 José>cleo/'],
    ],
  ])('%s', (_how, bytes, expected) => {
    expect(short(readImport(bytes))).toEqual(expected);
  });

  test('and says which lines have more cells than the first one names', () => {
    const read = lines(readImportText('mentor,mentee\nben@x.org,cleo@x.org,\nben@x.org,dan@x.org,4'));
    expect(read.map(({ spills }) => spills)).toEqual([false, true]);
  });
});

describe('what cannot be read is answered with what to do', () => {
  const HOW = 'The first line names the columns: mentor,mentee or mentor,mentee,cadence_weeks.';

  test.each<[string, string | Uint8Array, string]>([
    ['nothing at all', '', `There is nothing in it. ${HOW}`],
    ['nothing but blank lines', '\uFEFF\r\n \n', `There is nothing in it. ${HOW}`],
    [
      'names of columns alone',
      'mentor,mentee\n',
      'There is no line below the names of the columns, so no pair to make.',
    ],
    ['no names of columns', 'ben@x.org,cleo@x.org', `I miss the columns mentor and mentee. ${HOW}`],
    ['one of two columns', 'mentor,coachee\nben@x.org,cleo@x.org', `I miss the column mentee. ${HOW}`],
    ['a column twice', 'mentor,mentee,mentor\na,b,c', `The column mentor is there twice. ${HOW}`],
    ['a column of somebody else', 'mentor,mentee,Salary\na,b,c', `I do not know the column "Salary". ${HOW}`],
    [
      'a quote without an end',
      'mentor,mentee\n"ben,cleo\n',
      'I cannot make out the quotes near line 2. Each cell has none, or one at both ends.',
    ],
    [
      'a workbook',
      new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 8, 0]),
      'This is no text file. In your spreadsheet, choose "Save as" or "Download", and the format CSV.',
    ],
    [
      'a file without end',
      new Uint8Array(MOST_BYTES + 1).fill(97),
      'This file is larger than 2 MB. Bring at most 10,000 pairs at a time, with the columns mentor, mentee and cadence_weeks alone.',
    ],
    [
      'lines without end',
      `mentor,mentee\n${'a,b\n'.repeat(10_001)}`,
      'There are 10,001 lines in it, and 10,000 can be brought at a time. Split it in two.',
    ],
  ])('%s', (_what, content, words) => {
    const read = readImport(typeof content === 'string' ? utf8(content) : content);
    expect(isRefusal(read) && read.words).toBe(words);
  });
});

/** What a spreadsheet can have in a cell: no cell is blank, so that no row is. */
const cell = fc
  .array(fc.constantFrom(...'ab@.é"\',;\t|<> \n𝄞ß1'), { minLength: 1, maxLength: 8 })
  .map((signs) => `x${signs.join('').trim()}y`);
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  ends: fc.constantFrom('\n', '\r\n', '\r'),
  quotesAll: fc.boolean(),
  closes: fc.boolean(),
  encode: fc.constantFrom(
    utf8,
    (text: string) => utf8(`\uFEFF${text}`),
    (text: string) => utf16(text, true),
    swapped,
  ),
});
type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never;

function written(rows: string[][], { delimiter, ends, quotesAll, closes, encode }: Dialect): Uint8Array {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const one = (text: string) => (quotesAll || /["\n,;|\t]/.test(text) ? quoted(text) : text);
  const text = rows.map((row) => row.map(one).join(delimiter)).join('\n') + (closes ? '\n' : '');
  return encode(text.replaceAll('\n', ends));
}

test('whatever table a spreadsheet writes, in whatever dialect, comes back cell by cell, each line with its number', () => {
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(table, dialect, (rows, how) => {
      let next = 2;
      const expected = rows.map(([mentor, mentee, cadence]) => {
        const line = next;
        next += 1 + `${mentor}${mentee}${cadence}`.split('\n').length - 1;
        return { line, mentor, mentee, cadence, spills: false };
      });
      expect(readImport(written([['mentor', 'mentee', 'cadence_weeks'], ...rows], how))).toEqual(expected);
    }),
  );
});

test('whatever bytes somebody brings, the answer is lines or words', () => {
  const begun = fc
    .uint8Array({ maxLength: 200 })
    .map((bytes) => new Uint8Array([...utf8('mentor,mentee\n'), ...bytes]));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), begun), (bytes) => {
      const read = readImport(bytes);
      if (isRefusal(read)) expect(read.words).toMatch(/\.$/);
      else for (const { line } of read) expect(line).toBeGreaterThan(1);
    }),
  );
});
