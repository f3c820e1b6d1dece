import { App } from '@slack/bolt';
import type { Slack } from '../../../src/sandbox/slack.ts';
import { silent } from './client.ts';

/** A bare Bolt app in Socket Mode, set up as Slack's documentation says. The caller adds listeners before `start`. */
export function boltApp(slack: Slack): App {
  return new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logger: silent,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
}

/** Connects the app and resolves when Slack has it. */
export async function started(app: App, slack: Slack): Promise<void> {
  await app.start();
  await slack.connections.connected();
}
