import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whereItIsEvening } from './daytime.ts';
import { makeScene, type Scene } from './scene.ts';

let scene: Scene;

beforeEach(async () => {
  // In the evening nobody is welcomed, so that only what people do makes Cairn speak.
  scene = await makeScene(whereItIsEvening(Date.now()).zone);
  await scene.starts();
});
afterEach(() => scene.ends());

const postsToPeople = () => scene.slack.log.posts.filter((post) => post.by === 'chat.postMessage');

describe('somebody stops Cairn', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s, and it ends in order, without a word', async (signal) => {
    scene.cairn.signal(signal);
    expect(await scene.cairn.ended()).toBe(0);
    expect(scene.cairn.stderr).toBe('');
    expect(scene.slack.connections.connections).toEqual([]);
    await scene.starts();
  });

  test('while Ada waits for the answer to a command: she gets it, and it counts', async () => {
    const ada = scene.slack.as('ada');
    await scene.createsCohort();
    scene.slack.faults.add({ on: { method: 'users.info' }, do: { delay: 700 }, times: 2 });
    await ada.types('/cohort pair @ben @cleo');
    scene.cairn.signal('SIGTERM');
    await ada.inbox.next(/@ben now mentors @cleo/);
    expect(await scene.cairn.ended()).toBe(0);

    await scene.starts();
    await ada.types('/cohort pair @ben @cleo');
    await ada.inbox.next(/already/);
  });

  test('while Slack takes a message: it is sent once, and known to be', async () => {
    const { slack } = scene;
    const [ben, cleo] = [slack.as('ben'), slack.as('cleo')];
    await scene.createsCohort();
    await scene.pairs();
    slack.faults.add({ on: { method: 'chat.postMessage' }, do: { delay: 700, when: 'after' } });
    await cleo.types('/book');
    await (await cleo.modal()).submit();
    await ben.inbox.next(/@cleo suggests/);
    scene.cairn.signal('SIGTERM');
    expect(await scene.cairn.ended()).toBe(0);

    await scene.starts();
    await scene.idle();
    await ben.inbox.quiet();
    expect(postsToPeople()).toHaveLength(1);
  });
});
