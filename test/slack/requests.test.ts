import { describe, expect, test } from 'vitest';
import { readActions, readCommand, readSubmission } from '../../src/slack/requests.ts';

/** Bodies as docs.slack.dev shows them, with what we do not read left in. */
const COMMAND = {
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  team_id: 'T1',
  team_domain: 'example',
  channel_id: 'C1',
  user_id: 'UADA',
  user_name: 'ada',
  command: '/cohort',
  text: ' pair <@UBEN|ben> <@UCLEO|cleo> ',
  response_url: 'https://hooks.slack.com/commands/1234/5678',
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  api_app_id: 'A1',
};

const CLICK = {
  type: 'block_actions',
  user: { id: 'UCLEO', username: 'cleo', team_id: 'T1' },
  api_app_id: 'A1',
  token: 'x',
  trigger_id: 'T.1',
  container: { type: 'message', message_ts: '1.1', channel_id: 'D1', is_ephemeral: false },
  team: { id: 'T1', domain: 'example' },
  channel: { id: 'D1', name: 'directmessage' },
  message: { type: 'message', text: 'Hello', ts: '1.1', blocks: [] },
  state: { values: { note: { note: { type: 'plain_text_input', value: 'typed beside it' } } } },
  response_url: 'https://hooks.slack.com/actions/1',
  actions: [
    {
      action_id: 'book.slot#1',
      block_id: 'b1',
      text: { type: 'plain_text', text: 'Thu', emoji: false },
      value: '{"p":"pairing","t":1}',
      type: 'button',
      action_ts: '1.2',
    },
  ],
};

const VIEW = {
  id: 'V1',
  team_id: 'T1',
  type: 'modal',
  blocks: [
    { type: 'section', block_id: 'intro', text: { type: 'mrkdwn', text: 'x' } },
    { type: 'input', block_id: 'date#pairing', label: {}, element: {} },
    { type: 'input', block_id: 'time', label: {}, element: {} },
  ],
  private_metadata: '{"p":"pairing"}',
  callback_id: 'book',
  state: { values: { 'date#pairing': { date: { type: 'datepicker', selected_date: '2026-12-03' } } } },
  hash: '1606780800.abc',
  previous_view_id: null,
  root_view_id: 'V1',
};

const SUBMISSION = { type: 'view_submission', user: { id: 'UCLEO' }, trigger_id: 'T.2', view: VIEW, response_urls: [] };

describe('a command', () => {
  test('names who typed what, and where to answer', () => {
    expect(readCommand(COMMAND)).toEqual({
      userId: 'UADA',
      command: '/cohort',
      text: 'pair <@UBEN|ben> <@UCLEO|cleo>',
      triggerId: '13345224609.738474920.8088930838d88f008e0',
      responseUrl: 'https://hooks.slack.com/commands/1234/5678',
    });
  });

  test('without a text is bare', () => {
    const { text: _left, ...bare } = COMMAND;
    expect(readCommand(bare).text).toBe('');
    expect(readCommand({ ...COMMAND, text: '   ' }).text).toBe('');
    expect(readCommand({ ...COMMAND, text: null }).text).toBe('');
  });

  test('without a trigger or an address is read all the same', () => {
    expect(readCommand({ user_id: 'UADA', command: '/book' })).toMatchObject({ triggerId: null, responseUrl: null });
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['nobody', { command: '/book' }],
    ['no command', { user_id: 'UADA' }],
  ])('%s is no command', (_what, body) => {
    expect(() => readCommand(body)).toThrow();
  });
});

describe('a click', () => {
  test('on a message: who, what, with which value, and where the words go', () => {
    expect(readActions(CLICK)).toEqual({
      userId: 'UCLEO',
      action: 'book.slot#1',
      value: '{"p":"pairing","t":1}',
      at: '1.2',
      isLink: false,
      on: 'message',
      inModal: false,
      filled: { note: 'typed beside it' },
      carried: '',
      triggerId: 'T.1',
      responseUrl: 'https://hooks.slack.com/actions/1',
    });
  });

  test('in a modal: what is filled in and carried there counts, and the modal is named', () => {
    const { message: _message, state: _state, response_url: _url, ...rest } = CLICK;
    expect(readActions({ ...rest, view: VIEW })).toMatchObject({
      on: 'modal',
      inModal: true,
      viewId: 'V1',
      carried: '{"p":"pairing"}',
      filled: { date: '2026-12-03' },
      responseUrl: null,
    });
  });

  test('on the Home tab: there is no modal, and no message to answer below', () => {
    const home = { id: 'V2', type: 'home', hash: 'h', blocks: [], private_metadata: '', callback_id: '' };
    const { message: _message, state: _state, ...rest } = CLICK;
    const acted = readActions({ ...rest, view: home });
    expect(acted).toMatchObject({ on: 'home', inModal: false, responseUrl: null, filled: {} });
    expect(acted).not.toHaveProperty('viewId');
  });

  const acting = (action: object) => readActions({ ...CLICK, actions: [{ type: 'x', action_id: 'a', ...action }] });

  test.each([
    ['a choice in a select', { type: 'static_select', selected_option: { text: {}, value: 'pair-2' } }, 'pair-2'],
    ['a date', { type: 'datepicker', selected_date: '2026-12-03' }, '2026-12-03'],
    ['a person', { type: 'users_select', selected_user: 'UBEN' }, 'UBEN'],
    ['a choice taken back', { type: 'static_select', selected_option: null }, ''],
    ['a button without a value', { type: 'button' }, ''],
  ])('the value of %s', (_what, action, value) => {
    expect(acting(action).value).toBe(value);
  });

  test('a link button is told from the others', () => {
    expect(acting({ type: 'button', url: 'https://example.com', value: '' }).isLink).toBe(true);
    expect(acting({ type: 'overflow', selected_option: { value: 'x', url: 'https://example.com' } }).isLink).toBe(true);
  });

  test.each([
    ['nothing', {}],
    ['no action', { ...CLICK, actions: [] }],
    ['nobody', { ...CLICK, user: undefined }],
    ['an action without an id', { ...CLICK, actions: [{ type: 'button' }] }],
  ])('%s is no click', (_what, body) => {
    expect(() => readActions(body)).toThrow();
  });
});

describe('a submitted form', () => {
  test('names the form, what it carried, and what was filled in', () => {
    expect(readSubmission(SUBMISSION)).toMatchObject({
      userId: 'UCLEO',
      callback: 'book',
      carried: '{"p":"pairing"}',
      filled: { date: '2026-12-03' },
      viewId: 'V1',
      hash: '1606780800.abc',
      triggerId: 'T.2',
    });
  });

  test('knows where words can stand: beside the first field, and beside each by its name', () => {
    expect(readSubmission(SUBMISSION)).toMatchObject({
      firstInput: 'date',
      blockIds: { date: 'date#pairing', time: 'time' },
    });
  });

  test('without a field there is no such place', () => {
    const shown = { ...VIEW, blocks: [{ type: 'section', block_id: 'x' }] };
    expect(readSubmission({ ...SUBMISSION, view: shown })).toMatchObject({ firstInput: undefined, blockIds: {} });
  });

  test('of a modal on top of another one knows the one below', () => {
    expect(readSubmission(SUBMISSION).belowId).toBeUndefined();
    expect(readSubmission({ ...SUBMISSION, view: { ...VIEW, previous_view_id: 'V0' } }).belowId).toBe('V0');
  });

  test('whose state Slack left out is read as empty', () => {
    expect(readSubmission({ ...SUBMISSION, view: { ...VIEW, state: undefined } }).filled).toEqual({});
  });

  test('null is read as left out', () => {
    const view = { ...VIEW, hash: null, private_metadata: null, callback_id: null, blocks: null, state: null };
    expect(readSubmission({ ...SUBMISSION, view })).toMatchObject({
      callback: '',
      carried: '',
      filled: {},
      blockIds: {},
    });
  });

  test('a field that the state does not mention holds what it was shown with, one that was emptied holds nothing', () => {
    const option = { text: { type: 'plain_text', text: '45 minutes' }, value: '45' };
    const shown = (id: string, element: object) => ({
      type: 'input',
      block_id: id,
      element: { action_id: 'a', ...element },
    });
    const blocks = [
      shown('name', { type: 'plain_text_input', initial_value: 'Leaders 2027' }),
      shown('minutes#pair', { type: 'static_select', initial_option: option }),
      shown('boxes', { type: 'checkboxes', initial_options: [option] }),
      shown('on', { type: 'datepicker', initial_date: '2026-12-03' }),
      shown('at', { type: 'timepicker', initial_time: '14:30' }),
      shown('place', { type: 'plain_text_input', initial_value: 'Room 4' }),
      shown('who', { type: 'users_select', initial_user: 'UDAN' }),
      shown('people', { type: 'multi_users_select', initial_users: ['UADA', 'UBEN'] }),
      shown('channel', { type: 'conversations_select', initial_conversation: 'CNEWS' }),
      shown('note', { type: 'plain_text_input' }),
    ];
    const values = {
      on: { a: { type: 'datepicker', selected_date: '2026-12-10' } },
      place: { a: { type: 'plain_text_input', value: null } },
    };
    const read = readSubmission({ ...SUBMISSION, view: { ...VIEW, blocks, state: { values } } });
    expect(read.typed).toEqual({ on: '2026-12-10', place: null });
    expect(read.filled).toEqual({
      name: 'Leaders 2027',
      minutes: '45',
      boxes: ['45'],
      on: '2026-12-10',
      at: '14:30',
      place: null,
      who: 'UDAN',
      people: ['UADA', 'UBEN'],
      channel: 'CNEWS',
    });
  });

  test('without a hash is named by what it holds: the same twice alike, the next form in the same window not', () => {
    const { hash: _hash, ...bare } = VIEW;
    const named = (view: object) => readSubmission({ ...SUBMISSION, view }).hash;
    expect(named(bare)).not.toBe('');
    expect(named({ ...bare, hash: '' })).toBe(named(bare));
    expect(named({ ...bare, callback_id: 'meeting-next' })).not.toBe(named(bare));
    expect(named({ ...bare, private_metadata: '{"p":"other"}' })).not.toBe(named(bare));
    expect(named({ ...bare, state: { values: {} } })).not.toBe(named(bare));
  });

  test.each([
    ['nothing', undefined],
    ['no view', { user: { id: 'UCLEO' } }],
    ['a view without an id', { user: { id: 'UCLEO' }, view: { type: 'modal' } }],
  ])('%s is no submission', (_what, body) => {
    expect(() => readSubmission(body)).toThrow();
  });
});
