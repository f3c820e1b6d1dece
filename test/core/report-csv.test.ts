import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../src/core/report-csv.ts';

const line = (...cells: string[]) => toCsv([cells]).replace('\uFEFF', '');

describe('a CSV file', () => {
  test('begins with a byte-order mark and ends its lines as RFC 4180 says', () => {
    expect(
      toCsv([
        ['mentee', 'mentor'],
        ['Cleo', 'Ben'],
      ]),
    ).toBe('\uFEFFmentee,mentor\r\nCleo,Ben\r\n');
  });

  test.each([
    ['O’Hara', 'O’Hara'],
    ['Hara, Ben', '"Hara, Ben"'],
    ['Ben; Cleo', '"Ben; Cleo"'],
    ['Ben "Benny" Hara', '"Ben ""Benny"" Hara"'],
    ['Ben\nHara', '"Ben\nHara"'],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['+43 1 234', "'+43 1 234"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tBen', "'\tBen"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("https://evil.example","x")', '"\'=HYPERLINK(""https://evil.example"",""x"")"'],
    ['＝1+1', "'＝1+1"],
    ['Ben =1', 'Ben =1'],
    ['عمر', 'عمر'],
  ])('%j becomes %j', (cell, written) => {
    expect(line(cell)).toBe(`${written}\r\n`);
  });

  test('is read back as it was, apart from the apostrophes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const read = readCsv(toCsv(rows).slice(1));
        expect(read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n])/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n])/, ''))),
        );
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

/** A reader of RFC 4180, letter by letter. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      row.push(cell);
      cell = '';
    } else if (letter === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += letter;
  }
  return rows;
}
