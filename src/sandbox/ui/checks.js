/** What a Slack client checks by itself before a modal is sent. */

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const REQUIRED = 'Please complete this required field.';

/**
 * @param {object[]} blocks of a view
 * @param {(blockId: string, element: object) => object} stateOf what is filled in
 * @returns {Record<string, string>} a text for every input block that cannot be sent, by block_id
 */
export function problemsIn(blocks, stateOf) {
  const found = {};
  for (const block of inputsIn(blocks)) {
    const problem = problemOf(block, stateOf(block.block_id ?? '', block.element));
    if (problem) found[block.block_id ?? ''] = problem;
  }
  return found;
}

function inputsIn(blocks) {
  return blocks.flatMap((block) => (block.type === 'input' ? [block] : inputsIn(block.child_blocks ?? [])));
}

function problemOf({ element, optional }, state) {
  const content = contentOf(state);
  if (isEmpty(content)) return optional ? undefined : REQUIRED;
  if (typeof content !== 'string') return undefined;
  return CHECKS[element.type]?.(element, content.trim());
}

const CHECKS = {
  plain_text_input: ({ min_length: least, max_length: most }, text) => {
    if (least && text.length < least) return `Please enter at least ${least} characters.`;
    if (most && text.length > most) return `Please enter at most ${most} characters.`;
    return undefined;
  },
  email_text_input: (_, text) => (EMAIL.test(text) ? undefined : 'Please enter a valid email address.'),
  url_text_input: (_, text) => (isUrl(text) ? undefined : 'Please enter a valid URL.'),
  number_input: (element, text) => {
    const whole = /^-?\d+$/.test(text);
    if (!whole && !(element.is_decimal_allowed && /^-?\d*\.?\d+$/.test(text))) {
      return element.is_decimal_allowed ? 'Please enter a number.' : 'Please enter a whole number.';
    }
    if (element.min_value !== undefined && Number(text) < Number(element.min_value))
      return `Please enter ${element.min_value} or more.`;
    if (element.max_value !== undefined && Number(text) > Number(element.max_value))
      return `Please enter ${element.max_value} or less.`;
    return undefined;
  },
};

function contentOf({ type, timezone, ...content }) {
  const filled = Object.values(content).filter((value) => !isEmpty(value));
  return filled[0] ?? null;
}

function isEmpty(content) {
  if (Array.isArray(content)) return content.length === 0;
  return (
    content === null ||
    content === undefined ||
    content === '' ||
    (typeof content === 'string' && content.trim() === '')
  );
}

function isUrl(text) {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
