import { type Placed, placed } from '../blocks.ts';
import { objects } from '../json.ts';
import type { Block, Json, StateValue, StateValues } from '../model.ts';
import { contentOf, isEmpty, plainOf } from '../values.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const LONGEST_TEXT = 3_000;
const MOST_FILES = 10;
/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const BIGGEST_FILE = 10 * 1024 * 1024;

/** What Slack's client refuses before it sends anything: texts by block_id. */
export function clientErrors(blocks: readonly Block[], values: StateValues): Record<string, string> {
  const inputs = placed(blocks).filter(({ block }) => block.type === 'input');
  return Object.fromEntries(
    inputs.flatMap((place) => {
      const words = complaintAbout(place, values[place.blockId]?.[place.actionId]);
      return words === undefined ? [] : [[place.blockId, words]];
    }),
  );
}

function complaintAbout({ block, element }: Placed, value: StateValue | undefined): string | undefined {
  if (!value || isEmpty(value)) return block.optional === true ? undefined : 'Please complete this required field.';
  const content = contentOf(value);
  switch (element.type) {
    case 'plain_text_input':
      return lengthComplaint(element, String(content));
    case 'rich_text_input':
      return lengthComplaint({ ...element, max_length: undefined }, plainOf(content));
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(content)) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(String(content)) && /^[a-z]+:\/\//i.test(String(content))
        ? undefined
        : 'Please enter a valid URL.';
    case 'number_input':
      return numberComplaint(element, String(content));
    case 'file_input':
      return countComplaint(content, element.max_files ?? MOST_FILES, 'files') ?? fileComplaint(element, content);
    default:
      return countComplaint(content, element.max_selected_items, 'items');
  }
}

function lengthComplaint(element: Block, text: string): string | undefined {
  const { length } = [...text];
  const most = typeof element.max_length === 'number' ? element.max_length : LONGEST_TEXT;
  if (length > most) return `Please use no more than ${most} characters.`;
  const least = typeof element.min_length === 'number' ? element.min_length : 0;
  return length < least ? `Please use at least ${least} characters.` : undefined;
}

function numberComplaint(element: Block, text: string): string | undefined {
  const pattern = element.is_decimal_allowed === true ? /^-?(\d+\.?\d*|\.\d+)$/ : /^-?\d+$/;
  if (!pattern.test(text))
    return element.is_decimal_allowed === true ? 'Please enter a number.' : 'Please enter a whole number.';
  if (element.min_value !== undefined && Number(text) < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && Number(text) > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return undefined;
}

function fileComplaint({ filetypes }: Block, content: unknown): string | undefined {
  const files = objects(content);
  const types = Array.isArray(filetypes) ? filetypes.map((type) => String(type).toLowerCase()) : [];
  const isOfType = ({ name }: Json) => types.some((type) => String(name).toLowerCase().endsWith(`.${type}`));
  if (types.length > 0 && !files.every(isOfType)) return `Please choose files of these types: ${types.join(', ')}.`;
  return files.some(({ size }) => Number(size) > BIGGEST_FILE)
    ? 'Please choose files of no more than 10 MB.'
    : undefined;
}

function countComplaint(content: unknown, most: unknown, what: string): string | undefined {
  if (!Array.isArray(content) || typeof most !== 'number') return undefined;
  return content.length > most ? `Please choose no more than ${most} ${what}.` : undefined;
}
