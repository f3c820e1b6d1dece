import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { Person } from '../core/member.ts';
import { type Log, slackLogger } from '../log.ts';
import type { HomeView, Message, ModalView } from './kit.ts';
import { readPerson } from './person.ts';

/**
 * What became of a post. `later`: certainly not posted, try again after so many ms. `refused`: never, and whose fault it is.
 * `unknown`: Slack may have posted it (time-outs, resets, HTTP 5xx, `internal_error`, `fatal_error`).
 */
export type Posted =
  | { outcome: 'sent'; channel: string; ts: string }
  | { outcome: 'later'; afterMs: number }
  | { outcome: 'refused'; reason: string; because: 'receiver' | 'message' | 'workspace' }
  | { outcome: 'unknown' };

export type Found = { found: true; channel: string; ts: string } | { found: false } | { unreadable: string };

/** The only way out to Slack. Nothing here throws for what Slack answers to `post`, `redraw` and `findPost`. */
export type Messenger = {
  /** Posts to a person or a channel (Slack's id). `key` is opaque, kept in the message's metadata, to find it again. */
  post(to: string, message: Message, key: string): Promise<Posted>;
  /** Posts as `post` does. Where Slack refuses newer kinds of blocks, `classic` goes out in place of `rich`. */
  postRich(userId: string, rich: Message, classic: Message, key: string): Promise<Posted>;
  /** Puts a message in place of one that was posted earlier. */
  redraw(channel: string, ts: string, message: Message): Promise<Posted>;
  /** Looks for a message with this key in what was posted to a person or a channel since a UTC ms. `channel` is where that was, if known. */
  findPost(to: string, channel: string | null, key: string, since: number): Promise<Found>;
  open(triggerId: string, view: ModalView): Promise<void>;
  push(triggerId: string, view: ModalView): Promise<void>;
  replace(viewId: string, view: ModalView): Promise<void>;
  publishHome(userId: string, view: HomeView): Promise<void>;
  /** Answers through a `response_url`, for the asker alone. */
  answer(responseUrl: string, message: Message): Promise<void>;
  /** Sends a small text file to a person, with words above it. */
  sendFile(userId: string, file: { name: string; title: string; text: string }, words: Message): Promise<void>;
  /** What Slack knows of a person; null for an id it does not know. */
  person(userId: string): Promise<Person | null>;
  /** Whose token this is. */
  whoAmI(): Promise<{ workspaceId: string; botUserId: string; botId: string }>;
};

/** Pages of what was said since that are read to find a message: what was said later never hides it, within reason. */
const MOST_PAGES = 10;
const METADATA_EVENT = 'cairn_nudge';

// The wording of docs.slack.dev/reference/methods/chat.postMessage, sorted by who could do something about it.
const RECEIVER_ERRORS = new Set([
  'channel_not_found',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'is_archived',
  'not_in_channel',
  'cannot_dm_bot',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'messages_tab_disabled',
  'restricted_action',
]);
const WORKSPACE_ERRORS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
  'access_denied',
  'not_allowed_token_type',
]);
const TEMPORARY_ERRORS = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
/** What Slack answers to blocks that it does not know, or has not rolled out to this workspace. */
const BLOCK_ERRORS = new Set(['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'msg_blocks_too_long']);
const UNSURE_ERRORS = new Set(['internal_error', 'fatal_error']);
const CAUTIOUS_PAUSE = 30_000;

/**
 * Builds the messenger. Two clients: what people wait for must never queue behind what the bot says by itself, because a 429
 * pauses the whole queue of a client. The posting one never retries: its caller knows what may be repeated.
 */
export function createMessenger(slack: { botToken: string; apiUrl: string }, log: Log): Messenger {
  const options = { slackApiUrl: slack.apiUrl, logger: slackLogger(log), allowAbsoluteUrls: false };
  const posting = new WebClient(slack.botToken, {
    ...options,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const asking = new WebClient(slack.botToken, {
    ...options,
    timeout: 5_000,
    retryConfig: { retries: 1, minTimeout: 200, maxTimeout: 400 },
  });

  async function post(to: string, message: Message, key: string): Promise<Posted> {
    return outcomeOf(async () => {
      const metadata = { event_type: METADATA_EVENT, event_payload: { key } };
      const quiet = { unfurl_links: false, unfurl_media: false, parse: 'none' as const };
      const answer = await posting.chat.postMessage({ channel: to, ...message, ...quiet, metadata });
      return { channel: String(answer.channel), ts: String(answer.ts) };
    });
  }

  /** The messages of a conversation since a UTC ms, page by page; the latest fifteen without. */
  async function readHistory(channel: string, since?: number) {
    const oldest = since === undefined ? {} : { oldest: (since / 1000).toFixed(6) };
    const found = [];
    let cursor: string | undefined;
    for (let page = 0; page < (since === undefined ? 1 : MOST_PAGES); page += 1) {
      // Fifteen is the most that newly distributed apps may read at once (Slack changelog, 2025-05-29).
      const asked = { channel, ...oldest, limit: 15, include_all_metadata: true, ...(cursor && { cursor }) };
      const { messages, has_more, response_metadata } = await posting.conversations.history(asked);
      found.push(...(messages ?? []));
      cursor = response_metadata?.next_cursor;
      if (!has_more || !cursor) break;
    }
    return found;
  }

  return {
    post,
    async postRich(userId, rich, classic, key) {
      const posted = await post(userId, rich, key);
      const refused = posted.outcome === 'refused' && BLOCK_ERRORS.has(posted.reason);
      return refused ? post(userId, classic, key) : posted;
    },
    async redraw(channel, ts, message) {
      return outcomeOf(async () => {
        await posting.chat.update({ channel, ts, ...message, parse: 'none' });
        return { channel, ts };
      });
    },
    async findPost(to, channel, key, since) {
      try {
        const where =
          channel ?? (isPerson(to) ? String((await posting.conversations.open({ users: to })).channel?.id) : to);
        const recent = await readHistory(where, since);
        // Nothing at all since then: perhaps our clock is ahead of Slack's, as it is while `tick --at` looks at another instant.
        const messages = recent.length > 0 ? recent : await readHistory(where);
        const hit = messages.find((each) => keyOf(each.metadata) === key);
        return hit?.ts ? { found: true, channel: where, ts: hit.ts } : { found: false };
      } catch (error) {
        return { unreadable: reasonOf(error) };
      }
    },
    async open(triggerId, view) {
      await asking.views.open({ trigger_id: triggerId, view });
    },
    async push(triggerId, view) {
      await asking.views.push({ trigger_id: triggerId, view });
    },
    async replace(viewId, view) {
      await asking.views.update({ view_id: viewId, view });
    },
    async publishHome(userId, view) {
      await asking.views.publish({ user_id: userId, view });
    },
    async answer(responseUrl, message) {
      const body = JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: false });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(responseUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
      if (!response.ok) throw new Error(`response_url answered ${response.status}`);
    },
    async sendFile(userId, file, words) {
      const channel = String((await posting.conversations.open({ users: userId })).channel?.id);
      const { name: filename, title, text: content } = file;
      await posting.files.uploadV2({ channel_id: channel, filename, title, content, initial_comment: words.text });
    },
    async person(userId) {
      try {
        const { user } = await asking.users.info({ user: userId });
        return user ? readPerson(user) : null;
      } catch (error) {
        if (['user_not_found', 'user_not_visible'].includes(reasonOf(error))) return null;
        throw error;
      }
    },
    async whoAmI() {
      const me = await asking.auth.test();
      return { workspaceId: String(me.team_id), botUserId: String(me.user_id), botId: String(me.bot_id) };
    },
  };
}

async function outcomeOf(call: () => Promise<{ channel: string; ts: string }>): Promise<Posted> {
  try {
    return { outcome: 'sent', ...(await call()) };
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) return { outcome: 'later', afterMs: error.retryAfter * 1000 };
    if (!(error instanceof WebAPIPlatformError))
      return refusedConnection(error) ? { outcome: 'later', afterMs: CAUTIOUS_PAUSE } : { outcome: 'unknown' };
    const reason = error.data.error;
    // An answer that is no JSON, such as one cut off on its way, comes through as if it were the name of an error (web-api 8).
    const isName = typeof reason === 'string' && /^\w+$/.test(reason);
    if (!isName || UNSURE_ERRORS.has(reason)) return { outcome: 'unknown' };
    if (TEMPORARY_ERRORS.has(reason)) return { outcome: 'later', afterMs: CAUTIOUS_PAUSE };
    const because = RECEIVER_ERRORS.has(reason) ? 'receiver' : WORKSPACE_ERRORS.has(reason) ? 'workspace' : 'message';
    return { outcome: 'refused', reason, because };
  }
}

/** True when nobody was there to take the request: then it was certainly not posted. */
function refusedConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = (cause as { original?: unknown }).original ?? cause.cause) {
    if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String((cause as { code?: unknown }).code))) return true;
  }
  return false;
}

/** Whether Slack, or the way to it, is to blame. */
export function isSlackError(error: unknown): boolean {
  return [WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError, WebAPIHTTPError].some(
    (kind) => error instanceof kind,
  );
}

/** Slack's word for what went wrong, or the kind of failure; safe for logs. */
export function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return String(error.data.error);
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  return String((error as { code?: unknown } | null)?.code ?? 'unknown');
}

/** Ids of people begin with these, those of conversations do not (docs.slack.dev/reference/objects/user-object). */
function isPerson(id: string): boolean {
  return /^[UW]/.test(id);
}

function keyOf(metadata: unknown): unknown {
  return (metadata as { event_payload?: { key?: unknown } } | undefined)?.event_payload?.key;
}
