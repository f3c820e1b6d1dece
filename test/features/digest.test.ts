import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/sandbox/model.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, count, heard, submits, timePasses, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const DIGEST = /the week of/;
const MONDAY = '2026-12-07T08:30:00Z';

/** When (UTC) somebody got a digest, and its first words. */
const digests = (name: string) => heard(world, world.slack.as(name)).filter((line) => DIGEST.test(line));

async function digestFor(name: string, instant: string) {
  await world.at(instant);
  const message = world.slack
    .as(name)
    .inbox.all()
    .findLast(({ text }) => DIGEST.test(text));
  if (!message) throw new Error(`${name} has no digest.`);
  return message;
}

describe('the weekly digest', () => {
  test('comes on Monday when Ada’s window opens, once, and then a week later', async () => {
    await welcomed(world);
    await timePasses(world, '2026-12-14T20:00:00Z', 60);
    // Her window opens at half past nine in Vienna, and somebody looks every full hour here.
    expect(digests('ada')).toEqual([
      '2026-12-07T09:00Z Leaders 2027: the week of Mon 7 Dec',
      '2026-12-14T09:00Z Leaders 2027: the week of Mon 14 Dec',
    ]);
  });

  test('at the very opening, not before, and not again after a restart', async () => {
    await welcomed(world);
    await world.at('2026-12-07T08:29:59Z');
    expect(digests('ada')).toEqual([]);
    await world.at(MONDAY);
    await world.restarts();
    await world.at('2026-12-07T08:31:00Z');
    expect(digests('ada')).toEqual(['2026-12-07T08:30Z Leaders 2027: the week of Mon 7 Dec']);
  });

  test('is short in a quiet week', async () => {
    await welcomed(world);
    const { text } = await digestFor('ada', MONDAY);
    expect(text.split('\n')).toEqual([
      'Leaders 2027: the week of Mon 7 Dec',
      'Nobody needs you right now. Next meeting booked: 0 of 1 pair (0%). Meetings held last week: 0.',
      'Figures and states only: what people write to each other stays with them.',
    ]);
  });

  test('says who needs a human, with one tap to all of them and to the report', async () => {
    await booked(world);
    await world.pairs('ben', 'dan');
    const ada = world.slack.as('ada');
    const digest = await digestFor('ada', '2026-12-21T08:30:00Z');
    expect(digest.text.split('\n')).toEqual([
      'Leaders 2027: the week of Mon 21 Dec',
      '*Next meeting booked*',
      '0 of 2 pairs (0%)',
      '*Meetings held last week*',
      '0, after 0 the week before',
      '*2 pairs need a human*:',
      '• dan, mentored by ben: No first meeting in 14 working days. Ask both what holds them up.',
      '• cleo, mentored by ben: Nothing booked in 18 days. Ask when they want to go on.',
      'Figures and states only: what people write to each other stays with them.',
    ]);
    await digest.click('Go through them');
    await (await ada.modal('Needs a human')).dismiss();
    await digest.click('Send the whole report');
    await ada.inbox.next(/I have sent you the report/);
    expect(count(ada, /how it goes/)).toBe(1);
  });

  test('never says what anybody wrote', async () => {
    const { cleo } = await booked(world);
    await cleo.types('/agenda canary-agenda');
    await cleo.types('/commit canary-commitment');
    await submits(cleo, 'Commitment').catch(() => undefined);
    expect(JSON.stringify((await digestFor('ada', '2026-12-21T08:30:00Z')).raw)).not.toContain('canary');
  });

  test('goes to nobody else', async () => {
    await welcomed(world);
    await world.at(MONDAY);
    expect([...digests('ben'), ...digests('cleo')]).toEqual([]);
  });

  test('of each cohort that Ada coordinates is a message of its own', async () => {
    await world.cohort('Leaders');
    await world.cohort('Coaches');
    await world.settles();
    await world.at(MONDAY);
    expect(
      digests('ada')
        .map((line) => line.slice(18))
        .sort(),
    ).toEqual(['Coaches: the week of Mon 7 Dec', 'Leaders: the week of Mon 7 Dec']);
  });

  test('of a cohort that was made on a Monday morning begins a week later', async () => {
    await world.slack.clock.set('2026-12-07T07:00:00Z');
    await world.cohort();
    await timePasses(world, '2026-12-14T08:30:00Z', 6 * 60);
    expect(digests('ada')).toEqual(['2026-12-14T08:30Z Leaders 2027: the week of Mon 14 Dec']);
  });

  test('ends with its cohort', async () => {
    await world.cohort('Leaders 2027', { 'Ends on': '2026-12-10' });
    await timePasses(world, '2026-12-15T12:00:00Z', 6 * 60);
    expect(digests('ada')).toHaveLength(1);
  });
});

describe('after an outage', () => {
  test('over a Monday it comes later in the week, once', async () => {
    await welcomed(world);
    await world.goesDown();
    await world.slack.clock.set('2026-12-09T12:00:00Z');
    await world.starts();
    await world.settles();
    await timePasses(world, '2026-12-13T20:00:00Z', 4 * 60);
    expect(digests('ada')).toEqual(['2026-12-09T12:00Z Leaders 2027: the week of Mon 7 Dec']);
  });

  test('of two weeks only the present one is told', async () => {
    await welcomed(world);
    await world.at('2026-12-06T23:00:00Z');
    await world.goesDown();
    await world.slack.clock.set('2026-12-22T12:00:00Z');
    await world.starts();
    await world.settles();
    await timePasses(world, '2026-12-27T20:00:00Z', 4 * 60);
    expect(digests('ada')).toEqual(['2026-12-22T12:00Z Leaders 2027: the week of Mon 21 Dec']);
  });

  test('in which Slack answered late, it is not said twice', async () => {
    world.expects(/nobody knows/, /500/);
    await welcomed(world);
    await world.at('2026-12-07T08:29:00Z');
    world.slack.faults.add({
      on: { method: 'chat.postMessage', channel: world.slack.as('ada').id },
      do: { status: 500, when: 'after' },
    });
    for (let half = 0; half < 8; half += 1) await world.at(Date.parse(MONDAY) + half * 30_000);
    expect(digests('ada')).toHaveLength(1);
  });
});

describe('turning the digest off', () => {
  test('holds after a restart; turned on again it comes the week after', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const digest = await digestFor('ada', MONDAY);
    await digest.click('Turn off the weekly digest');
    const off = await ada.inbox.next(/no weekly digest of Leaders 2027 any more/);
    await world.restarts();
    await timePasses(world, '2026-12-15T12:00:00Z', 12 * 60);
    expect(digests('ada')).toHaveLength(1);
    await off.click('Turn it on again');
    await ada.inbox.next(/From next week on/);
    await timePasses(world, '2026-12-22T12:00:00Z', 6 * 60);
    expect(digests('ada').map((line) => line.slice(18))).toEqual([
      'Leaders 2027: the week of Mon 7 Dec',
      'Leaders 2027: the week of Mon 21 Dec',
    ]);
  });

  test('is offered back in the report, to whoever has turned it off', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    const report = async () => {
      await ada.types('/cohort report');
      await ada.inbox.next(/I have sent you the report/);
      const found = ada.inbox.all().findLast(({ text }) => /how it goes/.test(text));
      if (!found) throw new Error('There is no report.');
      return found;
    };
    expect((await report()).buttons).not.toContain('Turn on the weekly digest');
    await (await digestFor('ada', MONDAY)).click('Turn off the weekly digest');
    await ada.inbox.next(/no weekly digest/);
    await (await report()).click('Turn on the weekly digest');
    await ada.inbox.next(/From next week on/);
    expect((await report()).buttons).not.toContain('Turn on the weekly digest');
  });

  test('is not for Ben, who forges the button, nor for a cohort that is not there', async () => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    await (await digestFor('ada', MONDAY)).click('Turn off the weekly digest');
    const off = await ada.inbox.next(/no weekly digest/);
    await off.click('Turn it on again');
    const seen = world.slack.log.envelopes.findLast(({ label }) => /digest.off/.test(label));
    const forge = async (userId: string, change: Json) => {
      const payload = structuredClone(seen?.payload) as Json;
      Object.assign(payload, { user: { id: userId }, trigger_id: world.slack.world.triggers.create(userId) });
      Object.assign((payload.actions as Json[])[0] ?? {}, change);
      await world.slack.world.deliveries.send('interactive', 'forged', { ...payload, response_url: undefined });
    };
    const ben = world.slack.as('ben');
    await forge(ben.id, {});
    expect((await ben.modal('Cairn')).text).toContain('Only the people who run this cohort can do that.');
    await forge(ada.id, { value: JSON.stringify({ c: 'another' }) });
    expect((await ada.modal('Cairn')).text).toContain('Only the people who run this cohort can do that.');
    await timePasses(world, '2026-12-14T12:00:00Z', 12 * 60);
    expect(digests('ada')).toHaveLength(2);
  });
});

describe('a coordinator who is dismissed', () => {
  test('gets no digest any more, also none that was planned already', async () => {
    await welcomed(world);
    await world.at('2026-12-06T23:30:00Z');
    const ada = world.slack.as('ada');
    await ada.types('/cohort');
    await (await ada.modal('Cohorts')).click('Coordinators');
    const form = await ada.modal('Coordinators');
    await form.fill({ 'Who coordinates it?': [world.slack.as('dan').id] });
    await form.submit();
    await timePasses(world, '2026-12-08T12:00:00Z', 60);
    expect(digests('ada')).toEqual([]);
  });
});
