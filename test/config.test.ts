import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, configWarnings, loadConfig, readEnvironment } from '../src/config.ts';

const BOT = 'xoxb-1111-2222-botsecret';
const APP = 'xapp-1-A111-3333-appsecret';
const good = { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP, CAIRN_ADMINS: 'U0ADA' };

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(env);
  } catch (err) {
    if (err instanceof ConfigError) return err.problems;
    throw err;
  }
  return [];
}

describe('a good environment', () => {
  it('needs two tokens only', () => {
    expect(loadConfig({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP })).toEqual({
      slack: {
        botToken: 'xoxb-1111-2222-botsecret',
        appToken: 'xapp-1-A111-3333-appsecret',
        apiUrl: 'https://slack.com/api/',
      },
      db: 'data/cairn.db',
      admins: [],
      logLevel: 'info',
    });
  });

  it('may set everything, with spaces around it', () => {
    const env = {
      SLACK_BOT_TOKEN: ` ${BOT}\r\n`,
      SLACK_APP_TOKEN: `\t${APP} `,
      SLACK_API_URL: ' https://slack.example.org/api ',
      CAIRN_DB: ' /var/lib/cairn/cairn.db ',
      CAIRN_ADMINS: ' U0ADA , W0GRACE,U0ADA,, ',
      LOG_LEVEL: ' Debug ',
    };
    expect(loadConfig(env)).toEqual({
      slack: {
        botToken: 'xoxb-1111-2222-botsecret',
        appToken: 'xapp-1-A111-3333-appsecret',
        apiUrl: 'https://slack.example.org/api/',
      },
      db: '/var/lib/cairn/cairn.db',
      admins: ['U0ADA', 'W0GRACE'],
      logLevel: 'debug',
    });
  });

  it('takes empty values for missing ones', () => {
    const empty = { ...good, SLACK_API_URL: '', CAIRN_DB: '  ', LOG_LEVEL: '', CAIRN_ADMINS: '' };
    expect(loadConfig(empty)).toMatchObject({ db: 'data/cairn.db', admins: [], logLevel: 'info' });
    expect(loadConfig(empty).slack.apiUrl).toBe('https://slack.com/api/');
  });

  it.each(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])('may log at %s', (level) => {
    expect(loadConfig({ ...good, LOG_LEVEL: level }).logLevel).toBe(level);
  });

  it('warns, and starts, when nobody is an admin', () => {
    expect(configWarnings(loadConfig(good))).toEqual([]);
    expect(configWarnings(loadConfig({ ...good, CAIRN_ADMINS: '' }))).toEqual([
      expect.stringMatching(/^CAIRN_ADMINS is empty, so nobody can create a cohort yet\./),
    ]);
  });
});

describe('the address of Slack', () => {
  it.each([
    ['https://slack.com/api', 'https://slack.com/api/'],
    ['https://slack.com/api/', 'https://slack.com/api/'],
    ['https://slack.com/api//', 'https://slack.com/api/'],
    ['http://localhost:4390/api', 'http://localhost:4390/api/'],
    ['http://127.0.0.1:4390', 'http://127.0.0.1:4390/'],
    ['http://127.8.9.10:80/api/', 'http://127.8.9.10/api/'],
    ['http://[::1]:4390/api', 'http://[::1]:4390/api/'],
    ['HTTP://LOCALHOST:4390/api', 'http://localhost:4390/api/'],
  ])('may be %s', (given, used) => {
    expect(loadConfig({ ...good, SLACK_API_URL: given }).slack.apiUrl).toBe(used);
  });

  it.each([
    'http://slack.com/api/',
    'http://127.0.0.1.example.com/api/',
    'http://localhost.example.com/api/',
    'http://127.0.0.1@example.com/api/',
    'http://10.0.0.1/api/',
    'http://[::2]/api/',
    'http://0.0.0.0/api/',
    'https://user:secret@slack.com/api/',
    'https://slack.com/api/?token=secret',
    'https://slack.com/api/#here',
    'ws://localhost:1/api/',
    'slack.com/api',
    'yes',
  ])('may not be %s', (given) => {
    const problems = problemsOf({ ...good, SLACK_API_URL: given });
    expect(problems).toEqual([expect.stringMatching(/^SLACK_API_URL /)]);
    expect(problems.join()).not.toContain('secret');
  });
});

describe('every problem at once', () => {
  it('has the name of each variable and what to do', () => {
    const problems = problemsOf({ SLACK_API_URL: 'http://example.com', CAIRN_ADMINS: '@ada', LOG_LEVEL: 'loud' });
    expect(problems).toEqual([
      'SLACK_BOT_TOKEN is missing. Copy the Bot User OAuth Token (xoxb-) from api.slack.com/apps > your app > OAuth & Permissions.',
      'SLACK_APP_TOKEN is missing. Make an app-level token (xapp-) with the scope connections:write at api.slack.com/apps > your app > Basic Information.',
      'SLACK_API_URL must start with https://, because the tokens travel to it. Only this machine itself (localhost, 127.0.0.1, [::1]) may do without.',
      'CAIRN_ADMINS takes Slack member ids, and "@ada" is not. In Slack, open the profile of the person, then ⋮ > Copy member ID: it starts with U or W.',
      'LOG_LEVEL may be fatal, error, warn, info, debug, trace or silent, and "loud" is none of them.',
    ]);
  });

  it('is one message, a line for each', () => {
    expect(() => loadConfig({ SLACK_BOT_TOKEN: BOT, LOG_LEVEL: 'loud' })).toThrow(
      /^2 settings need attention before Cairn can start:\n {2}- SLACK_APP_TOKEN .*\n {2}- LOG_LEVEL .*$/,
    );
    expect(() => loadConfig({ ...good, LOG_LEVEL: 'loud' })).toThrow(
      /^One setting needs attention before Cairn can start:\n {2}- LOG_LEVEL /,
    );
  });
});

describe('common mistakes with tokens', () => {
  it('says that the two are swapped, once', () => {
    expect(problemsOf({ ...good, SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT })).toEqual([
      'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: exchange the two values.',
    ]);
  });

  it.each([
    ['SLACK_BOT_TOKEN', `"${BOT}"`, /has quotes around it\. Remove them\.$/],
    ['SLACK_APP_TOKEN', `'${APP}'`, /has quotes around it\. Remove them\.$/],
    ['SLACK_BOT_TOKEN', `“${BOT}”`, /has quotes around it\. Remove them\.$/],
    ['SLACK_BOT_TOKEN', 'xoxp-1111-usersecret', /holds a user token \(xoxp-\), but Cairn acts as a bot\./],
    ['SLACK_BOT_TOKEN', 'xoxe.xoxb-1-rotatingsecret', /token rotation/],
    ['SLACK_BOT_TOKEN', APP, /starts with xoxb-; this one starts with xapp-\./],
    ['SLACK_APP_TOKEN', BOT, /starts with xapp-; this one starts with xoxb-\./],
    ['SLACK_BOT_TOKEN', 'abcdefsigningsecret', /should hold the bot token, which starts with xoxb-\. Copy/],
    ['SLACK_BOT_TOKEN', 'xoxb-', /only the beginning of a token/],
    ['SLACK_BOT_TOKEN', 'xoxb-1111 2222-secret', /a space or a line break in it/],
    ['SLACK_BOT_TOKEN', 'xoxb-your-bot-token', /still holds the placeholder/],
    ['SLACK_APP_TOKEN', 'xapp-...', /still holds the placeholder/],
    ['SLACK_APP_TOKEN', '<xapp-token>', /still holds the placeholder/],
  ])('%s=%s', (name, value, words) => {
    const problems = problemsOf({ ...good, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
    expect(problems[0]?.startsWith(`${name} `)).toBe(true);
    expect(problems[0]).not.toMatch(/secret|1111/);
  });

  it.each([undefined, 'https://slack.com/api/', 'http://10.0.0.1/', 'not a url'])(
    'refuses the tokens of the sandbox when Slack is at %s',
    (url) => {
      const env = { ...good, SLACK_BOT_TOKEN: 'xoxb-sandbox-1', SLACK_APP_TOKEN: 'xapp-sandbox-1', SLACK_API_URL: url };
      const problems = problemsOf(env);
      expect(problems[0]).toMatch(/^SLACK_BOT_TOKEN is a token of the sandbox/);
      expect(problems[1]).toMatch(/^SLACK_APP_TOKEN is a token of the sandbox/);
    },
  );

  it.each(['http://127.0.0.1:4390/api/', 'https://localhost:4390/api/'])(
    'accepts them for the sandbox at %s',
    (url) => {
      const env = { ...good, SLACK_BOT_TOKEN: 'xoxb-sandbox-1', SLACK_APP_TOKEN: 'xapp-sandbox-1', SLACK_API_URL: url };
      expect(problemsOf(env)).toEqual([]);
    },
  );

  it('shows at most the prefix of a token that was put into another variable', () => {
    const problems = problemsOf({ ...good, CAIRN_ADMINS: `U0ADA,${BOT}`, LOG_LEVEL: APP, SLACK_API_URL: BOT });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toMatch(/secret|1111|A111/);
    expect(problems.join()).toContain('a token (xoxb-)');
  });
});

describe('the admins', () => {
  it.each(['u0ada', 'ada@example.com', '<@U0ADA>', 'C0GENERAL', 'Ada'])('cannot be %s', (entry) => {
    const problems = problemsOf({ ...good, CAIRN_ADMINS: `U0GRACE, ${entry}` });
    expect(problems).toEqual([expect.stringContaining(`takes Slack member ids, and "${entry}" is not.`)]);
  });

  it('are all named when several are wrong', () => {
    expect(problemsOf({ ...good, CAIRN_ADMINS: 'ada,grace' })).toEqual([
      expect.stringContaining('and "ada", "grace" are not.'),
    ]);
  });
});

describe('a .env file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cairn-config-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('stands behind the real environment', () => {
    writeFileSync(
      join(directory, '.env'),
      `# mine\nSLACK_BOT_TOKEN="${BOT}"\nSLACK_APP_TOKEN=${APP} # app\nLOG_LEVEL=warn\n`,
    );
    const env = readEnvironment(directory, { LOG_LEVEL: 'error', CAIRN_DB: 'real.db' });
    expect(loadConfig(env)).toMatchObject({
      slack: { botToken: BOT, appToken: APP },
      db: 'real.db',
      logLevel: 'error',
    });
  });

  it('fills in what the real environment leaves blank', () => {
    writeFileSync(join(directory, '.env'), 'LOG_LEVEL=warn\n');
    expect(readEnvironment(directory, { LOG_LEVEL: ' ' })).toEqual({ LOG_LEVEL: 'warn' });
  });

  it('is not needed', () => {
    expect(readEnvironment(directory, { LOG_LEVEL: 'warn' })).toEqual({ LOG_LEVEL: 'warn' });
  });

  it('leaves the environment of the process as it was', () => {
    writeFileSync(join(directory, '.env'), 'CAIRN_TEST_ONLY=1\n');
    readEnvironment(directory);
    expect(process.env.CAIRN_TEST_ONLY).toBeUndefined();
  });

  it('that cannot be read is a problem in words', () => {
    mkdirSync(join(directory, '.env'));
    expect(() => readEnvironment(directory, {})).toThrow(
      /^One setting needs .*\n {2}- \.env is there but cannot be read \(EISDIR\)/,
    );
  });
});

describe('.env.example', () => {
  const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'));

  it('is refused until its placeholders are replaced', () => {
    expect(problemsOf(example)).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN still holds the placeholder/),
      expect.stringMatching(/^SLACK_APP_TOKEN still holds the placeholder/),
      expect.stringMatching(/^CAIRN_ADMINS still holds the placeholder/),
    ]);
  });

  it('is accepted once they are', () => {
    expect(problemsOf({ ...example, ...good })).toEqual([]);
  });

  it('names every variable that Cairn reads, with its default', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const named = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(named)).toMatchObject({
      SLACK_API_URL: 'https://slack.com/api/',
      CAIRN_DB: 'data/cairn.db',
      LOG_LEVEL: 'info',
    });
    expect(named).toHaveLength(6);
  });
});
