import { describe, expect, test } from 'vitest';
import {
  accessory,
  actions,
  button,
  inHome,
  inMessage,
  inModal,
  input,
  mrkdwn,
  option,
  plain,
  type Refusals,
  richSection,
  richText,
  section,
} from './payloads.ts';

/** What may stand where: https://docs.slack.dev/blocks.json and the pages of the blocks and elements. */

const link = 'https://example.com/a.png';
const cells = [{ type: 'raw_text', text: 'a' }];

const BLOCKS = {
  actions: actions(button()),
  alert: { type: 'alert', text: plain('a') },
  card: { type: 'card', title: mrkdwn('a') },
  carousel: { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('a') }] },
  container: { type: 'container', title: plain('a'), child_blocks: [section] },
  context: { type: 'context', elements: [mrkdwn('a')] },
  context_actions: { type: 'context_actions', elements: [{ type: 'icon_button', icon: 'trash', text: plain('a') }] },
  data_table: { type: 'data_table', caption: 'a', rows: [cells, cells] },
  data_visualization: {
    type: 'data_visualization',
    title: 'a',
    chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
  },
  divider: { type: 'divider' },
  file: { type: 'file', external_id: 'a', source: 'remote' },
  header: { type: 'header', text: plain('a') },
  image: { type: 'image', alt_text: 'a', image_url: link },
  input: input({ type: 'static_select', options: [option()] }),
  markdown: { type: 'markdown', text: 'a' },
  plan: { type: 'plan', title: 'a' },
  rich_text: richText(richSection()),
  section,
  table: { type: 'table', rows: [cells] },
  task_card: { type: 'task_card', task_id: 'a', title: 'a', status: 'complete' },
  video: {
    type: 'video',
    alt_text: 'a',
    title: plain('a'),
    thumbnail_url: link,
    video_url: link,
  },
};

type Where = 'message' | 'modal' | 'home';
const SURFACES: Record<Where, { refusals: Refusals; pointer: string }> = {
  message: { refusals: inMessage, pointer: '/blocks/0' },
  modal: { refusals: inModal, pointer: '/view/blocks/0' },
  home: { refusals: inHome, pointer: '/view/blocks/0' },
};

/** What is refused where in strict mode; everything else is welcome. */
const REFUSED: Record<Where, string[]> = {
  message: ['alert', 'file'],
  modal: [
    'card',
    'carousel',
    'container',
    'context_actions',
    'data_table',
    'data_visualization',
    'file',
    'markdown',
    'plan',
    'table',
    'task_card',
  ],
  home: [
    'alert',
    'container',
    'context_actions',
    'data_table',
    'data_visualization',
    'file',
    'markdown',
    'plan',
    'table',
    'task_card',
  ],
};

/** Of these, what sources disagree about. */
const DISPUTED: Record<Where, string[]> = {
  message: [],
  modal: ['card'],
  home: ['container', 'data_table', 'data_visualization', 'table'],
};

describe.each(Object.entries(BLOCKS))('a %s block', (type, block) => {
  test.each(Object.keys(SURFACES) as Where[])('in a %s', (where) => {
    const { refusals, pointer } = SURFACES[where];
    const refused = [`unsupported type: ${type} [json-pointer:${pointer}/type]`];
    expect(refusals(block)).toEqual(REFUSED[where].includes(type) ? refused : []);
    const leniently = REFUSED[where].filter((name) => !DISPUTED[where].includes(name));
    expect(refusals(block, false)).toEqual(leniently.includes(type) ? refused : []);
  });
});

const choices = { options: [option()] };
const ELEMENTS: Record<string, object> = {
  button: button(),
  checkboxes: { type: 'checkboxes', ...choices },
  datepicker: { type: 'datepicker' },
  datetimepicker: { type: 'datetimepicker' },
  email_text_input: { type: 'email_text_input' },
  file_input: { type: 'file_input' },
  image: { type: 'image', alt_text: 'a', image_url: link },
  number_input: { type: 'number_input', is_decimal_allowed: false },
  overflow: { type: 'overflow', ...choices },
  plain_text_input: { type: 'plain_text_input' },
  radio_buttons: { type: 'radio_buttons', ...choices },
  rich_text_input: { type: 'rich_text_input', action_id: 'a' },
  timepicker: { type: 'timepicker' },
  url_text_input: { type: 'url_text_input' },
  workflow_button: { type: 'workflow_button', text: plain('a'), workflow: { trigger: { url: link } } },
  static_select: { type: 'static_select', ...choices },
  external_select: { type: 'external_select' },
  users_select: { type: 'users_select' },
  conversations_select: { type: 'conversations_select' },
  channels_select: { type: 'channels_select' },
  multi_static_select: { type: 'multi_static_select', ...choices },
  multi_external_select: { type: 'multi_external_select' },
  multi_users_select: { type: 'multi_users_select' },
  multi_conversations_select: { type: 'multi_conversations_select' },
  multi_channels_select: { type: 'multi_channels_select' },
};

const SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
];

/** Which elements a block takes in a modal, where inputs are at home. */
const TAKES: { name: string; place: (element: object) => object; pointer: string; takes: string[] }[] = [
  {
    name: 'actions',
    place: (element) => actions(element),
    pointer: '/view/blocks/0/elements/0',
    takes: [
      'button',
      'checkboxes',
      'datepicker',
      'datetimepicker',
      'overflow',
      'radio_buttons',
      'rich_text_input',
      'timepicker',
      ...SELECTS,
    ],
  },
  {
    name: "a section's accessory",
    place: (element) => accessory(element),
    pointer: '/view/blocks/0/accessory',
    takes: ['button', 'checkboxes', 'datepicker', 'image', 'overflow', 'radio_buttons', 'timepicker', ...SELECTS],
  },
  {
    name: 'input',
    place: (element) => input(element),
    pointer: '/view/blocks/0/element',
    takes: [
      'checkboxes',
      'datepicker',
      'datetimepicker',
      'email_text_input',
      'file_input',
      'number_input',
      'plain_text_input',
      'radio_buttons',
      'rich_text_input',
      'timepicker',
      'url_text_input',
      ...SELECTS,
    ],
  },
  {
    name: 'context',
    place: (element) => ({ type: 'context', elements: [element] }),
    pointer: '/view/blocks/0/elements/0',
    takes: ['image'],
  },
];

describe.each(TAKES)('$name', ({ place, pointer, takes }) => {
  test.each(Object.entries(ELEMENTS))('and %s', (type, element) => {
    expect(inModal(place(element))).toEqual(
      takes.includes(type) ? [] : [`unsupported type: ${type} [json-pointer:${pointer}/type]`],
    );
  });
});

describe('elements that some surfaces refuse', () => {
  const refused: [element: string, where: Where, place: (element: object) => object, said: string][] = [
    [
      'datetimepicker',
      'home',
      actions,
      'unsupported type: datetimepicker [json-pointer:/view/blocks/0/elements/0/type]',
    ],
    ['email_text_input', 'message', input, 'unsupported type: email_text_input [json-pointer:/blocks/0/element/type]'],
    [
      'email_text_input',
      'home',
      input,
      'unsupported type: email_text_input [json-pointer:/view/blocks/0/element/type]',
    ],
    ['number_input', 'message', input, 'unsupported type: number_input [json-pointer:/blocks/0/element/type]'],
    ['url_text_input', 'home', input, 'unsupported type: url_text_input [json-pointer:/view/blocks/0/element/type]'],
    ['number_input', 'home', input, 'unsupported type: number_input [json-pointer:/view/blocks/0/element/type]'],
    ['url_text_input', 'message', input, 'unsupported type: url_text_input [json-pointer:/blocks/0/element/type]'],
    ['file_input', 'message', input, 'unsupported type: file_input [json-pointer:/blocks/0/element/type]'],
    ['file_input', 'home', input, 'unsupported type: file_input [json-pointer:/view/blocks/0/element/type]'],
    ['rich_text_input', 'message', input, 'unsupported type: rich_text_input [json-pointer:/blocks/0/element/type]'],
    [
      'workflow_button',
      'modal',
      actions,
      'unsupported type: workflow_button [json-pointer:/view/blocks/0/elements/0/type]',
    ],
    [
      'workflow_button',
      'home',
      accessory,
      'unsupported type: workflow_button [json-pointer:/view/blocks/0/accessory/type]',
    ],
    ['multi_users_select', 'message', actions, 'unsupported element: multiselect [json-pointer:/blocks/0]'],
  ];
  test.each(refused)('%s in a %s', (element, where, place, said) => {
    const placed = place(ELEMENTS[element] ?? {});
    expect(SURFACES[where].refusals(placed)).toEqual([said]);
    const certain = ['file_input', 'workflow_button'].includes(element);
    expect(SURFACES[where].refusals(placed, false)).toEqual(certain ? [said] : []);
  });

  const welcome: [element: string, where: Where, place: (element: object) => object][] = [
    ['datetimepicker', 'message', actions],
    ['plain_text_input', 'message', input],
    ['plain_text_input', 'home', input],
    ['rich_text_input', 'home', input],
    ['workflow_button', 'message', actions],
    ['multi_users_select', 'message', accessory],
    ['multi_users_select', 'home', actions],
  ];
  test.each(welcome)('%s in a %s is welcome', (element, where, place) => {
    expect(SURFACES[where].refusals(place(ELEMENTS[element] ?? {}))).toEqual([]);
  });
});

test('a container holds the simple blocks, but no container', () => {
  expect(inMessage({ ...BLOCKS.container, child_blocks: [BLOCKS.table, BLOCKS.input, BLOCKS.container] })).toEqual([
    'unsupported type: container [json-pointer:/blocks/0/child_blocks/2/type]',
  ]);
});

test('a carousel holds cards, a card holds buttons', () => {
  expect(inMessage({ type: 'carousel', elements: [section] })).toEqual([
    'unsupported type: section [json-pointer:/blocks/0/elements/0/type]',
  ]);
  expect(inMessage({ ...BLOCKS.card, actions: [{ type: 'datepicker' }] })).toEqual([
    'missing required field: text [json-pointer:/blocks/0/actions/0]',
    'must be a valid enum value [json-pointer:/blocks/0/actions/0/type]',
  ]);
});
