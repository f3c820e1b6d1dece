import { z } from 'zod';
import type { Act } from '../core/booking.ts';
import type { Change } from '../core/change.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Notebook } from '../core/notebook.ts';
import { afterthought, closeMeeting, type Said, sayOutcome } from '../core/outcome.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { shareTakeaway, tellQuoted } from '../core/takeaway-rules.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CloseAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import type { ModalView } from '../slack/kit.ts';
import { readCarried, textIn } from '../slack/payload.ts';
import { closingModal, correctModal, LATER, NO_SLOT, nextModal } from './closing.view.ts';
import { type ClosedForms, meetingToCome } from './shared/closed-forms.ts';
import {
  fieldOf,
  readDiscussed,
  readKept,
  readKeptBefore,
  readNoteSeen,
  readPromises,
  readSaid,
  readStructure,
  readUsefulness,
} from './shared/closing-form.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';
import { readSharing } from './shared/sharing.ts';
import { MEETINGS_PER_PAGE, timelineModal } from './shared/timeline.view.ts';
import { alreadyModal } from './shared/when.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const aboutMeeting = z.object({ p: z.string(), m: z.string() });

const GONE = refuse('gone', 'This meeting was a long time ago; there is nothing to say about it any more.');

/** Refusals of a slot because a time for the next meeting stands already. */
const STANDS = new Set(['partner_proposed', 'already_proposed', 'already_booked']);
const ELSEWHERE = `It is in your messages with me; here, pick “${LATER}”.`;

/** After a meeting: did it happen, what came of it, and the next one booked while this one ends. */
export function closing(deps: Needs, unsent: ClosedForms): Feature {
  async function say(ask: ClickAsk, said: Said): Handled {
    const about = await meetingOf(ask, ask.value);
    if (isRefusal(about)) return about;
    const { seat, meeting } = about;
    const next = await after(ask, seat, meeting, said);
    if (isRefusal(next) || next === null) return next ?? {};
    return { open: next };
  }

  /** Writes down what became of a meeting. The form that comes next, or null for none. */
  async function after(ask: Ask, seat: Seat, meeting: Meeting, said: Said): Promise<ModalView | Refusal | null> {
    const done = await change(ask, seat, (pair, notebook) =>
      sayOutcome(pair, notebook, doing(ask, seat), meeting.id, said),
    );
    if (isRefusal(done)) return done;
    if (said === 'missed') return null;
    if (said === 'moved') {
      const form = alreadyModal(done.pair, seat.me, true);
      return canBook(done.pair, seat) ? unsent.offer(ask.userId, meetingToCome(done.pair), form) : null;
    }
    const notebook = await deps.store.notebooks.find(seat.pair.pairing.id);
    const before = unsent.of(ask.userId, 'meeting-close', meeting.id);
    const noteSeen = before?.filled.note ? readNoteSeen(before.carried) : undefined;
    const form = closingModal(done.pair, notebook, meeting, seat.me, ask.now, noteSeen);
    return unsent.offer(ask.userId, meeting.id, form);
  }

  /** The meetings so far, page by page, with what was noted of them. */
  async function openTimeline(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ p: z.string(), from: z.int().min(0) }));
    if (isRefusal(about)) return about;
    const seat = await pairOf(deps, ask, 'see the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const page = { from: about.from, count: MEETINGS_PER_PAGE };
    const meetings = await deps.store.notebooks.meetings(seat.pair.pairing.id, page);
    const timeline = timelineModal(seat.pair, seat.me, { ...meetings, from: about.from });
    return ask.on === 'modal' ? { replace: timeline } : { open: timeline };
  }

  async function openCorrection(ask: ClickAsk): Handled {
    const about = await meetingOf(ask, ask.value);
    return isRefusal(about) ? about : { open: correctModal(about.seat.pair, about.meeting, about.seat.me) };
  }

  async function correct(ask: SubmitAsk): Handled {
    const about = await meetingOf(ask, ask.carried);
    if (isRefusal(about)) return about;
    const said = readSaid(ask.filled);
    if (!said) return { errors: { said: 'Pick one of these.' } };
    const next = await after(ask, about.seat, about.meeting, said);
    if (isRefusal(next)) return { errors: { said: next.words } };
    return next ? { replace: next } : {};
  }

  async function closed(ask: CloseAsk): Promise<void> {
    const about = await meetingOf(ask, ask.carried);
    if (!isRefusal(about)) unsent.keep(ask, about.meeting.id);
  }

  async function close(ask: SubmitAsk): Handled {
    const about = await meetingOf(ask, ask.carried);
    if (isRefusal(about)) return about;
    const { seat, meeting } = about;
    const promised = readPromises(ask.filled, seat);
    if ('errors' in promised) return promised;
    const worthKeeping = readKept(ask.filled);
    if ('errors' in worthKeeping) return worthKeeping;
    const before = readNoteSeen(ask.carried);
    const filledIn = {
      discussed: readDiscussed(ask.filled),
      note: { text: 'note' in ask.filled ? textIn(ask.filled, 'note') : before, before },
      promised,
      kept: worthKeeping,
    };
    let kept: string[] = [];
    const done = await changePair(deps, ask, seat, (pair, notebook) => {
      const closing = closeMeeting(pair, notebook, doing(ask, seat), meeting.id, filledIn, deps.newId);
      if (!isRefusal(closing)) kept = (closing.takeaways ?? []).map(({ id }) => id);
      return closing;
    });
    if (isRefusal(done)) return { errors: { [fieldOf(done, promised, seat)]: done.words } };
    deps.wake();
    unsent.forget(ask.userId, ask.callback, meeting.id);
    const page = nextModal(done.pair, meeting, seat.me, ask.now, kept);
    return { replace: unsent.offer(ask.userId, meeting.id, page) };
  }

  async function next(ask: SubmitAsk): Handled {
    const about = await meetingOf(ask, ask.carried);
    if (isRefusal(about)) return about;
    const { seat, meeting } = about;
    const slot = textIn(ask.filled, 'slot');
    const thought = {
      cycle: meeting.cycle,
      usefulness: readUsefulness(ask.filled),
      structure: readStructure(ask.filled),
    };
    await share(ask, seat);
    const done = await change(ask, seat, (pair) => {
      const minutes = pair.cohort.meetingMinutes;
      const offer = slot && slot !== NO_SLOT ? { startsAt: Number(slot), minutes, place: meeting.place } : null;
      return afterthought(pair, doing(ask, seat), thought, offer);
    });
    if (isRefusal(done)) {
      const words = STANDS.has(done.refused) ? `${done.words} ${ELSEWHERE}` : done.words;
      return { errors: { slot: words } };
    }
    unsent.forget(ask.userId, ask.callback, meeting.id);
    return {};
  }

  /** Lets the cohort see what was kept on the first page, where its author says so. One that was taken back meanwhile stays so. */
  async function share(ask: SubmitAsk, seat: Seat): Promise<void> {
    const sharing = readSharing(ask.filled);
    if (sharing.audience === 'pair') return;
    for (const id of readKeptBefore(ask.carried)) {
      await deps.store.takeaways.change(ask.workspaceId, id, ask.now, (before, pair) => {
        if (pair.pairing.id !== seat.pair.pairing.id) return GONE;
        const after = shareTakeaway(before, doing(ask, seat), sharing);
        return isRefusal(after) ? after : { takeaway: after, plan: tellQuoted(pair, after, before, ask.now) };
      });
    }
  }

  function doing(ask: Ask, { me }: Seat): Act {
    return { by: me, now: ask.now, id: deps.newId() };
  }

  async function change(ask: Ask, seat: Seat, decide: (pair: Pair, notebook: Notebook) => Change | Refusal) {
    const done = await changePair(deps, ask, seat, decide);
    deps.wake();
    return done;
  }

  /** The meeting that a button or a modal speaks of, when the asker is of its pair. */
  async function meetingOf(ask: Ask, carried: string): Promise<{ seat: Seat; meeting: Meeting } | Refusal> {
    const about = readCarried(carried, aboutMeeting);
    if (isRefusal(about)) return about;
    const seat = await pairOf(deps, ask, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    const meeting = seat.pair.past.find(({ id }) => id === about.m);
    return meeting ? { seat, meeting } : GONE;
  }

  return {
    name: 'closing',
    clicks: {
      'meeting.held': (ask) => say(ask, 'held'),
      'meeting.shifted': (ask) => say(ask, 'moved'),
      'meeting.missed': (ask) => say(ask, 'missed'),
      'meeting.correct': openCorrection,
      'meeting.all': openTimeline,
    },
    submits: { 'meeting-close': close, 'meeting-next': next, 'meeting-correct': correct },
    closings: { 'meeting-close': closed, 'meeting-next': closed },
  };
}

/** Whether a meeting can be noted down: none is booked yet, and there is somebody to meet. */
function canBook(pair: Pair, { me }: Seat): boolean {
  return !pair.next && partnerOf(pair, me.id).active && pair.pairing.state === 'active';
}
