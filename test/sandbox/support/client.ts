import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Slack } from '../../../src/sandbox/slack.ts';

/** The official client with the app's bot token, without retries of its own, and silent. */
export function clientOf(slack: Slack, options: WebClientOptions = {}, token = slack.botToken): WebClient {
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silent, ...options });
}

/** What Slack answered to a call that it refused; fails when it was accepted. */
export async function refusalOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const accepted = await call.then(
    () => true,
    (problem: unknown) => problem,
  );
  if (accepted === true) throw new Error('The call was accepted');
  const { data } = accepted as { data?: Record<string, unknown> };
  if (!data) throw accepted;
  const { response_metadata, ...rest } = data;
  const {
    scopes: _scopes,
    acceptedScopes: _accepted,
    ...metadata
  } = (response_metadata ?? {}) as Record<string, unknown>;
  return Object.keys(metadata).length > 0 ? { ...rest, response_metadata: metadata } : rest;
}

/** A logger that keeps everything to itself. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};
