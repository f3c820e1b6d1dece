import Database from 'better-sqlite3';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { manifest } from '../support/world.ts';
import { makePlace, type Place, type Run, type Settings, settingsFor } from './cairn.ts';

const DAY = 24 * 3_600_000;

/** A Slack with Ada, who runs Cairn, and Ben and Cleo of the programme, who live in one zone; and a Cairn in a process of its own. */
export type Scene = {
  slack: Slack;
  place: Place;
  settings: Settings;
  /** The Cairn that runs now, or ran last. */
  readonly cairn: Run;
  /** Starts Cairn; resolves when it listens. */
  starts(): Promise<void>;
  /** Waits until no message is half sent, ends Cairn as `kill -9` does, and starts it again. */
  diesAndComesBack(): Promise<void>;
  /** Resolves when no message is half sent: neither certainly posted nor certainly not. */
  settled(): Promise<void>;
  /** Resolves when nothing is left to post or to draw anew. */
  idle(): Promise<void>;
  /** Ada fills in the form of a new cohort and sends it. */
  createsCohort(): Promise<void>;
  /** Ada pairs Ben, the mentor, with Cleo, and reads the answer. */
  pairs(): Promise<void>;
  ends(): Promise<void>;
};

/** @param zone IANA, of Ben and Cleo */
export async function makeScene(zone: string): Promise<Scene> {
  const place = makePlace();
  const slack = await startSlack({
    manifest,
    users: [
      { name: 'ada', real_name: 'Ada Admin', tz: 'Europe/Vienna' },
      { name: 'ben', real_name: 'Ben Mentor', tz: zone },
      { name: 'cleo', real_name: 'Cleo Mentee', tz: zone },
    ],
  });
  const settings = settingsFor(slack, place);
  let cairn: Run | undefined;

  const scene: Scene = {
    slack,
    place,
    settings,
    get cairn() {
      if (!cairn) throw new Error('Cairn was not started yet');
      return cairn;
    },
    async starts() {
      cairn = place.start(settings);
      await cairn.says(/^Cairn is running/);
      await slack.connections.connected(2);
    },
    async diesAndComesBack() {
      await scene.settled();
      await scene.cairn.kill();
      await scene.starts();
    },
    settled: () => none(place.db, CLAIMED),
    idle: () => none(place.db, LEFT_TO_DO),
    async createsCohort() {
      const ada = slack.as('ada');
      await ada.types('/cohort new Leaders');
      await fillCohort(slack);
    },
    async pairs() {
      const ada = slack.as('ada');
      await ada.types('/cohort pair @ben @cleo');
      await ada.inbox.next(/@ben now mentors @cleo/);
    },
    async ends() {
      await place.discard();
      await slack.stop();
    },
  };
  return scene;
}

/** Ada fills in the open form of a new cohort and sends it. */
export async function fillCohort(slack: Slack): Promise<void> {
  const ada = slack.as('ada');
  const modal = await ada.modal(/New cohort|Starts on/);
  await modal.fill({ 'Starts on': dayFromNow(0), 'Ends on': dayFromNow(300) });
  await modal.submit();
  await (await ada.modal(/Now pair people/)).dismiss();
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

const CLAIMED = `SELECT COUNT(*) FROM nudges WHERE state = 'claimed' AND planned_at <= @now`;
const LEFT_TO_DO = `
  SELECT (SELECT COUNT(*) FROM nudges WHERE state IN ('claimed', 'uncertain'))
    + (SELECT COUNT(*) FROM nudges WHERE state = 'planned' AND due_at <= @now)
    + (SELECT COUNT(*) FROM nudges WHERE redraw_at <= @now)
    + (SELECT COUNT(*) FROM members WHERE home_redraw_at IS NOT NULL)`;

/** Looks into the file while Cairn runs on it, until it counts none: readers and the one writer do not disturb each other. */
async function none(path: string, count: string): Promise<void> {
  const db = new Database(path, { readonly: true });
  try {
    const left = db.prepare(count).pluck();
    while (left.get({ now: Date.now() }) !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    db.close();
  }
}
