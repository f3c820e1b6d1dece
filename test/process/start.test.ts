import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { manifest } from '../support/world.ts';
import { makePlace, type Place, type Settings, settingsFor } from './cairn.ts';

const A_STACK_TRACE = /^\s+at .+:\d+:\d+\)?$/m;

let place: Place;
let slack: Slack;
let settings: Settings;

beforeEach(async () => {
  place = makePlace();
  slack = await startSlack({ manifest, users: [{ name: 'ada', tz: 'Europe/Vienna' }] });
  settings = settingsFor(slack, place);
});
afterEach(async () => {
  await place.discard();
  await slack.stop();
});

/** How a start goes that fails. */
async function start(over: Settings = {}): Promise<{ code: number | null; words: string }> {
  const run = place.start({ ...settings, ...over });
  const code = await run.ended();
  return { code, words: run.stderr };
}

describe('somebody starts Cairn with settings that are not right yet', () => {
  test('with none at all they hear what is missing and where to find it, all at once', async () => {
    const run = place.start({});
    expect(await run.ended()).toBe(1);
    expect(run.stderr).toBe(
      [
        '2 settings need attention before Cairn can start:',
        '  - SLACK_BOT_TOKEN is missing. Copy the Bot User OAuth Token (xoxb-) from api.slack.com/apps > your app > OAuth & Permissions.',
        '  - SLACK_APP_TOKEN is missing. Make an app-level token (xapp-) with the scope connections:write at api.slack.com/apps > your app > Basic Information.',
        '',
      ].join('\n'),
    );
    expect(run.stdout).toBe('');
  });

  test('with every one of them wrong they hear of every one, and nothing is opened', async () => {
    const { code, words } = await start({
      SLACK_BOT_TOKEN: 'xoxp-1-2-secret',
      SLACK_APP_TOKEN: 'secret of another kind',
      SLACK_API_URL: 'http://slack.example/api',
      CAIRN_ADMINS: 'ada',
      LOG_LEVEL: 'loud',
    });
    expect(code).toBe(1);
    expect(words.split('\n')[0]).toBe('5 settings need attention before Cairn can start:');
    const named = words.split('\n').flatMap((line) => /^ {2}- ([A-Z_]+) /.exec(line)?.[1] ?? []);
    expect(named.sort()).toEqual(['CAIRN_ADMINS', 'LOG_LEVEL', 'SLACK_API_URL', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN']);
    expect(words).not.toMatch(A_STACK_TRACE);
    expect(words).not.toContain('secret');
    expect(existsSync(place.db)).toBe(false);
    expect(slack.log.calls).toEqual([]);
  });

  test('settings in a file called .env count', async () => {
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    writeFileSync(join(place.folder, '.env'), lines.join('\n'));
    const run = place.start({});
    await run.says(/^Cairn is running/);
    run.signal('SIGTERM');
    expect(await run.ended()).toBe(0);
  });

  test('without an admin it starts, and says what that means', async () => {
    const run = place.start({ ...settings, CAIRN_ADMINS: '' });
    await run.says(/^Cairn is running/);
    expect(run.stderr).toBe(
      'CAIRN_ADMINS is empty, so nobody can create a cohort yet. Put the Slack member id of whoever runs Cairn there and start again.\n',
    );
  });
});

describe('somebody starts Cairn where it cannot run', () => {
  test('a bot token that Slack does not know is one plain sentence', async () => {
    expect(await start({ SLACK_BOT_TOKEN: 'xoxb-not-the-one' })).toEqual({
      code: 1,
      words:
        'Slack does not accept SLACK_BOT_TOKEN. Copy it again from your app’s page, under "OAuth & Permissions".\n',
    });
  });

  test('so is an app-level token that Slack does not know', async () => {
    expect(await start({ SLACK_APP_TOKEN: 'xapp-not-the-one' })).toEqual({
      code: 1,
      words:
        'Slack does not accept SLACK_APP_TOKEN. Make a new one with the scope connections:write, at api.slack.com/apps > your app > Basic Information > App-Level Tokens.\n',
    });
  });

  test('so is a token that was revoked, as when the app was removed', async () => {
    await slack.uninstall();
    expect(await start()).toEqual({
      code: 1,
      words: 'The bot token was revoked. Install the app again from its page, under "Install App".\n',
    });
  });

  test('so is a Slack that nobody can reach', async () => {
    expect(await start({ SLACK_API_URL: 'http://127.0.0.1:9/api/' })).toEqual({
      code: 1,
      words:
        'Slack could not be reached (slack_webapi_request_error). Check the network, and SLACK_API_URL if you set it.\n',
    });
  });

  test('so is a file that is something else, which stays as it is', async () => {
    writeFileSync(place.db, 'Minutes of the meeting of 1 December. '.repeat(200));
    const { code, words } = await start();
    expect(code).toBe(1);
    expect(words).toBe(
      `${place.db} is not a SQLite database. Point CAIRN_DB at Cairn's own file, or at a path where it can make one.\n`,
    );
    expect(readFileSync(place.db, 'utf8')).toMatch(/^Minutes of the meeting/);
  });

  test('so is a folder in the place of the file', async () => {
    mkdirSync(place.db);
    const { code, words } = await start();
    expect(code).toBe(1);
    expect(words).toBe(
      `${place.db} is a folder. Point CAIRN_DB at a file in it, for example ${join(place.db, 'cairn.db')}.\n`,
    );
  });

  test('so is a second Cairn on the same file, and the first one carries on', async () => {
    const first = place.start(settings);
    await first.says(/^Cairn is running/);
    expect(await start()).toEqual({
      code: 1,
      words: `${place.db} is in use by another Cairn. Stop that one first: two at a time would get in each other's way.\n`,
    });
    const { ephemeral } = await slack.as('ada').types('/cohort help');
    expect(ephemeral?.text).toContain('/cohort pair');
  });
});
