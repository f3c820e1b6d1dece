import { randomBytes, randomUUID } from 'node:crypto';

/** Names for things, in the forms that Slack gives them. */
export interface Ids {
  /** `U000000001`, `D000000002`, …: unique in this sandbox. */
  next(prefix: string): string;
  /** A short one for a block or an element that came without: `b1`, never twice. */
  block(): string;
  action(): string;
  envelope(): string;
  secret(bytes?: number): string;
}

export function createIds(): Ids {
  let made = 0;
  let blocks = 0;
  const numbered = (n: number) => n.toString(36).toUpperCase().padStart(9, '0');
  return {
    next(prefix) {
      made += 1;
      return `${prefix}${numbered(made)}`;
    },
    block() {
      blocks += 1;
      return `b${blocks.toString(36).padStart(4, '0')}`;
    },
    action() {
      blocks += 1;
      return `a${blocks.toString(36).padStart(4, '0')}`;
    },
    envelope: () => randomUUID(),
    secret: (bytes = 16) => randomBytes(bytes).toString('hex'),
  };
}
