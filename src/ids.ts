import { randomBytes } from 'node:crypto';
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
  const random = randomBytes(8);
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
  const tail = random.toString('hex');
  const counted = count.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counted}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
