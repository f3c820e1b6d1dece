import { z } from 'zod';
import type { Change } from '../core/change.ts';
import type { Meeting } from '../core/meeting.ts';
import { afterthought, closeMeeting, type Said, sayOutcome } from '../core/outcome.ts';
import type { Pulse } from '../core/pulse.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { type Filled, readCarried, textIn } from '../slack/payload.ts';
import { closingModal, NO_SLOT, nextModal } from './closing.view.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';
import { alreadyModal } from './shared/when.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const GONE = refuse('gone', 'This meeting was a long time ago; there is nothing to say about it any more.');

/** After a meeting: did it happen, what came of it, and the next one booked while this one ends. */
export function closing(deps: Needs): Feature {
  async function say(ask: ClickAsk, said: Said): Handled {
    const about = await meetingOf(ask, ask.value);
    if (isRefusal(about)) return about;
    const { seat, meeting } = about;
    const done = await change(ask, seat, (pair) =>
      sayOutcome(pair, { by: seat.me, now: ask.now, id: deps.newId() }, meeting.id, said),
    );
    if (isRefusal(done)) return done;
    if (said === 'missed') return {};
    if (said === 'moved') return done.pair.next ? {} : { open: alreadyModal(done.pair, seat.me) };
    const notebook = await deps.store.notebooks.find(seat.pair.pairing.id);
    return { open: closingModal(done.pair, notebook, meeting, seat.me, ask.now) };
  }

  async function close(ask: SubmitAsk): Handled {
    const about = await meetingOf(ask, ask.carried);
    if (isRefusal(about)) return about;
    const { seat, meeting } = about;
    const promise = readPromise(ask.filled, seat);
    if (promise && 'errors' in promise) return promise;
    const filledIn = {
      discussed: Array.isArray(ask.filled.discussed) ? ask.filled.discussed : [],
      note: textIn(ask.filled, 'note'),
      promised: promise,
      kept: readKept(ask.filled),
    };
    const done = await changePair(deps, ask, seat, (pair, notebook) =>
      closeMeeting(pair, notebook, { by: seat.me, now: ask.now, id: deps.newId() }, meeting.id, filledIn, deps.newId),
    );
    if (isRefusal(done)) return { errors: { [FIELD_OF[done.refused] ?? 'what']: done.words } };
    deps.wake();
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
      return afterthought(pair, { by: seat.me, now: ask.now, id: deps.newId() }, thought, offer);
    });
    return isRefusal(done) ? { errors: { slot: done.words } } : {};
  }

  async function change(ask: Ask, seat: Seat, decide: (pair: Seat['pair']) => Change | Refusal) {
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
    },
    submits: { 'meeting-close': close, 'meeting-next': next },
  };
}

function readPromise(filled: Filled, { me }: Seat) {
  const what = textIn(filled, 'what');
  if (!what) return null;
  const dueOn = parseDate(textIn(filled, 'dueOn'));
  return dueOn ? { owner: me.id, what, dueOn, plan: '' } : { errors: { dueOn: 'Pick a date for what you will do.' } };
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
const FIELD_OF: Record<string, string> = { note_too_long: 'note', past: 'dueOn', too_far: 'dueOn', too_long: 'what' };
