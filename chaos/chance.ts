/** Choices that look like chance and are the same for the same seed. */
export type Chance = {
  /** True with this probability, 0 to 1. */
  happens(probability: number): boolean;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of several. @throws RangeError when there is none */
  one<T>(of: readonly T[]): T;
  /** One of several, each as likely as its weight. */
  weighed<T>(of: readonly (readonly [weight: number, what: T])[]): T;
};

/** Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const one = <T>(of: readonly T[]): T => {
    const chosen = of[Math.floor(next() * of.length)];
    if (chosen === undefined) throw new RangeError('there is nothing to choose from');
    return chosen;
  };
  return {
    happens: (probability) => next() < probability,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    one,
    weighed(of) {
      let left = next() * of.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, what] of of) {
        left -= weight;
        if (left < 0) return what;
      }
      return one(of)[1];
    },
  };
}
