import type { Person } from './hours.ts';
import { type Interval, type Start, sharedStarts, shifts, widen } from './openings.ts';
import { choose, type Preferences } from './preference.ts';
import { HOUR, MINUTE } from './time.ts';
import { isAway } from './working-days.ts';

export type { Interval } from './openings.ts';

/** A meeting that could be: from its start to its end, UTC ms. */
export type Slot = Interval;

/** Somebody's calendar, with what is already in it. */
export type Availability = Person & { busy: readonly Interval[] };

/** What slots are suggested from; `now` is UTC ms. */
export interface SlotRequest extends Preferences {
  now: number;
  people: readonly [Availability, Availability];
}

/** Slots in order of time, and by how much the days of both were widened at either end (as a rule 0); or why there are none. */
export type Suggestion =
  | { slots: Slot[]; widenedByMinutes: number }
  | { slots: []; reason: 'hours_never_meet' | 'nothing_free' };

const NOTICE = 24 * HOUR;
const WORKING_DAYS_AHEAD = 10;
const WIDENING_STEP = 30;

/**
 * Slots on different days in which two people can meet: whole inside the working hours of both, each in their own zone and on
 * their own working days, clear of both busy lists and absences, at least 24 hours ahead, on the quarter hour, and within the
 * next ten working days of each of the two. Where the hours of the two never meet in that time, both days widen by equal steps
 * of 30 minutes at either end, up to 08:00–18:30, until they do. Which of many are best, `choose` says.
 *
 * The order of the two people makes no difference, and the same request always gets the same answer.
 *
 * @throws RangeError for a length that is not above zero, or a name that is no zone.
 */
export function suggestSlots(request: SlotRequest): Suggestion {
  if (!(request.minutes > 0)) throw new RangeError(`a meeting cannot last ${request.minutes} minutes`);
  const meeting = whereHoursMeet(request);
  if (!meeting) return { slots: [], reason: 'hours_never_meet' };
  const free = meeting.starts.filter((start) => isFree(start, request));
  if (free.length === 0) return { slots: [], reason: 'nothing_free' };
  const slots = choose(free, request).map(({ at }) => ({ from: at, to: at + request.minutes * MINUTE }));
  return { slots, widenedByMinutes: meeting.widenedByMinutes };
}

/** Every start within the hours of both, busy or not, after the least widening that gives any. */
function whereHoursMeet(request: SlotRequest): { starts: Start[]; widenedByMinutes: number } | undefined {
  for (let by = 0; by === 0 || widensAnybody(request.people, by); by += WIDENING_STEP) {
    const [ones, others] = request.people.map((person) =>
      shifts(request.now, WORKING_DAYS_AHEAD, { ...person, hours: widen(person.hours, by) }),
    );
    const starts = sharedStarts(ones ?? [], others ?? [], request.minutes).filter(
      ({ at }) => at >= request.now + NOTICE,
    );
    if (starts.length > 0) return { starts, widenedByMinutes: by };
  }
  return undefined;
}

function widensAnybody(people: readonly Person[], by: number): boolean {
  return people.some(({ hours }) => {
    const [narrower, wider] = [widen(hours, by - WIDENING_STEP), widen(hours, by)];
    return wider.from < narrower.from || wider.to > narrower.to;
  });
}

function isFree({ at, local }: Start, { people, minutes, avoid = [] }: SlotRequest): boolean {
  const end = at + minutes * MINUTE;
  const taken = people.some(({ busy }) => busy.some(({ from, to }) => from < end && at < to));
  const away = people.some(({ awayUntil }, i) => isAway(local[i]?.date ?? '', awayUntil));
  return !taken && !away && !avoid.includes(at);
}
