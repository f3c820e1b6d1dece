import type { Calendar } from './calendar.ts';
import { ics } from './ics.ts';
import { googleLink, outlookLink } from './links.ts';

/** The calendar of every installation: links and `.ics` files, which ask for no account, scope or address. */
export function createCalendar(): Calendar {
  return { googleLink, outlookLink, ics };
}
