import type { Cohort } from '../../core/cohort.ts';
import { formatDate, type LocalDate } from '../../core/time.ts';

/** The days of a cohort, as `Tue 1 Dec 2026 to Tue 30 Nov 2027`. */
export function span({ startsOn, endsOn }: Pick<Cohort, 'startsOn' | 'endsOn'>): string {
  return `${dateWithYear(startsOn)} to ${dateWithYear(endsOn)}`;
}

/** A local date as `Tue 1 Dec 2026`. */
export function dateWithYear(date: LocalDate): string {
  return `${formatDate(date)} ${date.slice(0, 4)}`;
}
