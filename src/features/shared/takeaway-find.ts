import { z } from 'zod';
import { isRefusal, refuse } from '../../core/refusal.ts';
import type { Deps } from '../../deps.ts';
import type { Answer, Ask, ClickAsk, Handled, SubmitAsk } from '../../slack/feature.ts';
import { cut } from '../../slack/kit.ts';
import { type Carried, readCarried } from '../../slack/payload.ts';
import { pairOf } from './pair-of.ts';
import { allModal, FOUND_PER_PAGE, foundMessage, LISTED_PER_PAGE, WORDS_MAX } from './takeaway-find.view.ts';

type Needs = Pick<Deps, 'store' | 'settings'>;

const NOBODY = refuse(
  'no_member',
  'You are in no programme yet, so there is nothing to find. Your programme’s coordinator can pair you with somebody.',
);

/** Finding what was learned: by its words, or leafing through all of it. */
export function takeawayFinding(deps: Needs) {
  const { store } = deps;

  async function find(ask: Ask, typed: string, from: number): Handled {
    const me = await store.members.find(ask.workspaceId, ask.userId);
    if (!me) return NOBODY;
    const words = cut(typed.trim(), WORDS_MAX);
    const page = { from, count: FOUND_PER_PAGE };
    const answer = words
      ? await store.takeaways.search(me.id, words, page)
      : { ...(await store.takeaways.latest(me.id, page)), ranked: true };
    return { say: foundMessage(me, words, { ...answer, from }) };
  }

  async function more(ask: ClickAsk): Handled {
    const about = readCarried(ask.value, z.object({ w: z.string(), from: z.int().min(0) }));
    return isRefusal(about) ? about : find(ask, about.w, about.from);
  }

  async function all(ask: ClickAsk): Handled {
    const list = await listOf(ask, ask.value);
    if (isRefusal(list)) return list;
    return ask.on === 'modal' ? { replace: list } : { open: list };
  }

  /** The list that a click stands in, drawn anew in its place. */
  async function again(ask: ClickAsk): Handled {
    const list = await listOf(ask, ask.carried);
    return isRefusal(list) ? {} : { replace: list };
  }

  /** The list under a modal that closes, drawn anew. */
  async function below(ask: SubmitAsk): Promise<Answer> {
    const list = await listOf(ask, ask.carried);
    return isRefusal(list) ? {} : { below: list };
  }

  async function listOf(ask: Ask, carried: string) {
    const place = readCarried(carried, z.object({ p: z.string(), from: z.int().min(0) }));
    if (isRefusal(place)) return place;
    const seat = await pairOf(deps, ask, 'see the pair', carried);
    if (isRefusal(seat)) return seat;
    const page = (from: number) => store.takeaways.ofPairing(seat.me.id, place.p, { from, count: LISTED_PER_PAGE });
    const { found, total } = await page(place.from);
    // The last of a page may have been withdrawn meanwhile.
    if (found.length > 0 || place.from === 0) return allModal(place.p, seat.me, { found, total, from: place.from });
    return allModal(place.p, seat.me, { ...(await page(0)), from: 0 });
  }

  /** What an edit has to carry along, so that the list it was opened from can be drawn anew. */
  function placeIn(ask: ClickAsk): Carried {
    if (ask.on !== 'modal') return {};
    const place = readCarried(ask.carried, z.object({ p: z.string(), from: z.number() }));
    return isRefusal(place) ? {} : place;
  }

  return { find, more, all, again, below, placeIn };
}
