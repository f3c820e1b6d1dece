import { z } from 'zod';
import type { Act } from '../core/booking.ts';
import type { Change } from '../core/change.ts';
import { COMMITMENT_MAX } from '../core/commitment.ts';
import type { Promised } from '../core/commitment-rules.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Notebook } from '../core/notebook.ts';
import { afterthought, closeMeeting, type Said, sayOutcome } from '../core/outcome.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import type { Pulse } from '../core/pulse.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CloseAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import type { ModalView } from '../slack/kit.ts';
import { type Filled, readCarried, textIn } from '../slack/payload.ts';
import { closingModal, correctModal, DISCUSSED, type Draft, NO_SLOT, nextModal } from './closing.view.ts';
import { closedForms } from './shared/closed-forms.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';
import { alreadyModal } from './shared/when.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const GONE = refuse('gone', 'This meeting was a long time ago; there is nothing to say about it any more.');

/** After a meeting: did it happen, what came of it, and the next one booked while this one ends. */
export function closing(deps: Needs): Feature {
  const typedBefore = closedForms();

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
    if (said === 'moved') return canBook(done.pair, seat) ? alreadyModal(done.pair, seat.me) : null;
    const notebook = await deps.store.notebooks.find(seat.pair.pairing.id);
    const typed = typedBefore.of(ask.userId, seat);
    return closingModal(done.pair, notebook, meeting, seat.me, ask.now, typed && draftIn(typed));
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
    if (!isRefusal(about)) typedBefore.keep(ask.userId, about.seat, ask.filled, ['what', 'theirs', 'kept', 'note']);
  }

  async function close(ask: SubmitAsk): Handled {
    const about = await meetingOf(ask, ask.carried);
    if (isRefusal(about)) return about;
    const { seat, meeting } = about;
    const promised = readPromises(ask.filled, seat);
    if ('errors' in promised) return promised;
    const { n: before } = readNote(ask.carried);
    const filledIn = {
      discussed: readDiscussed(ask.filled),
      note: { text: 'note' in ask.filled ? textIn(ask.filled, 'note') : before, before },
      promised,
      kept: readKept(ask.filled),
    };
    const done = await changePair(deps, ask, seat, (pair, notebook) =>
      closeMeeting(pair, notebook, doing(ask, seat), meeting.id, filledIn, deps.newId),
    );
    if (isRefusal(done)) return { errors: { [FIELD_OF[done.refused] ?? blamed(filledIn.promised, seat)]: done.words } };
    deps.wake();
    typedBefore.forget(ask.userId, seat);
    return { replace: nextModal(done.pair, meeting, seat.me, ask.now) };
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
    const done = await change(ask, seat, (pair) => {
      const minutes = pair.cohort.meetingMinutes;
      const offer = slot && slot !== NO_SLOT ? { startsAt: Number(slot), minutes, place: meeting.place } : null;
      return afterthought(pair, doing(ask, seat), thought, offer);
    });
    return isRefusal(done) ? { errors: { slot: done.words } } : {};
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
    const about = readCarried(carried, z.object({ p: z.string(), m: z.string() }));
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
    },
    submits: { 'meeting-close': close, 'meeting-next': next, 'meeting-correct': correct },
    closings: { 'meeting-close': closed },
  };
}

/** Whether a meeting can be noted down: none is booked yet, and there is somebody to meet. */
function canBook(pair: Pair, { me }: Seat): boolean {
  return !pair.next && partnerOf(pair, me.id).active && pair.pairing.state === 'active';
}

/** A commitment for each line, of the asker and of their partner; or words beside the date, which both need. */
function readPromises(filled: Filled, { me, pair }: Seat): Promised[] | { errors: Record<string, string> } {
  const said = [
    ...linesIn(filled, 'what').map((what) => ({ owner: me.id, what })),
    ...linesIn(filled, 'theirs').map((what) => ({ owner: partnerOf(pair, me.id).id, what })),
  ];
  if (said.length === 0) return [];
  const dueOn = parseDate(textIn(filled, 'dueOn'));
  if (!dueOn) return { errors: { dueOn: 'Pick a date for what will be done.' } };
  return said.map((each) => ({ ...each, dueOn, plan: '' }));
}

function linesIn(filled: Filled, name: string): string[] {
  return textIn(filled, name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function readDiscussed(filled: Filled): string[] {
  const fields = Object.keys(filled).filter((name) => name.startsWith(DISCUSSED));
  return fields.flatMap((name) => filled[name]).filter((value) => typeof value === 'string');
}

function readNote(carried: string): { n: string } {
  const seen = readCarried(carried, z.object({ n: z.string() }));
  return isRefusal(seen) ? { n: '' } : seen;
}

function readSaid(filled: Filled): Said | null {
  const said = textIn(filled, 'said');
  return said === 'held' || said === 'moved' || said === 'missed' ? said : null;
}

function draftIn(filled: Filled): Draft {
  const text = (name: string) => textIn(filled, name);
  return {
    what: text('what'),
    theirs: text('theirs'),
    dueOn: text('dueOn'),
    kept: text('kept'),
    note: text('note'),
  };
}

/** Beside whose commitments a refusal stands. */
function blamed(promised: readonly Promised[], { me }: Seat): string {
  const tooLong = promised.find(({ what }) => what.length > COMMITMENT_MAX);
  return tooLong && tooLong.owner !== me.id ? 'theirs' : 'what';
}

function readKept(filled: Filled) {
  const text = textIn(filled, 'kept');
  return text ? { text, tags: '', audience: 'pair' as const, named: true, quotes: false } : null;
}

function readUsefulness(filled: Filled): Pulse['usefulness'] {
  const value = Number(textIn(filled, 'usefulness'));
  return value >= 1 && value <= 5 ? (Math.round(value) as Pulse['usefulness']) : null;
}

function readStructure(filled: Filled): Pulse['structure'] {
  const value = textIn(filled, 'structure');
  return value === 'too_little' || value === 'just_right' || value === 'too_much' ? value : null;
}

/** Beside which field a refusal stands. */
const FIELD_OF: Record<string, string> = {
  note_too_long: 'note',
  past: 'dueOn',
  too_far: 'dueOn',
  takeaway_empty: 'kept',
  takeaway_too_long: 'kept',
};
