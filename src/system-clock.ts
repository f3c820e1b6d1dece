import type { Clock } from './deps.ts';

/** The machine's clock, UTC ms. The only place that reads it. */
export const systemClock: Clock = () => Date.now();
