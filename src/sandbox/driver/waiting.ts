import type { Outcome } from '../acts/outcome.ts';
import type { Delivered } from '../driver.ts';

/** Real time that somebody waits for something to appear before they give up. */
export const PATIENCE_MS = 4_000;

/** Does the text hold what is looked for? Nothing looked for: yes. */
export function matches(text: string, match: RegExp | string | undefined): boolean {
  if (match === undefined) return true;
  return typeof match === 'string'
    ? text.includes(match)
    : new RegExp(match.source, match.flags.replace(/[gy]/g, '')).test(text);
}

/** What was looked for, in words. */
export function wanted(match: RegExp | string | undefined): string {
  return match === undefined ? 'anything' : String(match);
}

/** An outcome as the driver reports it; `acks` follows the log. */
export function deliveredOf({ entry, error }: Outcome): Delivered {
  return {
    get outcome() {
      return entry?.outcome ?? 'nothing';
    },
    get acks() {
      return entry?.acks.length ?? 0;
    },
    envelope: entry,
    ...(error === undefined ? {} : { error }),
  };
}

/** Adds properties to an object and keeps its getters live. */
export function extended<T extends object, U extends object>(object: T, more: U): T & U {
  return Object.defineProperties(object, Object.getOwnPropertyDescriptors(more)) as T & U;
}
