import { App, type Receiver } from '@slack/bolt';
import type { Person } from '../core/member.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Clock, Deps, Settings } from '../deps.ts';
import { type Log, slackLogger } from '../log.ts';
import { createDeliveries, type Delivery, deliveryId } from './deliveries.ts';
import type { Answer, Ask, Feature } from './feature.ts';
import { type Message, message, typed } from './kit.ts';
import type { Messenger } from './messenger.ts';
import { notice } from './notice.ts';
import { readPerson } from './person.ts';
import { createReplies, write } from './replies.ts';
import {
  type Action,
  readActions,
  readClosing,
  readCommand,
  readOnMessage,
  readSubmission,
  type Submission,
} from './requests.ts';

/** Slack events that change what we know, by name. They were acknowledged before these run. */
export type Events = {
  homeOpened(ask: Ask): Promise<void>;
  userChanged(ask: Ask, person: Person): Promise<void>;
  /** Somebody wrote to the app; what they wrote stays unread. The answer goes to them alone. */
  wrote(ask: Ask): Message;
};

type Listening = Pick<Deps, 'store' | 'newId'> & {
  messenger: Messenger;
  clock: Clock;
  log: Log;
  settings: Settings;
  slack: { botToken: string; botId: string; apiUrl: string };
  receiver: Receiver;
  features: Feature[];
  events: Events;
};

type Done = { answer: Answer; failed: boolean };

/**
 * Everything that comes in from Slack. Acknowledges within Slack's three seconds, makes a delivery that comes twice have one
 * effect, and stands between a failure and the person: they get words and a short reference, the log gets the detail under
 * the same reference. Nobody else calls `ack`.
 */
export function listen(given: Listening): { start(): Promise<void>; stop(): Promise<void> } {
  const { clock, log, messenger, settings } = given;
  const { once } = createDeliveries<Done>(given, ({ answer, failed }) => !failed && !answer.errors);
  const { follow } = createReplies(given, async (work) => (await settle('later', work)).answer);
  const inHand = new Set<Promise<unknown>>();
  const app = new App({
    receiver: given.receiver,
    authorize: async () => ({
      botToken: given.slack.botToken,
      botId: given.slack.botId,
      botUserId: settings.botUserId,
      teamId: settings.workspaceId,
    }),
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: { slackApiUrl: given.slack.apiUrl, retryConfig: { retries: 0 }, timeout: 5_000 },
  });
  const commands = collect(given.features, (feature) => feature.commands);
  const clicks = collect(given.features, (feature) => feature.clicks);
  const submits = collect(given.features, (feature) => feature.submits);
  const shortcuts = collect(given.features, (feature) => feature.shortcuts);
  const closings = collect(given.features, (feature) => feature.closings);

  app.command(/.*/, async ({ body, ack }) => {
    const asked = readCommand(body);
    const id = deliveryId(asked.triggerId, asked.userId, asked.command, asked.text);
    const { answer, repeated } = await handled('command', { id }, async () => {
      const handle = commands.get(asked.command);
      if (!handle) return { say: message(typed(`${asked.command} is not a command that this app knows.`)) };
      return handle({ ...who(asked), command: asked.command, text: asked.text });
    });
    const { say, ...rest } = answer?.answer ?? {};
    await ack(say && { ...say, response_type: 'ephemeral' });
    if (!repeated) track(follow(rest, asked));
  });

  app.action(/.*/, async ({ body, ack }) => {
    const acted = readActions(body);
    const id = deliveryId(acted.triggerId, acted.userId, acted.action, acted.value, acted.at);
    const { answer, repeated } = await handled('click', { id }, () => onAction(acted));
    await ack();
    if (answer && !repeated) track(follow(answer.answer, acted));
  });

  app.view(/.*/, async ({ body, ack }) => {
    const sent = readSubmission(body);
    const view = `${sent.viewId}:${sent.hash}`;
    const delivery = { id: deliveryId(sent.triggerId, sent.userId, view, JSON.stringify(sent.filled)), view };
    const { answer, repeated } = await handled('submission', delivery, () => onSubmit(sent), sent.firstInput);
    await ack(...acknowledgement(answer?.answer ?? {}, sent.blockIds));
    const { open: _pushed, replace: _updated, ...rest } = answer?.answer ?? {};
    if (!repeated) track(follow(rest, sent));
  });

  app.shortcut({ type: 'message_action', callback_id: /.*/ }, async ({ body, ack }) => {
    const asked = readOnMessage(body);
    const id = deliveryId(asked.triggerId, asked.userId, asked.shortcut, asked.text);
    const { answer, repeated } = await handled('shortcut', { id }, async () => {
      const handle = shortcuts.get(asked.shortcut);
      if (!handle) return { say: message(typed('This shortcut is not one that this app knows any more.')) };
      return handle({ ...who(asked), shortcut: asked.shortcut, text: asked.text });
    });
    await ack();
    // The response_url would post into the conversation of the message: words about a pair stay out of there.
    if (answer && !repeated) track(follow(answer.answer, { userId: asked.userId, triggerId: asked.triggerId }));
  });

  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ body, ack }) => {
    const closed = readClosing(body);
    await handled('closing', { id: null }, async () => {
      await closings.get(closed.callback)?.({ ...who(closed), ...closed });
      return {};
    });
    await ack();
  });

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    await onEvent(body.event_id, event.user, (ask) => given.events.homeOpened(ask));
  });
  app.event('user_change', async ({ event, body }) => {
    await onEvent(body.event_id, event.user.id, (ask) => given.events.userChanged(ask, readPerson(event.user)));
  });
  app.event('message', async ({ event, body }) => {
    // Edits, joins and the app's own messages come with a subtype or a bot_id (docs.slack.dev/reference/events/message).
    const isWritten = event.subtype === undefined || event.subtype === 'file_share';
    if (!isWritten || event.channel_type !== 'im' || 'bot_id' in event) return;
    await onEvent(body.event_id, event.user, async (ask) => {
      await write(messenger, ask.userId, given.events.wrote(ask), `help:${body.event_id}`);
    });
  });
  app.error(async (error) => {
    log.error({ err: error }, 'a request from Slack could not be handled');
  });

  function who(asked: { userId: string }): Ask {
    return { now: clock(), workspaceId: settings.workspaceId, userId: asked.userId };
  }

  async function onAction(acted: Action): Promise<Answer | Refusal> {
    // A link button reports its click too, and wants nothing but an acknowledgement.
    if (acted.isLink) return {};
    // Several alike in one row are told apart by what follows the #: Slack wants an action_id only once in a block.
    const handle = clicks.get(acted.action.replace(/#.*$/, ''));
    if (!handle)
      return { say: message(typed('This button belongs to an older message. The Home tab shows what is true now.')) };
    const { action, value, on, filled, carried } = acted;
    return handle({ ...who(acted), action, value, on, filled, carried });
  }

  async function onSubmit(sent: Submission): Promise<Answer | Refusal> {
    const handle = submits.get(sent.callback);
    if (!handle)
      return {
        replace: notice('Please start again', 'This form belongs to an older version. Close it and open it once more.'),
      };
    const { callback, carried, filled, typed } = sent;
    return handle({ ...who(sent), callback, carried, filled, typed, stacked: sent.belowId !== undefined });
  }

  async function onEvent(eventId: string, userId: string, run: (ask: Ask) => Promise<void>): Promise<void> {
    const work = handled('event', { id: eventId }, async () => {
      await run(who({ userId }));
      return {};
    });
    await track(work);
  }

  /** Runs a handler once per delivery. Whoever asked gets an answer even when nothing can be noted or looked up. */
  async function handled(
    what: string,
    delivery: Delivery,
    handle: () => Promise<Answer | Refusal>,
    firstInput?: string,
  ): Promise<{ answer: Done | null; repeated: boolean }> {
    try {
      return await once(delivery, clock(), () => settle(what, handle, firstInput));
    } catch (error) {
      return { answer: failure(error, what, firstInput), repeated: false };
    }
  }

  /** Runs a handler; a refusal becomes words, anything thrown becomes words with a reference. */
  async function settle(what: string, handle: () => Promise<Answer | Refusal>, firstInput?: string): Promise<Done> {
    try {
      const answer = await handle();
      return { answer: isRefusal(answer) ? inWords(answer.words, firstInput) : answer, failed: false };
    } catch (error) {
      return failure(error, what, firstInput);
    }
  }

  function failure(error: unknown, what: string, firstInput?: string): Done {
    const reference = given.newId().slice(-8);
    log.error({ err: error, reference, what }, 'a handler failed');
    return { answer: inWords(apology(reference), firstInput), failed: true };
  }

  function track<T>(work: Promise<T>): Promise<T> {
    inHand.add(work);
    void work.catch(() => {}).finally(() => inHand.delete(work));
    return work;
  }

  return {
    async start() {
      await app.start();
    },
    async stop() {
      await Promise.race([Promise.allSettled(inHand), new Promise((resolve) => setTimeout(resolve, 10_000).unref())]);
      await app.stop();
    },
  };
}

/** Slack's answer to a submission (docs.slack.dev/surfaces/modals, response actions). */
function acknowledgement(
  answer: Answer,
  blockIds: Record<string, string>,
):
  | []
  | [
      | { response_action: 'errors'; errors: Record<string, string> }
      | { response_action: 'update' | 'push'; view: NonNullable<Answer['open']> },
    ] {
  if (answer.errors) {
    const errors = Object.entries(answer.errors).map(([field, text]) => [blockIds[field] ?? field, text]);
    return [{ response_action: 'errors', errors: Object.fromEntries(errors) }];
  }
  if (answer.replace) return [{ response_action: 'update', view: answer.replace }];
  if (answer.open) return [{ response_action: 'push', view: answer.open }];
  return [];
}

function inWords(words: string, firstInput: string | undefined): Answer {
  if (firstInput) return { errors: { [firstInput]: words } };
  return { say: message(typed(words)) };
}

function apology(reference: string): string {
  return `Something went wrong on our side, and nothing was changed. Please try again; if it stays, tell your admin the reference ${reference}.`;
}

function collect<H>(features: Feature[], part: (feature: Feature) => Record<string, H> | undefined): Map<string, H> {
  return new Map(features.flatMap((feature) => Object.entries(part(feature) ?? {})));
}
