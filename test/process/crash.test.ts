import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { onNextWeekday, type Somewhere, whereItIsEvening } from './daytime.ts';
import { makeScene, type Scene } from './scene.ts';

const MINUTE = 60_000;

let home: Somewhere;
let scene: Scene;
/** When the day of Ben and Cleo begins, UTC ms. */
let morning: number;

beforeEach(async () => {
  home = whereItIsEvening(Date.now());
  scene = await makeScene(home.zone);
  await scene.starts();
  await scene.createsCohort();
  await scene.pairs();
  scene.cairn.signal('SIGTERM');
  await scene.cairn.ended();
  morning = onNextWeekday(home, 9.5, Date.now());
  await scene.slack.clock.set(morning);
});
afterEach(() => scene.ends());

const settings = () => ({ ...scene.settings, LOG_LEVEL: 'error' });
const at = (instant: number) => ['tick', '--at', new Date(instant).toISOString()] as const;

/** Looks at what is due, with Slack's clock and Cairn's in step. */
async function ticksAt(instant: number): Promise<void> {
  await scene.slack.clock.set(instant);
  expect(await scene.place.cairn(settings(), ...at(instant))).toMatchObject({ code: 0, stderr: '' });
}

/** How often each of the two was welcomed. */
function welcomes(): Record<string, number> {
  const count = (who: string) =>
    scene.slack
      .as(who)
      .inbox.all()
      .filter((message) => message.text.startsWith('Welcome to Leaders')).length;
  return { ben: count('ben'), cleo: count('cleo') };
}

/** How often Ada, who created the cohort, got the digest of its week. */
function digests(): number {
  const all = scene.slack.as('ada').inbox.all();
  return all.filter((message) => message.text.startsWith('Leaders: the week of')).length;
}

/** A message follows what becomes of the pair only when Cairn knows that it was sent, and where it stands. */
async function bothWelcomesFollow(): Promise<void> {
  const [ben, cleo] = [scene.slack.as('ben'), scene.slack.as('cleo')];
  const sent = [await ben.inbox.next(/^Welcome to Leaders/), await cleo.inbox.next(/^Welcome to Leaders/)];
  await scene.starts();
  await cleo.types('/book');
  await (await cleo.modal()).submit();
  await Promise.all(sent.map((welcome) => welcome.edited(/You suggested|@cleo suggests|On offer/)));
}

describe('Cairn is killed in the middle of a message', () => {
  test('that Slack has taken: it is found there, and not said twice', { timeout: 60_000 }, async () => {
    scene.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { delay: 10_000, when: 'after' } });
    const looking = scene.place.operation(settings(), ...at(morning));
    await expect
      .poll(() => scene.slack.log.posts.filter((post) => post.by === 'chat.postMessage').length, { timeout: 10_000 })
      .toBe(1);
    await looking.kill();

    await ticksAt(morning + 2 * MINUTE);
    expect(welcomes()).toEqual({ ben: 1, cleo: 1 });
    await ticksAt(morning + 5 * MINUTE);
    expect(welcomes()).toEqual({ ben: 1, cleo: 1 });
    await bothWelcomesFollow();
  });

  test('that Slack has taken, by its own clock, while Cairn looks at a week ahead: it is found all the same', {
    timeout: 60_000,
  }, async () => {
    scene.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { delay: 10_000, when: 'after' } });
    const weekAhead = morning + 7 * 24 * 60 * MINUTE;
    const looking = scene.place.operation(settings(), ...at(weekAhead));
    await expect
      .poll(() => scene.slack.log.posts.filter((post) => post.by === 'chat.postMessage').length, { timeout: 10_000 })
      .toBe(1);
    await looking.kill();

    for (const minutes of [2, 5, 8]) {
      const done = await scene.place.cairn(settings(), ...at(weekAhead + minutes * MINUTE));
      expect(done).toMatchObject({ code: 0, stderr: '' });
    }
    expect(welcomes()).toEqual({ ben: 1, cleo: 1 });
    expect(digests()).toBe(1);
  });

  test('that Slack never got: it is looked for, and then said', { timeout: 60_000 }, async () => {
    const { slack } = scene;
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { drop: 'before' } });
    // The second one holds the process back, so that it can be killed with the first one uncertain.
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { delay: 10_000, when: 'after' } });
    const looking = scene.place.operation(settings(), ...at(morning));
    await expect
      .poll(() => slack.log.posts.filter((post) => post.by === 'chat.postMessage').length, { timeout: 10_000 })
      .toBe(1);
    await looking.kill();
    expect(Object.values(welcomes()).sort()).toEqual([0, 1]);

    await ticksAt(morning + 2 * MINUTE);
    expect(Object.values(welcomes()).sort()).toEqual([0, 1]);
    await ticksAt(morning + 3 * MINUTE);
    expect(welcomes()).toEqual({ ben: 1, cleo: 1 });
    await ticksAt(morning + 6 * MINUTE);
    expect(welcomes()).toEqual({ ben: 1, cleo: 1 });
    await bothWelcomesFollow();
  });
});
