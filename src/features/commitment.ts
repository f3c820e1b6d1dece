import { z } from 'zod';
import type { Change } from '../core/change.ts';
import { COMMITMENT_MAX, type Commitment } from '../core/commitment.ts';
import { commit, drop, keep, move } from '../core/commitment-rules.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CloseAsk, CommandAsk, Feature, Handled, MessageAsk, SubmitAsk } from '../slack/feature.ts';
import { cut, message, mrkdwn, section } from '../slack/kit.ts';
import { carry, type Filled, plainText, readCarried, textIn, typedText } from '../slack/payload.ts';
import { commitModal, type Draft, dropModal, newDateModal, openModal } from './commitment.view.ts';
import type { ClosedForms } from './shared/closed-forms.ts';
import { changePair, nameIn, pairOf, type Seat } from './shared/pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const FORM = 'commit';
const GONE = refuse('gone', 'This commitment is not open any more.');

/** Promises: writing them down, and answering for them when they are due. */
export function commitment(deps: Needs, unsent: ClosedForms): Feature {
  /** *Make it a commitment* on a message: what is too long of it stays behind, for the message keeps it. */
  async function fromMessage(ask: MessageAsk): Handled {
    return open(ask, (seat) => cut(plainText(ask.text, nameIn(seat)), COMMITMENT_MAX));
  }

  /** The form with a text in it; without one, with what was typed and not sent the last time. */
  async function open(ask: Ask, textFor: (seat: Seat) => string): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', null);
    if (isRefusal(seat)) return seat;
    const what = textFor(seat);
    const { id } = seat.pair.pairing;
    const form = commitModal(seat.pair, seat.me, seat.others, { what, dueOn: '', plan: '' }, ask.now);
    return { open: unsent.open(ask.userId, id, form, { what }) };
  }

  async function switchTo(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', carry({ p: ask.value }));
    if (isRefusal(seat)) return seat;
    const draft = draftIn(ask.filled);
    unsent.follow(ask, FORM, seat.pair.pairing.id, draft.what || draft.plan ? draft : {});
    const form = commitModal(seat.pair, seat.me, seat.others, draft, ask.now);
    return { replace: draft.what || draft.plan ? form : unsent.offer(ask.userId, seat.pair.pairing.id, form) };
  }

  async function submit(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const dueOn = parseDate(textIn(ask.filled, 'dueOn'));
    if (!dueOn) return { errors: { dueOn: 'Pick a date.' } };
    const promised = {
      owner: textIn(ask.filled, 'owner'),
      what: textIn(ask.filled, 'what'),
      dueOn,
      plan: textIn(ask.filled, 'plan'),
    };
    const done = await change(ask, seat, (pair, notebook, act) => commit(pair, notebook, act, promised));
    if (isRefusal(done)) return { errors: { [FIELD_OF[done.refused] ?? 'what']: done.words } };
    unsent.forget(ask.userId, FORM, seat.pair.pairing.id);
    return { say: message(section(mrkdwn`Noted. I will ask about it when the day comes.`)) };
  }

  async function done(ask: ClickAsk): Handled {
    const target = await targetOf(ask, ask.value);
    if (isRefusal(target)) return target;
    const kept = await change(ask, target.seat, (pair, notebook, act) => keep(pair, notebook, act, target.id));
    if (isRefusal(kept)) return kept;
    return ask.on === 'modal' ? { replace: await listAt(target.seat, ask.carried) } : {};
  }

  async function all(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'see the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const list = await listAt(seat, ask.value);
    return ask.on === 'modal' ? { replace: list } : { open: list };
  }

  /** The list of open commitments, at the page that was carried along. */
  async function listAt({ pair, me }: Seat, carried: string) {
    return openModal(pair, await deps.store.notebooks.find(pair.pairing.id), me, pageIn(carried).from ?? 0);
  }

  async function ask(click: ClickAsk, modal: typeof newDateModal): Handled {
    const target = await targetOf(click, click.value);
    if (isRefusal(target)) return target;
    if (target.commitment.owner !== target.seat.me.id) return NOT_YOURS;
    const page = click.on === 'modal' ? pageIn(click.carried) : {};
    return { open: unsent.offer(click.userId, target.id, modal(target.seat.pair, target.commitment, page)) };
  }

  async function submitMove(sent: SubmitAsk): Handled {
    const target = await targetOf(sent, sent.carried);
    if (isRefusal(target)) return target;
    const to = parseDate(textIn(sent.filled, 'dueOn'));
    if (!to) return { errors: { dueOn: 'Pick a date.' } };
    const reason = textIn(sent.filled, 'reason');
    const moved = await change(sent, target.seat, (pair, notebook, act) =>
      move(pair, notebook, act, target.id, to, reason),
    );
    if (isRefusal(moved)) return { errors: { [FIELD_OF[moved.refused] ?? 'dueOn']: moved.words } };
    unsent.forget(sent.userId, sent.callback, target.id);
    return sent.stacked ? { below: await listAt(target.seat, sent.carried) } : {};
  }

  async function submitDrop(sent: SubmitAsk): Handled {
    const target = await targetOf(sent, sent.carried);
    if (isRefusal(target)) return target;
    const reason = textIn(sent.filled, 'reason');
    const dropped = await change(sent, target.seat, (pair, notebook, act) =>
      drop(pair, notebook, act, target.id, reason),
    );
    if (isRefusal(dropped)) return { errors: { reason: dropped.words } };
    unsent.forget(sent.userId, sent.callback, target.id);
    return sent.stacked ? { below: await listAt(target.seat, sent.carried) } : {};
  }

  async function closed(ask: CloseAsk): Promise<void> {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    const { what, plan } = draftIn(ask.filled);
    if (!isRefusal(seat)) unsent.keep(ask, seat.pair.pairing.id, what || plan ? ask.filled : {});
  }

  async function closedAnswer(ask: CloseAsk): Promise<void> {
    const target = await targetOf(ask, ask.carried);
    if (!isRefusal(target)) unsent.keep(ask, target.id);
  }

  /** The open commitment that a button or a modal speaks of, when the asker is of its pair. */
  async function targetOf(
    asked: Ask,
    carried: string,
  ): Promise<{ seat: Seat; commitment: Commitment; id: string } | Refusal> {
    const about = readCarried(carried, z.object({ p: z.string(), c: z.string() }));
    if (isRefusal(about)) return about;
    const seat = await pairOf(deps, asked, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    const { commitments } = await deps.store.notebooks.find(seat.pair.pairing.id);
    const found = commitments.find((each) => each.id === about.c);
    return found ? { seat, commitment: found, id: found.id } : GONE;
  }

  async function change(
    asked: Ask,
    seat: Seat,
    decide: (pair: Pair, notebook: Notebook, act: Act) => Change | Refusal,
  ) {
    const act = { by: seat.me, now: asked.now, id: deps.newId() };
    const changed = await changePair(deps, asked, seat, (pair, notebook) => decide(pair, notebook, act));
    deps.wake();
    return changed;
  }

  return {
    name: 'commitment',
    commands: { '/commit': (asked: CommandAsk) => open(asked, () => typedText(asked.text)) },
    shortcuts: { 'commit-add': fromMessage },
    clicks: {
      'commit.with': switchTo,
      'commit.done': done,
      'commit.move': (click) => ask(click, newDateModal),
      'commit.drop': (click) => ask(click, dropModal),
      'commit.all': all,
    },
    submits: { commit: submit, 'commit-move': submitMove, 'commit-drop': submitDrop },
    closings: { commit: closed, 'commit-move': closedAnswer, 'commit-drop': closedAnswer },
  };
}

function draftIn(filled: Filled): Draft {
  return { what: textIn(filled, 'what'), dueOn: textIn(filled, 'dueOn'), plan: textIn(filled, 'plan') };
}

/** The page of a list that a modal or a button carries along; nothing where there is none. */
function pageIn(carried: string): { from?: number } {
  const page = readCarried(carried, z.object({ from: z.int().min(0) }));
  return isRefusal(page) ? {} : page;
}

type Act = { by: Seat['me']; now: number; id: string };

const NOT_YOURS = refuse('not_owner', 'Only the one who made this commitment can answer for it.');

/** Beside which field a refusal stands. */
const FIELD_OF: Record<string, string> = {
  past: 'dueOn',
  too_far: 'dueOn',
  same_date: 'dueOn',
  plan_too_long: 'plan',
  reason_too_long: 'reason',
};
