import { expect, test } from 'vitest';
import { plainText } from '../../src/slack/payload.ts';
import { readClosing, readOnMessage } from '../../src/slack/requests.ts';

const names = (userId: string) => (userId === 'UBEN' ? 'ben' : undefined);

test.each([
  ['Ask <@UBEN> and <@UEVE|eve> and <@UX>', 'Ask @ben and @eve and @somebody'],
  ['<#C1|general> and <#C2|>', '#general and #channel'],
  ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
  ['<!subteam^S1|@leads> <!subteam^S2>', '@leads @group'],
  ['<!date^1796000000^{date}|1 December>', '1 December'],
  ['<https://example.com|here> <https://example.com>', 'here https://example.com'],
  ['<mailto:a@example.com|a@example.com>', 'a@example.com'],
  ['R&amp;D &lt;3 &amp;lt;', 'R&D <3 &lt;'],
  ['*bold* _stays_ `as it is`', '*bold* _stays_ `as it is`'],
  ['a < b', 'a < b'],
  ['', ''],
])('%j reads %j', (mrkdwn, read) => {
  expect(plainText(mrkdwn, names)).toBe(read);
});

test('a shortcut on a message is read, one on a message without a text, too', () => {
  const body = {
    type: 'message_action',
    callback_id: 'agenda-add',
    user: { id: 'UBEN' },
    trigger_id: 'T.1',
    token: 'x',
  };
  const read = { userId: 'UBEN', shortcut: 'agenda-add', triggerId: 'T.1', responseUrl: null };
  expect(readOnMessage({ ...body, message: { text: 'Hello', ts: '1.1' } })).toEqual({ ...read, text: 'Hello' });
  expect(readOnMessage({ ...body, message: { blocks: [] } })).toEqual({ ...read, text: '' });
});

test('a closed form is read, with what was filled in and without', () => {
  const view = { id: 'V1', type: 'modal', callback_id: 'agenda', private_metadata: '{"p":"pairing"}' };
  const read = { userId: 'UBEN', callback: 'agenda', carried: '{"p":"pairing"}', viewId: 'V1' };
  const state = { values: { 'lines#x': { lines: { type: 'plain_text_input', value: 'Budget' } } } };
  expect(readClosing({ type: 'view_closed', user: { id: 'UBEN' }, view: { ...view, state } })).toEqual({
    ...read,
    filled: { lines: 'Budget' },
    typed: { lines: 'Budget' },
  });
  expect(readClosing({ type: 'view_closed', user: { id: 'UBEN' }, view, is_cleared: true })).toEqual({
    ...read,
    filled: {},
    typed: {},
  });
});

test('what was typed into a closed form is what differs from what it began with', () => {
  const text = (name: string, value?: string) => ({
    type: 'input',
    block_id: `${name}#x`,
    element: { type: 'plain_text_input', action_id: name, ...(value && { initial_value: value }) },
  });
  const option = { value: 'named' };
  const boxes = { type: 'checkboxes', action_id: 'more', initial_options: [option] };
  const blocks = [text('same', 'Ours'), text('other', 'Ours'), text('empty'), text('fresh'), text('emptied', 'Ours')];
  const values = {
    'same#x': { same: { value: 'Ours' } },
    'other#x': { other: { value: 'Theirs' } },
    'empty#x': { empty: { value: null } },
    'fresh#x': { fresh: { value: 'New' } },
    'emptied#x': { emptied: { value: null } },
    more: { more: { selected_options: [] } },
  };
  const view = { id: 'V1', type: 'modal', callback_id: 'structure', private_metadata: '{}', state: { values } };
  const all = [...blocks, { type: 'input', block_id: 'more', element: boxes }];
  const closed = readClosing({ type: 'view_closed', user: { id: 'UBEN' }, view: { ...view, blocks: all } });
  expect(closed.typed).toEqual({ other: 'Theirs', fresh: 'New', emptied: null, more: [] });
});
