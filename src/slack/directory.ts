import { WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import type { Person } from '../core/member.ts';
import type { Pace } from '../deps.ts';
import { type Log, slackLogger } from '../log.ts';
import { readPerson, type SlackUser } from './person.ts';

/** Why an answer did not come: try again after so many ms, or it never will, with Slack's word for it. */
export type NoAnswer = { outcome: 'later'; afterMs: number } | { outcome: 'refused'; reason: string };

/** Somebody, with their e-mail address in small letters where Slack tells it. */
export type Listed = { person: Person; email: string | null };

/** Who people are, many at a time, and what is in a file that somebody brought. Nothing here throws for what Slack answers. */
export type Directory = {
  /** A page of everybody in the workspace; `cursor` null for the first one, and in the answer after the last. */
  peoplePage(cursor: string | null): Promise<{ outcome: 'found'; people: Listed[]; cursor: string | null } | NoAnswer>;
  /** The one person with this e-mail address or Slack id; `null` when there is none. */
  personNamed(
    named: { email: string } | { userId: string },
  ): Promise<{ outcome: 'found'; found: Listed | null } | NoAnswer>;
  /** A file that this person (Slack user id) brought, of at most so many bytes. */
  file(
    fileId: string,
    ownerId: string,
    mostBytes: number,
  ): Promise<{ outcome: 'read'; name: string; bytes: Uint8Array } | { outcome: 'too-large'; name: string } | NoAnswer>;
};

/** How fast each kind of question may be asked. */
export type LookUpPaces = Record<'page' | 'byEmail' | 'byId' | 'file', Pace>;

/** "Specify a limit value under 1000": https://docs.slack.dev/reference/methods/users.list */
const PAGE = 999;
/** What Slack recommends, for when a long page does not come. */
const SHORT_PAGE = 200;
const UNREACHABLE_PAUSE = 10_000;
const FILE_HOST = 'https://files.slack.com';
const UNKNOWN_PERSON = ['users_not_found', 'user_not_found', 'user_not_visible'];
const TEMPORARY = [
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'internal_error',
  'fatal_error',
  'limit_required',
];

/**
 * Builds the directory, with a client of its own: while Slack asks it to wait, nobody else waits along. It never retries, and asks nothing before
 * its time: its caller is told when to come again.
 */
export function createDirectory(slack: { botToken: string; apiUrl: string }, log: Log, paces: LookUpPaces): Directory {
  const looking = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: slackLogger(log),
    allowAbsoluteUrls: false,
    timeout: 30_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  let pageLength = PAGE;

  return {
    async peoplePage(cursor) {
      const limit = pageLength;
      const answer = await asked(paces.page, () => looking.users.list({ limit, ...(cursor !== null && { cursor }) }));
      if ('outcome' in answer) {
        // Long answers are what goes wrong first; how many are on a page may change from one to the next.
        if ('isSlow' in answer) pageLength = SHORT_PAGE;
        return answer;
      }
      const people = (answer.members ?? []).map((user) => listed(user as SlackUser));
      return { outcome: 'found', people, cursor: answer.response_metadata?.next_cursor || null };
    },
    async personNamed(named) {
      const answer = await ('email' in named
        ? asked(paces.byEmail, () => looking.users.lookupByEmail(named))
        : asked(paces.byId, () => looking.users.info({ user: named.userId })));
      if ('outcome' in answer)
        return answer.outcome === 'refused' && UNKNOWN_PERSON.includes(answer.reason)
          ? { outcome: 'found', found: null }
          : answer;
      return { outcome: 'found', found: answer.user ? listed(answer.user as SlackUser) : null };
    },
    async file(fileId, ownerId, mostBytes) {
      const answer = await asked(paces.file, () => looking.files.info({ file: fileId }));
      if ('outcome' in answer) return answer;
      const { name = 'file', size = 0, url_private_download: address = '', user } = answer.file ?? {};
      if (user !== ownerId) return { outcome: 'refused', reason: 'file_not_found' };
      if (size > mostBytes) return { outcome: 'too-large', name };
      const bytes = await download(address, mostBytes);
      return 'outcome' in bytes ? bytes : { outcome: 'read', name, bytes };
    },
  };

  /** The token goes to Slack alone, wherever the answer sends us. */
  async function download(
    address: string,
    mostBytes: number,
  ): Promise<Uint8Array | NoAnswer | { outcome: 'too-large'; name: string }> {
    if (!isSlack(address)) return { outcome: 'refused', reason: 'file_elsewhere' };
    const headers = { authorization: `Bearer ${slack.botToken}` };
    try {
      const response = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(20_000) });
      if (response.status === 429)
        return { outcome: 'later', afterMs: 1_000 * (Number(response.headers.get('retry-after')) || 10) };
      if (response.status >= 500) return { outcome: 'later', afterMs: UNREACHABLE_PAUSE };
      // Whoever lacks `files:read` is shown the page where people sign in, or sent to it.
      const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
      if (isPage || response.status !== 200)
        return { outcome: 'refused', reason: response.status === 404 ? 'file_not_found' : 'missing_scope' };
      return await capped(response, mostBytes);
    } catch {
      return { outcome: 'later', afterMs: UNREACHABLE_PAUSE };
    }
  }

  function isSlack(address: string): boolean {
    if (!URL.canParse(address)) return false;
    return [new URL(slack.apiUrl).origin, FILE_HOST].includes(new URL(address).origin);
  }
}

async function capped(response: Response, mostBytes: number) {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > mostBytes) return { outcome: 'too-large' as const, name: '' };
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** The answer, or why there is none yet. */
async function asked<T extends object>(
  pace: Pace,
  call: () => Promise<T>,
): Promise<T | (NoAnswer & { isSlow?: boolean })> {
  const wait = pace.wait();
  if (wait > 0) return { outcome: 'later', afterMs: wait };
  pace.spend();
  try {
    return await call();
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) {
      pace.pause(error.retryAfter * 1000);
      return { outcome: 'later', afterMs: error.retryAfter * 1000 };
    }
    const reason = error instanceof WebAPIPlatformError ? String(error.data.error) : null;
    const isFinal = reason !== null && /^\w+$/.test(reason) && !TEMPORARY.includes(reason);
    return isFinal ? { outcome: 'refused', reason } : { outcome: 'later', afterMs: UNREACHABLE_PAUSE, isSlow: true };
  }
}

function listed(user: SlackUser): Listed {
  return { person: readPerson(user), email: user.profile?.email?.toLowerCase() ?? null };
}
