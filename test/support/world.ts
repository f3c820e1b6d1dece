import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Cairn, createApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type Slack, type SlackOptions, startSlack } from '../../src/sandbox/slack.ts';

export type World = {
  slack: Slack;
  app: Cairn;
  config: Config;
  /** Lines of the log, to look for a reference or for what must not be there. */
  logLines: string[];
  /** Ada makes the cohort "Leaders 2027" unless there is one, and pairs a mentor with a mentee. */
  pairs(mentor: string, mentee: string): Promise<void>;
  /** Moves the clock to an instant and does what is due there. */
  at(instant: string | number): Promise<void>;
  /** Stops the bot and starts it again on the same file. */
  restarts(): Promise<void>;
  stop(): Promise<void>;
};

export const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));

/** Ada runs the installation in Vienna; Ben, Cleo and Dan are people of the programme in other places. */
export const PEOPLE = [
  { name: 'ada', real_name: 'Ada Admin', tz: 'Europe/Vienna', is_admin: true },
  { name: 'ben', real_name: 'Ben Mentor', tz: 'Europe/Vienna' },
  { name: 'cleo', real_name: 'Cleo Mentee', tz: 'Europe/London' },
  { name: 'dan', real_name: 'Dan Mentee', tz: 'America/New_York' },
] as const;

/**
 * The real bot against an embedded Slack, with a clock that stands where it is put (default: a Tuesday at 15:00 in Vienna, 14:00 in London, 09:00 in New York) and a
 * database file of its own.
 */
export async function startWorld(options: Partial<SlackOptions> & { admins?: string[] } = {}): Promise<World> {
  const { admins = ['ada'], ...slackOptions } = options;
  const slack = await startSlack({
    manifest,
    users: PEOPLE,
    clock: Date.parse('2026-12-01T14:00:00Z'),
    frozen: true,
    ...slackOptions,
  });
  const folder = mkdtempSync(join(tmpdir(), 'cairn-'));
  const config: Config = {
    slack: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    db: join(folder, 'cairn.db'),
    admins: admins.map((name) => slack.user(name).id),
    logLevel: 'debug',
  };
  const logLines: string[] = [];
  const log = createLog({ level: 'debug', stream: { write: (line) => logLines.push(line) } });
  const start = async () => {
    const app = await createApp(config, { clock: () => slack.clock.now(), log });
    await app.start();
    return app;
  };
  let cohort = false;
  const world: World = {
    slack,
    app: await start(),
    config,
    logLines,
    async pairs(mentor, mentee) {
      const ada = slack.as('ada');
      if (!cohort) await createCohort(slack);
      cohort = true;
      await ada.types(`/cohort pair @${mentor} @${mentee}`);
      await ada.inbox.next(new RegExp(`@${mentor} now mentors @${mentee}`));
    },
    async at(instant) {
      await slack.clock.set(instant);
      await world.app.tick();
    },
    async restarts() {
      await world.app.stop();
      world.app = await start();
    },
    async stop() {
      await world.app.stop();
      await slack.stop();
      rmSync(folder, { recursive: true });
    },
  };
  return world;
}

async function createCohort(slack: Slack): Promise<void> {
  const ada = slack.as('ada');
  await ada.types('/cohort new Leaders 2027');
  const modal = await ada.modal();
  await modal.fill({ 'Starts on': '2026-12-01', 'Ends on': '2027-11-30' });
  await modal.submit();
  await (await ada.modal(/Cohort created/)).dismiss();
}
