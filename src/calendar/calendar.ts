/** Who an `.ics` file names as its organiser. */
export type Organizer = { name: string; email: string };

/** What a calendar is told of a meeting. */
export type CalendarEvent = {
  /** The same for the life of the meeting: calendars find what to update or cancel by it. Letters, digits and `.@:+_-`. */
  uid: string;
  /** RFC 5545 SEQUENCE: raised by one on each move or cancellation. */
  sequence: number;
  /** UTC ms. */
  startsAt: number;
  minutes: number;
  title: string;
  description?: string | undefined;
  place?: string | undefined;
  cancelled: boolean;
  organizer?: Organizer | undefined;
  /** UTC ms of the last change: RFC 5545 DTSTAMP. */
  updatedAt: number;
};

/** Ways to put a meeting into a calendar. Nothing here touches the network or the clock. */
export type Calendar = {
  /** Opens a filled-in new event in Google Calendar. At most 3,000 characters. Not for cancelled meetings: a link cannot cancel. */
  googleLink(event: CalendarEvent): string;
  /** Opens a filled-in new event in Outlook on the web. At most 3,000 characters. Not for cancelled meetings: a link cannot cancel. */
  outlookLink(event: CalendarEvent): string;
  /** The text of an `.ics` file that adds, moves or, when cancelled, removes the meeting. Throws a RangeError for a uid of other characters. */
  ics(event: CalendarEvent): string;
};
