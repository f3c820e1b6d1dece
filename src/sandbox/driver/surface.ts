import { choose, click, suggest } from '../acts/clicking.ts';
import { isExternal, offeredOptions } from '../acts/entries.ts';
import { elementIn, isButton, labelOf, type On, readable, type Which } from '../acts/surface.ts';
import { placed } from '../blocks.ts';
import type { Entry, Surface } from '../driver.ts';
import type { Block } from '../model.ts';
import { optionsOf } from '../values.ts';
import type { World } from '../world.ts';
import { linesOf, linksIn } from './reading.ts';
import { deliveredOf } from './waiting.ts';

export type Name = string | { actionId: string; value?: string };

/** A place as somebody reads and uses it. `blocks` and `on` are asked anew each time. */
export function createSurface(
  world: World,
  user: string,
  on: () => On,
  blocks: () => readonly Block[],
  heading: () => string[] = () => [],
): Surface {
  return {
    get text() {
      return [...heading(), ...linesOf(world, blocks())].join('\n');
    },
    get buttons() {
      return placed(blocks())
        .filter(({ element }) => isButton(element))
        .map((place) => labelOf(world, place));
    },
    get labels() {
      return placed(blocks())
        .filter(({ element }) => !isButton(element))
        .map((place) => labelOf(world, place));
    },
    get links() {
      return [...new Set(linksIn(blocks()))];
    },
    async click(button, { confirm = true } = {}) {
      return deliveredOf(await click(world, user, on(), whichOf(button), confirm));
    },
    async choose(label, entry) {
      return deliveredOf(await choose(world, user, on(), whichOf(label), entryOf(entry)));
    },
    async options(label, typed = '') {
      const place = elementIn(world, blocks(), whichOf(label), ({ element }) => !isButton(element));
      const offered = isExternal(place.element)
        ? offeredOptions((await suggest(world, user, on(), whichOf(label), typed)).answer)
        : optionsOf(place.element);
      return offered.map((option) => readable(world, option.text));
    },
  };
}

export function whichOf(name: Name): Which {
  if (typeof name === 'string') return { label: name };
  return { action_id: name.actionId, ...(name.value === undefined ? {} : { value: name.value }) };
}

/** The driver's entries are those of the control API. */
export function entryOf(entry: Entry) {
  return entry as string | number | readonly string[] | null | { rich_text: unknown };
}
