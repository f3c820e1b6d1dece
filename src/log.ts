import type { Logger, LogLevel as SlackLevel } from '@slack/web-api';
import pino, { type Logger as Pino } from 'pino';
import type { LogLevel } from './config.ts';
import { CENSORED, errorForLog, isError, scrubbed, word } from './log.scrub.ts';

/** Names under which a field may reach the log, beside those that end in Id, Ids, Count, Ms or At. */
const FIELD_NAMES = [
  ...(['reference', 'what', 'reason', 'kind', 'outcome', 'method', 'action', 'callback', 'command', 'event'] as const),
  ...(['sweep', 'signal', 'version', 'file', 'code', 'sdk', 'attempt', 'pause', 'port', 'ms', 'minutes'] as const),
  ...(['connections', 'count', 'due', 'planned', 'claimed', 'sent', 'failed', 'skipped', 'uncertain'] as const),
  ...(['cancelled', 'remaining', 'migrations'] as const),
];

type Word = string | number | boolean | null | undefined;

/**
 * What may stand beside a message: identifiers, counts, instants and short names, never what a person wrote.
 * A string with a space in it is replaced, and fields of other names or forms are left out and counted under `omitted`.
 */
export type LogFields = { readonly err?: unknown } & { readonly [Name in (typeof FIELD_NAMES)[number]]?: Word } & {
  readonly [id: `${string}Id`]: Word;
  readonly [ids: `${string}Ids`]: readonly string[] | undefined;
  readonly [amount: `${string}${'Count' | 'Ms' | 'At'}`]: Word;
};

type Write = {
  (message: string): void;
  (fields: LogFields, message: string): void;
};

/** The log: one line of JSON per call. `message` is a fixed phrase of ours; whatever varies goes into the fields. */
export type Log = Readonly<Record<Exclude<LogLevel, 'silent'>, Write>> & {
  readonly level: LogLevel;
  /** A log whose every line carries these fields too. */
  child(fields: LogFields): Log;
};

export type LogOptions = {
  level: LogLevel;
  /** Where the lines go; standard output unless given. */
  stream?: { write(line: string): void } | undefined;
};

/** A log that lets out neither tokens nor anything that people write to each other. */
export function createLog(options: LogOptions): Log {
  return logOver(createPino(options));
}

function logOver(out: Pino): Log {
  const write =
    (level: Exclude<LogLevel, 'silent'>): Write =>
    (first: LogFields | string, message?: string) => {
      if (typeof first === 'string') out[level](scrubbed(first));
      else out[level](allowed(first), scrubbed(message ?? ''));
    };
  return {
    fatal: write('fatal'),
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    trace: write('trace'),
    level: out.level as LogLevel,
    child: (fields) => logOver(out.child(allowed(fields))),
  };
}

const ALLOWED_NAME = new RegExp(`^(?:${FIELD_NAMES.join('|')}|[a-zA-Z]{1,30}(?:Ids?|Count|Ms|At))$`);

/** The fields that may be logged, by name and by form. */
function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let omitted = 0;
  for (const [name, value] of Object.entries(fields)) {
    const permitted = name === 'err' ? value : ALLOWED_NAME.test(name) ? word(value) : undefined;
    if (permitted !== undefined) kept[name] = permitted;
    else if (value !== undefined) omitted += 1;
  }
  return omitted > 0 ? { ...kept, omitted } : kept;
}

/** Names that hold secrets or people's words in Slack's payloads and API calls. */
const SENSITIVE = [
  ...['token', 'authorization', 'Authorization', 'cookie', 'response_url', 'responseUrl', 'trigger_id', 'triggerId'],
  ...['text', 'blocks', 'attachments', 'view', 'private_metadata', 'state', 'user_name', 'real_name', 'email'],
];

/** The pino underneath, with the second net for whatever the allow-list above lets through: redaction by name, three levels deep. */
export function createPino({ level, stream }: LogOptions): Pino {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: errorForLog },
    redact: { paths: SENSITIVE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: CENSORED },
  };
  return stream ? pino(options, stream) : pino(options);
}

const SEVERITY: Record<SlackLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/**
 * The logger that Bolt, the Socket Mode client and the web client want, writing to this log.
 * Objects never pass. At debug level, where these libraries print whole payloads, only the opening words of a line do.
 */
export function slackLogger(log: Log): Logger {
  let named = log;
  let level = slackLevelOf(log.level);
  const write = (at: 'debug' | 'info' | 'warn' | 'error', args: readonly unknown[]) => {
    if (SEVERITY[at] < SEVERITY[level]) return;
    const err = args.find(isError);
    const words = at === 'debug' ? openingWords(args[0]) : args.filter(isPlain).join(' ');
    const message = words || (err ? 'an error of the Slack library' : 'a line of the Slack library, left out');
    if (err) named[at]({ err }, message);
    else named[at](message);
  };
  return {
    debug: (...args) => write('debug', args),
    info: (...args) => write('info', args),
    warn: (...args) => write('warn', args),
    error: (...args) => write('error', args),
    setLevel(wanted) {
      level = wanted;
    },
    getLevel: () => level,
    setName(name) {
      named = log.child({ sdk: name });
    },
  };
}

function slackLevelOf(level: LogLevel): SlackLevel {
  const known = level === 'trace' ? 'debug' : level === 'fatal' || level === 'silent' ? 'error' : level;
  return known as SlackLevel;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** `http request body: {…}` becomes `http request body`. */
function openingWords(text: unknown): string {
  return typeof text === 'string' ? text.replace(/(?:: | \(|[{["\n])[\s\S]*/, '') : '';
}
