import type { Change } from './model.ts';

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;

/** What happened, in order: the one place where the event stream and everything that waits listen. */
export interface Changes {
  /** Number of the newest change. */
  readonly seq: number;
  tell(change: Unnumbered<Change>): void;
  on(listener: (change: Change) => void): () => void;
  /** Changes after `seq`, or undefined when some of them are gone already. */
  since(seq: number): readonly Change[] | undefined;
  /**
   * The first defined answer of `look`, asked now and after every change.
   * @throws Error with the words of `missing()` after `withinMs` of real time.
   */
  until<T>(look: () => T | undefined, withinMs: number, missing: () => string): Promise<T>;
}

const KEPT = 1_000;

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  let kept: Change[] = [];
  let seq = 0;

  const on = (listener: (change: Change) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  return {
    get seq() {
      return seq;
    },
    tell(change) {
      seq += 1;
      const numbered = { ...change, seq } as Change;
      kept.push(numbered);
      if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT);
      for (const listener of [...listeners]) listener(numbered);
    },
    on,
    since(after) {
      if (after > seq) return undefined;
      if (after < seq - kept.length) return undefined;
      return kept.filter((change) => change.seq > after);
    },
    until(look, withinMs, missing) {
      const found = look();
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const asked = new Error('waited in vain');
        const timer = setTimeout(() => {
          stop();
          asked.message = missing();
          reject(asked);
        }, withinMs);
        const stop = on(() => {
          const seen = look();
          if (seen === undefined) return;
          stop();
          clearTimeout(timer);
          resolve(seen);
        });
      });
    },
  };
}
