import { DAY, HOUR } from './time.ts';

/** How far the daily look at everybody's account has come. */
export type PeopleCheck = {
  /** When the next look is due, UTC ms; while one is under way, the past. */
  dueAt: number;
  /** When the present one began, UTC ms; null between two. */
  beganAt: number | null;
  /** `page:` and Slack's mark of the next page, or `one:` and our id of the last member who was looked at; empty between two. */
  cursor: string;
};

/**
 * So few people are asked about one by one. A page of Slack's list holds a thousand people, whoever they are, so that more than these are found
 * with fewer calls there, unless the workspace is huge.
 */
export const ONE_BY_ONE = 20;

/** The next look begins; `people` is how many it is about. */
export function beginCheck(people: number, now: number): PeopleCheck {
  return { dueAt: now, beganAt: now, cursor: people <= ONE_BY_ONE ? 'one:' : 'page:' };
}

/** The look goes on behind `cursor`. */
export function goOnChecking(check: PeopleCheck, cursor: string): PeopleCheck {
  return { ...check, cursor };
}

/** The look is over: the next one begins a day after this one did. `now` UTC ms. */
export function endCheck({ beganAt }: PeopleCheck, now: number): PeopleCheck {
  return { dueAt: Math.max((beganAt ?? now) + DAY, now + HOUR), beganAt: null, cursor: '' };
}
