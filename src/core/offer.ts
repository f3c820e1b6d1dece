import type { Member } from './member.ts';

/** A time for a meeting, as somebody offers it. `startsAt` UTC ms. */
export type Offer = { startsAt: number; minutes: number; place: string };

/** Who does it, when (UTC ms), and a fresh id for what may come of it. */
export type Act = { by: Member; now: number; id: string };
