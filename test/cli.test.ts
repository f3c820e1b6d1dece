import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../src/sandbox/slack.ts';
import { makePlace, type Place, type Settings, settingsFor } from './process/cairn.ts';
import { manifest } from './support/world.ts';

let place: Place;
let slack: Slack;
let settings: Settings;

beforeEach(async () => {
  place = makePlace();
  slack = await startSlack({ manifest, users: [{ name: 'ada', tz: 'Europe/Vienna' }] });
  settings = { ...settingsFor(slack, place), LOG_LEVEL: 'error' };
});
afterEach(async () => {
  await place.discard();
  await slack.stop();
});

const cairn = (...args: string[]) => place.cairn(settings, ...args);

const HELP = /^Usage: npm run cairn -- <command>\n\n( {2}\S.+\n)+$/;

async function running(): Promise<void> {
  const run = place.start(settings);
  await run.says(/^Cairn is running/);
}

describe('help', () => {
  test('lists every command with what it does, and needs no settings', async () => {
    const answers = await Promise.all(['--help', '-h', 'help'].map((flag) => place.cairn({}, flag)));
    for (const { code, stdout, stderr } of answers) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(HELP);
      for (const command of [
        'migrate',
        'backup <file>',
        'doctor',
        'audit [--cohort <name>]',
        'tick [--at <instant>]',
      ]) {
        expect(stdout).toContain(`\n  ${command} `);
      }
    }
  });

  test('is what somebody gets who names no command', async () => {
    const { code, stdout } = await place.cairn({});
    expect(code).toBe(2);
    expect(stdout).toMatch(HELP);
  });

  test('follows when there is no such command', async () => {
    const names = ['brew-coffee', 'constructor'];
    const answers = await Promise.all(names.map((name) => cairn(name)));
    for (const [at, { code, stdout, stderr }] of answers.entries()) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^There is no command "${names[at]}"\\.\n\nUsage: `));
    }
  });
});

test('what a command does not know is named in one line, without a stack trace', async () => {
  const calls = [
    ['migrate', '--force'],
    ['doctor', 'everything'],
    ['tick', '--when', '2026-12-01'],
    ['audit', '--of', 'Leaders'],
  ];
  const answers = await Promise.all(calls.map((args) => cairn(...args)));
  for (const [at, { code, stderr }] of answers.entries()) {
    expect(code).toBe(2);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).toContain(calls[at]?.[1]);
  }
});

describe('migrate', () => {
  test('makes the database, and finds it up to date the next time', async () => {
    expect(await cairn('migrate')).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
    expect(await cairn('migrate')).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
    expect(tablesOf(place.db)).toContain('pairings');
  });

  test('leaves the database of a running Cairn alone', async () => {
    await running();
    const { code, stderr } = await cairn('migrate');
    expect(code).toBe(1);
    expect(stderr).toBe(
      `${place.db} is in use by another Cairn. Stop that one first: two at a time would get in each other's way.\n`,
    );
  });
});

describe('audit', () => {
  test('prints who did what while Cairn runs, of all cohorts or of one', async () => {
    await running();
    const ada = slack.as('ada');
    for (const name of ['Leaders', 'Coaches']) {
      await ada.types(`/cohort new ${name}`);
      const modal = await ada.modal('New cohort');
      await modal.fill({ 'Starts on': '2090-01-01', 'Ends on': '2090-12-31' });
      await modal.submit();
      await (await ada.modal('Cohort created')).dismiss();
    }
    const when = String.raw`\d{4}-\d\d-\d\d \d\d:\d\dZ`;
    const all = await cairn('audit');
    expect({ code: all.code, stderr: all.stderr }).toEqual({ code: 0, stderr: '' });
    expect(all.stdout).toMatch(
      new RegExp(
        `^${when}  ada \\(${ada.id}\\), Leaders: created the cohort\n${when}  .*, Coaches: created the cohort\n$`,
      ),
    );
    const one = await cairn('audit', '--cohort', 'coaches');
    expect(one.stdout).toMatch(new RegExp(`^${when}  ada \\(${ada.id}\\), Coaches: created the cohort\n$`));
    expect(await cairn('audit', '--cohort', 'Followers')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no cohort called "Followers".\n',
    });
  });

  test('says so when nothing was done yet', async () => {
    await cairn('migrate');
    expect(await cairn('audit')).toEqual({ code: 0, stdout: 'Nothing has been done yet.\n', stderr: '' });
  });
});

describe('backup', () => {
  test('of a Cairn that runs is a database of its own, readable by its owner alone', async () => {
    await running();
    const ada = slack.as('ada');
    await ada.types('/cohort new Leaders 2027');
    const modal = await ada.modal();
    await modal.fill({ 'Starts on': '2090-01-01', 'Ends on': '2090-12-31' });
    await modal.submit();
    await ada.modal(/Leaders 2027/);

    const copy = join(place.folder, 'backups/monday.db');
    expect(await cairn('backup', copy)).toEqual({ code: 0, stdout: `Copied and checked: ${copy}\n`, stderr: '' });
    const db = new Database(copy, { readonly: true });
    expect(db.prepare('SELECT name FROM cohorts').pluck().all()).toEqual(['Leaders 2027']);
    db.close();
    expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  test('is a database on which Cairn starts', async () => {
    await cairn('migrate');
    const copy = join(place.folder, 'copy.db');
    await cairn('backup', copy);
    const run = place.start({ ...settings, CAIRN_DB: copy });
    await run.says(/^Cairn is running/);
  });

  test('never writes over a file', async () => {
    await cairn('migrate');
    const precious = join(place.folder, 'precious');
    writeFileSync(precious, 'the only copy');
    const { code, stderr } = await cairn('backup', precious);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `There is a file at ${precious} already. Pick another name for the backup.\n`,
    });
    expect(statSync(precious).size).toBe('the only copy'.length);
  });

  test('needs to be told where to', async () => {
    const { code, stderr } = await cairn('backup');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'Name the file to write: npm run cairn -- backup <file>\n',
    });
  });

  test('has nothing to copy before there is a database, and says so', async () => {
    const { code, stderr } = await cairn('backup', join(place.folder, 'copy.db'));
    expect(code).toBe(1);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).toContain(place.db);
  });
});

describe('doctor', () => {
  test('finds nothing wrong where all is well', async () => {
    await cairn('migrate');
    const { code, stdout } = await cairn('doctor');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'ok  The settings can be read.',
      `ok  The database ${place.db} is sound and up to date.`,
      `ok  Slack accepts the bot token, for workspace ${slack.world.team.id}.`,
      'ok  Slack accepts the app-level token.',
      '',
    ]);
  });

  test('makes no database where there is none', async () => {
    const { code, stdout } = await cairn('doctor');
    expect(code).toBe(0);
    expect(stdout).toContain(`ok  There is no database at ${place.db} yet: the first start makes it.\n`);
    expect(existsSync(place.db)).toBe(false);
  });

  test('finds a running Cairn in order', async () => {
    await running();
    const { code, stdout } = await cairn('doctor');
    expect(code).toBe(0);
    expect(stdout).toContain('ok  The database is in use: Cairn is running.\n');
  });

  test('names everything that is wrong, not only the first', async () => {
    writeFileSync(place.db, 'Minutes of the meeting of 1 December. '.repeat(200));
    const { code, stdout } = await place.cairn(
      { ...settings, CAIRN_ADMINS: '', SLACK_BOT_TOKEN: 'xoxb-unknown', SLACK_APP_TOKEN: 'xapp-unknown' },
      'doctor',
    );
    expect(code).toBe(1);
    const found = stdout.split('\n').flatMap((line) => (line.startsWith('!! ') ? [line.slice(4)] : []));
    expect(found).toEqual([
      expect.stringMatching(/^CAIRN_ADMINS is empty/),
      expect.stringMatching(/is not a SQLite database\./),
      expect.stringMatching(/^Slack does not accept SLACK_BOT_TOKEN\./),
      expect.stringMatching(/^Slack does not accept SLACK_APP_TOKEN\./),
    ]);
  });

  test('says what is wrong with the settings when they cannot be read', async () => {
    const { code, stderr } = await place.cairn({}, 'doctor');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^2 settings need attention before Cairn can start:\n {2}- SLACK_BOT_TOKEN is missing/);
  });
});

describe('tick', () => {
  test('does what is due now, and stops', async () => {
    const { code, stdout, stderr } = await cairn('tick');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Done with what was due at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\.\n$/);
  });

  test('does what is due at an instant, in any zone', async () => {
    const { code, stdout } = await cairn('tick', '--at', '2090-12-01T09:30+01:00');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Done with what was due at 2090-12-01T08:30:00.000Z.\n' });
  });

  test('knows what is no instant, and shows how to write one', async () => {
    const instants = ['tomorrow', '2026-13-01T09:30Z', '2026-12-01T25:00Z', ''];
    const answers = await Promise.all(instants.map((instant) => cairn('tick', '--at', instant)));
    expect(answers).toEqual(
      instants.map((instant) => ({
        code: 2,
        stdout: '',
        stderr: `"${instant}" is not an instant. Write it like 2026-12-01T09:30Z.\n`,
      })),
    );
  });

  test('leaves a running Cairn alone', async () => {
    await running();
    const { code, stderr } = await cairn('tick');
    expect(code).toBe(1);
    expect(stderr).toMatch(/is in use by another Cairn\. Stop that one first/);
  });
});

function tablesOf(path: string): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  } finally {
    db.close();
  }
}
