import type { Inbox, SeenByPerson } from '../driver.ts';
import type { World } from '../world.ts';
import { createSeen } from './message.ts';
import { matches, PATIENCE_MS, wanted } from './waiting.ts';

const QUIET_MS = 150;

/** One conversation as this person reads it. `handedOut` holds the ts of messages that were given to the test already. */
export function createInbox(world: World, user: string, channel: string, handedOut: Set<string>): Inbox {
  const all = () =>
    world.messages
      .seen(channel, user)
      .filter((message) => message.user !== user)
      .map((message) => createSeen(world, user, message));

  const fresh = (match: RegExp | string | undefined) =>
    all().find((message) => !handedOut.has(message.ts) && matches(message.text, match));

  const next = (match: RegExp | string | undefined): SeenByPerson | undefined => {
    const found = fresh(match);
    if (found) handedOut.add(found.ts);
    return found;
  };

  return {
    all,
    last: () => all().at(-1),
    next(match, withinMs = PATIENCE_MS) {
      return world.changes.until(
        () => next(match),
        withinMs,
        () =>
          `@${world.people.find(user)?.name ?? user} waited for a message with ${wanted(match)}. ${there(all(), handedOut)}`,
      );
    },
    async quiet(ms = QUIET_MS, match) {
      const noisy = await world.changes
        .until(
          () => fresh(match),
          ms,
          () => 'quiet',
        )
        .catch(() => undefined);
      if (noisy) throw new Error(`Nothing was to come, but this did:\n${noisy.text}`);
    },
  };
}

function there(messages: readonly SeenByPerson[], handedOut: ReadonlySet<string>): string {
  if (messages.length === 0) return 'There is none at all.';
  const lines = messages
    .slice(-8)
    .map((message) => `- ${handedOut.has(message.ts) ? '(had already) ' : ''}${message.text.replaceAll('\n', ' / ')}`);
  return `There is:\n${lines.join('\n')}`;
}
