import { describe, expect, test } from 'vitest';
import { asMessageError, asViewError, checkMessage, checkView } from '../../../src/sandbox/rules/index.ts';
import {
  accessory,
  actions,
  button,
  home,
  input,
  long,
  modal,
  mrkdwn,
  option,
  plain,
  richSection,
  richText,
  section,
  times,
} from './payloads.ts';

/** Payloads that people reported as refused, with the error and the words they got from Slack. */

type Report = readonly [source: string, payload: Record<string, unknown>, error: string, ...said: string[]];

const told = ([source, payload, error, ...said]: Report) => ({ source, payload, error, said });

const MESSAGES: Report[] = [
  [
    'yonicd/slackreprex#3: 3001 characters in a section',
    { blocks: [{ type: 'section', text: mrkdwn(long(3001)) }] },
    'invalid_blocks',
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'metabase/metabase#54276: a dashboard of more than 50 blocks',
    { blocks: times(51, () => section) },
    'invalid_blocks',
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    'adobe/spacecat-api-service#176: 26 buttons in a row',
    { blocks: [section, actions(...times(26, (i) => button({ action_id: `open-${i}` })))] },
    'invalid_blocks',
    'no more than 25 items allowed [json-pointer:/blocks/1/elements]',
  ],
  [
    'getsentry/eng-pipes#725: 11 fields',
    { blocks: [section, section, section, { type: 'section', fields: times(11, () => mrkdwn('x')) }] },
    'invalid_blocks',
    'no more than 10 items allowed [json-pointer:/blocks/3/fields]',
  ],
  [
    'incidentbot/incidentbot#328: five overflow menus with six options each',
    {
      blocks: times(7, (i) =>
        i < 2 ? section : accessory({ type: 'overflow', options: times(6, (n) => option(`o${n}`)) }),
      ),
    },
    'invalid_blocks',
    'no more than 5 items allowed [json-pointer:/blocks/2/accessory/options]',
    'no more than 5 items allowed [json-pointer:/blocks/3/accessory/options]',
    'no more than 5 items allowed [json-pointer:/blocks/4/accessory/options]',
    'no more than 5 items allowed [json-pointer:/blocks/5/accessory/options]',
    'no more than 5 items allowed [json-pointer:/blocks/6/accessory/options]',
  ],
  [
    'slackapi/bolt-js#1891: a disabled button',
    { blocks: [section, actions(button({ disabled: true }))] },
    'invalid_blocks',
    'invalid additional property: disabled [json-pointer:/blocks/1/elements/0]',
  ],
  [
    'slack-go/slack#612: an empty url on an option of a select',
    {
      blocks: [actions({ type: 'static_select', options: [{ text: plain('RUN'), value: 'run_job', url: '' }] })],
    },
    'invalid_blocks',
    'invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]',
  ],
  [
    'slackapi/java-slack-sdk#1017: a section without text and fields',
    { blocks: [{ type: 'section' }] },
    'invalid_blocks',
    'must define either `text` or `fields` [json-pointer:/blocks/0/type]',
  ],
  [
    'mx-puppet/mx-puppet-slack#49: an empty text in rich text',
    { blocks: [richText(richSection({ type: 'text', text: '' }))] },
    'invalid_blocks',
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
  ],
  [
    'slackapi/node-slack-sdk test of the web client: a misspelt block',
    { blocks: [{ type: 'sections' }] },
    'invalid_blocks',
    'unsupported type: sections [json-pointer:/blocks/0/type]',
  ],
  [
    'knacklabs/gantry#458: two buttons with one action_id',
    { blocks: [section, actions(button({ action_id: 'vote' }), button({ action_id: 'vote' }))] },
    'invalid_blocks',
    '`action_id` "vote" already exists [json-pointer:/blocks/1/elements/1/action_id]',
  ],
  [
    'slack-go/slack#697: twelve fields',
    { blocks: [{ type: 'section', fields: times(12, () => mrkdwn('piet')) }] },
    'invalid_blocks',
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'vvanouytsel/jetspotter#26: an empty field',
    { blocks: [{ type: 'section', fields: [mrkdwn('')] }] },
    'invalid_blocks',
    'failed to match all allowed schemas [json-pointer:/blocks/0/fields/0]',
    'must be more than 0 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
];

describe('messages that were refused in public are refused here, in the same words', () => {
  test.each(MESSAGES.map(told))('$source', ({ payload, error, said }) => {
    expect(asMessageError(checkMessage({ text: 'Hello', ...payload }))).toEqual({
      ok: false,
      error,
      errors: said,
      response_metadata: { messages: said.map((line) => `[ERROR] ${line}`) },
    });
  });
});

const WHOLE_VIEW = 'failed to match all allowed schemas [json-pointer:/view]';

const VIEWS: Report[] = [
  [
    'nicklambourne/slackblocks#36: submit_disabled on a modal',
    modal([section], { submit_disabled: true }),
    'invalid_arguments',
    WHOLE_VIEW,
    'invalid additional property: submit_disabled [json-pointer:/view]',
  ],
  [
    'grafana/oncall#210: 101 blocks',
    modal(times(101, () => section)),
    'invalid_arguments',
    WHOLE_VIEW,
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'an option text of 76 characters',
    modal([section, section, input({ type: 'static_select', options: [{ text: plain(long(76)), value: 'a' }] })]),
    'invalid_arguments',
    WHOLE_VIEW,
    'failed to match all allowed schemas [json-pointer:/view/blocks/2/element/options/0/text]',
    'must be less than 76 characters [json-pointer:/view/blocks/2/element/options/0/text/text]',
  ],
  [
    'a title of 25 characters',
    modal([section], { title: plain(long(25)) }),
    'invalid_arguments',
    WHOLE_VIEW,
    'failed to match all allowed schemas [json-pointer:/view/title]',
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  [
    'private_metadata of 3001 characters',
    modal([section], { private_metadata: long(3001) }),
    'invalid_arguments',
    WHOLE_VIEW,
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'four styles and a submit that are null',
    modal([section, section, section, actions(...times(4, (i) => button({ action_id: `b${i}`, style: null })))], {
      submit: null,
    }),
    'invalid_arguments',
    WHOLE_VIEW,
    'must provide a string [json-pointer:/view/blocks/3/elements/0/style]',
    'must provide a string [json-pointer:/view/blocks/3/elements/1/style]',
    'must provide a string [json-pointer:/view/blocks/3/elements/2/style]',
    'must provide a string [json-pointer:/view/blocks/3/elements/3/style]',
    'failed to match all allowed schemas [json-pointer:/view/submit]',
    'must provide an object [json-pointer:/view/submit]',
    'must provide an object [json-pointer:/view/submit]',
  ],
  [
    'an initial option that is null',
    modal([input({ type: 'static_select', options: [option()], initial_option: null })]),
    'invalid_arguments',
    WHOLE_VIEW,
    'must provide an object [json-pointer:/view/blocks/0/element/initial_option]',
  ],
  [
    'an input in a modal without submit',
    modal([section, section, input({ type: 'plain_text_input' })], { submit: undefined }),
    'invalid_arguments',
    'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/2/input]',
  ],
  [
    'MacPaw/together-app#4: a button that links nowhere',
    home([section, accessory(button({ url: 'not a link' }))]),
    'invalid_arguments',
    'invalid url [json-pointer:view/blocks/1/accessory/url]',
  ],
  [
    'checkboxes with nothing in initial_options',
    home([...times(4, () => section), actions({ type: 'checkboxes', options: [option()], initial_options: [] })]),
    'invalid_arguments',
    'must be one of the provided options [json-pointer:view/blocks/4/elements/0/initial_options]',
  ],
  [
    'eleven checkboxes',
    modal([...times(7, () => section), actions({ type: 'checkboxes', options: times(11, (i) => option(`o${i}`)) })]),
    'invalid_arguments',
    WHOLE_VIEW,
    'no more than 10 items allowed [json-pointer:/view/blocks/7/elements/0/options]',
  ],
  [
    'a select without options',
    modal([...times(9, () => section), accessory({ type: 'static_select', options: [] })]),
    'invalid_arguments',
    WHOLE_VIEW,
    'must provide at least 1 items [json-pointer:/view/blocks/9/accessory/options]',
  ],
  [
    '101 options',
    modal([input({ type: 'static_select', options: times(101, (i) => option(`o${i}`)) })]),
    'invalid_arguments',
    WHOLE_VIEW,
    'no more than 100 items allowed [json-pointer:/view/blocks/0/element/options]',
  ],
  [
    'a chart on the Home tab',
    home([
      ...times(5, () => section),
      { type: 'data_visualization', title: 'Mood', chart: { type: 'pie', segments: [{ label: 'Good', value: 8 }] } },
    ]),
    'invalid_arguments',
    WHOLE_VIEW,
    'unsupported type: data_visualization [json-pointer:/view/blocks/5/type]',
  ],
  [
    'a container on the Home tab',
    home([section, { type: 'container', title: plain('More'), child_blocks: [section] }]),
    'invalid_arguments',
    WHOLE_VIEW,
    'unsupported type: container [json-pointer:/view/blocks/1/type]',
  ],
  [
    'an image without anything but its type',
    home([section, section, section, accessory({ type: 'image' })]),
    'invalid_arguments',
    WHOLE_VIEW,
    'missing required field: alt_text [json-pointer:/view/blocks/3/accessory]',
    'missing required field: image_url [json-pointer:/view/blocks/3/accessory]',
  ],
  [
    'slackapi/java-slack-sdk#302: an empty view',
    {},
    'invalid_arguments',
    WHOLE_VIEW,
    'missing required field: title [json-pointer:/view]',
    'missing required field: blocks [json-pointer:/view]',
    'missing required field: type [json-pointer:/view]',
  ],
];

describe('views that were refused in public are refused here, in the same words', () => {
  test.each(VIEWS.map(told))('$source', ({ payload, error, said }) => {
    expect(asViewError(checkView(payload))).toEqual({
      ok: false,
      error,
      response_metadata: { messages: said.map((line) => `[ERROR] ${line}`) },
    });
  });

  test('slackapi/node-slack-sdk#925: a Home view given to views.open', () => {
    const refusal = asViewError(checkView(home([section]), { surface: 'modal' }));
    expect(refusal.error).toBe('invalid_arguments');
    expect(refusal.response_metadata?.messages).toContain(
      '[ERROR] must be a valid enum value [json-pointer:/view/type]',
    );
  });

  test('a nested list in rich text', () => {
    const nested = richText({
      type: 'rich_text_list',
      style: 'bullet',
      elements: [richSection(), { type: 'rich_text_list', style: 'bullet', elements: [richSection()] }],
    });
    const refusal = asViewError(
      checkView(modal([section, section, input({ type: 'rich_text_input', action_id: 'a', initial_value: nested })])),
    );
    expect(refusal.response_metadata?.messages).toContain(
      '[ERROR] invalid additional property: style [json-pointer:/view/blocks/2/element/initial_value/elements/0/elements/1]',
    );
  });
});
