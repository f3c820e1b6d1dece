import { z } from 'zod';
import { lineOf, pagesOf, readLine, seenOf } from '../core/agenda-lines.ts';
import { type Meanwhile, meanwhile } from '../core/agenda-merge.ts';
import { addItem, type Edit, editAgenda } from '../core/agenda-rules.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Structure } from '../core/structure.ts';
import { STRUCTURES } from '../core/structures.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CloseAsk, CommandAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import type { ModalView } from '../slack/kit.ts';
import { notice } from '../slack/notice.ts';
import { carry, type Filled, readCarried, textIn, typedText } from '../slack/payload.ts';
import { agendaModal, mergedMessage, type Sheet } from './agenda.view.ts';
import { NO_STRUCTURE, type Typed } from './shared/agenda.view.ts';
import {
  expectationIn,
  isChanged,
  linesIn,
  type Opened,
  openedShape,
  owedIn,
  saidIn,
  seenIn,
  typedIn,
} from './shared/agenda-form.ts';
import { addedMessage, addModal } from './shared/agenda-item.view.ts';
import type { ClosedForms, Unsent } from './shared/closed-forms.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;
type Saved = { seat: Seat; since: Meanwhile } | { again: ModalView };

const FORM = 'agenda';
const TYPED_BEFORE = 'This is what you had typed and not saved. Nothing of it is lost.';
const OVER =
  'The meeting that this was for is over. Here is what you typed, for the next one: save it once more to keep it.';
const ELSEWHERE = 'You have changed something here. Save it first, then pick somebody else.';
const WHICH_DATE = 'Pick the new date of what you moved, then save.';
const SAVED = 'Saved.';
const SAVED_BOTH = 'Saved, together with what had changed meanwhile.';

/** `/agenda`: prepares the next meeting, booked or not, together with the partner. */
export function agenda(deps: Needs, unsent: ClosedForms): Feature {
  async function command(ask: CommandAsk): Handled {
    const text = typedText(ask.text);
    return text === '' ? open(ask, null, 'open') : addOne(ask, text);
  }

  /** `/agenda <text>`: one item, without a form, unless there is something to ask. */
  async function addOne(ask: Ask, text: string): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', null);
    if (isRefusal(seat)) return seat;
    const { pair, me, others } = seat;
    if (others.length > 0) {
      const form = addModal(pair, me, others, text);
      return { open: unsent.open(ask.userId, pair.pairing.id, form, { item: text }) };
    }
    const done = await changePair(deps, ask, seat, (present, notebook) =>
      addItem(present, notebook, { by: me, now: ask.now, id: deps.newId() }, text),
    );
    deps.wake();
    if (!isRefusal(done))
      return { say: addedMessage(done.pair, me, lineOf(readLine(text) ?? { text, minutes: null })) };
    return done.refused === 'line_too_long' ? { open: await withLine(ask, seat, text, done.words) } : done;
  }

  /** The form, with a line at its end that cannot be added as it is. */
  async function withLine(ask: Ask, seat: Seat, line: string, words: string): Promise<ModalView> {
    const { items } = await deps.store.notebooks.find(seat.pair.pairing.id);
    const pages = pagesOf(items);
    const shown = pages.at(-1) ?? [];
    const typed = { seen: seenOf(shown), lines: [...shown.map((item) => lineOf(item)), line].join('\n') };
    return draw(ask, seat, { page: pages.length - 1, typed, notice: words });
  }

  async function open(ask: Ask, carried: string | null, how: 'open' | 'replace'): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    const typed = unsentIn(unsent.of(ask.userId, FORM, seat.pair.pairing.id));
    return { [how]: await draw(ask, seat, typed ? { typed, notice: TYPED_BEFORE, isDraft: true } : {}) };
  }

  async function beginAfresh(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'book for the pair', ask.value);
    if (isRefusal(seat)) return seat;
    unsent.forget(ask.userId, FORM, seat.pair.pairing.id);
    return { replace: await draw(ask, seat, {}) };
  }

  /** Another pairing, as long as nothing here would get lost. */
  async function switchTo(ask: ClickAsk): Handled {
    const opened = readCarried(ask.carried, openedShape);
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(opened) || isRefusal(seat)) return open(ask, carry({ p: ask.value }), 'replace');
    if (isChanged(ask.filled, opened)) return { replace: await again(ask, seat, opened, ELSEWHERE) };
    return open(ask, carry({ p: ask.value }), 'replace');
  }

  /** Saves what is on the page and shows another one. */
  async function turn(ask: ClickAsk): Handled {
    const to = readCarried(ask.value, z.object({ g: z.number().optional(), q: z.number().optional() }));
    const opened = readCarried(ask.carried, openedShape);
    if (isRefusal(to)) return to;
    if (isRefusal(opened)) return opened;
    const saved = await save(ask);
    if (isRefusal(saved)) {
      const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
      return isRefusal(seat) ? saved : { replace: await again(ask, seat, opened, saved.words) };
    }
    if ('again' in saved) return { replace: saved.again };
    const { seat, since } = saved;
    const words = mergedMessage(seat.pair, seat.me, since) ? SAVED_BOTH : SAVED;
    return { replace: await draw(ask, seat, { page: to.g ?? opened.g, owedPage: to.q ?? opened.q, notice: words }) };
  }

  async function submit(ask: SubmitAsk): Handled {
    const saved = await save(ask);
    if (isRefusal(saved)) return { errors: { [FIELD_OF[saved.refused] ?? 'lines']: saved.words } };
    if ('again' in saved) return { replace: saved.again };
    const words = mergedMessage(saved.seat.pair, saved.seat.me, saved.since);
    return words ? { replace: notice('Agenda', words) } : {};
  }

  /** Slack tells when the form is closed; as far as it passes on what was typed, that is offered again. */
  async function closed(ask: CloseAsk): Promise<void> {
    const opened = readCarried(ask.carried, openedShape);
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(opened) || isRefusal(seat)) return;
    unsent.keep(ask, seat.pair.pairing.id, isChanged(ask.filled, opened) ? ask.filled : {});
  }

  /** Writes what is filled in; or gives the form to be shown once more, with something to say. */
  async function save(ask: ClickAsk | SubmitAsk): Promise<Saved | Refusal> {
    const opened = readCarried(ask.carried, openedShape);
    if (isRefusal(opened)) return opened;
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (isRefusal(seat)) return seat;
    const said = saidIn(ask.filled, opened);
    if (said === null) return { again: await again(ask, seat, opened, WHICH_DATE) };
    const edit: Edit = { ...(await readEdit(ask.filled, opened, seat)), said };
    let since: Meanwhile = { added: [], changed: [], removed: 0 };
    const done = await changePair(deps, ask, seat, (pair, notebook) => {
      since = meanwhile(edit.seen, opened.t, notebook.items);
      return editAgenda(pair, notebook, { by: seat.me, now: ask.now, id: deps.newId() }, edit, deps.newId);
    });
    deps.wake();
    if (!isRefusal(done)) {
      unsent.forget(ask.userId, FORM, seat.pair.pairing.id);
      return { seat: { ...seat, pair: done.pair }, since };
    }
    if (done.refused === 'superseded') return { again: await again(ask, seat, opened, OVER) };
    const isAboutCommitment = 'about' in done && owedIn(opened).includes(String(done.about));
    return isAboutCommitment ? { again: await again(ask, seat, opened, done.words) } : done;
  }

  async function readEdit(filled: Filled, opened: Opened, seat: Seat): Promise<Omit<Edit, 'said'>> {
    const picked = textIn(filled, 'structure');
    const chosen = picked === '' || picked === NO_STRUCTURE ? null : await structureOf(seat, picked);
    const structureId = chosen?.id ?? null;
    const takes = Array.isArray(filled.take) && filled.take.includes('yes');
    return {
      cycle: opened.y,
      seen: seenIn(opened),
      lines: linesIn(filled),
      prompts: takes && chosen ? chosen.prompts : [],
      expectation: expectationIn(filled, opened),
      // What the partner picked meanwhile stays where this choice was left alone.
      ...('structure' in filled && structureId !== opened.st && { structureId }),
    };
  }

  /** A structure that this pair may pick: one that comes with Cairn, its own, or one of its cohort's gallery. */
  async function structureOf({ pair }: Seat, id: string): Promise<Structure | null> {
    const { structures } = await deps.store.notebooks.find(pair.pairing.id);
    const gallery = await deps.store.structures.gallery(pair.cohort.id);
    return [...STRUCTURES, ...structures, ...gallery].find((each) => each.id === id) ?? null;
  }

  /** The form once more, with all that is filled in. */
  async function again(ask: ClickAsk | SubmitAsk, seat: Seat, opened: Opened, words: string): Promise<ModalView> {
    const typed = typedIn(ask.filled, opened);
    return draw(ask, seat, { page: opened.g, owedPage: opened.q, openedAt: opened.t, typed, notice: words });
  }

  async function draw(ask: Ask, { pair, me, others }: Seat, how: Partial<Sheet>): Promise<ModalView> {
    const notebook = await deps.store.notebooks.find(pair.pairing.id);
    const published = await deps.store.structures.gallery(pair.cohort.id);
    const gallery = published.filter(({ pairingId }) => pairingId !== pair.pairing.id);
    return agendaModal({ pair, notebook, viewer: me, others, gallery, now: ask.now, ...how });
  }

  return {
    name: 'agenda',
    commands: { '/agenda': command },
    clicks: {
      'agenda.edit': (ask) => open(ask, ask.value, 'open'),
      'agenda.with': switchTo,
      'agenda.turn': turn,
      'agenda.fresh': beginAfresh,
    },
    submits: { agenda: submit },
    closings: { agenda: closed },
  };
}

/** What was typed and not saved the last time, with what the items looked like then. */
function unsentIn(last: Unsent | undefined): Typed | undefined {
  const opened = last && readCarried(last.carried, openedShape);
  return last && opened && !isRefusal(opened) ? typedIn(last.filled, opened) : undefined;
}

/** Beside which field a refusal stands. */
const FIELD_OF: Record<string, string> = { expectation_too_long: 'expectation' };
