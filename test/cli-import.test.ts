import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { type Slack, startSlack } from '../src/sandbox/slack.ts';
import { makePlace, type Place, type Settings, settingsFor } from './process/cairn.ts';
import { manifest } from './support/world.ts';

let place: Place;
let slack: Slack;
let settings: Settings;

beforeEach(async () => {
  place = makePlace();
  const crowd = Array.from({ length: 120 }, (_, at) => ({ name: `m${at}` }));
  const users = [{ name: 'ada', tz: 'Europe/Vienna' }, { name: 'ben' }, { name: 'cleo' }, { name: 'dan' }, ...crowd];
  slack = await startSlack({ manifest, users });
  settings = { ...settingsFor(slack, place), LOG_LEVEL: 'error' };
  await adaMakes('Leaders 2027');
});
afterEach(async () => {
  await place.discard();
  await slack.stop();
});

async function adaMakes(name: string): Promise<void> {
  const [config, ada] = [
    {
      slack: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
      db: place.db,
      admins: [slack.user('ada').id],
      logLevel: 'error' as const,
    },
    slack.as('ada'),
  ];
  const app = await createApp(config);
  await app.start();
  await ada.types(`/cohort new ${name}`);
  const form = await ada.modal('New cohort');
  await form.fill({ 'Starts on': '2026-12-01', 'Ends on': '2099-11-30' });
  await form.submit();
  await ada.modal('Cohort created');
  await app.stop();
}

function fileOf(...rows: string[]): string {
  writeFileSync(join(place.folder, 'pairs.csv'), `mentor,mentee\n${rows.join('\n')}\n`);
  return 'pairs.csv';
}

const imports = (...args: string[]) => place.cairn(settings, 'import', ...args);

/** What stands in the database: pairs, lines and addresses that were kept, and the latest line of the audit log. */
function inside() {
  const db = new Database(place.db, { readonly: true });
  const one = (sql: string) => db.prepare(sql).pluck().get();
  const found = {
    pairs: one('SELECT COUNT(*) FROM pairings'),
    kept: one('SELECT (SELECT COUNT(*) FROM import_lines) + (SELECT COUNT(*) FROM import_people)'),
    audit: one(`SELECT user_id || ' ' || action || ' ' || about_json FROM audit ORDER BY number DESC LIMIT 1`),
  };
  db.close();
  return found;
}

describe('npm run cairn -- import', () => {
  test('without --yes says what comes of each line and how to go on, and changes nothing', async () => {
    const file = fileOf(
      'ben@example.com,cleo@example.com',
      'ben@example.com,nobody@example.com',
      'Ben,dan@example.com',
    );
    const { code, stdout, stderr } = await imports(file, '--cohort', 'leaders 2027');
    expect(stdout).toBe(
      [
        'Line 3: nobody@example.com is unknown to Slack',
        'Line 4: “Ben” is neither an e-mail address nor a Slack id',
        '',
        '1 pair can be made in Leaders 2027, 2 lines cannot.',
        'Nothing was imported.',
        "To import them: npm run cairn -- import pairs.csv --cohort 'Leaders 2027' --yes",
        '',
      ].join('\n'),
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/^(Looking up people: \d of 4\n)+$/);
    expect(inside()).toMatchObject({ pairs: 0, kept: 0 });
  });

  test('with --yes imports what makes a pair, and the bot welcomes them when it runs', async () => {
    const file = fileOf('ben@example.com,cleo@example.com', `@${slack.user('dan').id},cleo@example.com`);
    const { code, stdout } = await imports(file, '--cohort', 'Leaders 2027', '--yes');
    expect(stdout).toBe(
      '2 pairs can be made in Leaders 2027, 0 lines cannot.\nImported 2 pairs. They are welcomed once Cairn runs, each within their own working hours.\n',
    );
    expect(code).toBe(0);
    expect(inside()).toEqual({ pairs: 2, kept: 0, audit: 'cairn pairs-imported {"pairs":2,"left":0}' });
    const again = await imports(file, '--cohort', 'Leaders 2027', '--yes');
    expect(again.code).toBe(3);
    expect(again.stdout).toContain('Line 2: ben@example.com and cleo@example.com are paired already\n');
    expect(inside()).toMatchObject({ pairs: 2 });
  });

  test('many people are looked up with one call', async () => {
    const file = fileOf(...Array.from({ length: 60 }, (_, at) => `m${2 * at}@example.com,m${2 * at + 1}@example.com`));
    const { code } = await imports(file, '--cohort', 'Leaders 2027', '--yes');
    expect(code).toBe(0);
    expect(inside()).toMatchObject({ pairs: 60 });
    const asked = slack.log.calls.map(({ method }) => method).filter((method) => method.startsWith('users.l'));
    expect(asked).toEqual(['users.list']);
  });

  test.each([
    [['none.csv', '--cohort', 'Leaders 2027'], 1, /^There is no file none\.csv\.\nNothing was imported\.\n$/],
    [
      ['pairs.csv', '--cohort', 'Leaders'],
      1,
      /^There is no cohort called "Leaders"\. These take pairs:\n {2}Leaders 2027\nNothing was imported\.\n$/,
    ],
    [['empty.csv', '--cohort', 'Leaders 2027'], 1, /^There is nothing in it\. .*\nNothing was imported\.\n$/],
    [['pairs.csv'], 2, /^Name a file and a cohort: npm run cairn -- import <csv> --cohort <name> \[--yes\]\n$/],
    [['--cohort', 'Leaders 2027'], 2, /^Name a file and a cohort/],
    [['pairs.csv', '--cohort', 'Leaders 2027', '--force'], 2, /--force/],
  ])('%j is answered in words, with exit code %i', async (args, code, words) => {
    fileOf('ben@example.com,cleo@example.com');
    writeFileSync(join(place.folder, 'empty.csv'), '');
    const answer = await imports(...args);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toMatch(words);
    expect(inside()).toMatchObject({ pairs: 0 });
  });

  test('says what to do while Cairn runs', async () => {
    const run = place.start(settings);
    await run.says(/^Cairn is running/);
    const { code, stderr } = await imports(fileOf('ben@example.com,cleo@example.com'), '--cohort', 'Leaders 2027');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Cairn is running. Import in Slack, with /cohort import, or stop Cairn while you import here.\n',
    });
  });
});
