import { z } from 'zod';
import type { Act } from '../core/booking.ts';
import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { TAKEAWAY_MAX, type Takeaway } from '../core/takeaway.ts';
import {
  editTakeaway,
  type Kept,
  keepTakeaway,
  markOutdated,
  tellQuoted,
  veto,
  withdrawTakeaway,
} from '../core/takeaway-rules.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CloseAsk, CommandAsk, Feature, Handled, MessageAsk, SubmitAsk } from '../slack/feature.ts';
import { cut, message, mrkdwn, section } from '../slack/kit.ts';
import { carry, type Filled, plainText, readCarried, textIn, typedText } from '../slack/payload.ts';
import type { ClosedForms } from './shared/closed-forms.ts';
import { changePair, nameIn, pairOf, type Seat } from './shared/pair-of.ts';
import { readSharing } from './shared/sharing.ts';
import { takeawayFinding } from './shared/takeaway-find.ts';
import { draftOf, editModal, readModal, takeawayModal } from './takeaway.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const FORM = 'takeaway';
const GONE = refuse('gone', 'This takeaway is not there any more, or not for you to see.');

/** What was learned: keeping it, sharing it, finding it again. */
export function takeaway(deps: Needs, unsent: ClosedForms): Feature {
  const finding = takeawayFinding(deps);
  async function command(ask: CommandAsk): Handled {
    const text = typedText(ask.text);
    const [, words] = /^find(?:\s+(.*))?$/is.exec(text) ?? [];
    return /^find(\s|$)/i.test(text) ? finding.find(ask, words ?? '', 0) : open(ask, () => text);
  }

  /** *Keep as a takeaway* on a message: what is too long of it stays behind, for the message keeps it. */
  async function fromMessage(ask: MessageAsk): Handled {
    return open(ask, (seat) => cut(plainText(ask.text, nameIn(seat)), TAKEAWAY_MAX));
  }

  /** The form with a text in it; without one, with what was typed and not sent the last time. */
  async function open(ask: Ask, textFor: (seat: Seat) => string): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', null);
    if (isRefusal(seat)) return seat;
    const text = textFor(seat);
    const { id } = seat.pair.pairing;
    const form = takeawayModal(seat.pair, seat.me, seat.others, draftOf(text));
    return { open: unsent.open(ask.userId, id, form, { text }) };
  }

  async function switchTo(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', carry({ p: ask.value }));
    if (isRefusal(seat)) return seat;
    const { text, tags } = readDraft(ask.filled);
    unsent.follow(ask, FORM, seat.pair.pairing.id, text || tags ? ask.filled : {});
    const form = takeawayModal(seat.pair, seat.me, seat.others, readDraft(ask.filled));
    return { replace: text || tags ? form : unsent.offer(ask.userId, seat.pair.pairing.id, form) };
  }

  async function submit(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const kept = readDraft(ask.filled);
    const done = await changePair(deps, ask, seat, (pair) => {
      const made = keepTakeaway(pair, doing(ask, seat), kept);
      return isRefusal(made) ? made : { takeaways: [made], plan: tellQuoted(pair, made, null, ask.now) };
    });
    if (isRefusal(done)) return { errors: { [fieldOf(done)]: done.words } };
    deps.wake();
    unsent.forget(ask.userId, FORM, seat.pair.pairing.id);
    return { say: message(section(mrkdwn`Kept. \`/takeaway find\` brings it back whenever you need it.`)) };
  }

  async function closed(ask: CloseAsk): Promise<void> {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    const { text, tags } = readDraft(ask.filled);
    if (!isRefusal(seat)) unsent.keep(ask, seat.pair.pairing.id, text || tags ? ask.filled : {});
  }

  async function closedEdit(ask: CloseAsk): Promise<void> {
    const seen = await seenBy(ask, ask.carried);
    if (!isRefusal(seen)) unsent.keep(ask, seen.takeaway.id);
  }

  async function openEdit(ask: ClickAsk): Handled {
    const seen = await seenBy(ask, ask.value);
    if (isRefusal(seen)) return seen;
    const { me, takeaway: found } = seen;
    if (found.author?.memberId !== me.id) return NOT_YOURS;
    const pair = await deps.store.pairings.find(ask.workspaceId, found.pairingId, ask.now);
    if (!pair) return GONE;
    const form = editModal(pair, me, found, { t: found.id, ...finding.placeIn(ask) });
    return { open: unsent.offer(ask.userId, found.id, form) };
  }

  async function submitEdit(ask: SubmitAsk): Handled {
    const done = await change(ask, ask.carried, (before, act) => editTakeaway(before, act, readDraft(ask.filled)));
    if (isRefusal(done)) return { errors: { [fieldOf(done)]: done.words } };
    unsent.forget(ask.userId, ask.callback, done.id);
    return ask.stacked ? finding.below(ask) : {};
  }

  async function read(ask: ClickAsk): Handled {
    const seen = await seenBy(ask, ask.value);
    return isRefusal(seen) ? seen : { open: readModal(seen.takeaway, seen.me) };
  }

  /** Carries a click on a takeaway out; a list in a modal is drawn anew, an answer in a conversation gets words. */
  async function act(ask: ClickAsk, done: string, decide: (before: Takeaway, act: Act) => Takeaway | Refusal): Handled {
    const changed = await change(ask, ask.value, decide);
    if (isRefusal(changed)) return changed;
    if (ask.on === 'modal') return finding.again(ask);
    return ask.on === 'message' ? { say: message(section(mrkdwn`${done}`)) } : {};
  }

  async function keepBetweenUs(ask: ClickAsk): Handled {
    const changed = await change(ask, ask.value, (before, by, pair) => veto(before, pair, by));
    return isRefusal(changed) ? changed : {};
  }

  async function change(
    ask: Ask,
    carried: string,
    decide: (before: Takeaway, act: Act, pair: Pair) => Takeaway | Refusal,
  ): Promise<Takeaway | Refusal> {
    const seen = await seenBy(ask, carried);
    if (isRefusal(seen)) return seen;
    const by: Act = { by: seen.me, now: ask.now, id: '' };
    const { store } = deps;
    const changed = await store.takeaways.change(ask.workspaceId, seen.takeaway.id, ask.now, (before, pair) => {
      const after = decide(before, by, pair);
      return isRefusal(after) ? after : { takeaway: after, plan: tellQuoted(pair, after, before, ask.now) };
    });
    deps.wake();
    return changed ?? GONE;
  }

  /** The takeaway that a button or a modal speaks of, when the asker may see it. */
  async function seenBy(ask: Ask, carried: string) {
    const about = readCarried(carried, z.object({ t: z.string() }));
    if (isRefusal(about)) return about;
    const me = await deps.store.members.find(ask.workspaceId, ask.userId);
    const found = me && (await deps.store.takeaways.seenBy(me.id, about.t));
    return found ? { me, takeaway: found } : GONE;
  }

  function doing(ask: Ask, { me }: Seat): Act {
    return { by: me, now: ask.now, id: deps.newId() };
  }

  return {
    name: 'takeaway',
    commands: { '/takeaway': command },
    shortcuts: { 'takeaway-add': fromMessage },
    clicks: {
      'takeaway.with': switchTo,
      'takeaway.read': read,
      'takeaway.edit': openEdit,
      'takeaway.outdated': (ask) => act(ask, OUTDATED, (before, by) => markOutdated(before, by, true)),
      'takeaway.current': (ask) => act(ask, CURRENT, (before, by) => markOutdated(before, by, false)),
      'takeaway.withdraw': (ask) => act(ask, WITHDRAWN, withdrawTakeaway),
      'takeaway.veto': keepBetweenUs,
      'takeaway.more': finding.more,
      'takeaway.all': finding.all,
    },
    submits: { takeaway: submit, 'takeaway-edit': submitEdit },
    closings: { takeaway: closed, 'takeaway-edit': closedEdit },
  };
}

const NOT_YOURS = refuse('not_author', 'Only the one who wrote a takeaway can change it.');
const OUTDATED = 'Marked as out of date. It comes last in what is found.';
const CURRENT = 'Marked as still true.';
const WITHDRAWN = 'Withdrawn: nobody sees it any more.';

/** Beside which field a refusal stands. */
function fieldOf({ refused }: Refusal): string {
  return refused === 'too_many_tags' ? 'tags' : 'text';
}

function readDraft(filled: Filled): Kept {
  return { text: textIn(filled, 'text'), tags: textIn(filled, 'tags'), ...readSharing(filled) };
}
