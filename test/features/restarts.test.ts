import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person, SeenByPerson } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { count, heard, submits } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** What the people of a story have at hand; each step takes from here and puts here. */
type Scene = { ben: Person; cleo: Person; last: Record<string, SeenByPerson> };
type Step = [what: string, does: (scene: Scene) => Promise<unknown>];

const keep = async (scene: Scene, name: string, message: Promise<SeenByPerson>) => {
  scene.last[name] = await message;
};
const held = (scene: Scene, name: string): SeenByPerson => {
  const message = scene.last[name]?.now();
  if (!message) throw new Error(`Nobody has ${name}.`);
  return message;
};

const BOOKING: Step[] = [
  ['Ada creates a cohort', () => world.cohort()],
  ['Ada pairs Ben with Cleo', () => world.pairs('ben', 'cleo')],
  ['Cleo has her welcome', (scene) => keep(scene, 'welcome', scene.cleo.inbox.next(/Welcome/))],
  ['Cleo taps a slot', (scene) => held(scene, 'welcome').click('Thu 3 Dec, 13:00 GMT')],
  ['Ben has the offer', (scene) => keep(scene, 'offer', scene.ben.inbox.next(/@cleo suggests/))],
  ['Ben accepts', (scene) => held(scene, 'offer').click('Accept')],
  ['Cleo has the news', (scene) => keep(scene, 'news', scene.cleo.inbox.next(/Good news/))],
];

const MOVING: Step[] = [
  ['Cleo opens the form to move it', (scene) => held(scene, 'news').click('Move')],
  ['Cleo sends it', ({ cleo }) => submits(cleo, 'Move the meeting', { Date: '2026-12-09', Time: '11:00' })],
  ['Ben has the offer to move', (scene) => keep(scene, 'move', scene.ben.inbox.next(/suggests moving/))],
  ['Ben accepts the move', (scene) => held(scene, 'move').click('Accept')],
  ['Cleo has the news of the move', (scene) => keep(scene, 'moved', scene.cleo.inbox.next(/agreed to move/))],
];

const CANCELLING: Step[] = [
  ['Cleo cancels', (scene) => held(scene, 'moved').click('Cancel meeting')],
  ['Ben has the news', (scene) => keep(scene, 'cancelled', scene.ben.inbox.next(/call off/))],
];

const REMINDING: Step[] = [
  ['a day passes', () => world.at('2026-12-02T13:00Z')],
  ['Ben is reminded', ({ ben }) => ben.inbox.next(/quick reminder/)],
  ['Cleo is reminded', ({ cleo }) => cleo.inbox.next(/quick reminder/)],
  ['the meeting takes place', () => world.at('2026-12-03T14:00Z')],
];

/** Plays the steps, with a restart before one of them. */
async function play(steps: Step[], restartBefore: string): Promise<Scene> {
  const scene: Scene = { ben: world.slack.as('ben'), cleo: world.slack.as('cleo'), last: {} };
  for (const [what, does] of steps) {
    if (what === restartBefore) await world.restarts();
    await does(scene);
  }
  await world.settles();
  return scene;
}

describe('a pair books, is reminded and meets, with a restart before', () => {
  const steps = [...BOOKING, ...REMINDING];

  test.each(steps.map(([what]) => what))('%s', async (what) => {
    const { ben, cleo } = await play(steps, what);
    for (const [person, offers] of [
      [ben, 1],
      [cleo, 0],
    ] as const) {
      const said = heard(world, person).map((line) => line.slice(18));
      expect(said.filter((line) => line.startsWith('Welcome'))).toHaveLength(1);
      expect(said.filter((line) => line.includes('suggests'))).toHaveLength(offers);
      expect(said.filter((line) => line.startsWith('Good news'))).toHaveLength(1 - offers);
      expect(said.filter((line) => line.startsWith('A quick reminder'))).toHaveLength(1);
    }
    expect((await ben.opensHome()).text).toContain('Past meetings: Thu 3 Dec, 14:00 CET');
  });
});

describe('a meeting is moved and called off, with a restart before', () => {
  const steps = [...BOOKING, ...MOVING, ...CANCELLING];

  test.each([...MOVING, ...CANCELLING].map(([what]) => what))('%s', async (what) => {
    const { ben, cleo } = await play(steps, what);
    expect(count(ben, /suggests moving/)).toBe(0);
    expect(heard(world, ben).filter((line) => line.includes('suggests moving'))).toHaveLength(1);
    expect(heard(world, cleo).filter((line) => line.includes('agreed to move'))).toHaveLength(1);
    expect(heard(world, ben).filter((line) => line.includes('had to call off'))).toHaveLength(1);
    expect((await cleo.opensHome()).text).toContain('The meeting of *Wed 9 Dec, 11:00 GMT* is called off.');
  });
});

describe('what happens while the bot is down', () => {
  test('a tap is lost with a warning, and done by tapping again', async () => {
    const { cleo, ben, last } = await play(BOOKING.slice(0, 3), '');
    world.expects(/undeliverable/);
    await world.goesDown();
    const lost = await last.welcome?.click('Thu 3 Dec, 13:00 GMT');
    expect(lost?.error).toBe('dispatch_failed');
    await world.starts();
    await last.welcome?.click('Thu 3 Dec, 13:00 GMT');
    await ben.inbox.next(/@cleo suggests/);
    expect(cleo.inbox.all()).toHaveLength(1);
  });

  test('somebody who moved meanwhile is in the new zone once Slack tells', async () => {
    const { cleo, last } = await play(BOOKING.slice(0, 3), '');
    world.expects(/undeliverable/);
    await world.goesDown();
    world.slack.changeUser('cleo', { tz: 'Europe/Athens' });
    await world.starts();
    await world.slack.clock.advance(61_000);
    expect((await last.welcome?.edited(/Which time/))?.buttons[0]).toMatch(/ (EET|GMT\+2)$/);
    expect(heard(world, cleo)).toHaveLength(1);
  });
});
