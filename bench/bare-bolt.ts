import { readFileSync } from 'node:fs';
import { App, LogLevel } from '@slack/bolt';

/**
 * The least that Bolt in Socket Mode can do, set up as its documentation says: `/book` opens a modal, ready-made in the file that
 * `BENCH_VIEW` names, and sending that is answered with the one in `BENCH_NEXT`.
 */
const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '', SLACK_API_URL = '', BENCH_VIEW, BENCH_NEXT } = process.env;
const viewIn = (file?: string) => JSON.parse(file ? readFileSync(file, 'utf8') : 'null');
const view = viewIn(BENCH_VIEW);
const next = viewIn(BENCH_NEXT);
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

if (next) app.view(view.callback_id, ({ ack }) => ack({ response_action: 'update', view: next }));

app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack());

await app.start();
