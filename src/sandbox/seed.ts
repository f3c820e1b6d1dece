import { workingDays } from './seed/days.ts';
import { deeds } from './seed/deeds.ts';
import { fourMentees } from './seed/four-mentees.ts';
import { longStory } from './seed/long-story.ts';
import { programme } from './seed/programme.ts';
import type { Stage } from './seed/scene.ts';
import { shortStories } from './seed/short-stories.ts';
import type { Slack } from './slack.ts';

const DAY = 24 * 60 * 60_000;

/** How long before the present the demonstration cohort began: thirty working days. */
export const SEED_STARTS_BEFORE = 42 * DAY;

/** The present of the demonstration, UTC ms: 10:30 UTC on the working day at or after `real`, so that most people's windows are open. */
export function presentOf(real: number): number {
  const day = new Date(real);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setTime(day.getTime() + DAY);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 10, 30);
}

/**
 * Plays the first six weeks of a cohort by doing what its people would do, with pairs at different points of their story at the end. The
 * clock has to stand `SEED_STARTS_BEFORE` the `present` (UTC ms) when this begins.
 */
export async function seed(slack: Slack, present: number): Promise<void> {
  const stage: Stage = { slack, days: workingDays(present), people: deeds(slack) };
  const scenes = [programme, longStory, fourMentees, shortStories].flatMap((story) => story(stage));
  const timed = scenes.map(({ day, time, play }) => ({ at: stage.days.at(day, time), play }));
  for (const { at, play } of timed.sort((one, other) => one.at - other.at)) {
    if (at > slack.clock.now()) await slack.clock.set(at);
    await play();
  }
}
