const CONTROL_EXCEPT_TAB_AND_NEWLINE = /[\p{Cc}--[\t\n]]/gv;

/** The text with `\n` as its only line break, and without control characters or halves of surrogate pairs. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL_EXCEPT_TAB_AND_NEWLINE, '').toWellFormed();
}

/** The same on a single line, trimmed. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}
