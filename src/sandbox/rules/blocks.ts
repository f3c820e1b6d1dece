import { dataVisualization } from './charts.ts';
import { id } from './composition.ts';
import { BUTTON, MULTI_SELECTS, pick, SELECTS, sourceElement } from './elements.ts';
import { image, imageElement } from './pictures.ts';
import { atLeastOneOf, notBoth, onlyWith, urlIn } from './relations.ts';
import { richText } from './rich-text.ts';
import {
  anyText,
  boolean,
  type Check,
  enumeration,
  isFields,
  itemsOf,
  list,
  mostly,
  type ObjectShape,
  object,
  plainText,
  type Shape,
  string,
  textObject,
  union,
} from './shape.ts';
import { BLOCK_REFUSED_ON, ELEMENT_REFUSED_ON } from './surfaces.ts';
import { dataTable, table } from './tables.ts';
import { notInEnum, relation, unsupportedType } from './violation.ts';

/** Blocks: https://docs.slack.dev/reference/block-kit/blocks */

type Rules = Partial<Pick<ObjectShape, 'required' | 'optional' | 'wanted' | 'disputed' | 'also'>>;

function block(type: string, { required = {}, optional = {}, ...rest }: Rules): ObjectShape {
  return object({
    required: { type: enumeration(type), ...required },
    optional: { block_id: id, ...optional },
    ...rest,
  });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const TEXT_OBJECT_MAX = 3000;

const textObjects = {
  plain_text: textObject('plain_text', TEXT_OBJECT_MAX),
  mrkdwn: textObject('mrkdwn', TEXT_OBJECT_MAX),
};

const pickers = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...SELECTS, ...MULTI_SELECTS] as const;

const actionElements = union(
  pick('button', 'datetimepicker', 'overflow', 'rich_text_input', 'workflow_button', ...pickers),
  ELEMENT_REFUSED_ON,
);

const accessories = union(pick('button', 'image', 'overflow', 'workflow_button', ...pickers), ELEMENT_REFUSED_ON);

const inputElements = union(
  pick(
    'datetimepicker',
    'email_text_input',
    'file_input',
    'number_input',
    'plain_text_input',
    'rich_text_input',
    'url_text_input',
    ...pickers,
  ),
  ELEMENT_REFUSED_ON,
);

const uniqueActionIds: Check = (value, at) => {
  const ids = itemsOf(value.elements).map((element) => (isFields(element) ? element.action_id : undefined));
  return ids.flatMap((found, index) =>
    typeof found === 'string' && ids.indexOf(found) < index
      ? [relation(`${at}/elements/${index}/action_id`, `\`action_id\` "${found}" already exists`)]
      : [],
  );
};

/** A live message with one was refused though the documentation lists them (`unsupported element: multiselect`). */
const noMultiSelectInMessages: Check = (value, at, context) =>
  context.surface === 'message' &&
  itemsOf(value.elements).some((element) => isFields(element) && MULTI_SELECTS.some((name) => name === element.type))
    ? [relation(at, 'unsupported element: multiselect', { severity: 'W' })]
    : [];

const RESPONSE_URL = '`response_url_enabled` is only available in `input` blocks of modals';

const noResponseUrl: Check = (value, at) =>
  [
    ...itemsOf(value.elements).map((element, index) => ({ element, pointer: `${at}/elements/${index}` })),
    { element: value.accessory, pointer: `${at}/accessory` },
  ].flatMap(({ element, pointer }) =>
    isFields(element) && element.response_url_enabled === true
      ? [relation(`${pointer}/response_url_enabled`, RESPONSE_URL)]
      : [],
  );

const responseUrlInModalsOnly: Check = (value, at, context) =>
  context.surface !== 'modal' && isFields(value.element) && value.element.response_url_enabled === true
    ? [relation(`${at}/element/response_url_enabled`, RESPONSE_URL)]
    : [];

/** The documentation of the input block announces an unsupported type. */
const noDispatchOfFiles: Check = (value, at) =>
  value.dispatch_action === true && isFields(value.element) && value.element.type === 'file_input'
    ? [{ ...unsupportedType(`${at}/element`, [], 'file_input'), afterSchema: 'slash' }]
    : [];

/** The types know mrkdwn only, other sources plain text as well. */
const cardTitle = mostly('mrkdwn', 150);
const cardBody = mostly('mrkdwn', 200);

const card = block('card', {
  optional: {
    hero_image: imageElement,
    icon: imageElement,
    slack_icon: object({ required: { type: enumeration('icon'), name: string({ min: 1 }) } }),
    title: cardTitle,
    subtitle: cardTitle,
    body: cardBody,
    subtext: cardBody,
    actions: list(BUTTON, { min: 1, max: { narrow: 2, wide: 3 }, emptyIs: 'W' }),
  },
  also: [atLeastOneOf('hero_image', 'title', 'actions', 'body'), notBoth('icon', 'slack_icon')],
});

/** The text of an empty one is refused at the rich text itself, not at its elements. */
const noEmptyRichText: Check = (value, at) =>
  ['details', 'output'].flatMap((key) => {
    const found = value[key];
    return isFields(found) && Array.isArray(found.elements) && found.elements.every(isEmptyPart)
      ? [relation(`${at}/${key}`, 'must be more than 0 characters')]
      : [];
  });

const isEmptyPart = (part: unknown): boolean => isFields(part) && itemsOf(part.elements).length === 0;

const taskStatus = enumeration('pending', 'in_progress', 'complete', 'error');

/** The newest documentation lets the status out, the types do not. */
const task: Rules & { optional: Record<string, Shape> } = {
  required: { task_id: string({ min: 1 }), title: string({ min: 1 }) },
  wanted: { status: taskStatus },
  optional: { details: richText, output: richText, sources: list(sourceElement) },
  disputed: ['icon'],
  also: [noEmptyRichText],
};

/** On its own a task was refused as pending, though the documentation lists it; inside a plan it was accepted. */
const notPending: Check = (value, at) =>
  value.status === 'pending' ? [notInEnum(`${at}/status`, ['in_progress', 'complete', 'error'], 'pending', 'W')] : [];

const taskCard = block('task_card', { ...task, also: [noEmptyRichText, notPending] });

/** In a plan the examples of the documentation leave the type out. */
const plannedTask: ObjectShape = object({
  ...task,
  optional: { type: enumeration('task_card'), block_id: id, ...task.optional },
});

const SIMPLE = {
  actions: block('actions', {
    required: { elements: list(actionElements, { min: 1, max: 25 }) },
    also: [uniqueActionIds, noMultiSelectInMessages, noResponseUrl],
  }),
  context: block('context', {
    required: { elements: list(union({ image: imageElement, ...textObjects }), { min: 1, max: 10 }) },
  }),
  divider: block('divider', {}),
  file: block('file', { required: { external_id: string({ min: 1 }), source: enumeration('remote') } }),
  header: block('header', { required: { text: plainText(150) }, disputed: ['level'] }),
  image: { ...image({ title: plainText(2000), block_id: id }) },
  input: block('input', {
    required: { label: plainText(2000), element: inputElements },
    optional: { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
    also: [responseUrlInModalsOnly, noDispatchOfFiles],
  }),
  rich_text: richText,
  section: block('section', {
    optional: {
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: accessories,
      expand: boolean,
    },
    also: [atLeastOneOf('text', 'fields'), noResponseUrl],
  }),
  table,
  video: block('video', {
    required: {
      alt_text: string({ min: 1, max: { narrow: 200, wide: 2000 } }),
      title: plainText(199),
      thumbnail_url: string({ min: 1, max: 3000 }),
      video_url: string({ min: 1, max: 3000 }),
    },
    optional: {
      title_url: string({ min: 1, max: 3000, empty: 'W' }),
      author_name: string({ min: 1, max: 49, empty: 'W' }),
      description: plainText({ narrow: 199, wide: 200 }),
      provider_name: string({ min: 1, max: 50, empty: 'W' }),
      provider_icon_url: string({ min: 1, max: 3000, empty: 'W' }),
    },
    also: [
      urlIn('thumbnail_url', { schemes: ['https'] }),
      urlIn('video_url', { schemes: ['https'] }),
      urlIn('title_url', { schemes: ['https'] }),
      urlIn('provider_icon_url', { schemes: ['https'] }),
    ],
  }),
} satisfies Record<string, ObjectShape>;

/** A container holds the simple blocks, never another container. */
const containerChild: Shape = union(SIMPLE, BLOCK_REFUSED_ON);

const BLOCKS: Record<string, ObjectShape> = {
  ...SIMPLE,
  alert: block('alert', {
    required: { text: anyText(200) },
    optional: { level: enumeration('default', 'info', 'warning', 'error', 'success') },
  }),
  card,
  carousel: block('carousel', {
    required: { elements: list(union({ card }), { min: 1, max: 10 }) },
  }),
  container: block('container', {
    required: { child_blocks: list(containerChild, { min: 1, max: 10 }) },
    optional: {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: enumeration('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    also: [
      atLeastOneOf('title', 'rich_text_title'),
      onlyWith('default_collapsed', 'is_collapsible', true),
      onlyWith('has_header_divider', 'is_collapsible', false),
    ],
  }),
  context_actions: block('context_actions', {
    required: {
      elements: list(union(pick('feedback_buttons', 'icon_button')), { min: 1, max: 5 }),
    },
    also: [uniqueActionIds],
  }),
  data_table: dataTable,
  data_visualization: dataVisualization,
  markdown: block('markdown', { required: { text: string({ min: 1 }) } }),
  plan: block('plan', {
    required: { title: string({ min: 1 }) },
    optional: { tasks: list(plannedTask) },
    disputed: ['status'],
  }),
  task_card: taskCard,
};

/** Any block; which ones a surface takes is part of the shape. */
export const anyBlock: Shape = union(BLOCKS, BLOCK_REFUSED_ON);
