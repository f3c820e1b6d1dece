import { describe, expect, test } from 'vitest';
import { pageModule } from './page-module.ts';

interface Desk {
  conversations: Record<string, { unread: number; last_read: string; latest?: string }>;
  lists: Record<string, { items: { ts: string; text?: string }[]; hasMore: boolean }>;
  modals: unknown[];
}

const { applyToDesk, deskOf, isNewTo, withPage } = await pageModule<{
  deskOf(viewer: unknown, before?: Desk): Desk;
  applyToDesk(desk: Desk, change: unknown): Desk;
  isNewTo(desk: Desk, change: unknown): boolean;
  withPage(desk: Desk, key: string, page: unknown, older: boolean): Desk;
}>('desk.js');

const general = {
  id: 'C1',
  kind: 'channel',
  name: 'general',
  members: ['U1', 'U2'],
  last_read: '10.000000',
  latest: '10.000000',
  unread: 0,
};

function adas(): Desk {
  const desk = deskOf({
    user: { id: 'U1' },
    availability: {},
    conversations: [general],
    home: null,
    modals: [],
    notices: [],
  });
  return withPage(desk, 'C1', { messages: [message('10.000000')], has_more: true }, false);
}

function message(ts: string, more: object = {}) {
  return { ts, channel: 'C1', user: 'U2', text: `at ${ts}`, version: 1, ephemeral: false, ...more };
}

const told = (ts: string, more: object = {}, to?: string[]) => ({
  type: 'message',
  channel: 'C1',
  message: message(ts, more),
  ...(to ? { to } : {}),
});
const shown = (desk: Desk, key = 'C1') => desk.lists[key]?.items.map(({ ts }) => ts);

describe('what Ada sees', () => {
  test('a new message comes last and counts as unread; her own does not count', () => {
    const desk = applyToDesk(applyToDesk(adas(), told('12.000000')), told('13.000000', { user: 'U1' }));
    expect(shown(desk)).toEqual(['10.000000', '12.000000', '13.000000']);
    expect(desk.conversations.C1?.unread).toBe(1);
  });

  test('a message that arrives late goes to its place', () => {
    expect(shown(applyToDesk(applyToDesk(adas(), told('12.000000')), told('11.000000')))).toEqual([
      '10.000000',
      '11.000000',
      '12.000000',
    ]);
  });

  test('an edit takes the place of what was there and is not unread', () => {
    const desk = applyToDesk(adas(), told('10.000000', { text: 'edited', version: 2 }));
    expect(desk.lists.C1?.items.map(({ text }) => text)).toEqual(['edited']);
    expect(desk.conversations.C1?.unread).toBe(0);
  });

  test('the same change twice is one message', () => {
    const desk = applyToDesk(applyToDesk(adas(), told('12.000000')), told('12.000000'));
    expect(shown(desk)).toEqual(['10.000000', '12.000000']);
    expect(desk.conversations.C1?.unread).toBe(1);
  });

  test('what is for somebody else leaves her desk as it was', () => {
    const desk = adas();
    expect(applyToDesk(desk, told('12.000000', {}, ['U2']))).toBe(desk);
    expect(applyToDesk(desk, { type: 'modals', user: 'U2', modals: [{}] })).toBe(desk);
    expect(
      applyToDesk(desk, { type: 'message', channel: 'C9', message: message('12.000000', { channel: 'C9' }) }),
    ).toBe(desk);
  });

  test('a reply goes to its thread, not to the channel', () => {
    const open = withPage(adas(), 'C1/10.000000', { messages: [message('10.000000')], has_more: false }, false);
    const desk = applyToDesk(open, told('12.000000', { thread_ts: '10.000000' }));
    expect(shown(desk)).toEqual(['10.000000']);
    expect(shown(desk, 'C1/10.000000')).toEqual(['10.000000', '12.000000']);
    expect(desk.conversations.C1?.unread).toBe(0);
  });

  test('a reply that is also sent to the channel stands in both', () => {
    const desk = applyToDesk(adas(), told('12.000000', { thread_ts: '10.000000', subtype: 'thread_broadcast' }));
    expect(shown(desk)).toEqual(['10.000000', '12.000000']);
  });

  test('reading clears the mark; a deleted message goes', () => {
    const unread = applyToDesk(adas(), told('12.000000'));
    const read = applyToDesk(unread, { type: 'read', user: 'U1', channel: 'C1', last_read: '12.000000' });
    expect(read.conversations.C1).toMatchObject({ unread: 0, last_read: '12.000000' });
    expect(shown(applyToDesk(read, { type: 'message_deleted', channel: 'C1', ts: '12.000000' }))).toEqual([
      '10.000000',
    ]);
  });

  test('an older page comes before what is there, and an edit from before it is left out', () => {
    const desk = withPage(adas(), 'C1', { messages: [message('8.000000'), message('9.000000')], has_more: true }, true);
    expect(shown(desk)).toEqual(['8.000000', '9.000000', '10.000000']);
    expect(shown(applyToDesk(desk, told('3.000000', { version: 2 })))).toEqual(['8.000000', '9.000000', '10.000000']);
  });

  test('a conversation that is new to her is noticed', () => {
    const made = { type: 'conversation', conversation: { ...general, id: 'C2', members: ['U1'] } };
    expect(isNewTo(adas(), made)).toBe(true);
    expect(isNewTo(adas(), { ...made, conversation: { ...made.conversation, members: ['U2'] } })).toBe(false);
    expect(isNewTo(adas(), { type: 'conversation', conversation: general })).toBe(false);
    expect(
      isNewTo(adas(), { type: 'message', channel: 'D7', to: ['U1'], message: message('12.000000', { channel: 'D7' }) }),
    ).toBe(true);
  });
});
