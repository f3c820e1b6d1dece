import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarEvent, Organizer } from './calendar.ts';
import { oneLine, printable } from './text.ts';

/**
 * An iCalendar file (RFC 5545, RFC 5546) with one event in UTC: METHOD PUBLISH, or CANCEL for a cancelled meeting.
 * Throws a RangeError for a uid that a calendar might not keep unchanged.
 */
export function ics(event: CalendarEvent): string {
  const { cancelled } = event;
  const calendar = ical({
    prodId: { company: 'Cairn', product: 'Cairn', language: 'EN' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: stableUid(event.uid),
    sequence: event.sequence,
    stamp: new Date(event.updatedAt),
    start: new Date(event.startsAt),
    end: new Date(event.startsAt + event.minutes * 60_000),
    summary: printable(event.title),
    description: printable(event.description ?? '') || null,
    location: printable(event.place ?? '') || null,
    organizer: addressable(event.organizer),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  // The library ends its last line without the CRLF that RFC 5545 section 3.1 asks of every line.
  return `${calendar.toString()}\r\n`;
}

function stableUid(uid: string): string {
  if (!/^[\w.@:+-]+$/.test(uid)) throw new RangeError('A calendar uid may hold letters, digits and . @ : + _ - only.');
  return uid;
}

/** The organiser as a CN and a mailto: can carry it, or null when there is no such address. */
function addressable(organizer: Organizer | undefined): Organizer | null {
  const email = organizer?.email.trim() ?? '';
  if (!organizer || !/^[^\s"<>,;:\\\p{Cc}]+@[^\s"<>,;:\\\p{Cc}]+$/u.test(email)) return null;
  // RFC 5545 section 3.2 leaves no way to write a double quote inside a quoted parameter.
  const name = oneLine(organizer.name.replaceAll('"', ''));
  return { name: name || email, email };
}
