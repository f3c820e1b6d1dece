import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { manifest } from '../support/world.ts';
import { makePlace, NODE, type Place, ROOT, type Run, type Settings, settingsFor, startProcess } from './cairn.ts';

let place: Place;
let slack: Slack;
let settings: Settings;
let folder: string;
const runs: Run[] = [];

beforeEach(async () => {
  place = makePlace();
  slack = await startSlack({ manifest, users: [{ name: 'ada', tz: 'Europe/Vienna' }] });
  settings = settingsFor(slack, place);
  folder = mkdtempSync(join(tmpdir(), 'cairn-install-'));
  installForProduction(folder);
});
afterEach(async () => {
  await Promise.all(runs.map((run) => run.kill()));
  await place.discard();
  await slack.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs npm in the installation, on the Node of the project as if the machine had it. */
function npm(...args: string[]): Run {
  const path = [join(folder, 'machine'), ...(process.env.PATH ?? '').split(delimiter)].filter(
    (entry) => !entry.includes('node_modules'),
  );
  // Links count as the places where they stand, so that a package reaches only what is linked beside it.
  const run = startProcess('npm', args, folder, {
    ...settings,
    PATH: path.join(delimiter),
    NODE_OPTIONS: '--preserve-symlinks',
  });
  runs.push(run);
  return run;
}

describe('an installation without devDependencies and without the embedded Slack', () => {
  test('starts with `npm start`, answers, and stops in order', async () => {
    const cairn = npm('start');
    await cairn.says(/^Cairn is running/);
    const { ephemeral } = await slack.as('ada').types('/cohort help');
    expect(ephemeral?.text).toContain('/cohort new');
    cairn.signal('SIGTERM');
    expect(await cairn.ended()).toBe(0);
    await expect.poll(() => slack.connections.connections).toEqual([]);
    expect(cairn.stderr).not.toMatch(/error|cannot find/i);
  });

  test('finds itself in good order', async () => {
    const doctor = npm('run', '--silent', 'cairn', '--', 'doctor');
    expect(await doctor.ended(), doctor.stdout + doctor.stderr).toBe(0);
  });
});

/** What `npm ci --omit=dev` and a package without `src/sandbox` leave in a folder. */
function installForProduction(target: string): void {
  for (const part of ['package.json', 'package-lock.json', 'bin', 'migrations', 'src']) {
    const sandbox = join(ROOT, 'src/sandbox');
    cpSync(join(ROOT, part), join(target, part), { recursive: true, filter: (path) => path !== sandbox });
  }
  for (const path of runTimePackages()) {
    mkdirSync(join(target, dirname(path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(target, path));
  }
  mkdirSync(join(target, 'machine'));
  symlinkSync(NODE, join(target, 'machine/node'));
}

/** Paths such as `node_modules/zod`, of everything that the lockfile installs without `dev`. Those inside another package come with it. */
function runTimePackages(): string[] {
  const lock: { packages: Record<string, { dev?: boolean; devOptional?: boolean }> } = JSON.parse(
    readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
  );
  return Object.entries(lock.packages).flatMap(([path, { dev, devOptional }]) =>
    path !== '' && !dev && !devOptional && path.lastIndexOf('node_modules/') === 0 ? [path] : [],
  );
}
