import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { type Log, slackLogger } from '../log.ts';
import { reasonOf } from './messenger.ts';

/** Slack will not let these in again, whatever we try (socket-mode's own list of fatal errors). */
const HOPELESS = new Set(['not_authed', 'invalid_auth', 'account_inactive', 'user_removed_from_team', 'team_disabled']);
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A connection that ends sooner counts as a failed try: opening one is rationed to about one a minute (docs.slack.dev/apis/web-api/rate-limits, Tier 1). */
const LASTING_MS = 10_000;
/** How long a stop waits for a connection that is just being opened, to close it. */
const PARTING_MS = 5_000;

/** Slack does not let the app-level token in: the message says so, and what to do. */
export class AppTokenError extends Error {
  override name = 'AppTokenError';
}

const APP_TOKEN_SAYS: Record<string, string> = {
  invalid_auth: 'Slack does not accept SLACK_APP_TOKEN.',
  not_authed: 'Slack does not accept SLACK_APP_TOKEN.',
  not_allowed_token_type: 'SLACK_APP_TOKEN is a token of another kind.',
  token_revoked: 'The app-level token in SLACK_APP_TOKEN was revoked.',
  missing_scope: 'The app-level token in SLACK_APP_TOKEN lacks the scope connections:write.',
};
const NEW_APP_TOKEN =
  'Make a new one with the scope connections:write, at api.slack.com/apps > your app > Basic Information > App-Level Tokens.';

function inWords(error: unknown): unknown {
  const says = APP_TOKEN_SAYS[reasonOf(error)];
  return says ? new AppTokenError(`${says} ${NEW_APP_TOKEN}`) : error;
}

/**
 * Asks Slack for an address to connect to, and leaves it at that.
 *
 * @throws AppTokenError when Slack refuses the token, an SDK error for anything else.
 */
export async function tryAppToken(slack: { appToken: string; apiUrl: string }, log: Log): Promise<void> {
  const options = { slackApiUrl: slack.apiUrl, logger: slackLogger(log), timeout: 10_000, retryConfig: { retries: 0 } };
  await new WebClient(slack.appToken, options).apps.connections.open().catch((error) => {
    throw inWords(error);
  });
}

/**
 * A Bolt receiver over several Socket Mode connections, so that Slack's regular refresh of one leaves no gap: any delivery may
 * come over any of them. Each one reconnects by itself, for as long as it takes.
 *
 * The client's own reconnecting is switched off: it waits five seconds after each refresh, and gives up with an unhandled
 * rejection when Slack answers with an HTTP error (socket-mode 3.1, SocketModeClient).
 *
 * @param lost called once when Slack refuses for good; `reason` is Slack's word for it.
 */
export function createLinks(
  slack: { appToken: string; apiUrl: string },
  count: number,
  log: Log,
  lost: (reason: string) => void,
): Receiver & { connected(): number } {
  const links = Array.from({ length: count }, () => createLink(slack, log, lost));
  return {
    init(app: App) {
      for (const link of links) link.receiver.init(app);
    },
    /** Resolves once the first connection stands; the others follow by themselves. Throws `AppTokenError` when Slack refuses the token. */
    async start() {
      const [first, ...others] = links;
      await first?.connect().catch((error) => {
        throw inWords(error);
      });
      for (const link of others) void link.keepConnected();
    },
    async stop() {
      await Promise.all(links.map((link) => link.stop()));
    },
    connected: () => links.filter((link) => link.isUp()).length,
  };
}

function createLink(slack: { appToken: string; apiUrl: string }, log: Log, lost: (reason: string) => void) {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: slackLogger(log),
    autoReconnectEnabled: false,
    // An object of its own: the client writes into it (bolt 5.1, App and SocketModeClient share what they are given).
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, timeout: 10_000, retryConfig: { retries: 0 } } },
  });
  let up = false;
  let stopping = false;
  /** Before the next try; none after a connection that lasted. */
  let pause = 0;
  let lasting: NodeJS.Timeout | undefined;
  let opening: Promise<unknown> = Promise.resolve();
  let wakeUp = () => {};
  receiver.client.on('connected', () => {
    up = true;
    lasting = setTimeout(() => {
      pause = 0;
    }, LASTING_MS).unref();
  });
  receiver.client.on('disconnected', () => {
    const wasUp = up;
    up = false;
    clearTimeout(lasting);
    if (wasUp && !stopping) void keepConnected();
  });

  async function keepConnected(): Promise<void> {
    while (!stopping) {
      if (pause > 0) await rest();
      if (stopping) return;
      pause = Math.min(Math.max(pause * 2, FIRST_PAUSE), LONGEST_PAUSE);
      try {
        return await connect();
      } catch (error) {
        const reason = reasonOf(error);
        if (HOPELESS.has(reason)) return lost(reason);
        log.warn({ reason, pause }, 'connection to Slack not open, trying again');
      }
    }
  }

  async function rest(): Promise<void> {
    log.debug({ pause }, 'resting before the next connection to Slack');
    await new Promise<void>((resolve) => {
      wakeUp = resolve;
      setTimeout(resolve, pause * (0.5 + Math.random())).unref();
    });
  }

  async function connect(): Promise<void> {
    const started = receiver.client.start();
    opening = started.catch(() => {});
    await started;
    log.info('connected to Slack');
  }

  return {
    receiver,
    connect,
    keepConnected,
    isUp: () => up,
    async stop() {
      stopping = true;
      wakeUp();
      // One that opens after the stop would listen on, with nobody behind it.
      await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, PARTING_MS).unref())]);
      if (up) await receiver.client.disconnect();
    },
  };
}
