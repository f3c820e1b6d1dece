import { z } from 'zod';
import * as rules from '../core/booking.ts';
import type { Change } from '../core/change.ts';
import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { addDays, localOf, parseDate, parseTime, resolveLocal } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { message, mrkdwn, section } from '../slack/kit.ts';
import { type Filled, readCarried, textIn } from '../slack/payload.ts';
import { alreadyModal, bookModal, OWN_TIME, SNOOZES, snoozeModal } from './booking.view.ts';
import { glance } from './shared/glance.view.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';
import { calendarEvent } from './shared/situation.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake' | 'calendar' | 'messenger'>;

const ADDS = mrkdwn`Open this file to put the meeting into your calendar. If it moves, a new file puts the entry right.`;
const REMOVES = mrkdwn`Open this file to take the cancelled meeting out of your calendar.`;
const SHORTEST = 5;
const LONGEST = 8 * 60;

/** Finding a time: one tap on a slot, another time, already booked, snooze; accept, take back, move and cancel. */
export function booking(deps: Needs): Feature {
  const links = { google: deps.calendar.googleLink, outlook: deps.calendar.outlookLink };

  async function openBook(ask: Ask, carried: string | null, suggest: boolean): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    return { open: bookModal(seat.pair, seat.me, seat.others, ask.now, suggest) };
  }

  async function tapSlot(ask: ClickAsk): Handled {
    const tapped = readCarried(ask.value, z.object({ p: z.string(), t: z.number() }));
    if (isRefusal(tapped)) return tapped;
    return act(ask, (pair, doing) => {
      const offer = { startsAt: tapped.t, minutes: pair.cohort.meetingMinutes, place: '' };
      return rules.tapSlot(pair, doing, offer);
    });
  }

  async function accept(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ p: z.string(), o: z.string() }));
    if (isRefusal(about)) return about;
    return act(ask, (pair, doing) => rules.accept(pair, doing, about.o));
  }

  async function withdraw(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ p: z.string(), o: z.string() }));
    if (isRefusal(about)) return about;
    return act(ask, (pair, doing) => rules.withdraw(pair, doing, about.o));
  }

  async function cancel(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ p: z.string(), m: z.string() }));
    if (isRefusal(about)) return about;
    return act(ask, (pair, doing) => rules.callOff(pair, doing, about.m));
  }

  /** Carries a click out. The messages and the Home tab are drawn anew by themselves; a modal is, here. */
  async function act(ask: ClickAsk, decide: (pair: Pair, doing: rules.Act) => Change | Refusal): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const done = await changePair(deps, ask, seat, (pair) =>
      decide(pair, { by: seat.me, now: ask.now, id: deps.newId() }),
    );
    if (isRefusal(done)) {
      await deps.store.nudges.markStale(seat.pair.pairing.id, ask.now);
      deps.wake();
      return done;
    }
    deps.wake();
    return ask.on === 'modal' ? { replace: glance(done.pair, seat.me, seat.others, ask.now, links) } : {};
  }

  async function submitBook(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const offer = readOffer(ask, seat);
    if ('errors' in offer) return offer;
    return keep(ask, seat, (pair, doing) => rules.propose(pair, doing, offer));
  }

  async function submitAlready(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const offer = readOffer(ask, seat);
    if ('errors' in offer) return offer;
    return keep(ask, seat, (pair, doing) => rules.recordBooked(pair, doing, offer));
  }

  async function submitSnooze(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const day = snoozeDay(ask, seat);
    if (!day) return { errors: { date: 'Pick the day until which you want to be left in peace.' } };
    const until = resolveLocal(day, seat.me.hours.from, seat.me.zone);
    return keep(ask, seat, (pair, doing) => rules.snooze(pair, doing, until), 'date');
  }

  async function keep(
    ask: SubmitAsk,
    seat: Seat,
    decide: (pair: Pair, doing: rules.Act) => Change | Refusal,
    blame?: string,
  ): Handled {
    const done = await changePair(deps, ask, seat, (pair) =>
      decide(pair, { by: seat.me, now: ask.now, id: deps.newId() }),
    );
    if (isRefusal(done)) return { errors: { [blame ?? timeField(ask.filled)]: done.words } };
    deps.wake();
    return {};
  }

  async function sendFile(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ p: z.string(), m: z.string() }));
    if (isRefusal(about)) return about;
    const seat = await pairOf(deps, ask, 'see the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const { pair, me } = seat;
    const meeting = [pair.next, pair.cancelled, ...pair.past].find((each) => each?.id === about.m);
    if (!meeting) return refuse('gone', 'That meeting is no more, so there is nothing to put into a calendar.');
    const file = {
      name: 'meeting.ics',
      text: deps.calendar.ics(calendarEvent(pair, meeting, me)),
      title: 'Calendar file',
    };
    const comment = message(section(meeting.state === 'cancelled' ? REMOVES : ADDS));
    return {
      later: async () => {
        await deps.messenger.sendFile(me.userId, file, comment);
        return {};
      },
    };
  }

  return {
    name: 'booking',
    commands: { '/book': (ask) => openBook(ask, null, true) },
    clicks: {
      'book.slot': tapSlot,
      'book.other': (ask) => openBook(ask, ask.value, false),
      'book.already': async (ask) => {
        const seat = await pairOf(deps, ask, 'book for the pair', ask.value);
        return isRefusal(seat) ? seat : { open: alreadyModal(seat.pair, seat.me, ask.now) };
      },
      'book.snooze': async (ask) => {
        const seat = await pairOf(deps, ask, 'book for the pair', ask.value);
        return isRefusal(seat) ? seat : { open: snoozeModal(seat.pair, seat.me) };
      },
      'book.with': async (ask) => {
        const seat = await pairOf(deps, ask, 'book for the pair', JSON.stringify({ p: ask.value }));
        return isRefusal(seat) ? seat : { replace: bookModal(seat.pair, seat.me, seat.others, ask.now, true) };
      },
      'proposal.accept': accept,
      'proposal.withdraw': withdraw,
      'meeting.cancel': cancel,
      'calendar.file': sendFile,
    },
    submits: { book: submitBook, 'book-already': submitAlready, 'book-snooze': submitSnooze },
  };
}

/** The time, length and place that were filled in, or words beside the fields that lack something. */
function readOffer(ask: SubmitAsk, { me, pair }: Seat): rules.Offer | Required<Pick<Answer, 'errors'>> {
  const minutes = Number(textIn(ask.filled, 'minutes')) || pair.cohort.meetingMinutes;
  if (!(minutes >= SHORTEST && minutes <= LONGEST))
    return { errors: { minutes: 'Pick a length between 5 minutes and 8 hours.' } };
  const place = textIn(ask.filled, 'place');
  const slot = textIn(ask.filled, 'slot');
  if (slot && slot !== OWN_TIME) {
    const startsAt = Number(slot);
    return Number.isSafeInteger(startsAt)
      ? { startsAt, minutes, place }
      : { errors: { slot: 'Pick one of these times.' } };
  }
  const date = parseDate(textIn(ask.filled, 'date'));
  const time = parseTime(textIn(ask.filled, 'time'));
  if (date === undefined) return { errors: { date: 'Pick a date.' } };
  if (time === undefined) return { errors: { time: 'Pick a time.' } };
  return { startsAt: resolveLocal(date, time, me.zone), minutes, place };
}

/** The field beside which words about the chosen time stand. */
function timeField(filled: Filled): string {
  const slot = textIn(filled, 'slot');
  return slot && slot !== OWN_TIME ? 'slot' : 'date';
}

function snoozeDay(ask: SubmitAsk, { me }: Seat): string | undefined {
  const chosen = SNOOZES.find((each) => each.value === textIn(ask.filled, 'until'));
  if (chosen && chosen.value !== OWN_TIME) return addDays(localOf(ask.now, me.zone).date, chosen.days);
  return parseDate(textIn(ask.filled, 'date'));
}
