import { click } from '../acts/clicking.ts';
import { blocksOfMessage } from '../acts/surface.ts';
import type { SeenByPerson } from '../driver.ts';
import { objects, stringOf } from '../json.ts';
import type { SeenMessage } from '../model.ts';
import { plain } from '../posting.ts';
import { readableText } from '../text.ts';
import type { World } from '../world.ts';
import { linksIn } from './reading.ts';
import { createSurface, whichOf } from './surface.ts';
import { deliveredOf, extended, matches, PATIENCE_MS, wanted } from './waiting.ts';

/** A message as this person read it. */
export function createSeen(world: World, user: string, message: SeenMessage): SeenByPerson {
  const { channel, ts, version } = message;
  const blocks = blocksOfMessage(message);
  const surface = createSurface(
    world,
    user,
    () => ({ channel, ts }),
    () => blocks,
  );

  const present = () => {
    const found = world.messages.find(channel, ts);
    return found && createSeen(world, user, found);
  };

  return extended(surface, {
    text: textOf(world, message, surface.text),
    links: [
      ...new Set([...linksIn(message.blocks ? [] : message.text), ...surface.links, ...linksIn(message.attachments)]),
    ],
    ts,
    channel,
    ephemeral: message.ephemeral,
    raw: plain(message),
    now: present,
    async clickStale(button: Parameters<SeenByPerson['clickStale']>[0]) {
      return deliveredOf(await click(world, user, { channel, ts, version }, whichOf(button)));
    },
    edited(match?: RegExp | string, withinMs = PATIENCE_MS) {
      const look = () => {
        const now = world.messages.find(channel, ts);
        const seen = now && now.version !== version ? createSeen(world, user, now) : undefined;
        return seen && matches(seen.text, match) ? seen : undefined;
      };
      return world.changes.until(look, withinMs, () => {
        const now = present();
        return `Waited for the message to change to ${wanted(match)}; ${now ? `it says:\n${now.text}` : 'it is gone'}`;
      });
    },
    thread() {
      const replies = world.messages.seen(channel, user).filter((other) => other.thread_ts === ts && other.ts !== ts);
      return replies.map((reply) => createSeen(world, user, reply));
    },
  });
}

/** With blocks the client shows them and not the text. */
function textOf(world: World, message: SeenMessage, fromBlocks: string): string {
  const own = message.blocks?.length ? fromBlocks : readableText(message.text, world.names);
  const attached = objects(message.attachments).flatMap((attachment) =>
    ['pretext', 'title', 'text', 'footer'].flatMap((key) => stringOf(attachment[key]) ?? []),
  );
  const files = (message.files ?? []).map((file) => file.title);
  return [own, ...attached.map((text) => readableText(text, world.names)), ...files].filter(Boolean).join('\n');
}
