import { randomUUID } from 'node:crypto';
import type { Clock } from './deps.ts';

const COUNTS_PER_MS = 0x1000;

/**
 * Makes ids that sort in the order in which they were made (RFC 9562, UUID version 7, with a counter in `rand_a`): rows made together
 * lie together in the database, and what was made in one millisecond keeps its order. The last twelve digits are random.
 */
export function createIds(clock: Clock): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const now = clock();
    count = now > last ? 0 : count + 1;
    if (count === COUNTS_PER_MS) count = 0;
    // A clock that stands still, or was set back, does not set the order back.
    last = now > last ? now : last + (count === 0 ? 1 : 0);
    return uuid7(last, count);
  };
}

function uuid7(ms: number, count: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const counted = count.toString(16).padStart(3, '0');
  // The second half of a UUID is the same in versions 4 and 7, and Node draws the random digits of many at once.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counted}-${randomUUID().slice(19)}`;
}
