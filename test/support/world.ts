import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Cairn, createApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import type { Entry } from '../../src/sandbox/driver.ts';
import { type Slack, type SlackOptions, startSlack } from '../../src/sandbox/slack.ts';
import { troubleIn } from './trouble.ts';

export type World = {
  slack: Slack;
  app: Cairn;
  config: Config;
  /** Lines of the log, to look for a reference or for what must not be there. */
  logLines: string[];
  /** Ada makes a cohort of one year from the first of December on; "Leaders 2027" unless named. */
  cohort(name?: string, more?: Record<string, Entry>): Promise<void>;
  /** Ada pairs a mentor with a mentee, in the only cohort or in the one named; makes "Leaders 2027" when there is none. */
  pairs(mentor: string, mentee: string, cohort?: string): Promise<void>;
  /** Moves the clock to an instant and does what is due there. */
  at(instant: string | number): Promise<void>;
  /** What is on its way reaches the bot, and it does what is due now. */
  settles(): Promise<void>;
  /** Stops the bot and starts it again on the same file, with changed settings if any. */
  restarts(changed?: Partial<Config>): Promise<void>;
  /** Stops the bot for good, or until `starts`: what happens meanwhile does not reach it. */
  goesDown(): Promise<void>;
  starts(): Promise<void>;
  /** Trouble whose line matches is part of this test's story. See `troubleIn`. */
  expects(...trouble: RegExp[]): void;
  /** Stops everything. @throws Error when anything happened that Slack refuses, leaves unanswered or should never see */
  stop(): Promise<void>;
};

/** `paced`: the bot's calls are paced by the clock of its Slack, so that both agree on what a minute is. */
export type WorldOptions = Partial<SlackOptions> & { admins?: string[]; startsAt?: string; paced?: boolean };

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
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { admins = ['ada'], startsAt = '2026-12-01T14:00:00Z', paced = false, ...slackOptions } = options;
  const slack = await startSlack({ manifest, users: PEOPLE, clock: startsAt, frozen: true, ...slackOptions });
  await slack.clock.set(startsAt);
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
    const clock = () => slack.clock.now();
    const app = await createApp(config, { clock, log, ...(paced && { monotonic: clock }) });
    await app.start();
    return app;
  };
  const expected: RegExp[] = [];
  let cohorts = 0;
  let up = true;
  const world: World = {
    slack,
    app: await start(),
    config,
    logLines,
    async cohort(name = 'Leaders 2027', more = {}) {
      cohorts += 1;
      const ada = slack.as('ada');
      await ada.types(`/cohort new ${name}`);
      const modal = await ada.modal('New cohort');
      await modal.fill({ 'Starts on': '2026-12-01', 'Ends on': '2027-11-30', ...more });
      await modal.submit();
      await (await ada.modal('Cohort created')).dismiss();
    },
    async pairs(mentor, mentee, cohort) {
      if (cohorts === 0) await world.cohort(cohort);
      const ada = slack.as('ada');
      await ada.types(`/cohort pair @${mentor} @${mentee}${cohort ? ` in ${cohort}` : ''}`);
      await ada.inbox.next(new RegExp(`@${mentor} now mentors @${mentee}`));
    },
    async at(instant) {
      await slack.clock.set(instant);
      await world.app.tick();
    },
    async settles() {
      await answered(slack);
      await world.app.tick();
    },
    async restarts(changed = {}) {
      await world.goesDown();
      Object.assign(config, changed);
      await world.starts();
    },
    async goesDown() {
      await world.app.stop();
      up = false;
    },
    async starts() {
      world.app = await start();
      up = true;
    },
    expects: (...trouble) => void expected.push(...trouble),
    async stop() {
      if (up) {
        await world.settles();
        await answered(slack);
        await world.app.stop();
      }
      await slack.stop();
      rmSync(folder, { recursive: true });
      const trouble = troubleIn(slack, logLines).filter((line) => !expected.some((each) => each.test(line)));
      if (trouble.length > 0) throw new Error(`Not all went well:\n${trouble.join('\n')}`);
    },
  };
  return world;
}

/** Waits until nothing is on its way to the bot any more, or for a second: some deliveries are lost on purpose. */
async function answered({ log, world }: Slack): Promise<void> {
  const none = () => log.envelopes.every(({ outcome }) => outcome !== 'waiting') || undefined;
  await world.changes.until(none, 1_000, () => '').catch(() => undefined);
}
