import type { Deps, Pace } from '../../deps.ts';
import type { Message } from '../../slack/kit.ts';

type Place = { channel: string; ts: string };

/** A message on its way, by its key, since a UTC ms: it may have arrived. */
export type Posting = { key: string; at: number } | null;

/**
 * What became of a message that is to arrive once. `wait`: nothing was tried, come again after so many ms. `later`: come again at a UTC ms, with this
 * as what is on its way. `refused`: it never will arrive.
 */
export type PostedOnce =
  | { outcome: 'sent'; place: Place }
  | { outcome: 'wait'; ms: number }
  | { outcome: 'later'; at: number; posting: Posting }
  | { outcome: 'refused' };

/** Slack's history may lag; what is not there after so long was not posted. */
const HISTORY_LAG = 30_000;
/** How long before the attempt the history is read from, for clocks that differ. */
const CLOCK_SKEW = 60_000;

/**
 * Posts a message to a person (Slack user id), so that it arrives once however often this is asked, and whatever Slack's answer: one that may have
 * arrived is looked for first. `posting` is what was on its way before; `note` writes down what is, before it goes out. `now` UTC ms.
 */
export async function postOnce(
  { messenger, log }: Pick<Deps, 'messenger' | 'log'>,
  paces: { post: Pace; sameDm: Pace },
  letter: { to: string; key: string; message: Message },
  posting: Posting,
  note: (posting: Posting) => Promise<void>,
  now: number,
): Promise<PostedOnce> {
  const { to, key, message } = letter;
  if (posting?.key === key) {
    const seen = await messenger.findPost(to, null, key, posting.at - CLOCK_SKEW);
    if ('unreadable' in seen) return { outcome: 'later', at: now + HISTORY_LAG, posting };
    if (seen.found) return { outcome: 'sent', place: { channel: seen.channel, ts: seen.ts } };
    if (now - posting.at < HISTORY_LAG) return { outcome: 'later', at: posting.at + HISTORY_LAG, posting };
  }
  const wait = Math.max(paces.sameDm.wait(), paces.post.wait());
  if (wait > 0) return { outcome: 'wait', ms: wait };
  const sending = { key, at: now };
  await note(sending);
  paces.post.spend();
  paces.sameDm.spend();
  const posted = await messenger.post(to, message, key);
  switch (posted.outcome) {
    case 'sent':
      return { outcome: 'sent', place: { channel: posted.channel, ts: posted.ts } };
    case 'unknown':
      return { outcome: 'later', at: now + HISTORY_LAG, posting: sending };
    case 'later':
      paces.post.pause(posted.afterMs);
      return { outcome: 'later', at: now + posted.afterMs, posting: null };
    case 'refused':
      log.error({ reason: posted.reason }, 'Slack refuses a message');
      return { outcome: 'refused' };
  }
}
