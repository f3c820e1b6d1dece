import { openTab, runShortcut } from '../acts/opening.ts';
import { type } from '../acts/typing.ts';
import type { Home, Modal, Person, SeenByPerson, Typed } from '../driver.ts';
import type { World } from '../world.ts';
import { createInbox } from './inbox.ts';
import { createSeen } from './message.ts';
import { createModal } from './modal.ts';
import { linesOf } from './reading.ts';
import { createSurface } from './surface.ts';
import { deliveredOf, extended, matches, PATIENCE_MS, wanted } from './waiting.ts';

/** Somebody, by id. */
export function createPerson(world: World, id: string): Person {
  const handle = () => world.people.find(id)?.name ?? id;
  const dm = world.conversations.direct([id, world.app.botUserId]).id;
  const handedOut = new Set<string>();

  const seen = (message: Parameters<typeof createSeen>[2]): SeenByPerson => {
    handedOut.add(message.ts);
    return createSeen(world, id, message);
  };

  const homeBlocks = () => world.views.home(id)?.view.blocks ?? [];
  const home = (): Home => {
    const surface = createSurface(world, id, () => ({ home: true }), homeBlocks);
    const self: Home = extended(surface, {
      shows: (match: RegExp | string, withinMs = PATIENCE_MS) => homeThatShows(match, withinMs),
    });
    return self;
  };
  const homeThatShows = (match: RegExp | string | undefined, withinMs: number): Promise<Home> => {
    const look = () =>
      world.views.home(id) && matches(linesOf(world, homeBlocks()).join('\n'), match) ? home() : undefined;
    return world.changes.until(look, withinMs, () => {
      const now = world.views.home(id)
        ? `It shows:\n${linesOf(world, homeBlocks()).join('\n')}`
        : 'It was never published.';
      return `@${handle()} waited for the Home tab to show ${wanted(match)}. ${now}`;
    });
  };

  return {
    id,
    dm,
    get handle() {
      return handle();
    },
    async types(text, where = {}): Promise<Typed> {
      const channel = where.in === undefined ? undefined : channelNamed(where.in);
      const outcome = await type(world, id, text, {
        ...(channel === undefined ? {} : { channel }),
        ...(where.thread === undefined ? {} : { thread_ts: where.thread }),
        ...(where.files === undefined ? {} : { files: where.files }),
      });
      return extended(deliveredOf(outcome), {
        ...(outcome.ephemeral ? { ephemeral: seen(outcome.ephemeral) } : {}),
        ...(outcome.message ? { message: seen(outcome.message) } : {}),
      });
    },
    modal(match, withinMs = PATIENCE_MS): Promise<Modal> {
      const look = () => {
        const open = world.views.stack(id).at(-1);
        const modal = open && createModal(world, id, open);
        return modal && matches(modal.text, match) ? modal : undefined;
      };
      return world.changes.until(look, withinMs, () => {
        const open = world.views.stack(id).at(-1);
        const now = open ? `The one on top shows:\n${createModal(world, id, open).text}` : 'None is open.';
        return `@${handle()} waited for a modal with ${wanted(match)}. ${now}${latestTrouble(world)}`;
      });
    },
    hasModal: () => world.views.stack(id).length > 0,
    async noModal(withinMs = PATIENCE_MS) {
      await world.changes.until(
        () => (world.views.stack(id).length === 0 ? true : undefined),
        withinMs,
        () => `@${handle()} waited for every modal to be gone`,
      );
    },
    inbox: createInbox(world, id, dm, handedOut),
    in: (channel) => createInbox(world, id, channelNamed(channel), handedOut),
    async opensHome() {
      const before = world.changes.seq;
      const had = world.views.home(id) !== undefined;
      await openTab(world, id, 'home');
      // The first publish answers the opening; a later one may or may not come.
      return had ? settled(before) : homeThatShows(undefined, PATIENCE_MS);
    },
    home: (match, withinMs = PATIENCE_MS) => homeThatShows(match, withinMs),
    opensMessages: async () => deliveredOf(await openTab(world, id, 'messages')),
    async shortcut(name, target) {
      const on = target && { channel: target.on.channel, ts: target.on.ts };
      return deliveredOf(await runShortcut(world, id, name, on));
    },
    async uploads({ name, content }) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return world.files.add({ name, user: id, content: bytes }).id;
    },
    reads: (channel = dm) => world.messages.read(channelNamed(channel), id),
    reloads: () => world.messages.forgetEphemeral(id),
    get notices() {
      return world.notices.filter((notice) => notice.user === id);
    },
  };

  /** Gives the app a moment to publish again after the Home tab was opened. */
  async function settled(seq: number): Promise<Home> {
    const published = () =>
      world.changes.since(seq)?.some((change) => change.type === 'home' && change.user === id) || undefined;
    await world.changes.until(published, REPUBLISH_MS, () => '').catch(() => undefined);
    return home();
  }

  function channelNamed(name: string): string {
    const found = world.conversations.find(name);
    if (!found) throw new Error(`There is no conversation ${name}`);
    return found.id;
  }
}

const REPUBLISH_MS = 500;

/** The newest refusal or missed ack, which is mostly why something did not appear. */
function latestTrouble(world: World): string {
  const call = world.log.calls.findLast((entry) => entry.answer.ok === false);
  const missed = world.log.envelopes.findLast((entry) => entry.outcome !== 'acked');
  const refused = call ? `\nLatest refused call: ${call.method} ${JSON.stringify(call.answer)}` : '';
  return refused + (missed ? `\nLatest delivery without ack: ${missed.label} (${missed.outcome})` : '');
}
