import { LogLevel as SlackLevel, WebAPIPlatformError, WebAPIRequestError, WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { LogLevel } from '../src/config.ts';
import { createLog, createPino, type Log, type LogFields, slackLogger } from '../src/log.ts';

const BOT = 'xoxb-1111-2222-CANARYbot';
const APP = 'xapp-1-A111-3333-CANARYapp';
const WORDS = 'I feel overlooked CANARYwords';
const HOOK = 'https://hooks.slack.com/actions/T1/22/CANARYhook';
const TRIGGER = '13345224609.738474920.CANARYtrigger';

const payload = {
  token: BOT,
  authorization: `Bearer ${APP}`,
  trigger_id: TRIGGER,
  response_url: HOOK,
  text: WORDS,
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: WORDS } }],
  view: { private_metadata: WORDS, state: { values: { b: { a: { value: WORDS } } } } },
  CANARYkey: { deep: { deeper: { deepest: WORDS } } },
};

/** A log, and what it wrote: the raw text and the parsed lines. */
function recorded(level: LogLevel = 'trace') {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  return {
    log: createLog({ level, stream }),
    stream,
    get text() {
      return lines.join('');
    },
    get lines(): Record<string, unknown>[] {
      return lines.map((line) => JSON.parse(line));
    },
  };
}

/** Fields as untyped code might pass them. */
function careless(fields: Record<string, unknown>): LogFields {
  return fields as LogFields;
}

describe('a line', () => {
  it('is JSON with the level, the time in UTC, the fields and the message', () => {
    const out = recorded();
    out.log.info(
      { pairingId: 'p_1', sent: 3, pause: 0.5, dueAt: 1767225600000, memberIds: ['m1', 'm2'] },
      'nudges sent',
    );
    expect(out.lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        pairingId: 'p_1',
        sent: 3,
        pause: 0.5,
        dueAt: 1767225600000,
        memberIds: ['m1', 'm2'],
        msg: 'nudges sent',
      },
    ]);
  });

  it('may be a message alone', () => {
    const out = recorded();
    out.log.warn('connection lost');
    expect(out.lines).toMatchObject([{ level: 'warn', msg: 'connection lost' }]);
  });

  it('carries the fields of its child log', () => {
    const out = recorded();
    out.log.child({ reference: 'a1b2c3' }).child({ sweep: 'nudges' }).error({ failed: 1 }, 'sweep stopped');
    expect(out.lines).toMatchObject([{ level: 'error', reference: 'a1b2c3', sweep: 'nudges', failed: 1 }]);
  });

  it.each<[LogLevel, string[]]>([
    ['trace', ['fatal', 'error', 'warn', 'info', 'debug', 'trace']],
    ['info', ['fatal', 'error', 'warn', 'info']],
    ['fatal', ['fatal']],
    ['silent', []],
  ])('at level %s comes out for %j', (level, written) => {
    const out = recorded(level);
    for (const each of ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const) out.log[each]('words');
    expect(out.lines.map((line) => line.level)).toEqual(written);
    expect(out.log.level).toBe(level);
  });
});

describe('fields', () => {
  it('of other names are left out and counted', () => {
    const out = recorded();
    out.log.info(careless({ kind: 'reminder', title: 'CANARY', payload, note: 1 }), 'planned');
    expect(out.lines[0]).toMatchObject({ kind: 'reminder', omitted: 3 });
    expect(Object.keys(out.lines[0] ?? {})).toEqual(['level', 'time', 'kind', 'omitted', 'msg']);
  });

  it('of known names hold no sentences, tokens, addresses or objects', () => {
    const out = recorded();
    out.log.info(
      careless({
        reason: WORDS,
        pairingId: BOT,
        event: HOOK,
        action: TRIGGER,
        what: payload,
        memberIds: [WORDS, APP, payload],
        userId: 'ada@CANARY.example',
      }),
      'odd',
    );
    expect(out.lines[0]).toMatchObject({
      reason: '[redacted]',
      pairingId: '[redacted]',
      event: 'https://hooks.slack.com/…',
      action: '[redacted]',
      memberIds: ['[redacted]', '[redacted]', '[redacted]'],
      userId: '[redacted]',
      omitted: 1,
    });
    expect(out.text).not.toContain('CANARY');
  });

  it('of a child log are held to the same', () => {
    const out = recorded();
    out.log.child(careless({ payload, reason: WORDS, ...payload })).info('odd');
    expect(out.text).not.toContain('CANARY');
    expect(out.lines[0]).toMatchObject({ reason: '[redacted]' });
  });
});

describe('secrets and people’s words', () => {
  it.each([
    `request with ${BOT} refused`,
    `${APP}`,
    `token=${TRIGGER}&x=1`,
    `"trigger_id":"${TRIGGER}"`,
    `trigger_id: ${TRIGGER}`,
    `opening with ${TRIGGER} failed`,
    `sent Authorization: Bearer CANARYbearer`,
    'authorization=Basic CANARYbasic',
    `posting to ${HOOK} failed`,
    'connecting to wss://wss-primary.slack.com/link/?ticket=CANARY&app_id=1',
    'GET https://user:CANARY@slack.com/api/x',
    `answer ${JSON.stringify(payload)}`,
    `list ${JSON.stringify([WORDS])}`,
    `syntax error near "${WORDS}"`,
    `prefix-${BOT}`,
  ])('never stand in a message: %s', (message) => {
    const out = recorded();
    out.log.info(message);
    out.log.info({ err: new Error(message) }, message);
    expect(out.lines).toHaveLength(2);
    expect(out.text).not.toContain('CANARY');
  });

  it('leave the rest of the message readable', () => {
    const out = recorded();
    out.log.info(`could not reach ${HOOK} with ${BOT}, giving up`);
    expect(out.lines[0]?.msg).toBe('could not reach https://hooks.slack.com/… with [redacted], giving up');
  });

  it('do not pass by length either', () => {
    const out = recorded();
    out.log.info('x'.repeat(100_000));
    expect(out.text.length).toBeLessThan(700);
  });
});

describe('an error', () => {
  const logged = (err: unknown) => {
    const out = recorded();
    out.log.error({ err }, 'a handler failed');
    expect(out.text).not.toContain('CANARY');
    return out.lines[0]?.err as Record<string, unknown>;
  };

  it('keeps its name, message, code and place', () => {
    const err = logged(Object.assign(new RangeError('minutes must be positive'), { code: 'E_MINUTES' }));
    expect(err).toMatchObject({ name: 'RangeError', message: 'minutes must be positive', code: 'E_MINUTES' });
    expect(err.frames).toEqual(expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts:\d+:\d+\)?$/)]));
  });

  it('of Slack keeps Slack’s word and its pointers, never the message', () => {
    const answer = {
      ok: false,
      error: 'invalid_blocks',
      message: { text: WORDS, blocks: payload.blocks },
      blocks: payload.blocks,
      response_metadata: {
        messages: [
          '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
          `[ERROR] bad "${WORDS}"`,
        ],
        scopes: [WORDS],
      },
    };
    expect(logged(new WebAPIPlatformError(answer))).toMatchObject({
      name: 'WebAPIPlatformError',
      message: 'An API error occurred: invalid_blocks',
      code: 'slack_webapi_platform_error',
      slackError: 'invalid_blocks',
      slackMessages: [
        '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
        '[ERROR] bad "…"',
      ],
    });
  });

  it('keeps what caused it, as little of it', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
      config: payload,
    });
    expect(logged(new WebAPIRequestError(cause))).toMatchObject({
      code: 'slack_webapi_request_error',
      cause: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED' },
    });
  });

  it('of many keeps each of them', () => {
    const err = logged(new AggregateError([new TypeError('one'), new Error(`two ${BOT}`)], 'both failed'));
    expect(err.errors).toMatchObject([
      { name: 'TypeError', message: 'one' },
      { name: 'Error', message: 'two [redacted]' },
    ]);
  });

  it('loses every other property', () => {
    const err = Object.assign(new Error('boom', { cause: payload }), payload, {
      body: WORDS,
      headers: payload,
      data: payload,
    });
    expect(Object.keys(logged(err)).sort()).toEqual(['frames', 'message', 'name']);
  });

  it('does not quote what could not be parsed', () => {
    for (const text of ['CANARY', '{"a": CANARY}', `"${WORDS}`, `[${WORDS}]`, `{"text":"a \\" CANARY`]) {
      try {
        JSON.parse(text);
        throw new Error('It was parsed.');
      } catch (err) {
        expect(logged(err)).toMatchObject({ name: 'SyntaxError' });
      }
    }
  });

  it('does not quote what was searched for', () => {
    const sqlite = (message: string, code: string) =>
      logged(Object.assign(new Error(message), { name: 'SqliteError', code }));
    expect(sqlite('no such column: CANARY', 'SQLITE_ERROR').message).toBe('no such column');
    expect(sqlite('fts5: syntax error near "CANARY"', 'SQLITE_ERROR').message).toBe('fts5');
    expect(sqlite('UNIQUE constraint failed: nudges.key', 'SQLITE_CONSTRAINT_UNIQUE').message).toBe(
      'UNIQUE constraint failed: nudges.key',
    );
  });

  it('hides no words among the places of its stack', () => {
    const err = new Error(`boom "\n    at CANARY (/CANARY.ts:1:1)\n"`);
    expect(logged(err).message).toBe('boom "…"');
    const renamed = new Error('first');
    renamed.stack = `Error: ${WORDS}\n    at ${WORDS}\n    at run (/srv/cairn/src/a.ts:1:2)`;
    expect(logged(renamed).frames).toEqual(['at run (/srv/cairn/src/a.ts:1:2)']);
  });

  it.each([
    ['a string', WORDS, 'a thrown string'],
    ['an object', payload, 'a thrown object'],
    ['nothing', null, 'a thrown object'],
  ])('may be %s that was thrown', (_, thrown, name) => {
    expect(logged(thrown)).toEqual({ name });
  });

  it('that bites is still only a line in the log', () => {
    const err = new Error('boom');
    Object.defineProperty(err, 'data', {
      get() {
        throw new Error(WORDS);
      },
    });
    expect(logged(err)).toEqual({ name: 'Error', message: 'an error that could not be described' });
  });

  it('that is its own cause ends', () => {
    const err = new Error('round');
    err.cause = err;
    expect(logged(err)).toMatchObject({ cause: { cause: { cause: { message: 'round' } } } });
  });
});

describe('the second net', () => {
  it('redacts by name whatever reaches pino itself', () => {
    const out = recorded();
    const sensitive = { ...payload, CANARYkey: undefined, view: payload.view };
    const raw = createPino({ level: 'info', stream: out.stream });
    raw.info(sensitive, 'flat');
    raw.info({ body: sensitive }, 'nested');
    raw.info({ body: { call: sensitive } }, 'deep');
    raw.child({ body: sensitive }).info('child');
    expect(out.lines).toHaveLength(4);
    expect(out.text).not.toContain('CANARY');
  });
});

describe('the logger for the Slack libraries', () => {
  const at = (level: LogLevel, use: (logger: ReturnType<typeof slackLogger>, log: Log) => void) => {
    const out = recorded(level);
    use(slackLogger(out.log), out.log);
    expect(out.text).not.toContain('CANARY');
    return out.lines;
  };

  it('joins what it is given, and keeps the first error apart', () => {
    const lines = at('info', (logger) => {
      logger.warn('http request failed', 'fetch failed', 3, true);
      logger.error('Slack API error: invalid_auth', new Error('first'), new Error('second'));
      logger.error(new TypeError('alone'));
    });
    expect(lines).toMatchObject([
      { level: 'warn', msg: 'http request failed fetch failed 3 true' },
      { level: 'error', msg: 'Slack API error: invalid_auth', err: { name: 'Error', message: 'first' } },
      { level: 'error', msg: 'an error of the Slack library', err: { name: 'TypeError', message: 'alone' } },
    ]);
  });

  it.each(['debug', 'info', 'warn', 'error'] as const)('lets no payload out at %s, in whatever place', (level) => {
    const lines = at('trace', (logger) => {
      logger[level](payload);
      logger[level]('got', payload, [payload], { deep: payload });
      logger[level](JSON.stringify(payload));
      logger[level](`body: ${JSON.stringify(payload)}`, payload);
      logger[level](`ack() call begins (body: ${JSON.stringify(WORDS)})`);
      logger[level](`token ${BOT}`, APP, HOOK);
      logger[level]('failed', Object.assign(new Error(`at ${HOOK}`), { data: payload, body: payload }), payload);
      logger[level]();
    });
    expect(lines).toHaveLength(8);
    expect(new Set(lines.map((line) => line.level))).toEqual(new Set([level]));
  });

  it('keeps only the opening words of a debugging line', () => {
    const lines = at('debug', (logger) => {
      logger.debug(`Received a message on the WebSocket: ${JSON.stringify(payload)}`);
      logger.debug("apiCall('chat.postMessage') start");
      logger.debug(`Calling ack() - type: slash_commands, envelope_id: 1, data: ${JSON.stringify(payload)}`);
      logger.debug(`http request url: ${HOOK}`, WORDS);
      logger.debug(JSON.stringify(payload));
    });
    expect(lines.map((line) => line.msg)).toEqual([
      'Received a message on the WebSocket',
      "apiCall('chat.postMessage') start",
      'Calling ack() - type',
      'http request url',
      'a line of the Slack library, left out',
    ]);
  });

  it('names the library that speaks', () => {
    const lines = at('info', (logger) => {
      logger.setName('web-api:WebClient:0');
      logger.info('ready');
    });
    expect(lines).toMatchObject([{ sdk: 'web-api:WebClient:0', msg: 'ready' }]);
  });

  it.each<[LogLevel, string]>([
    ['trace', 'debug'],
    ['debug', 'debug'],
    ['info', 'info'],
    ['warn', 'warn'],
    ['error', 'error'],
    ['fatal', 'error'],
    ['silent', 'error'],
  ])('of a log at %s reports %s', (level, reported) => {
    at(level, (logger) => expect(logger.getLevel()).toBe(reported));
  });

  it('can be made quieter than the log, and not louder', () => {
    const lines = at('info', (logger) => {
      logger.setLevel(SlackLevel.ERROR);
      logger.warn('quiet');
      logger.error('heard');
      logger.setLevel(SlackLevel.DEBUG);
      logger.debug('still quiet');
      expect(logger.getLevel()).toBe('debug');
    });
    expect(lines.map((line) => line.msg)).toEqual(['heard']);
  });

  it('keeps a real call of the web client to itself, at debug level', async () => {
    const out = recorded('trace');
    const client = new WebClient(BOT, {
      slackApiUrl: 'https://slack.example.org/api/',
      logger: slackLogger(out.log),
      retryConfig: { retries: 0 },
      fetch: async () =>
        new Response(
          JSON.stringify({
            ok: false,
            error: 'invalid_arguments',
            message: { text: WORDS },
            response_metadata: { messages: [`[ERROR] not this: "${WORDS}"`], warnings: ['missing_charset'] },
          }),
        ),
    });
    const call = client.chat.postMessage({ channel: 'D1', text: WORDS, blocks: [] });
    const err = await call.catch((error: unknown) => error);
    out.log.error({ err }, 'not sent');
    expect(out.text).not.toContain('CANARY');
    expect(out.lines.map((line) => line.msg)).toContain('http request body');
    expect(out.lines.at(-1)).toMatchObject({ err: { slackError: 'invalid_arguments' } });
  });
});
