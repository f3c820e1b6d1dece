import { attachment } from './attachments.ts';
import {
  clashingBlockIds,
  contextOf,
  type Options,
  overExpanded,
  placedBlocks,
  refused,
  sharedLimits,
  walkBlocks,
} from './block-list.ts';
import { ATTACHMENTS_PER_MESSAGE, EPHEMERAL_TEXT_BYTES, MARKDOWN_CHARACTERS, UPDATED_TEXT_MAX } from './limits.ts';
import { checkMetadata } from './metadata.ts';
import { type Context, type Fields, isFields, itemsOf } from './shape.ts';
import { relation, tooLong, tooMany, type Violation, wrongType } from './violation.ts';
import { walk } from './walk.ts';

/** Where a message body comes from; the rules differ a little. */
export type MessageUse =
  | 'chat.postMessage'
  | 'chat.postEphemeral'
  | 'chat.update'
  | 'chat.scheduleMessage'
  | 'command'
  | 'response_url';

export type MessageOptions = Options & { use?: MessageUse };

/**
 * Everything wrong with a message.
 *
 * @param message arguments of `chat.*`, or the JSON body of a command's answer or a `response_url`; JSON texts already parsed
 * @returns what Slack would refuse; empty when it would accept
 */
export function checkMessage(message: unknown, options: MessageOptions = {}): Violation[] {
  const context = contextOf('message', options);
  const use = options.use ?? 'chat.postMessage';
  if (!isFields(message)) return [{ ...wrongType('', 'object'), error: 'invalid_arguments' }];
  return refused(
    [
      ...checkWords(message, use, context),
      ...checkMetadata(message.metadata),
      ...checkBlocksOf(message, context),
      ...checkAttachments(message, context),
      ...checkTogether(message, context),
    ],
    context,
  );
}

function checkWords(message: Fields, use: MessageUse, context: Context): Violation[] {
  return [
    ...wrongWords(message),
    ...conflictingWords(message),
    ...missingWords(message, use),
    ...tooManyWords(message, use, context),
  ];
}

function wrongWords(message: Fields): Violation[] {
  return ['text', 'markdown_text'].flatMap((key) =>
    message[key] === undefined || typeof message[key] === 'string'
      ? []
      : [{ ...wrongType(`/${key}`, 'string'), error: 'invalid_arguments' }],
  );
}

function conflictingWords(message: Fields): Violation[] {
  const others = message.text !== undefined || message.blocks !== undefined;
  return message.markdown_text !== undefined && others
    ? [relation('/markdown_text', 'markdown_text conflicts with text and blocks', { error: 'markdown_text_conflict' })]
    : [];
}

function missingWords(message: Fields, use: MessageUse): Violation[] {
  const filled = ['text', 'markdown_text'].some((key) => message[key] !== undefined && message[key] !== '');
  const listed = ['blocks', 'attachments'].some((key) => message[key] !== undefined && !isEmptyList(message[key]));
  // `blocks: []` clears them, and a command may be answered with nothing at all.
  const excused = use === 'command' || message.delete_original === true || (use === 'chat.update' && clears(message));
  return filled || listed || excused ? [] : [relation('/text', 'no text', { error: 'no_text' })];
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const clears = (message: Fields): boolean => isEmptyList(message.blocks) || isEmptyList(message.attachments);

function tooManyWords(message: Fields, use: MessageUse, context: Context): Violation[] {
  const { text, markdown_text: markdown } = message;
  const found: Violation[] = [];
  const error = 'msg_too_long';
  if (typeof text === 'string' && use === 'chat.update' && context.count(text) > UPDATED_TEXT_MAX) {
    found.push(tooLong('/text', UPDATED_TEXT_MAX, context.count(text), { error }));
  }
  if (typeof text === 'string' && use === 'chat.postEphemeral' && Buffer.byteLength(text) > EPHEMERAL_TEXT_BYTES) {
    found.push(tooLong('/text', EPHEMERAL_TEXT_BYTES, Buffer.byteLength(text), { error, severity: 'W' }));
  }
  if (typeof markdown === 'string' && context.count(markdown) > MARKDOWN_CHARACTERS) {
    found.push(tooLong('/markdown_text', MARKDOWN_CHARACTERS, context.count(markdown), { error }));
  }
  return found;
}

function checkBlocksOf(message: Fields, context: Context): Violation[] {
  const { blocks } = message;
  if (blocks === undefined) return [];
  if (!Array.isArray(blocks)) return [{ ...wrongType('/blocks', 'list'), error: 'invalid_blocks_format' }];
  return [...walkBlocks(blocks, '/blocks', context), ...overExpanded(blocks, '/blocks')];
}

function checkAttachments(message: Fields, context: Context): Violation[] {
  const { attachments } = message;
  if (attachments === undefined) return [];
  if (!Array.isArray(attachments)) return [{ ...wrongType('/attachments', 'list'), error: 'invalid_attachments' }];
  const found = attachments.flatMap((item, index) => {
    const at = `/attachments/${index}`;
    const blocks = isFields(item) ? item.blocks : undefined;
    return [
      ...walk(attachment, item, at, context),
      ...(blocks === undefined ? [] : walkBlocks(blocks, `${at}/blocks`, context)),
      ...overExpanded(blocks, `${at}/blocks`),
    ];
  });
  const tooManyOfThem =
    attachments.length > ATTACHMENTS_PER_MESSAGE
      ? [tooMany('/attachments', ATTACHMENTS_PER_MESSAGE, attachments.length, { error: 'too_many_attachments' })]
      : [];
  return [...tooManyOfThem, ...found.map((violation) => ({ ...violation, error: 'invalid_attachments' }))];
}

/** What the blocks of the message and of its attachments share. */
function checkTogether(message: Fields, context: Context): Violation[] {
  const placed = [
    ...placedBlocks(message.blocks, '/blocks'),
    ...itemsOf(message.attachments).flatMap((item, index) =>
      placedBlocks(isFields(item) ? item.blocks : undefined, `/attachments/${index}/blocks`),
    ),
  ];
  return [...clashingBlockIds(placed), ...sharedLimits(placed, context)];
}
