import { setTimeout as sleep } from 'node:timers/promises';
import type { Refusal } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Log } from '../log.ts';
import type { Answer } from './feature.ts';
import { type Message, type ModalView, message, typed } from './kit.ts';
import { type Messenger, type Posted, reasonOf } from './messenger.ts';
import { notice } from './notice.ts';

/** Where a request came from, and the ways on which its person can be answered. */
export type From = {
  userId: string;
  triggerId: string | null;
  responseUrl?: string | null;
  viewId?: string;
  belowId?: string | undefined;
  inModal?: boolean;
};

type Replying = Pick<Deps, 'newId'> & { messenger: Messenger; log: Log };

/**
 * Brings answers to their person after the acknowledgement. `settle` runs slow work and makes words of whatever goes wrong in it.
 */
export function createReplies(
  { messenger, log, newId }: Replying,
  settle: (work: () => Promise<Answer | Refusal>) => Promise<Answer>,
): { follow(answer: Answer, from: From): Promise<void> } {
  /** What comes after the acknowledgement: modals, words, and slow work with an answer of its own. */
  async function follow(answer: Answer, from: From): Promise<void> {
    try {
      if (answer.open) await (from.triggerId ? show(answer.open, from) : tell(message(typed(TOO_LATE)), from));
      if (answer.replace && from.viewId) await messenger.replace(from.viewId, answer.replace);
      if (answer.below && from.belowId) await redraw(from.belowId, answer.below);
      if (answer.say) await say(answer.say, from);
      if (answer.later) {
        const later = answer.later;
        await follow(await settle(later), { ...from, triggerId: null });
      }
    } catch (error) {
      // The trigger is used up: an earlier try went through, and only its answer was lost.
      if (['exchanged_trigger_id', 'trigger_exchanged'].includes(reasonOf(error))) return;
      await apologise(error, from);
    }
  }

  /** A modal that its person has closed meanwhile shows nothing that could be wrong. */
  async function redraw(viewId: string, view: ModalView): Promise<void> {
    try {
      await messenger.replace(viewId, view);
    } catch (error) {
      if (reasonOf(error) !== 'not_found') throw error;
    }
  }

  /** Tells somebody, wherever they can be reached, that what they asked for could not be shown. */
  async function apologise(error: unknown, from: From): Promise<void> {
    const reference = newId().slice(-8);
    log.error({ err: error, reference, reason: reasonOf(error) }, 'an answer did not reach its person');
    const late = ['expired_trigger_id', 'trigger_expired'].includes(reasonOf(error));
    const words = message(typed(late ? TOO_LATE : notShown(reference)));
    await tell(words, from);
  }

  async function show(view: NonNullable<Answer['open']>, from: From): Promise<void> {
    if (!from.triggerId) return;
    if (from.inModal) await messenger.push(from.triggerId, view);
    else await messenger.open(from.triggerId, view);
  }

  /** Words for the asker alone: below the message they clicked, else in a small window, else as a direct message. */
  async function say(words: Message, from: From): Promise<void> {
    if (!from.responseUrl && from.triggerId) return show(notice('Cairn', words), from);
    await tell(words, from);
  }

  /** Words for the asker alone, by whichever way is open: a `response_url` lasts for five answers and half an hour. */
  async function tell(words: Message, { responseUrl, userId }: From): Promise<void> {
    try {
      if (responseUrl) return await messenger.answer(responseUrl, words);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'a response_url does not answer; writing a direct message');
    }
    const posted = await write(messenger, userId, words, `say:${newId()}`);
    if (posted.outcome !== 'sent') log.error({ outcome: posted.outcome }, 'words did not reach their person');
  }

  return { follow };
}

/** Whoever stops waits as long for answers that are on their way. */
const LONGEST_WAIT_MS = 10_000;

/** A direct message that answers somebody and stands in no outbox: where Slack asks to wait a moment, it goes out after that. */
export async function write(messenger: Messenger, userId: string, words: Message, key: string): Promise<Posted> {
  const posted = await messenger.post(userId, words, key);
  if (posted.outcome !== 'later' || posted.afterMs > LONGEST_WAIT_MS) return posted;
  await sleep(posted.afterMs);
  return messenger.post(userId, words, key);
}

const TOO_LATE = 'Slack closed the door before the window opened. Please try once more.';

function notShown(reference: string): string {
  return `I could not show you what came of this. The Home tab says how things stand; if it stays like this, tell your admin the reference ${reference}.`;
}
