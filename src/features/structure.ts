import { z } from 'zod';
import type { Change } from '../core/change.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Pair } from '../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { Structure } from '../core/structure.ts';
import { agreeToPublish, askToPublish, keepPrivate, keepStructure } from '../core/structure-rules.ts';
import { STRUCTURES } from '../core/structures.ts';
import type { Deps } from '../deps.ts';
import type { Answer, ClickAsk, CloseAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { readCarried, textIn } from '../slack/payload.ts';
import type { ClosedForms } from './shared/closed-forms.ts';
import { changePair, pairOf, type Seat } from './shared/pair-of.ts';
import { shareModal, structureModal, structuresModal } from './structure.view.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'wake'>;
type Act = { by: Seat['me']; now: number; id: string };
type Decide = (pair: Pair, notebook: Notebook, act: Act) => Change | Refusal;

const GONE = refuse('gone', 'This structure is not there any more.');
const page = z.object({ p: z.string(), f: z.number().int().min(0).default(0) });
const one = z.object({ p: z.string(), u: z.string() });
/** `u` is the structure to write, null for a new one; `from` the one that the form began with. */
const written = z.object({ p: z.string(), u: z.string().nullable(), from: z.string().default('') });

/** Structures: looking through them, keeping one's own, sharing one with the cohort once both agree. */
export function structure(deps: Needs, unsent: ClosedForms): Feature {
  async function openAll(ask: ClickAsk): Handled {
    return show(ask, 'open');
  }

  async function turn(ask: ClickAsk): Handled {
    return show(ask, 'replace');
  }

  async function show(ask: ClickAsk, how: 'open' | 'replace'): Handled {
    const to = readCarried(ask.value, page);
    if (isRefusal(to)) return to;
    const seat = await pairOf(deps, ask, 'see the pair', ask.value);
    return isRefusal(seat) ? seat : { [how]: await all(seat, to.f) };
  }

  async function openOne(ask: ClickAsk, form: 'change' | 'share'): Handled {
    const found = await structureBehind(ask, ask.value);
    if (isRefusal(found)) return found;
    const { seat, picked } = found;
    if (form === 'change')
      return { open: unsent.offer(ask.userId, subjectOf(seat, picked.id), structureModal(seat.pair, picked)) };
    return picked.pairingId === seat.pair.pairing.id ? { open: shareModal(seat.pair, seat.me, picked) } : GONE;
  }

  async function submitOne(ask: SubmitAsk): Handled {
    const about = readCarried(ask.carried, written);
    if (isRefusal(about)) return about;
    const filled = {
      name: textIn(ask.filled, 'name'),
      purpose: textIn(ask.filled, 'purpose'),
      prompts: textIn(ask.filled, 'prompts'),
    };
    const seat = await change(ask, ask.carried, (pair, notebook, act) =>
      keepStructure(pair, notebook, act, about.u, filled),
    );
    if (isRefusal(seat)) return { errors: { [FIELD_OF[seat.refused] ?? 'name']: seat.words } };
    unsent.forget(ask.userId, ask.callback, subjectOf(seat, about.from));
    return below(ask, seat);
  }

  async function closedOne(ask: CloseAsk): Promise<void> {
    const about = readCarried(ask.carried, written);
    const seat = await pairOf(deps, ask, 'book for the pair', ask.carried);
    if (!isRefusal(about) && !isRefusal(seat)) unsent.keep(ask, subjectOf(seat, about.from));
  }

  async function submitShare(ask: SubmitAsk): Handled {
    const about = readCarried(ask.carried, one);
    if (isRefusal(about)) return about;
    const named = textIn(ask.filled, 'named') === 'yes';
    const seat = await change(ask, ask.carried, (pair, notebook, act) =>
      askToPublish(pair, notebook, act, about.u, named),
    );
    return isRefusal(seat) ? { errors: { named: seat.words } } : below(ask, seat);
  }

  async function publish(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, one.extend({ asked: z.number().optional() }));
    if (isRefusal(about)) return about;
    const seat = await change(ask, ask.value, (pair, notebook, act) =>
      agreeToPublish(pair, notebook, act, about.u, about.asked),
    );
    return isRefusal(seat) ? seat : again(ask, seat);
  }

  async function keepToUs(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, one);
    if (isRefusal(about)) return about;
    const seat = await change(ask, ask.value, (pair, notebook, act) => keepPrivate(pair, notebook, act, about.u));
    return isRefusal(seat) ? seat : again(ask, seat);
  }

  /** The list that was clicked in, as it is now. A message is drawn anew by itself. */
  async function again(ask: ClickAsk, seat: Seat): Promise<Answer> {
    return ask.on === 'modal' ? { replace: await all(seat, 0) } : {};
  }

  /** The list under the form that was submitted, as it is now. */
  async function below(ask: SubmitAsk, seat: Seat): Promise<Answer> {
    return ask.stacked ? { below: await all(seat, 0) } : {};
  }

  async function change(ask: ClickAsk | SubmitAsk, carried: string, decide: Decide): Promise<Seat | Refusal> {
    const seat = await pairOf(deps, ask, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    const act = { by: seat.me, now: ask.now, id: deps.newId() };
    const done = await changePair(deps, ask, seat, (pair, notebook) => decide(pair, notebook, act));
    deps.wake();
    return isRefusal(done) ? done : { ...seat, pair: done.pair };
  }

  async function all({ pair, me }: Seat, from: number) {
    const notebook = await deps.store.notebooks.find(pair.pairing.id);
    const gallery = await deps.store.structures.gallery(pair.cohort.id);
    const use = await deps.store.structures.useOfStandard(pair.cohort.id);
    return structuresModal(pair, notebook, me, gallery, use, from);
  }

  /** The structure that a button speaks of, as far as this pair may see it. */
  async function structureBehind(ask: ClickAsk, carried: string): Promise<{ seat: Seat; picked: Structure } | Refusal> {
    const about = readCarried(carried, one);
    if (isRefusal(about)) return about;
    const seat = await pairOf(deps, ask, 'book for the pair', carried);
    if (isRefusal(seat)) return seat;
    const { structures } = await deps.store.notebooks.find(seat.pair.pairing.id);
    const gallery = await deps.store.structures.gallery(seat.pair.cohort.id);
    const picked = [...structures, ...STRUCTURES, ...gallery].find(({ id }) => id === about.u);
    return picked ? { seat, picked } : GONE;
  }

  return {
    name: 'structure',
    clicks: {
      structures: openAll,
      'structures.more': turn,
      'structure.change': (ask) => openOne(ask, 'change'),
      'structure.share': (ask) => openOne(ask, 'share'),
      'structure.publish': publish,
      'structure.private': keepToUs,
    },
    submits: { structure: submitOne, 'structure-share': submitShare },
    closings: { structure: closedOne },
  };
}

function subjectOf({ pair }: Seat, structureId: string): string {
  return `${pair.pairing.id} ${structureId}`;
}

/** Beside which field a refusal stands. */
const FIELD_OF: Record<string, string> = {
  purpose_too_long: 'purpose',
  no_prompts: 'prompts',
  too_many_prompts: 'prompts',
  prompt_too_long: 'prompts',
};
