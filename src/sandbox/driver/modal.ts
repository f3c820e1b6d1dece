import { fill } from '../acts/clicking.ts';
import { close, submit } from '../acts/modals.ts';
import { labelOf, readable } from '../acts/surface.ts';
import { placed } from '../blocks.ts';
import type { Modal, Submitted } from '../driver.ts';
import { isObject } from '../json.ts';
import type { OpenModal, StateValue } from '../model.ts';
import { contentOf, plainOf } from '../values.ts';
import type { World } from '../world.ts';
import { createSurface, entryOf, whichOf } from './surface.ts';
import { deliveredOf, extended, matches, PATIENCE_MS, wanted } from './waiting.ts';

/** A modal of this person; reads its present, and what it was last once it is gone. */
export function createModal(world: World, user: string, first: OpenModal): Modal {
  const { id } = first.view;
  let last = first;
  const present = () => {
    last = world.views.modal(id) ?? last;
    return last;
  };
  const title = () => readable(world, present().view.title);
  const surface = createSurface(
    world,
    user,
    () => ({ view_id: id }),
    () => present().view.blocks,
    () => [title()],
  );

  const modal: Modal = extended(surface, {
    id,
    get title() {
      return title();
    },
    get submitLabel() {
      const { submit } = present().view;
      return isObject(submit) ? readable(world, submit) : undefined;
    },
    get closeLabel() {
      const { close } = present().view;
      return isObject(close) ? readable(world, close) : undefined;
    },
    get isOpen() {
      return world.views.modal(id) !== undefined;
    },
    get values() {
      const { view, values } = present();
      return Object.fromEntries(
        placed(view.blocks)
          .filter((place) => values[place.blockId]?.[place.actionId])
          .map((place) => [labelOf(world, place), shown(world, values[place.blockId]?.[place.actionId])]),
      );
    },
    get errors() {
      return byLabel(world, present(), present().errors);
    },
    async fill(entries: Parameters<Modal['fill']>[0]) {
      const wantedEntries = Object.entries(entries).map(([label, entry]) => ({
        which: whichOf(label),
        entry: entryOf(entry),
      }));
      await fill(world, user, { view_id: id }, wantedEntries);
    },
    async submit(): Promise<Submitted> {
      const open = present();
      const { entry, error, errors, ...rest } = await submit(world, user, id);
      const delivered = deliveredOf({ entry, ...(error === undefined ? {} : { error }) });
      return extended(delivered, { ...rest, ...(errors ? { errors: byLabel(world, open, errors) } : {}) });
    },
    async close() {
      return deliveredOf(await close(world, user, id));
    },
    async dismiss() {
      return deliveredOf(await close(world, user, id, true));
    },
    shows(match: RegExp | string, withinMs = PATIENCE_MS) {
      const look = () => (matches(surface.text, match) ? modal : undefined);
      return world.changes.until(
        look,
        withinMs,
        () => `Waited for the modal to show ${wanted(match)}; it shows:\n${surface.text}`,
      );
    },
  });
  return modal;
}

function byLabel(world: World, open: OpenModal, errors: Readonly<Record<string, string>>): Record<string, string> {
  const places = placed(open.view.blocks);
  return Object.fromEntries(
    Object.entries(errors).map(([blockId, text]) => {
      const place = places.find((one) => one.blockId === blockId);
      return [place ? labelOf(world, place) : blockId, text];
    }),
  );
}

/** A value as people see it: option texts, handles, the text itself. */
function shown(world: World, value: StateValue | undefined): string | readonly string[] | null {
  const content = contentOf(value);
  if (content === null || content === undefined) return null;
  return Array.isArray(content) ? content.map((item) => words(world, item)) : words(world, content);
}

function words(world: World, content: unknown): string {
  if (!isObject(content)) return world.people.find(String(content))?.name ?? String(content);
  if (content.type === 'rich_text') return plainOf(content);
  return typeof content.title === 'string' ? content.title : readable(world, content.text);
}
