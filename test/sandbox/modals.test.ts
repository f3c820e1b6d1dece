import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { boltApp, started } from './support/bolt-app.ts';
import { clientOf } from './support/client.ts';

let slack: Slack;
let app: App;
let bodies: Record<string, never>[];
/** What the app answers to the next submissions, in order; nothing left: an empty ack. */
let answers: unknown[];

beforeEach(async () => {
  slack = await startSlack();
  app = boltApp(slack);
  bodies = [];
  answers = [];
  const keep = (body: unknown) => void bodies.push(body as Record<string, never>);
  app.view(/.*/, async ({ ack, body }) => {
    keep(body);
    const answer = answers.shift();
    await (answer === undefined ? ack() : ack(answer as never));
  });
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack, body }) => {
    keep(body);
    await ack();
  });
  app.action(/.*/, async ({ ack, body }) => {
    keep(body);
    await ack();
  });
  app.options(/.*/, async ({ ack, body }) => {
    keep(body);
    await ack((answers.shift() ?? { options: [] }) as never);
  });
  await started(app, slack);
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

const text = (words: string) => ({ type: 'plain_text', text: words });
const option = (words: string, value: string) => ({ text: text(words), value });
const input = (label: string, element: object, more = {}) => ({
  type: 'input',
  block_id: label.toLowerCase(),
  label: text(label),
  element: { action_id: 'a', ...element },
  ...more,
});
const modal = (title: string, blocks: object[], more = {}) =>
  ({
    type: 'modal',
    callback_id: title,
    title: text(title),
    submit: text('Send'),
    close: text('Close'),
    blocks,
    ...more,
  }) as View;

const openModal = async (title: string, blocks: object[], more = {}) => {
  await clientOf(slack).views.open({
    trigger_id: slack.world.triggers.create(slack.user('ada').id),
    view: modal(title, blocks, more),
  });
  return slack.as('ada').modal(title);
};
const push = (title: string, more = {}) =>
  clientOf(slack).views.push({
    trigger_id: slack.world.triggers.create(slack.user('ada').id),
    view: modal(title, [{ type: 'divider' }], more),
  });

describe('what people fill in', () => {
  test('arrives in state.values in the shape of each element', async () => {
    const file = await slack.as('ada').uploads({ name: 'plan.txt', content: 'x' });
    const general = slack.channel('general').id;
    const shown = await openModal('Everything', [
      input('Text', { type: 'plain_text_input' }),
      input('Mail', { type: 'email_text_input' }),
      input('Link', { type: 'url_text_input' }),
      input('Number', { type: 'number_input', is_decimal_allowed: true }),
      input('Rich', { type: 'rich_text_input' }),
      input('One', { type: 'static_select', options: [option('First', '1'), option('Second', '2')] }),
      input('Grouped', {
        type: 'static_select',
        option_groups: [{ label: text('G'), options: [option('Inside', 'in')] }],
      }),
      input('Many', { type: 'multi_static_select', options: [option('First', '1'), option('Second', '2')] }),
      input('Radio', { type: 'radio_buttons', options: [option('Yes', 'y'), option('No', 'n')] }),
      input('Boxes', { type: 'checkboxes', options: [option('A', 'a'), option('B', 'b')] }),
      input('Person', { type: 'users_select' }),
      input('People', { type: 'multi_users_select' }),
      input('Place', { type: 'conversations_select' }),
      input('Channel', { type: 'channels_select' }),
      input('Day', { type: 'datepicker' }),
      input('Time', { type: 'timepicker', timezone: 'Europe/London' }),
      input('Moment', { type: 'datetimepicker' }),
      input('File', { type: 'file_input' }),
    ]);
    await shown.fill({
      Text: 'Hello',
      Mail: 'a@example.com',
      Link: 'https://example.com',
      Number: '1.5',
      Rich: 'plain',
      One: 'Second',
      Grouped: 'Inside',
      Many: ['First', 'Second'],
      Radio: 'Yes',
      Boxes: ['B'],
      Person: 'ben',
      People: ['ben', '@cleo'],
      Place: '#general',
      Channel: 'general',
      Day: '2026-12-01',
      Time: '09:30',
      Moment: 1_795_428_000,
      File: [file],
    });
    expect(await shown.submit()).toMatchObject({ closed: true, outcome: 'acked' });
    const { values } = (bodies[0] as unknown as { view: { state: { values: Record<string, { a: object }> } } }).view
      .state;
    expect(Object.fromEntries(Object.entries(values).map(([block, { a }]) => [block, a]))).toEqual({
      text: { type: 'plain_text_input', value: 'Hello' },
      mail: { type: 'email_text_input', value: 'a@example.com' },
      link: { type: 'url_text_input', value: 'https://example.com' },
      number: { type: 'number_input', value: '1.5' },
      rich: {
        type: 'rich_text_input',
        rich_text_value: {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'plain' }] }],
        },
      },
      one: {
        type: 'static_select',
        selected_option: { text: { type: 'plain_text', text: 'Second', emoji: true }, value: '2' },
      },
      grouped: {
        type: 'static_select',
        selected_option: { text: { type: 'plain_text', text: 'Inside', emoji: true }, value: 'in' },
      },
      many: {
        type: 'multi_static_select',
        selected_options: [
          { text: { type: 'plain_text', text: 'First', emoji: true }, value: '1' },
          { text: { type: 'plain_text', text: 'Second', emoji: true }, value: '2' },
        ],
      },
      radio: {
        type: 'radio_buttons',
        selected_option: { text: { type: 'plain_text', text: 'Yes', emoji: true }, value: 'y' },
      },
      boxes: {
        type: 'checkboxes',
        selected_options: [{ text: { type: 'plain_text', text: 'B', emoji: true }, value: 'b' }],
      },
      person: { type: 'users_select', selected_user: slack.user('ben').id },
      people: { type: 'multi_users_select', selected_users: [slack.user('ben').id, slack.user('cleo').id] },
      place: { type: 'conversations_select', selected_conversation: general },
      channel: { type: 'channels_select', selected_channel: general },
      day: { type: 'datepicker', selected_date: '2026-12-01' },
      time: { type: 'timepicker', selected_time: '09:30', timezone: 'Europe/London' },
      moment: { type: 'datetimepicker', selected_date_time: 1_795_428_000 },
      file: { type: 'file_input', files: [expect.objectContaining({ id: file, name: 'plan.txt' })] },
    });
  });

  test('left empty where it is optional, arrives as null or an empty list', async () => {
    const optional = { optional: true };
    const shown = await openModal('Empty', [
      input('Text', { type: 'plain_text_input' }, optional),
      input('One', { type: 'static_select', options: [option('First', '1')] }, optional),
      input('Many', { type: 'checkboxes', options: [option('First', '1')] }, optional),
      input('Day', { type: 'datepicker' }, optional),
    ]);
    await shown.submit();
    expect(bodies[0]).toMatchObject({
      view: {
        state: {
          values: {
            text: { a: { type: 'plain_text_input', value: null } },
            one: { a: { type: 'static_select', selected_option: null } },
            many: { a: { type: 'checkboxes', selected_options: [] } },
            day: { a: { type: 'datepicker', selected_date: null } },
          },
        },
      },
    });
  });

  test('starts with the initial values', async () => {
    const shown = await openModal('Initial', [
      input('Text', { type: 'plain_text_input', initial_value: 'start' }),
      input('One', { type: 'static_select', options: [option('First', '1')], initial_option: option('First', '1') }),
      input('Day', { type: 'datepicker', initial_date: '2026-12-24' }),
    ]);
    expect(shown.values).toEqual({ Text: 'start', One: 'First', Day: '2026-12-24' });
  });

  test.each([
    ['nothing in a required field', { type: 'plain_text_input' }, null, 'Please complete this required field.'],
    ['a text too short', { type: 'plain_text_input', min_length: 3 }, 'ab', 'Please use at least 3 characters.'],
    ['a text too long', { type: 'plain_text_input', max_length: 3 }, 'abcd', 'Please use no more than 3 characters.'],
    [
      'a text of 3,001 characters',
      { type: 'plain_text_input' },
      'a'.repeat(3001),
      'Please use no more than 3000 characters.',
    ],
    ['no e-mail address', { type: 'email_text_input' }, 'ada', 'Please enter a valid email address.'],
    ['no URL', { type: 'url_text_input' }, 'example', 'Please enter a valid URL.'],
    ['no number', { type: 'number_input', is_decimal_allowed: true }, 'x', 'Please enter a number.'],
    ['a fraction', { type: 'number_input', is_decimal_allowed: false }, '1.5', 'Please enter a whole number.'],
    [
      'a number too small',
      { type: 'number_input', is_decimal_allowed: false, min_value: '10' },
      '9',
      'Please enter 10 or more.',
    ],
    [
      'a number too large',
      { type: 'number_input', is_decimal_allowed: false, max_value: '10' },
      '11',
      'Please enter 10 or less.',
    ],
    [
      'too many choices',
      { type: 'multi_static_select', max_selected_items: 1, options: [option('A', 'a'), option('B', 'b')] },
      ['A', 'B'],
      'Please choose no more than 1 items.',
    ],
  ])('the client does not send %s', async (_what, element, entry, words) => {
    const shown = await openModal('Check', [input('Field', element)]);
    await shown.fill({ Field: entry });
    expect(await shown.submit()).toMatchObject({ outcome: 'nothing', errors: { Field: words } });
    expect(shown.isOpen).toBe(true);
    expect(bodies).toEqual([]);
  });

  test.each([
    ['a file of another type', 'plan.pdf', 3, 'Please choose files of these types: csv, txt.'],
    ['a file of more than 10 MB', 'plan.csv', 10 * 1024 * 1024 + 1, 'Please choose files of no more than 10 MB.'],
  ])('the client does not send %s', async (_what, name, size, words) => {
    const shown = await openModal('Check', [input('File', { type: 'file_input', filetypes: ['csv', 'txt'] })]);
    const ada = slack.as('ada');
    await shown.fill({ File: [await ada.uploads({ name, content: new Uint8Array(size) })] });
    expect(await shown.submit()).toMatchObject({ outcome: 'nothing', errors: { File: words } });
    await shown.fill({ File: [await ada.uploads({ name: 'PLAN.CSV', content: 'a' })] });
    expect(await shown.submit()).toMatchObject({ closed: true });
  });

  test('must be among what is offered', async () => {
    const shown = await openModal('Offer', [
      input('One', { type: 'static_select', options: [option('First', '1')] }),
      input('Day', { type: 'datepicker' }),
    ]);
    await expect(shown.fill({ One: 'Third' })).rejects.toThrow('«One» does not offer «Third». It offers: «First»');
    await expect(shown.fill({ Day: '2026-02-30' })).rejects.toThrow(
      '«Day» takes a date such as 2026-12-01, not 2026-02-30',
    );
    await expect(shown.fill({ Two: 'x' })).rejects.toThrow('Nothing here is called «Two». There is: «One», «Day»');
  });
});

describe('the answer to a submission', () => {
  const field = input('Name', { type: 'plain_text_input', initial_value: 'x' });

  test('nothing: this view goes, the one below shows', async () => {
    const below = await openModal('Below', [field]);
    await push('Above');
    const above = await slack.as('ada').modal('Above');
    expect(await above.submit()).toMatchObject({ closed: true });
    expect((await slack.as('ada').modal()).title).toBe('Below');
    expect(await below.submit()).toMatchObject({ closed: true });
    expect(slack.as('ada').hasModal()).toBe(false);
  });

  test('errors: texts under the fields, and everything stays', async () => {
    answers.push({ response_action: 'errors', errors: { name: 'Somebody has it already.' } });
    const shown = await openModal('Errors', [field]);
    expect(await shown.submit()).toMatchObject({ errors: { Name: 'Somebody has it already.' } });
    expect([shown.isOpen, shown.errors, shown.values]).toEqual([
      true,
      { Name: 'Somebody has it already.' },
      { Name: 'x' },
    ]);
    expect(await shown.submit()).toMatchObject({ closed: true });
  });

  test('update, push and clear', async () => {
    const shown = await openModal('Start', [field]);
    answers.push({ response_action: 'update', view: modal('Next', [field]) });
    expect(await shown.submit()).toMatchObject({ updated: true });
    expect(shown.title).toBe('Next');
    answers.push({ response_action: 'push', view: modal('Third', [field]) });
    expect(await shown.submit()).toMatchObject({ pushed: true });
    const top = await slack.as('ada').modal('Third');
    expect(slack.world.views.stack(slack.user('ada').id)).toHaveLength(2);
    answers.push({ response_action: 'clear' });
    expect(await top.submit()).toMatchObject({ cleared: true });
    expect(slack.as('ada').hasModal()).toBe(false);
  });

  test.each([
    ['errors for a block that is no input', { response_action: 'errors', errors: { 'no-such-block': 'x' } }],
    ['errors for an action_id', { response_action: 'errors', errors: { a: 'x' } }],
    ['no errors at all', { response_action: 'errors', errors: {} }],
    ['an action that does not exist', { response_action: 'reload' }],
    [
      'a view with a title too long',
      { response_action: 'update', view: modal('A title that is far too long for Slack', []) },
    ],
    ['no view', { response_action: 'push' }],
  ])('%s: a connection error, and the modal stays', async (_what, answer) => {
    answers.push(answer);
    const shown = await openModal('Wrong', [field]);
    const result = await shown.submit();
    expect(result).toMatchObject({
      error: 'connection_error',
      connectionError: 'We had some trouble connecting. Try again?',
    });
    expect([shown.isOpen, shown.title]).toEqual([true, 'Wrong']);
  });

  test('a refused view is in the log with its pointers', async () => {
    answers.push({ response_action: 'update', view: modal('A title that is far too long for Slack', [field]) });
    await (await openModal('Wrong', [field])).submit();
    expect(slack.log.envelopes.at(-1)?.violations.map(({ pointer }) => pointer)).toContain('/view/title/text');
  });

  test('none in time: a connection error, and the modal stays', async () => {
    slack.faults.add({ on: { delivery: 'interactive' }, do: { lose: true } });
    const shown = await openModal('Lost', [field]);
    expect(await shown.submit()).toMatchObject({ outcome: 'missing', error: 'connection_error' });
    expect(shown.isOpen).toBe(true);
    expect(await shown.submit()).toMatchObject({ closed: true });
  });
});

describe('closing', () => {
  test('by the button takes one view, and is told only where notify_on_close asks for it', async () => {
    await openModal('Root', [{ type: 'divider' }], { notify_on_close: true });
    await push('Quiet');
    await (await slack.as('ada').modal('Quiet')).close();
    expect(bodies).toEqual([]);
    await push('Loud', { notify_on_close: true });
    expect(await (await slack.as('ada').modal('Loud')).close()).toMatchObject({ outcome: 'acked' });
    expect(bodies).toMatchObject([{ type: 'view_closed', is_cleared: false, view: { callback_id: 'Loud' } }]);
    expect(bodies[0]).not.toHaveProperty('trigger_id');
    expect((await slack.as('ada').modal()).title).toBe('Root');
  });

  test('by the × takes all of them, told once, for the root', async () => {
    await openModal('Root', [{ type: 'divider' }], { notify_on_close: true });
    await push('Above', { notify_on_close: true });
    await (await slack.as('ada').modal('Above')).dismiss();
    expect(bodies).toMatchObject([{ type: 'view_closed', is_cleared: true, view: { callback_id: 'Root' } }]);
    expect(slack.as('ada').hasModal()).toBe(false);
  });

  test('with clear_on_close takes all of them too', async () => {
    await openModal('Root', [{ type: 'divider' }]);
    await push('Above', { clear_on_close: true });
    await (await slack.as('ada').modal('Above')).close();
    expect(slack.as('ada').hasModal()).toBe(false);
  });

  test('only the one on top can be used', async () => {
    const below = await openModal('Root', [{ type: 'divider' }]);
    await push('Above');
    await expect(below.submit()).rejects.toThrow('is not the one on top');
  });
});

describe('elements that report at once', () => {
  test('send block_actions with the view and everything filled in so far', async () => {
    const shown = await openModal('Live', [
      input('Note', { type: 'plain_text_input' }),
      {
        type: 'actions',
        block_id: 'row',
        elements: [
          { type: 'static_select', action_id: 'pick', placeholder: text('Pick one'), options: [option('First', '1')] },
        ],
      },
    ]);
    await shown.fill({ Note: 'so far' });
    expect(bodies).toEqual([]);
    expect(await shown.choose('Pick one', 'First')).toMatchObject({ outcome: 'acked' });
    expect(bodies[0]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: shown.id },
      view: {
        state: { values: { note: { a: { value: 'so far' } }, row: { pick: { selected_option: { value: '1' } } } } },
      },
      actions: [
        {
          type: 'static_select',
          action_id: 'pick',
          block_id: 'row',
          selected_option: { value: '1' },
          placeholder: { text: 'Pick one' },
        },
      ],
    });
    expect(bodies[0]).not.toHaveProperty('response_url');
    expect(bodies[0]).not.toHaveProperty('message');
  });

  test('inside of input blocks only with dispatch_action, texts on Enter or on every character', async () => {
    const live = { dispatch_action: true };
    const shown = await openModal('Dispatch', [
      input('Quiet', { type: 'datepicker' }),
      input('Loud', { type: 'datepicker' }, live),
      input('Enter', { type: 'plain_text_input' }, live),
      input(
        'Letters',
        { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } },
        live,
      ),
    ]);
    const reported = () =>
      bodies.map((body) => (body as unknown as { actions: { block_id: string }[] }).actions[0]?.block_id);
    await shown.fill({ Quiet: '2026-12-01', Loud: '2026-12-01', Enter: 'x', Letters: 'x' });
    expect(reported()).toEqual(['loud', 'letters']);
    await shown.choose('Enter', 'xy');
    expect(reported()).toEqual(['loud', 'letters', 'enter']);
  });

  test('an external select asks the app, once enough is typed', async () => {
    const shown = await openModal('Ask', [input('Topic', { type: 'external_select', min_query_length: 2 })]);
    answers.push({ options: [option('Coaching', 'c'), option('Cooking', 'k')] });
    expect(await shown.options('Topic', 'c')).toEqual([]);
    expect(bodies).toEqual([]);
    expect(await shown.options('Topic', 'co')).toEqual(['Coaching', 'Cooking']);
    expect(bodies[0]).toMatchObject({
      type: 'block_suggestion',
      action_id: 'a',
      block_id: 'topic',
      value: 'co',
      container: { type: 'view' },
    });
    expect(bodies[0]).not.toHaveProperty('trigger_id');
    answers.push({ option_groups: [{ label: text('All'), options: [option('Coaching', 'c')] }] });
    await shown.fill({ Topic: 'Coaching' });
    expect(shown.values).toEqual({ Topic: 'Coaching' });
  });

  test('an answer with 101 options is a load error, and the log says why', async () => {
    const shown = await openModal('Ask', [input('Topic', { type: 'external_select', min_query_length: 0 })]);
    answers.push({ options: Array.from({ length: 101 }, (_, n) => option(`No ${n}`, `${n}`)) });
    expect(await shown.options('Topic')).toEqual([]);
    expect(slack.log.envelopes.at(-1)?.violations).toMatchObject([{ pointer: '/options' }]);
  });
});

describe('answers to a conversation chosen in a modal', () => {
  test('go by the response_url that the submission carries', async () => {
    const shown = await openModal('Where', [
      input('Place', { type: 'conversations_select', response_url_enabled: true }),
    ]);
    await shown.fill({ Place: '#general' });
    await shown.submit();
    const [{ response_url }] = (bodies[0] as unknown as { response_urls: [{ response_url: string }] }).response_urls;
    expect(bodies[0]).toMatchObject({
      response_urls: [{ block_id: 'place', action_id: 'a', channel_id: slack.channel('general').id }],
    });
    await fetch(response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"Hi","response_type":"in_channel"}',
    });
    expect(slack.as('ben').in('general').last()?.text).toBe('Hi');
  });
});
