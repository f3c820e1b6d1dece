import { type Filled, textIn } from '../../slack/payload.ts';
import type { Seat } from './pair-of.ts';

/** Forms that are remembered; the oldest is forgotten for the next one. */
const REMEMBERED = 500;

export type ClosedForms = ReturnType<typeof closedForms>;

/**
 * What people typed into a form and closed without sending it, to be offered when they open it again: of each person and pair the last
 * one. Kept in memory alone, for what nobody sent is nobody's to store.
 */
export function closedForms() {
  const forms = new Map<string, Filled>();

  function keyOf(userId: string, { pair }: Seat): string {
    return `${pair.pairing.id}:${userId}`;
  }

  return {
    /** Remembers a form that was closed, when something was typed into one of its `fields`; else forgets what was. */
    keep(userId: string, seat: Seat, filled: Filled, fields: readonly string[]): void {
      const key = keyOf(userId, seat);
      forms.delete(key);
      if (!fields.some((name) => textIn(filled, name))) return;
      forms.set(key, filled);
      const [oldest] = forms.keys();
      if (forms.size > REMEMBERED && oldest !== undefined) forms.delete(oldest);
    },
    /** What was typed last; undefined when nothing was, or it was sent since. */
    of(userId: string, seat: Seat): Filled | undefined {
      return forms.get(keyOf(userId, seat));
    },
    forget(userId: string, seat: Seat): void {
      forms.delete(keyOf(userId, seat));
    },
  };
}
