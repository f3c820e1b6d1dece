import { z } from 'zod';
import { ITEM_MAX } from '../core/agenda.ts';
import { lineOf, readLine } from '../core/agenda-lines.ts';
import { addItem, tickItems } from '../core/agenda-rules.ts';
import { partnerOf } from '../core/pairing.ts';
import { isRefusal } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { ClickAsk, CloseAsk, Feature, Handled, MessageAsk, SubmitAsk } from '../slack/feature.ts';
import { notice } from '../slack/notice.ts';
import { carry, plainText, readCarried, textIn } from '../slack/payload.ts';
import { lookModal, ticksModal } from './agenda-item.view.ts';
import { addedMessage, addModal } from './shared/agenda-item.view.ts';
import type { ClosedForms } from './shared/closed-forms.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;

const FORM = 'agenda-add';
const page = z.object({ p: z.string(), f: z.number().int().min(0).default(0) });

/** Single items: added from a message or by whoever has several pairings, read page by page, ticked off. */
export function agendaItem(deps: Needs, unsent: ClosedForms): Feature {
  /** *Add to agenda* on a message: its text, to be looked over first. */
  async function fromMessage(ask: MessageAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', null);
    if (isRefusal(seat)) return seat;
    const { pair, me, others } = seat;
    const known = [me, ...[pair, ...others].map((each) => partnerOf(each, me.id))];
    const text = plainText(ask.text, (userId) => known.find((each) => each.userId === userId)?.name);
    const item = cutAtWord(lineIn(text), ITEM_MAX);
    const form = addModal(pair, me, others, item);
    return { open: unsent.open(ask.userId, pair.pairing.id, form, { item }) };
  }

  async function switchTo(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', carry({ p: ask.value }));
    if (isRefusal(seat)) return seat;
    const item = textIn(ask.filled, 'item');
    unsent.follow(ask, FORM, seat.pair.pairing.id, { item });
    const form = addModal(seat.pair, seat.me, seat.others, item);
    return { replace: item ? form : unsent.offer(ask.userId, seat.pair.pairing.id, form) };
  }

  async function submitItem(ask: SubmitAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return { errors: { item: seat.words } };
    const text = textIn(ask.filled, 'item');
    const done = await changePair(deps, ask, seat, (pair, notebook) =>
      addItem(pair, notebook, { by: seat.me, now: ask.now, id: deps.newId() }, text),
    );
    deps.wake();
    if (isRefusal(done)) return { errors: { item: done.words } };
    unsent.forget(ask.userId, FORM, seat.pair.pairing.id);
    return { replace: notice('Agenda', addedMessage(done.pair, seat.me, lineIn(text))) };
  }

  async function closedItem(ask: CloseAsk): Promise<void> {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (!isRefusal(seat)) unsent.keep(ask, seat.pair.pairing.id);
  }

  async function look(ask: ClickAsk): Handled {
    const to = readCarried(ask.value, page);
    if (isRefusal(to)) return to;
    const seat = await pairOf(deps, ask, 'see the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const notebook = await deps.store.notebooks.find(seat.pair.pairing.id);
    const view = lookModal(seat.pair, notebook, seat.me, to.f);
    const isTurn = ask.on === 'modal' && !isRefusal(readCarried(ask.carried, z.object({ look: z.number() })));
    return isTurn ? { replace: view } : { open: view };
  }

  async function openTicks(ask: ClickAsk): Handled {
    const to = readCarried(ask.value, page);
    if (isRefusal(to)) return to;
    const seat = await pairOf(deps, ask, 'book for the pair', ask.value);
    if (isRefusal(seat)) return seat;
    return { open: await ticksFrom(seat, to.f) };
  }

  async function turnTicks(ask: ClickAsk): Handled {
    const to = readCarried(ask.value, page);
    if (isRefusal(to)) return to;
    const seat = await saveTicks(ask);
    return isRefusal(seat) ? seat : { replace: await ticksFrom(seat, to.f) };
  }

  async function submitTicks(ask: SubmitAsk): Handled {
    const seat = await saveTicks(ask);
    return isRefusal(seat) ? { errors: { ticks1: seat.words } } : {};
  }

  async function saveTicks(ask: ClickAsk | SubmitAsk) {
    const about = readCarried(ask.carried, z.object({ p: z.string(), s: z.string(), y: z.number().optional() }));
    if (isRefusal(about)) return about;
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const ticked = ['ticks1', 'ticks2', 'ticks3'].flatMap((name) => {
      const group = ask.filled[name];
      return Array.isArray(group) ? group : [];
    });
    const act = { by: seat.me, now: ask.now, id: deps.newId() };
    const done = await changePair(deps, ask, seat, (pair, notebook) =>
      tickItems(pair, notebook, act, { cycle: about.y ?? pair.pairing.cycle, shown: about.s.split(','), ticked }),
    );
    deps.wake();
    return isRefusal(done) ? done : seat;
  }

  async function ticksFrom(seat: Seat, from: number) {
    return ticksModal(seat.pair, await deps.store.notebooks.find(seat.pair.pairing.id), from);
  }

  return {
    name: 'agenda-item',
    clicks: {
      'agenda.add-with': switchTo,
      'agenda.more': look,
      'agenda.ticks': openTicks,
      'agenda.tick-turn': turnTicks,
    },
    submits: { 'agenda-add': submitItem, 'agenda-tick': submitTicks },
    shortcuts: { 'agenda-add': fromMessage },
    closings: { 'agenda-add': closedItem },
  };
}

/** A text as the one line that it becomes. */
function lineIn(text: string): string {
  const line = readLine(text);
  return line ? lineOf({ ...line, state: 'open' }) : '';
}

/** Cuts to at most `max` characters behind a whole word, where there is one, with an ellipsis. */
function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1).toWellFormed();
  const space = kept.lastIndexOf(' ');
  return `${(space > max / 2 ? kept.slice(0, space) : kept.replace(/\uFFFD$/, '')).trimEnd()}…`;
}
