import { usableHours, type WorkingHours } from './hours.ts';
import type { LocalStart, Start } from './openings.ts';
import { DAY, HOUR, type LocalTime, localOf, MINUTE, weekdayOf, type Zone } from './time.ts';

/** What makes one slot better than another. Instants are UTC ms. */
export type Preferences = {
  /** Length of the meeting. */
  minutes: number;
  people: readonly [Worker, Worker];
  /** Start of the pair's last meeting: its weekday and time are the pair's habit. */
  previous?: number | undefined;
  /** At most so many slots; 3 by default. */
  count?: number | undefined;
  /** Starts already offered: never offered again, nor others near them while there is anything else. */
  avoid?: readonly number[] | undefined;
};

type Worker = { zone: Zone; hours: WorkingHours };

// Costs are whole points, so that ties are ties. A point is one minute of discomfort.
const A_DAY_LATER = 12;
const BESIDE_A_CHOSEN_DAY = 40;
const NEAR_AN_OFFERED_ONE = 60;
const ON_THE_HALF_HOUR = 5;
const ON_THE_QUARTER = 25;
const USUAL_WEEKDAY = 30;
const USUAL_TIME_ON_USUAL_WEEKDAY = 3;

// Minutes: the stretches over which the rules below reach.
const EDGE_OF_THE_DAY = 60;
const LUNCH = { from: 12 * 60, to: 13 * 60 };
const USUAL_TIME = 60;
const SAME_TIME_OF_DAY = 90;
const DAY_IN_MINUTES = 24 * 60;

/**
 * The best few of many starts, on different days for both people, in order of time. The least cost is best, the earlier of
 * equals:
 *
 * - discomfort: the minutes that a meeting takes of the first and the last hour of somebody's own day, lies beyond it, or takes
 *   of their lunch (12:00–13:00), for both together and for the worse-off once more, so that burdens are shared;
 * - full hours before half hours before quarters, on each clock;
 * - habit: near the time of the previous meeting, above all on its weekday. Each person's own clock counts, and alike: where
 *   only one has changed clocks since, both readings of the old hour are as good;
 * - sooner before later, yet not on the day beside one already chosen;
 * - without a habit, at another time of day than those already chosen, so that there is a choice;
 * - away from what was offered before.
 */
export function choose(starts: readonly Start[], preferences: Preferences): Start[] {
  const alone = costAlone(preferences);
  const chosen: Start[] = [];
  let left = starts.map((start) => ({ start, cost: alone(start) }));
  while (left.length > 0 && chosen.length < (preferences.count ?? 3)) {
    const { start: best } = left.reduce(better);
    chosen.push(best);
    left = left
      .filter(({ start }) => start.local.every(({ date }, i) => date !== best.local[i]?.date))
      .map(({ start, cost }) => ({ start, cost: cost + costBeside(best, start, preferences) }));
  }
  return chosen.sort((a, b) => a.at - b.at);
}

type Costed = { start: Start; cost: number };

function better(a: Costed, b: Costed): Costed {
  return b.cost < a.cost || (b.cost === a.cost && b.start.at < a.start.at) ? b : a;
}

function costAlone({ people, minutes, previous, avoid = [] }: Preferences): (start: Start) => number {
  const [ones, others] = people.map(({ hours }) => usableHours(hours)) as [WorkingHours, WorkingHours];
  const [onesHabit, othersHabit] = people.map(({ zone }) =>
    previous === undefined ? undefined : localOf(previous, zone),
  );
  return ({ at, local: [one, other] }) => {
    const onesBurden = discomfort(one.minute, minutes, ones);
    const othersBurden = discomfort(other.minute, minutes, others);
    const offered = avoid.some((before) => Math.abs(before - at) < DAY / 2);
    return (
      onesBurden +
      othersBurden +
      Math.max(onesBurden, othersBurden) +
      offTheHour(one.minute) -
      habitual(one, onesHabit) +
      offTheHour(other.minute) -
      habitual(other, othersHabit) +
      Math.floor(at / DAY) * A_DAY_LATER +
      (offered ? NEAR_AN_OFFERED_ONE : 0)
    );
  };
}

/** Minutes of a meeting at the edges of somebody's own day, beyond them, or in their lunch. */
function discomfort(start: number, length: number, { from, to }: WorkingHours): number {
  const end = start + length;
  const early = Math.max(0, from + EDGE_OF_THE_DAY - start);
  const late = Math.max(0, end - (to - EDGE_OF_THE_DAY));
  const overLunch = Math.max(0, Math.min(end, LUNCH.to) - Math.max(start, LUNCH.from));
  return early + late + overLunch;
}

function offTheHour(minute: number): number {
  if (minute % 60 === 0) return 0;
  return minute % 30 === 0 ? ON_THE_HALF_HOUR : ON_THE_QUARTER;
}

function habitual(start: LocalStart, habit: LocalTime | undefined): number {
  if (!habit) return 0;
  const nearness = Math.max(0, USUAL_TIME - Math.abs(start.minute - habit.minute));
  return weekdayOf(start.date) === habit.weekday ? USUAL_WEEKDAY + nearness * USUAL_TIME_ON_USUAL_WEEKDAY : nearness;
}

function costBeside(chosen: Start, start: Start, { previous }: Preferences): number {
  const neighbours = Math.abs(start.at - chosen.at) < 36 * HOUR;
  const alike = previous === undefined ? Math.max(0, SAME_TIME_OF_DAY - timeOfDayBetween(chosen, start)) : 0;
  return (neighbours ? BESIDE_A_CHOSEN_DAY : 0) + Math.floor(alike / 2);
}

/** Minutes between two times of day on anybody's clock, the short way round. */
function timeOfDayBetween(a: Start, b: Start): number {
  const apart = (Math.abs(a.at - b.at) / MINUTE) % DAY_IN_MINUTES;
  return Math.min(apart, DAY_IN_MINUTES - apart);
}
