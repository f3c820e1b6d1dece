import { createHmac } from 'node:crypto';
import { ACK_MS, type Carrier, type Envelope } from './delivery.ts';
import { isObject, parsed } from './json.ts';
import type { Json } from './model.ts';

/** Deliveries over HTTP to one address, signed. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export interface WebDelivery extends Carrier {
  url: string;
  /** Slack's check when an address is entered: `url_verification` must come back with its challenge. */
  verify(): Promise<{ ok: boolean; status: number; error?: string }>;
  /** Slack's certificate check: `ssl_check=1`, unsigned in effect. Answers the HTTP status. */
  sslCheck(): Promise<number>;
}

const MOST_REDIRECTS = 2;

export function createWebDelivery(url: string, signingSecret: string, verificationToken: string): WebDelivery {
  const post = (body: string, type: string, more: Record<string, string> = {}) =>
    follow(delivery.url, {
      method: 'POST',
      body,
      headers: { ...signed(body, signingSecret), ...more, 'content-type': type },
    });

  const delivery: WebDelivery = {
    via: 'http',
    url,
    carry(envelope, hearing, copies) {
      const once = async () => {
        try {
          const { body, type } = bodyOf(envelope);
          const response = await post(body, type, retryHeaders(envelope));
          const text = await response.text();
          if (!response.ok) hearing.failed('http_error', response.headers.get('x-slack-no-retry') === '1');
          else hearing.acked(answerOf(text, response.headers.get('content-type') ?? ''), `http ${response.status}`);
        } catch (problem) {
          hearing.failed(reasonOf(problem), false);
        }
      };
      void once();
      for (let copy = 0; copy < (copies?.times ?? 0); copy += 1) void once();
      return [delivery.url];
    },
    async verify() {
      const challenge = 'sandbox-challenge-3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
      try {
        const body = JSON.stringify({ token: verificationToken, challenge, type: 'url_verification' });
        const response = await post(body, 'application/json');
        const text = await response.text();
        const answer = parsed(text);
        const ok = response.ok && (text.trim() === challenge || (isObject(answer) && answer.challenge === challenge));
        return { ok, status: response.status, ...(ok ? {} : { error: 'challenge_failed' }) };
      } catch (problem) {
        return { ok: false, status: 0, error: reasonOf(problem) };
      }
    },
    async sslCheck() {
      const body = new URLSearchParams({ ssl_check: '1', token: verificationToken }).toString();
      const response = await fetch(delivery.url, { method: 'POST', body, headers: { 'content-type': FORM } });
      return response.status;
    },
  };
  return delivery;
}

const FORM = 'application/x-www-form-urlencoded';

/** Headers that prove where a body comes from; the time is the real one, which is what receivers compare with. */
export function signed(
  body: string,
  secret: string,
  at: number = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${signature}`, 'x-slack-request-timestamp': String(at) };
}

function bodyOf({ kind, payload }: Envelope): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields = kind === 'slash_commands' ? strings(payload) : { payload: JSON.stringify(payload) };
  return { body: new URLSearchParams(fields).toString(), type: FORM };
}

function strings(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value ?? '')]));
}

function retryHeaders({ retry_attempt, retry_reason }: Envelope): Record<string, string> {
  if (retry_attempt === 0) return {};
  return { 'x-slack-retry-num': String(retry_attempt), 'x-slack-retry-reason': retry_reason };
}

async function follow(url: string, init: RequestInit): Promise<Response> {
  let target = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await fetch(target, { ...init, redirect: 'manual', signal: AbortSignal.timeout(10 * ACK_MS) });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return response;
    target = new URL(location, target).href;
  }
  throw new Error('too_many_redirects');
}

function reasonOf(problem: unknown): string {
  const words = String(problem instanceof Error ? `${problem.message} ${String(problem.cause ?? '')}` : problem);
  if (words.includes('too_many_redirects')) return 'too_many_redirects';
  if (/ssl|tls|certificate/i.test(words)) return 'ssl_error';
  if (/timeout/i.test(words)) return 'http_timeout';
  return 'connection_failed';
}

function answerOf(text: string, type: string): unknown {
  if (text === '') return {};
  const answer = parsed(text);
  return type.includes('json') || isObject(answer) ? (answer ?? text) : { text };
}
