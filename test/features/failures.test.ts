import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';
import { count, present, submits, suggested, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const SORRY =
  /^Something went wrong on our side, and nothing was changed\. Please try again; if it stays, tell your admin the reference (\w{8})\.$/;

/** Something breaks inside: a table is gone until the answer of this is called. */
function breaks(table: string): () => void {
  world.expects(/a handler failed/, /a sweep failed/);
  const rename = (from: string, to: string) => {
    const db = new Database(world.config.db);
    db.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
    db.close();
  };
  rename(table, 'hidden');
  return () => rename('hidden', table);
}

/** The reference in words to a person, which the log has, too. */
function referenceIn(text: string | undefined): string {
  const reference = SORRY.exec(text ?? '')?.[1] ?? '';
  const inLog = world.logLines.filter((line) => line.includes('a handler failed') && line.includes(reference));
  expect(inLog).toHaveLength(1);
  return reference;
}

describe('when something breaks inside', () => {
  test('a command is answered with a reference that stands in the log', async () => {
    const { cleo } = await welcomed(world);
    breaks('pairings');
    const answer = await cleo.types('/pairing');
    expect(answer.ephemeral?.text).toMatch(SORRY);
    referenceIn(answer.ephemeral?.text);
  });

  test('a click is answered below its message, and works once it is mended', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    const mend = breaks('proposals');
    const clicked = await toCleo.click('Wed 2 Dec, 14:00 GMT');
    expect(clicked.acks).toBe(1);
    referenceIn((await cleo.inbox.next(/Something went wrong/)).text);
    mend();
    await toCleo.click('Wed 2 Dec, 14:00 GMT');
    await ben.inbox.next(/suggests/);
  });

  test('a click in Home is answered in a window', async () => {
    const { ben } = await welcomed(world);
    const home = await ben.opensHome();
    breaks('pairings');
    await home.click('Snooze');
    referenceIn((await ben.modal('Cairn')).text.split('\n').at(-1));
  });

  test('a form says so beside its first field, keeps what is filled in, and can be sent again', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await toCleo.click('Another time');
    const modal = await cleo.modal('Book a meeting');
    await modal.fill({ Date: '2026-12-04', Time: '10:00', 'Where?': 'canary' });
    const mend = breaks('proposals');
    const refused = await modal.submit();
    expect(Object.keys(refused.errors ?? {})).toEqual(['Date']);
    referenceIn(refused.errors?.Date);
    expect(modal.values['Where?']).toBe('canary');
    mend();
    expect((await modal.submit()).closed).toBe(true);
    await ben.inbox.next(/Fri 4 Dec, 11:00 CET/);
  });

  test('not even the delivery can be noted: there are words all the same', async () => {
    const { cleo, toCleo } = await welcomed(world);
    const mend = breaks('deliveries');
    referenceIn((await cleo.types('/book')).ephemeral?.text);
    await toCleo.click('Snooze');
    referenceIn((await cleo.inbox.next(/Something went wrong/)).text);
    mend();
    await cleo.types('/book');
    await submits(cleo, 'Book a meeting');
  });

  test('what is planned is sent once it is mended, once', async () => {
    const mend = breaks('nudges');
    mend();
    const { ben } = await suggested(world);
    const again = breaks('meetings');
    await world.at('2026-12-02T10:00Z');
    again();
    await world.at('2026-12-02T10:15Z');
    expect(count(ben, /suggests/)).toBe(1);
    expect(world.logLines.some((line) => line.includes('a sweep failed'))).toBe(true);
  });
});

describe('when the window for an answer is over', () => {
  test('a form that could not be opened: Cleo is told to try once more, and can', async () => {
    const { cleo, toCleo } = await welcomed(world);
    world.expects(/an answer did not reach its person/);
    world.slack.faults.add({ on: { method: 'views.open' }, do: { error: 'expired_trigger_id' } });
    await toCleo.click('Snooze');
    await cleo.inbox.next('Slack closed the door before the window opened. Please try once more.');
    await toCleo.click('Snooze');
    await cleo.modal('Snooze');
  });

  test('a trigger that has really expired, behind a slow network', async () => {
    const { cleo } = await welcomed(world);
    world.expects(/an answer did not reach its person/, /expired_trigger_id/);
    world.slack.faults.add({ on: { method: 'views.open' }, do: { delay: 3_050 } });
    await cleo.types('/book');
    await cleo.inbox.next('Slack closed the door before the window opened. Please try once more.');
    expect(cleo.hasModal()).toBe(false);
  });

  test('in Home, where no words can be put below, they come by message', async () => {
    const { ben } = await welcomed(world);
    const home = await ben.opensHome();
    world.expects(/an answer did not reach its person/);
    world.slack.faults.add({ on: { method: 'views.open' }, do: { error: 'expired_trigger_id' }, times: 1 });
    await home.click('Snooze');
    await ben.inbox.next('Slack closed the door before the window opened. Please try once more.');
  });

  test.each([404, 410, 500])('words whose address answers with %s come by message', async (status) => {
    await welcomed(world);
    const ada = world.slack.as('ada');
    world.slack.faults.add({ on: { method: 'response_url' }, do: { status, when: 'before' } });
    await ada.types('/cohort pair @ben @cleo');
    await ada.inbox.next('ben and cleo are already paired in Leaders 2027.');
    expect(world.slack.log.posts.at(-1)?.text).toBe('ben and cleo are already paired in Leaders 2027.');
  });

  test('a click without a trigger is answered all the same', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click('Snooze');
    await (await cleo.modal('Snooze')).dismiss();
    const seen = world.slack.log.envelopes.findLast(({ label }) => label.includes('book.snooze'));
    const { trigger_id: _trigger, ...payload } = structuredClone(seen?.payload ?? {}) as Record<string, never>;
    await world.slack.world.deliveries.send('interactive', 'a click without a trigger', payload);
    await cleo.inbox.next('Slack closed the door before the window opened. Please try once more.');
    expect(cleo.hasModal()).toBe(false);
  });

  test('a form that is there although the answer about it was lost: nobody is told that it is not', async () => {
    const { cleo, toCleo } = await welcomed(world);
    world.expects(/refused: views.open .*exchanged_trigger_id/);
    world.slack.faults.add({ on: { method: 'views.open' }, do: { drop: 'after' } });
    await toCleo.click('Snooze');
    await cleo.modal('Snooze');
    await world.restarts();
    expect(cleo.inbox.all()).toHaveLength(1);
  });

  test('what came of a tap in a window could not be shown: there is a reference for it', async () => {
    const { ben, cleo } = await welcomed(world);
    world.expects(/an answer did not reach its person/);
    await cleo.types('/pairing');
    const glance = await cleo.modal('Your pairing');
    world.slack.faults.add({ on: { method: 'views.update' }, do: { error: 'internal_error' }, times: 2 });
    await glance.click('Wed 2 Dec, 14:00 GMT');
    const told = await cleo.inbox.next(/I could not show you what came of this\. The Home tab says how things stand/);
    const [, reference = '-'] = /reference (\w{8})/.exec(told.text) ?? [];
    expect(world.logLines.some((line) => line.includes(reference))).toBe(true);
    await ben.inbox.next(/suggests/);
  });

  test('a form whose answer came too late is not booked twice when it is sent again', async () => {
    const { ben, cleo } = await welcomed(world);
    await cleo.types('/book');
    const modal = await cleo.modal('Book a meeting');
    world.expects(/(late|missing) after/);
    world.slack.faults.add({ on: { delivery: 'interactive' }, do: { lose: true } });
    const first = await modal.submit();
    expect(first.connectionError).toBe('We had some trouble connecting. Try again?');
    expect((await modal.submit()).updated).toBe(true);
    await world.settles();
    expect(count(ben, /suggests/)).toBe(1);
  });
});

describe('what people write', () => {
  test('reaches no line of the log, whatever happens', async () => {
    const { ben, cleo, toCleo } = await welcomed(world);
    await cleo.types('canary in a message');
    await cleo.types('/book canary');
    await (await cleo.modal()).dismiss();
    await cleo.types('/cohort canary');
    await toCleo.click('Another time');
    await submits(cleo, 'Book a meeting', { Time: '10:00', 'Where?': 'canary at https://canary.example/?canary' });
    const proposal = await ben.inbox.next(/suggests/);
    const mend = breaks('meetings');
    await proposal.click('Accept');
    await ben.inbox.next(/Something went wrong/);
    mend();
    await world.slack.as('ada').types('/cohort new canary');
    await (await world.slack.as('ada').modal()).dismiss();
    world.slack.faults.add({ on: { method: 'chat.update' }, do: { status: 500, when: 'after', body: 'canary' } });
    await proposal.clickStale('Accept');
    await cleo.inbox.next(/Good news/);
    await world.settles();
    expect(world.logLines.length).toBeGreaterThan(20);
    expect(world.logLines.filter((line) => /canary/i.test(line))).toEqual([]);
    expect(present(proposal).text).toContain('canary');
  });
});
