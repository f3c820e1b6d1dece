import { setTimeout as pass } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenByPerson } from '../../src/sandbox/driver.ts';
import { onNextWeekday, onWeekdayBefore, type Somewhere, whereItIsEvening, whereItIsWorkingTime } from './daytime.ts';
import { fillCohort, makeScene, type Scene } from './scene.ts';

const MINUTE = 60_000;

/** The bot runs by the real clock, so its people live where it is late morning; at weekends, when that may be nowhere, in an evening. */
let awake: Somewhere | undefined;
let home: Somewhere;
let scene: Scene;

beforeEach(async () => {
  awake = whereItIsWorkingTime(Date.now());
  home = awake ?? whereItIsEvening(Date.now());
  scene = await makeScene(home.zone);
  await scene.starts();
});
afterEach(() => scene.ends());

describe('the first meeting of a pair, with kill -9 between any two steps', () => {
  test('is booked by two taps and reminded of once', { timeout: 90_000 }, async () => {
    const { slack } = scene;
    const [ada, ben, cleo] = [slack.as('ada'), slack.as('ben'), slack.as('cleo')];

    await ada.types('/cohort new Leaders');
    await ada.modal(/Starts on/);
    await scene.diesAndComesBack();
    await fillCohort(slack);
    await scene.diesAndComesBack();

    await diesBeforeItSpeaks(() => scene.pairs(), awake !== undefined);
    if (!awake) await ticksAt(onNextWeekday(home, 11, Date.now()));
    const welcome = await cleo.inbox.next(/Welcome to Leaders/);
    expect((await ben.inbox.next(/Welcome to Leaders/)).text).toContain('@cleo is your mentee');
    await scene.diesAndComesBack();

    const slot = slotWithTimeToRemind(welcome);
    await diesBeforeItSpeaks(() => welcome.click(slot.label));
    const proposal = await ben.inbox.next(/@cleo suggests/);
    expect(proposal.text).toContain(slot.label);
    await scene.diesAndComesBack();

    await diesBeforeItSpeaks(() => proposal.click('Accept'));
    expect((await cleo.inbox.next(/you and @ben have a meeting/)).text).toContain(`Booked: *${slot.label}*`);
    expect((await proposal.edited(/Booked/)).buttons).not.toContain('Accept');
    await scene.diesAndComesBack();
    expect((await ben.opensHome()).text).toContain(`Booked: *${slot.label}*`);
    expect((await cleo.opensHome()).text).toContain(`Booked: *${slot.label}*`);

    scene.cairn.signal('SIGTERM');
    expect(await scene.cairn.ended()).toBe(0);
    await ticksAt(slot.reminderAt - MINUTE);
    await Promise.all([ben.inbox.quiet(), cleo.inbox.quiet()]);
    await ticksAt(slot.reminderAt + MINUTE);
    expect((await ben.inbox.next()).text).toMatch(/reminder: your meeting with @cleo/);
    expect((await cleo.inbox.next()).text).toMatch(/reminder: your meeting with @ben/);
    await ticksAt(slot.reminderAt + 2 * MINUTE);
    await Promise.all([ben.inbox.quiet(), cleo.inbox.quiet()]);
  });

  test('is not touched by anything that Slack delivers a second time after the restart', {
    timeout: 60_000,
  }, async () => {
    const { slack } = scene;
    const [ben, cleo] = [slack.as('ben'), slack.as('cleo')];
    await scene.createsCohort();
    await scene.pairs();
    await cleo.types('/book');
    await (await cleo.modal()).submit();
    await (await cleo.modal(/You suggested/)).dismiss();
    await (await ben.inbox.next(/@cleo suggests/)).click('Accept');
    await cleo.inbox.next(/you and @ben have a meeting/);
    await cleo.opensHome();
    await ben.types('hello');
    await ben.inbox.next(/I only understand buttons and commands/);
    await scene.idle();
    await scene.diesAndComesBack();

    const delivered = [...slack.log.envelopes];
    expect(delivered.map(({ kind, label }) => `${kind} ${label.split(' ')[0]}`)).toEqual(
      expect.arrayContaining([
        'slash_commands /cohort',
        'slash_commands /book',
        'interactive view_submission',
        'interactive block_actions',
        'events_api app_home_opened',
        'events_api message',
      ]),
    );
    const calls = slack.log.calls.length;
    for (const { kind, label, payload } of delivered) {
      const { entry } = await slack.world.deliveries.send(kind, label, payload, { attempt: 1, reason: 'timeout' });
      expect(entry.outcome, label).toBe('acked');
    }
    // Something new is still heard, and what came before it would have been answered before it.
    const { ephemeral } = await slack.as('ada').types('/cohort help');
    expect(ephemeral?.text).toContain('Leaders');
    await scene.idle();
    expect(slack.log.calls.slice(calls).map((call) => call.method)).toEqual([]);
    expect([slack.as('ada'), ben, cleo].filter((person) => person.hasModal())).toEqual([]);
  });
});

describe('somebody who is paired in their evening', () => {
  test('is welcomed when their day begins, once, however often Cairn looks', { timeout: 60_000 }, async () => {
    const now = Date.now();
    const far = whereItIsEvening(now);
    const { slack } = scene;
    slack.changeUser('cleo', { tz: far.zone });
    const cleo = slack.as('cleo');
    await scene.createsCohort();
    await scene.pairs();
    await cleo.inbox.quiet();
    await scene.cairn.kill();

    await ticksAt(onNextWeekday(far, 9.5, now) - MINUTE);
    await cleo.inbox.quiet();
    await ticksAt(onNextWeekday(far, 9.5, now));
    expect((await cleo.inbox.next()).text).toMatch(/Welcome to Leaders/);
    await ticksAt(onNextWeekday(far, 9.5, now) + MINUTE);
    await cleo.inbox.quiet();
  });
});

/**
 * Does something that makes Cairn want to speak, while Slack asks it to wait a second; ends it as `kill -9` does before it has
 * spoken, and starts it again when the second is over. `speaks` is false when it would not have spoken yet.
 */
async function diesBeforeItSpeaks(act: () => Promise<unknown>, speaks = true): Promise<void> {
  const fault = scene.slack.faults.add({ on: { method: 'chat.postMessage' }, do: { retry_after: '1' }, times: 0 });
  const said = scene.slack.log.posts.filter((post) => post.by === 'chat.postMessage').length;
  await act();
  if (speaks) await scene.cairn.says(/Slack asks to wait/);
  await scene.settled();
  await scene.cairn.kill();
  scene.slack.faults.remove(fault);
  expect(scene.slack.log.posts.filter((post) => post.by === 'chat.postMessage')).toHaveLength(said);
  await pass(1_100);
  await scene.starts();
}

/** Stops Cairn where it runs, and does what is due at an instant with `npm run cairn -- tick --at`. */
async function ticksAt(instant: number): Promise<void> {
  const running = scene.cairn;
  await running.kill();
  const at = new Date(instant).toISOString();
  const done = await scene.place.cairn({ ...scene.settings, LOG_LEVEL: 'error' }, 'tick', '--at', at);
  expect(done).toEqual({ code: 0, stdout: `Done with what was due at ${at}.\n`, stderr: '' });
}

/**
 * The latest slot on offer before 14:30, and when its reminder is due: at the same time on the weekday before, which a Friday's
 * contact window still holds.
 */
function slotWithTimeToRemind(welcome: SeenByPerson): { label: string; reminderAt: number } {
  const slots = buttonsOf(welcome).flatMap(({ action_id, value, text }) =>
    action_id.startsWith('book.slot') ? [{ label: text.text, startsAt: Number(JSON.parse(value).t) }] : [],
  );
  const slot = slots.findLast(({ startsAt }) => home.hour(startsAt) <= 14.5);
  if (!slot) throw new Error(`None of these slots is before 14:30: ${slots.map((each) => each.label)}`);
  return { label: slot.label, reminderAt: onWeekdayBefore(home, home.hour(slot.startsAt), slot.startsAt) };
}

type Button = { action_id: string; value: string; text: { text: string } };

function buttonsOf(message: SeenByPerson): Button[] {
  const blocks = (message.raw.blocks ?? []) as { type: string; elements?: Button[] }[];
  return blocks.flatMap((block) => (block.type === 'actions' ? (block.elements ?? []) : []));
}
