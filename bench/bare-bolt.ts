import { readFileSync } from 'node:fs';
import { App, LogLevel } from '@slack/bolt';

/**
 * The least that Bolt in Socket Mode can do, set up as its documentation says: `/book` opens a modal, ready-made in the file that
 * `BENCH_VIEW` names.
 */
const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '', SLACK_API_URL = '', BENCH_VIEW } = process.env;
const view = JSON.parse(BENCH_VIEW ? readFileSync(BENCH_VIEW, 'utf8') : 'null');
const app = new App({
  token: SLACK_BOT_TOKEN,
  appToken: SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});

app.command('/book', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view });
});

await app.start();
