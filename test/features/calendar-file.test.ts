import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/sandbox/driver.ts';
import { startWorld, type World } from '../support/world.ts';
import { booked, latest, moving, submits, welcomed } from './story.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** The calendar file in somebody's latest message, read by another library than the one that wrote it. */
async function fileOf(person: Person) {
  const message = await person.inbox.next(/Open this file/);
  const id = message.raw.files?.[0]?.id ?? '';
  const bytes = world.slack.world.files.content(id) ?? new Uint8Array();
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes)));
  const event = calendar.getFirstSubcomponent('vevent');
  const value = (name: string) => event?.getFirstPropertyValue(name);
  return {
    words: message.text,
    name: message.raw.files?.[0]?.name,
    method: calendar.getFirstPropertyValue('method'),
    uid: String(value('uid')),
    sequence: value('sequence'),
    starts: String(value('dtstart')),
    ends: String(value('dtend')),
    status: value('status'),
    title: value('summary'),
    place: value('location'),
  };
}

describe('the calendar file', () => {
  test('of a booked meeting, for each of the two by the name of the other', async () => {
    const { ben, cleo, toCleo, toBen } = await booked(world);
    await toCleo.click('Calendar file');
    const hers = await fileOf(cleo);
    expect(hers).toMatchObject({
      name: 'meeting.ics',
      method: 'PUBLISH',
      sequence: 0,
      starts: '2026-12-02T14:00:00Z',
      ends: '2026-12-02T14:45:00Z',
      status: 'CONFIRMED',
      title: 'Leaders 2027: meeting with ben',
      place: null,
    });
    expect(hers.words).toContain('If it moves, a new file puts the entry right.');
    await toBen.click('Calendar file');
    const his = await fileOf(ben);
    expect(his).toMatchObject({ uid: hers.uid, title: 'Leaders 2027: meeting with cleo' });
  });

  test('after a move has the same UID and a higher SEQUENCE, and after a cancellation it cancels', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    await toCleo.click('Calendar file');
    const first = await fileOf(cleo);
    await toCleo.click('Move');
    await submits(cleo, 'Move the meeting', { Date: '2026-12-03', Time: '11:00', 'How long?': '60 minutes' });
    await (await ben.inbox.next(/suggests moving/)).click('Accept');
    const moved = await cleo.inbox.next(/agreed to move/);
    await moved.click('Calendar file');
    const second = await fileOf(cleo);
    expect(second).toMatchObject({
      uid: first.uid,
      sequence: 1,
      method: 'PUBLISH',
      starts: '2026-12-03T11:00:00Z',
      ends: '2026-12-03T12:00:00Z',
    });

    await moved.click('Cancel meeting');
    await (await ben.inbox.next(/call off/)).click('Calendar file');
    const third = await fileOf(ben);
    expect(third).toMatchObject({ uid: first.uid, sequence: 2, method: 'CANCEL', status: 'CANCELLED' });
    expect(third.words).toContain('take the cancelled meeting out of your calendar');
    await (await moved.edited(/is called off/)).click('Calendar file');
    expect(await fileOf(cleo)).toMatchObject({ uid: first.uid, sequence: 2, method: 'CANCEL' });
  });

  test('a move that is only offered, or kept, changes nothing in it', async () => {
    const { ben, cleo, proposal } = await moving(world);
    await proposal.click('Keep the old time');
    await (await cleo.inbox.next(/would rather keep/)).click('Calendar file');
    expect(await fileOf(cleo)).toMatchObject({ sequence: 0, starts: '2026-12-02T14:00:00Z' });
    await (await proposal.edited(/Booked/)).click('Calendar file');
    expect(await fileOf(ben)).toMatchObject({ sequence: 0, starts: '2026-12-02T14:00:00Z' });
  });

  test('another place of the same meeting is a change that calendars hear of, too', async () => {
    const { ben, cleo, toCleo } = await booked(world);
    await toCleo.click('Calendar file');
    const first = await fileOf(cleo);
    await toCleo.click('Move');
    await submits(cleo, 'Move the meeting', { 'Where?': 'A walk' });
    await (await ben.inbox.next(/changed the place/)).click('Calendar file');
    expect(await fileOf(ben)).toMatchObject({
      uid: first.uid,
      sequence: 1,
      method: 'PUBLISH',
      starts: '2026-12-02T14:00:00Z',
      place: 'A walk',
    });
  });

  test('asked for in Home it comes by message, and Home says so', async () => {
    const { ben } = await booked(world);
    await (await ben.opensHome()).click('Calendar file');
    expect((await ben.modal('Cairn')).text).toContain('The file is on its way to the Messages tab of this app.');
    expect(await fileOf(ben)).toMatchObject({ method: 'PUBLISH' });
  });

  test('of a meeting with a place, whatever the place is called', async () => {
    const { cleo, toCleo } = await welcomed(world);
    const place = 'Café; "canary", room 2 \\ https://example.com/?a=1&b=2';
    await toCleo.click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-03', Time: '10:00', 'Where?': place });
    await (await toCleo.edited(/Booked/)).click('Calendar file');
    expect(await fileOf(cleo)).toMatchObject({ place });
  });
});

describe('the links of a booked meeting', () => {
  test('lead to the two calendars with time, title and place, in UTC', async () => {
    const { cleo, toCleo } = await welcomed(world);
    await toCleo.click('Already booked');
    await submits(cleo, 'Already booked', { Date: '2026-12-03', Time: '10:00', 'Where?': 'Room 4 & 5' });
    await toCleo.edited(/Booked/);
    const [google, outlook] = latest(cleo).links.map((link) => new URL(link));
    expect(google?.host).toBe('calendar.google.com');
    expect(google?.searchParams.get('dates')).toBe('20261203T100000Z/20261203T104500Z');
    expect(google?.searchParams.get('text')).toBe('Leaders 2027: meeting with ben');
    expect(google?.searchParams.get('location')).toBe('Room 4 & 5');
    expect(outlook?.host).toBe('outlook.office.com');
    expect(outlook?.searchParams.get('startdt')).toBe('2026-12-03T10:00:00Z');
    expect(outlook?.searchParams.get('enddt')).toBe('2026-12-03T10:45:00Z');
  });

  test('a click on one is acknowledged, and nothing else happens', async () => {
    const { cleo, toCleo } = await booked(world);
    const before = cleo.inbox.all().length;
    const clicked = await toCleo.click('Add to Google Calendar');
    expect(clicked.acks).toBe(1);
    await world.settles();
    expect(cleo.inbox.all()).toHaveLength(before);
  });
});
