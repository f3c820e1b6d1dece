const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}#{1,6}(\s|$)/;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;

/** The line under the header of a table. */
const DELIMITER_ROW = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/;

/**
 * How many blocks Slack makes of one markdown block: each heading and each rule becomes a block of its own, each run of
 * other text between them one. Measured by a third party: a message that expands to 50 passes, one of 53 does not.
 *
 * @returns number of blocks, at least 1
 */
export function expandedBlocks(markdown: string): number {
  let blocks = 0;
  let inRun = false;
  for (const { line, inCode } of linesOf(markdown)) {
    if (!inCode && (HEADING.test(line) || RULE.test(line))) {
      blocks += 1;
      inRun = false;
    } else if (line.trim() !== '' && !inRun) {
      blocks += 1;
      inRun = true;
    }
  }
  return Math.max(blocks, 1);
}

/** How many tables Slack makes of a markdown text. */
export function tablesIn(markdown: string): number {
  let before = '';
  let tables = 0;
  for (const { line, inCode } of linesOf(markdown)) {
    if (!inCode && before.includes('|') && DELIMITER_ROW.test(line)) tables += 1;
    before = inCode ? '' : line;
  }
  return tables;
}

/** The lines of a text, and whether each belongs to fenced code. */
function linesOf(markdown: string): { line: string; inCode: boolean }[] {
  let fence: string | undefined;
  return markdown.split(/\r\n|\r|\n/).map((line) => {
    const mark = FENCE.exec(line)?.[1];
    const inCode = fence !== undefined || mark !== undefined;
    if (mark !== undefined) fence = nextFence(fence, mark);
    return { line, inCode };
  });
}

/** A fence ends with a mark of the same kind, at least as long. */
function nextFence(open: string | undefined, mark: string): string | undefined {
  if (open === undefined) return mark;
  return mark[0] === open[0] && mark.length >= open.length ? undefined : open;
}
