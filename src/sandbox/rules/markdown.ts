const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}#{1,6}(\s|$)/;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;

/**
 * How many blocks Slack makes of one markdown block: each heading and each rule becomes a block of its own, each run of
 * other text between them one. Measured by a third party: a message that expands to 50 passes, one of 53 does not.
 *
 * @returns number of blocks, at least 1
 */
export function expandedBlocks(markdown: string): number {
  let blocks = 0;
  let inRun = false;
  let fence: string | undefined;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const mark = FENCE.exec(line)?.[1];
    const alone = fence === undefined && (HEADING.test(line) || RULE.test(line));
    if (alone) {
      blocks += 1;
      inRun = false;
    } else if (line.trim() !== '' && !inRun) {
      blocks += 1;
      inRun = true;
    }
    if (mark !== undefined) fence = nextFence(fence, mark);
  }
  return Math.max(blocks, 1);
}

/** A fence ends with a mark of the same kind, at least as long. */
function nextFence(open: string | undefined, mark: string): string | undefined {
  if (open === undefined) return mark;
  return mark[0] === open[0] && mark.length >= open.length ? undefined : open;
}
