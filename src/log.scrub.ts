import { types } from 'node:util';

export const CENSORED = '[redacted]';

const LONGEST = 500;

/** The text without tokens, addresses behind a host, JSON and quotations: those carry secrets and people's words. At most 501 characters. */
export function scrubbed(text: string): string {
  const clean = text
    .replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${CENSORED}`)
    .replace(
      /\b(token|trigger_id|response_url|private_metadata|authorization)(["']?\s*[:=]\s*)["']?[^\s"',}&]+/gi,
      `$1$2${CENSORED}`,
    )
    .replace(/x(?:ox[a-z]|app)[-.][\w.%-]+/gi, CENSORED)
    // A trigger_id: 13345224609.738474920.8088930838d88f008e0
    .replace(/\b\d{6,}\.\d{6,}\.\w+/g, CENSORED)
    .replace(/(?:https?|wss?):\/\/[^\s"'<>()]+/gi, (url) => `${URL.parse(url)?.origin ?? ''}/…`)
    .replace(/(?:\{|\[\s*["{[])[\s\S]*/, '{…}')
    .replace(/"[\s\S]*"/, '"…"');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

/**
 * A number, boolean or null as it is; a string when it looks like an identifier, else `[redacted]`; a list of those.
 * Undefined for anything else.
 */
export function word(value: unknown): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return /^[\w.:#/-]{1,100}$/.test(value) ? scrubbed(value) : CENSORED;
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => (typeof item === 'string' ? word(item) : CENSORED));
  return undefined;
}

export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** What the log keeps of an error, by allow-list: names, codes, places and the scrubbed message. Never throws. */
export function errorForLog(err: unknown): Record<string, unknown> {
  try {
    return describe(err, 0);
  } catch {
    return { name: 'Error', message: 'an error that could not be described' };
  }
}

function describe(err: unknown, depth: number): Record<string, unknown> {
  if (!isError(err)) return { name: `a thrown ${typeof err}` };
  const { code, statusCode, retryAfter, data, cause, original, errors, originals } = err as Error &
    Record<string, unknown>;
  const inner = cause ?? original;
  const several = [errors, originals].find(Array.isArray);
  const kept = {
    name: word(err.name),
    message: messageOf(err, code),
    code: word(code),
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    ...slackReason(data),
    cause: isError(inner) && depth < 3 ? describe(inner, depth + 1) : undefined,
    errors: several && depth < 3 ? several.slice(0, 5).map((each) => describe(each, depth + 1)) : undefined,
    frames: depth === 0 ? frames(err) : undefined,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function messageOf(err: Error, code: unknown): string {
  // SQLite repeats the words of a search in its complaints; of constraints it names only the columns.
  const mayQuote = typeof code === 'string' && code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT');
  return scrubbed(mayQuote ? err.message.replace(/[:"][\s\S]*/, '') : err.message);
}

/** Slack's own word for a refusal, and the places in the payload that it points at. */
function slackReason(data: unknown): { slackError?: unknown; slackMessages?: string[] } {
  if (typeof data !== 'object' || data === null || !('error' in data)) return {};
  const metadata = 'response_metadata' in data ? data.response_metadata : undefined;
  const messages =
    typeof metadata === 'object' && metadata !== null && 'messages' in metadata ? metadata.messages : undefined;
  if (!Array.isArray(messages)) return { slackError: word(data.error) };
  const texts = messages.filter((message) => typeof message === 'string');
  return { slackError: word(data.error), slackMessages: texts.slice(0, 10).map(scrubbed) };
}

const PLACE = /^ {4}at (?:[\w$.<>#[\] ]+ \()?(?:file:|node:|\/|[A-Z]:\\)[^()]*:\d+:\d+\)?$/;

/** Where it happened: the lines of the stack that are places in files, without the message above them. */
function frames(err: Error): string[] {
  const stack = err.stack ?? '';
  const message = stack.indexOf(err.message);
  const below = message < 0 ? stack : stack.slice(message + err.message.length);
  const places = below.split('\n').filter((line) => PLACE.test(line));
  return places.slice(0, 10).map((line) => line.trim());
}
