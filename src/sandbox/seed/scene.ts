import type { Slack } from '../slack.ts';
import type { TimeOfDay, workingDays } from './days.ts';
import type { deeds } from './deeds.ts';

/** What a story is told with: the workspace, the days seen from the present, and what people can do. */
export type Stage = { slack: Slack; days: ReturnType<typeof workingDays>; people: ReturnType<typeof deeds> };

/** Something that happens on a working day (0 is the present one), at a time in UTC. Those of one moment play in the order they are listed. */
export type Scene = { day: number; time: TimeOfDay; play: () => Promise<unknown> };
