import { z } from 'zod';
import * as rules from '../core/booking.ts';
import { noUseAsking } from '../core/booking-refusals.ts';
import type { Change } from '../core/change.ts';
import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { addDays, localOf, parseDate, parseTime, resolveLocal } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ask, ClickAsk, CloseAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { refilled } from '../slack/form.ts';
import { type ModalView, message, mrkdwn, section } from '../slack/kit.ts';
import { type Filled, readCarried, textIn } from '../slack/payload.ts';
import { bookModal, fromCommand, OWN_TIME, SNOOZES, snoozeModal } from './booking.view.ts';
import { type ClosedForms, meetingToCome } from './shared/closed-forms.ts';
import { glance } from './shared/glance.view.ts';
import { calendarEvent } from './shared/meeting-time.view.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';
import { alreadyModal } from './shared/when.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake' | 'calendar' | 'messenger'>;

const ADDS = mrkdwn`Open this file to put the meeting into your calendar. If it moves, a new file puts the entry right.`;
const REMOVES = mrkdwn`Open this file to take the cancelled meeting out of your calendar.`;
const ON_ITS_WAY = message(section(mrkdwn`The file is on its way to the Messages tab of this app.`));
const SHORTEST = 5;
const LONGEST = 8 * 60;
const aboutSlot = z.object({ p: z.string(), t: z.number() });
const aboutProposal = z.object({ p: z.string(), o: z.string() });
const aboutMeeting = z.object({ p: z.string(), m: z.string() });

/** Finding a time: one tap on a slot, another time, already booked, snooze; accept, take back, move and cancel. */
export function booking(deps: Needs, unsent: ClosedForms): Feature {
  const links = { google: deps.calendar.googleLink, outlook: deps.calendar.outlookLink };

  /** Shows a form about the pair, unless it could come to nothing. */
  async function openForm(
    ask: Ask,
    carried: string | null,
    of: 'offer' | 'agreed' | 'pause',
    form: (seat: Seat) => ModalView,
  ): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    const refusal = noUseAsking(seat.pair, doing(ask, seat), of);
    return refusal ?? { open: unsent.offer(ask.userId, meetingToCome(seat.pair), form(seat)) };
  }

  function suggesting(ask: Ask) {
    return ({ pair, me, others }: Seat) => bookModal(pair, me, others, ask.now, true);
  }

  function doing(ask: Ask, { me }: Seat): rules.Act {
    return { by: me, now: ask.now, id: deps.newId() };
  }

  async function tapSlot(ask: ClickAsk): Handled {
    const tapped = readCarried(ask.value, aboutSlot);
    if (isRefusal(tapped)) return tapped;
    return act(ask, (pair, by) => {
      const offer = { startsAt: tapped.t, minutes: pair.cohort.meetingMinutes, place: '' };
      return rules.tapSlot(pair, by, offer);
    });
  }

  async function accept(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, aboutProposal);
    if (isRefusal(about)) return about;
    return act(ask, (pair, by) => rules.accept(pair, by, about.o));
  }

  async function withdraw(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, aboutProposal);
    if (isRefusal(about)) return about;
    return act(ask, (pair, by) => rules.withdraw(pair, by, about.o));
  }

  async function cancel(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, aboutMeeting);
    if (isRefusal(about)) return about;
    return act(ask, (pair, by) => rules.callOff(pair, by, about.m));
  }

  /** Carries a click out. The messages and the Home tab are drawn anew by themselves; a modal is, here. */
  async function act(ask: ClickAsk, decide: (pair: Pair, by: rules.Act) => Change | Refusal): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const done = await changePair(deps, ask, seat, (pair) => decide(pair, doing(ask, seat)));
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
    return keep(ask, seat, (pair, by) => rules.propose(pair, by, offer));
  }

  async function submitAlready(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const offer = readOffer(ask, seat);
    if ('errors' in offer) return offer;
    return keep(ask, seat, (pair, by) => rules.recordBooked(pair, by, offer));
  }

  async function submitSnooze(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const day = snoozeDay(ask, seat);
    if (!day) return { errors: { date: 'Pick the day until which you want to be left in peace.' } };
    const until = resolveLocal(day, seat.me.hours.from, seat.me.zone);
    return keep(ask, seat, (pair, by) => rules.snooze(pair, by, until), 'date');
  }

  /** Carries a form out. Whoever filled it in sees what came of it: below the form where there is a modal, else in a new one unless they came from a message. */
  async function keep(
    ask: SubmitAsk,
    seat: Seat,
    decide: (pair: Pair, by: rules.Act) => Change | Refusal,
    blame?: string,
  ): Handled {
    const done = await changePair(deps, ask, seat, (pair) => decide(pair, doing(ask, seat)));
    if (isRefusal(done)) return { errors: { [blame ?? blamed(done, ask.filled)]: done.words } };
    unsent.forget(ask.userId, ask.callback, meetingToCome(seat.pair));
    deps.wake();
    const result = glance(done.pair, seat.me, seat.others, ask.now, links);
    if (ask.stacked) return { below: result };
    return fromCommand(ask.carried) ? { replace: result } : {};
  }

  async function closed(ask: CloseAsk): Promise<void> {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (!isRefusal(seat)) unsent.keep(ask, meetingToCome(seat.pair));
  }

  async function sendFile(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, aboutMeeting);
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
      ...(ask.on !== 'message' && { say: ON_ITS_WAY }),
      later: async () => {
        await deps.messenger.sendFile(me.userId, file, comment);
        return {};
      },
    };
  }

  return {
    name: 'booking',
    commands: { '/book': (ask) => openForm(ask, null, 'offer', suggesting(ask)) },
    clicks: {
      'book.slot': tapSlot,
      'book.other': (ask) =>
        openForm(ask, ask.value, 'offer', ({ pair, me }) => bookModal(pair, me, [], ask.now, false)),
      'book.already': (ask) => openForm(ask, ask.value, 'agreed', ({ pair, me }) => alreadyModal(pair, me)),
      'book.snooze': (ask) => openForm(ask, ask.value, 'pause', ({ pair, me }) => snoozeModal(pair, me)),
      'book.with': async (ask) => {
        const seat = await pairOf(deps, ask, 'book for the pair', JSON.stringify({ p: ask.value }));
        if (isRefusal(seat)) return seat;
        const { date = null, time = null } = ask.filled;
        const form = unsent.offer(ask.userId, meetingToCome(seat.pair), suggesting(ask)(seat));
        return { replace: refilled(form, { date, time }) };
      },
      'proposal.accept': accept,
      'proposal.withdraw': withdraw,
      'meeting.cancel': cancel,
      'calendar.file': sendFile,
    },
    submits: { book: submitBook, 'book-already': submitAlready, 'book-snooze': submitSnooze },
    closings: { book: closed, 'book-already': closed },
  };
}

/** The time, length and place that were filled in, or words beside the fields that lack something. */
function readOffer(ask: SubmitAsk, { me, pair }: Seat): rules.Offer | Required<Pick<Answer, 'errors'>> {
  const minutes = Number(textIn(ask.filled, 'minutes')) || pair.cohort.meetingMinutes;
  if (!(minutes >= SHORTEST && minutes <= LONGEST))
    return { errors: { minutes: 'Pick a length between 5 minutes and 8 hours.' } };
  const place = textIn(ask.filled, 'place');
  const slot = chosenSlot(ask.filled);
  if (slot !== null) {
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

/** The suggested slot that is meant: a date or a time of one's own counts instead of the choice, as the form says. */
function chosenSlot(filled: Filled): string | null {
  const slot = textIn(filled, 'slot');
  const own = textIn(filled, 'date') || textIn(filled, 'time');
  return slot && slot !== OWN_TIME && !own ? slot : null;
}

/** The field beside which the reason for a refusal stands. */
function blamed({ refused }: Refusal, filled: Filled): string {
  if (refused === 'place_too_long') return 'place';
  return chosenSlot(filled) !== null ? 'slot' : 'date';
}

function snoozeDay(ask: SubmitAsk, { me }: Seat): string | undefined {
  const own = textIn(ask.filled, 'date');
  if (own) return parseDate(own);
  const chosen = SNOOZES.find((each) => each.value === textIn(ask.filled, 'until'));
  return chosen && addDays(localOf(ask.now, me.zone).date, chosen.days);
}
