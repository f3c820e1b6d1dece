import { readFileSync } from 'node:fs';
import { App, LogLevel } from '@slack/bolt';
import Database from 'better-sqlite3';

/**
 * The least that Bolt in Socket Mode can do, set up as its documentation says: `/book` opens a modal, ready-made in the file that
 * `BENCH_VIEW` names, and sending that is answered with the one in `BENCH_NEXT`; where `BENCH_DB` names a file, once a row of what was sent
 * is safe on the disk there.
 */
const { SLACK_BOT_TOKEN = '', SLACK_APP_TOKEN = '', SLACK_API_URL = '' } = process.env;
const { BENCH_VIEW, BENCH_NEXT, BENCH_DB } = process.env;
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

const write = BENCH_DB ? durableWrite(BENCH_DB) : () => {};
if (next)
  app.view(view.callback_id, async ({ ack, body }) => {
    write(JSON.stringify(body.view.state));
    await ack({ response_action: 'update', view: next });
  });

app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack());

await app.start();

/** Writes a text so that a power cut does not take it back. */
function durableWrite(file: string): (text: string) => void {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE sent (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO sent (text) VALUES (?)');
  return (text) => void insert.run(text);
}
