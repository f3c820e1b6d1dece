import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that an installation sets from outside. */
export type Config = {
  readonly slack: {
    /** `xoxb-…` */
    readonly botToken: string;
    /** `xapp-…`, for Socket Mode. */
    readonly appToken: string;
    /** Ends with a slash. */
    readonly apiUrl: string;
  };
  /** Path of the SQLite file. */
  readonly db: string;
  /** Slack user ids, each once. Empty: nobody can create a cohort until somebody is named. */
  readonly admins: readonly string[];
  readonly logLevel: LogLevel;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the environment: `message` is meant for the person who starts Cairn, and holds no secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`;
    super(`${count} attention before Cairn can start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads the settings from the environment, by default the process's own with `.env` behind it.
 * Spaces around a value are ignored, and an empty value counts as missing.
 * Throws a ConfigError that names every problem at once, in words.
 */
export function loadConfig(env: Environment = readEnvironment()): Config {
  const given = withoutBlanks(env);
  const result = schemaFor(given).safeParse(given);
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message));
  const { data } = result;
  return {
    slack: { botToken: data.SLACK_BOT_TOKEN, appToken: data.SLACK_APP_TOKEN, apiUrl: data.SLACK_API_URL },
    db: data.CAIRN_DB,
    admins: data.CAIRN_ADMINS,
    logLevel: data.LOG_LEVEL,
  };
}

/** What somebody should know about settings that are allowed but seldom meant, one sentence each. Not a reason to stop. */
export function configWarnings(config: Config): string[] {
  if (config.admins.length > 0) return [];
  return [
    'CAIRN_ADMINS is empty, so nobody can create a cohort yet. Put the Slack member id of whoever runs Cairn there and start again.',
  ];
}

/**
 * The variables of `real`, and for those it leaves out or blank, the ones from `.env` in the directory, when there is such a file.
 * Throws a ConfigError when the file cannot be read.
 */
export function readEnvironment(directory: string = process.cwd(), real: Environment = process.env): Environment {
  return { ...readEnvFile(join(directory, '.env')), ...withoutBlanks(real) };
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (err) {
    const code = err instanceof Error && 'code' in err ? err.code : undefined;
    if (code === 'ENOENT') return {};
    throw new ConfigError([
      `.env is there but cannot be read (${code ?? 'unknown reason'}). Make it a text file that this user may read.`,
    ]);
  }
}

function withoutBlanks(env: Environment): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const trimmed = value?.trim();
    if (trimmed) given[name] = trimmed;
  }
  return given;
}

/** The schema depends on the environment where one variable decides what another may hold. */
function schemaFor(env: Environment) {
  const swapped = env.SLACK_BOT_TOKEN?.startsWith('xapp-') && env.SLACK_APP_TOKEN?.startsWith('xoxb-');
  const token = (kind: TokenKind, swapProblem: string | undefined) =>
    z.string(missing(kind.name, kind.find)).superRefine((value, ctx) => {
      const problem = swapped ? swapProblem : tokenProblem(kind, value, env.SLACK_API_URL);
      if (problem) ctx.addIssue(problem);
    });
  return z.object({
    SLACK_BOT_TOKEN: token(BOT_TOKEN, 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: exchange the two values.'),
    SLACK_APP_TOKEN: token(APP_TOKEN, undefined),
    SLACK_API_URL: z.string().default('https://slack.com/api/').transform(orProblem(apiUrl)),
    CAIRN_DB: z.string().default('data/cairn.db'),
    CAIRN_ADMINS: z.string().default('').transform(orProblem(userIds)),
    LOG_LEVEL: z.string().default('info').transform(orProblem(logLevel)),
  });
}

type Problem = { problem: string };

/** Turns a reader that answers with a value or with what is wrong into a zod transform. */
function orProblem<T>(read: (value: string) => T | Problem) {
  return (value: string, ctx: z.RefinementCtx<string>): T => {
    const outcome = read(value);
    if (!isProblem(outcome)) return outcome;
    ctx.addIssue(outcome.problem);
    return z.NEVER;
  };
}

function isProblem(outcome: unknown): outcome is Problem {
  return typeof outcome === 'object' && outcome !== null && 'problem' in outcome;
}

function missing(name: string, find: string): string {
  return `${name} is missing. ${find}`;
}

type TokenKind = { name: string; prefix: string; called: string; find: string };

const BOT_TOKEN: TokenKind = {
  name: 'SLACK_BOT_TOKEN',
  prefix: 'xoxb-',
  called: 'the bot token',
  find: 'Copy the Bot User OAuth Token (xoxb-) from api.slack.com/apps > your app > OAuth & Permissions.',
};

const APP_TOKEN: TokenKind = {
  name: 'SLACK_APP_TOKEN',
  prefix: 'xapp-',
  called: 'the app-level token',
  find: 'Make an app-level token (xapp-) with the scope connections:write at api.slack.com/apps > your app > Basic Information.',
};

function tokenProblem({ name, prefix, called, find }: TokenKind, value: string, apiUrlGiven: string | undefined) {
  if (/^["'“”‘’]|["'“”‘’]$/.test(value)) return `${name} has quotes around it. Remove them.`;
  if (/\s/.test(value)) return `${name} has a space or a line break in it. Copy the token again, in one piece.`;
  if (isPlaceholder(value)) return `${name} still holds the placeholder. ${find}`;
  if (value.startsWith('xoxp-')) return `${name} holds a user token (xoxp-), but Cairn acts as a bot. ${find}`;
  if (value.startsWith('xoxe')) {
    return `${name} holds a token of an app with token rotation (xoxe), which stops working after some hours. Use an app without token rotation.`;
  }
  if (!value.startsWith(prefix)) {
    const other = /^x(?:oxb|app)-/.exec(value)?.[0];
    return `${name} should hold ${called}, which starts with ${prefix}${other ? `; this one starts with ${other}` : ''}. ${find}`;
  }
  if (value === prefix) return `${name} holds only the beginning of a token (${prefix}). ${find}`;
  if (value.startsWith(`${prefix}sandbox-`) && !isLoopback(apiUrlGiven)) {
    return `${name} is a token of the sandbox (${prefix}sandbox-), which Slack does not know. Run \`npm run sandbox\` to use the sandbox, or replace the token. ${find}`;
  }
  return undefined;
}

function isPlaceholder(value: string): boolean {
  return /^x(?:oxb|app)-your-|…|\.\.\.|[<>]/.test(value);
}

function apiUrl(value: string): string | Problem {
  const form = 'Leave it out for Slack, or give a URL such as https://slack.com/api/.';
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) return { problem: `SLACK_API_URL is not a web address. ${form}` };
  if (url.username || url.password || url.search || url.hash) {
    return { problem: `SLACK_API_URL may hold a host and a path only: no user name, password, ? or #. ${form}` };
  }
  if (url.protocol === 'http:' && !isLoopback(value)) {
    return {
      problem:
        'SLACK_API_URL must start with https://, because the tokens travel to it. Only this machine itself (localhost, 127.0.0.1, [::1]) may do without.',
    };
  }
  return url.href.replace(/\/*$/, '/');
}

/** Whether the URL leads to this very machine, by RFC 1122 section 3.2.1.3 (127.0.0.0/8) and RFC 4291 section 2.5.3 (::1). */
function isLoopback(url: string | undefined): boolean {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  return host !== undefined && (host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host));
}

function userIds(value: string): string[] | Problem {
  const entries = [...new Set(value.split(/[\s,;]+/).filter(Boolean))];
  const wrong = entries.filter((entry) => !/^[UW][A-Z0-9]+$/.test(entry));
  if (wrong.length === 0) return entries;
  const find = 'In Slack, open the profile of the person, then ⋮ > Copy member ID: it starts with U or W.';
  if (wrong.some((entry) => entry.includes('-your-')))
    return { problem: `CAIRN_ADMINS still holds the placeholder. ${find}` };
  return {
    problem: `CAIRN_ADMINS takes Slack member ids, and ${wrong.map(quoted).join(', ')} ${wrong.length === 1 ? 'is' : 'are'} not. ${find}`,
  };
}

function logLevel(value: string): LogLevel | Problem {
  const level = LOG_LEVELS.find((known) => known === value.toLowerCase());
  return (
    level ?? {
      problem: `LOG_LEVEL may be ${LOG_LEVELS.slice(0, -1).join(', ')} or silent, and ${quoted(value)} is none of them.`,
    }
  );
}

/** The value for a person to recognise; of what may be a token, the prefix at most. */
function quoted(value: string): string {
  const token = /x(?:ox[a-z]|app)[-.]/i.exec(value)?.[0];
  if (token) return `a token (${token})`;
  return value.length > 24 ? `a value of ${value.length} characters` : `"${value}"`;
}
