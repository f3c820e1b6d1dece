import { type Placed, textOf } from '../blocks.ts';
import { isObject, objects } from '../json.ts';
import type { Block, Json, StateValue, User } from '../model.ts';
import { keyOf, optionsOf, stateValue } from '../values.ts';
import type { World } from '../world.ts';
import { impossible } from './outcome.ts';
import { labelOf, readable } from './surface.ts';

/** A value as the control API and the driver name it; the README has the table. */
export type Entry = string | number | readonly (string | Json)[] | Json | null;

/** The choices of an external select come from the app. */
export type Offered = (typed: string) => Promise<Json[]>;

/** What a string means first among options: people read texts, the page sends values. */
export type First = 'text' | 'value';

/**
 * What somebody fills in, in the form of `state.values`.
 * @throws Impossible for something that the client would not let them choose
 */
export async function valueFor(
  world: World,
  user: User,
  place: Placed,
  entry: Entry,
  offered: Offered,
  first: First,
): Promise<StateValue> {
  const { element } = place;
  const name = `«${labelOf(world, place)}»`;
  const content = await contentOf();
  return stateValue(element, content);

  async function contentOf(): Promise<unknown> {
    const key = keyOf(element.type);
    switch (key) {
      case 'value':
        return entry === null || entry === '' ? null : String(entry);
      case 'rich_text_value':
        return typeof entry === 'string'
          ? richText(entry)
          : isObject(entry) && 'rich_text' in entry
            ? entry.rich_text
            : entry;
      case 'selected_option':
        return entry === null ? null : option(entry);
      case 'selected_options':
        return Promise.all(listOf(entry).map(option));
      case 'selected_user':
        return entry === null ? null : userId(entry);
      case 'selected_users':
        return listOf(entry).map(userId);
      case 'selected_conversation':
      case 'selected_channel':
        return entry === null ? null : conversationId(entry);
      case 'selected_conversations':
      case 'selected_channels':
        return listOf(entry).map(conversationId);
      case 'selected_date':
        return entry === null ? null : dateOf(entry);
      case 'selected_time':
        return entry === null ? null : timeOf(entry);
      case 'selected_date_time':
        return entry === null ? null : instantOf(entry);
      case 'files':
        return listOf(entry).map((id) => world.files.find(String(id)) ?? impossible(`There is no file ${String(id)}`));
      default:
        return impossible(`${name} cannot be filled in`);
    }
  }

  async function option(wanted: unknown): Promise<Json> {
    const listed = optionsOf(element);
    const found =
      matching(world, listed, wanted, first) ??
      (isExternal(element) ? matching(world, await offered(typedFor(wanted)), wanted, first) : undefined);
    if (found) return chosen(found);
    const there = listed.map((one) => `«${readable(world, one.text)}»`).join(', ');
    return impossible(`${name} does not offer «${String(wanted)}»${there ? `. It offers: ${there}` : ''}`);
  }

  function userId(wanted: unknown): string {
    const found = world.people.find(String(wanted));
    return found && !found.deleted ? found.id : impossible(`${name}: there is nobody called ${String(wanted)}`);
  }

  function conversationId(wanted: unknown): string {
    const words = String(wanted);
    const direct = words.startsWith('@') ? world.people.find(words) : undefined;
    const found = direct ? world.conversations.direct([user.id, direct.id]) : world.conversations.find(words);
    return found?.id ?? impossible(`${name}: there is no conversation ${words}`);
  }

  function dateOf(wanted: unknown): string {
    const date = String(wanted);
    const isReal = /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
    return isReal ? date : impossible(`${name} takes a date such as 2026-12-01, not ${date}`);
  }

  function timeOf(wanted: unknown): string {
    const time = String(wanted);
    return /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
      ? time
      : impossible(`${name} takes a time such as 09:30, not ${time}`);
  }

  function instantOf(wanted: unknown): number {
    const seconds = typeof wanted === 'number' ? wanted : Math.floor(Date.parse(String(wanted)) / 1000);
    return Number.isInteger(seconds)
      ? seconds
      : impossible(`${name} takes Unix seconds or an ISO instant, not ${String(wanted)}`);
  }
}

/** The option whose value or visible text is meant; an option object is matched by its value. */
export function matching(world: World, options: readonly Json[], wanted: unknown, first: First): Json | undefined {
  if (isObject(wanted)) return options.find((option) => option.value === wanted.value);
  const words = String(wanted);
  const byText = options.find((option) => readable(world, option.text) === words);
  const byValue = options.find((option) => option.value === words);
  return first === 'text' ? (byText ?? byValue) : (byValue ?? byText);
}

/** What somebody types to find an option: its text. */
function typedFor(wanted: unknown): string {
  return isObject(wanted) ? textOf(wanted.text) : String(wanted);
}

/** All options of an answer to a suggestion request. */
export function offeredOptions(answer: Json): Json[] {
  return [...objects(answer.options), ...objects(answer.option_groups).flatMap((group) => objects(group.options))];
}

export function isExternal(element: Block): boolean {
  return element.type === 'external_select' || element.type === 'multi_external_select';
}

/** An option as payloads carry it. */
function chosen({ text, value, description }: Json): Json {
  return { text, value, ...(description === undefined ? {} : { description }) };
}

function listOf(entry: Entry): readonly unknown[] {
  if (entry === null || entry === '') return [];
  return Array.isArray(entry) ? entry : [entry];
}

function richText(text: string): Json | null {
  if (text === '') return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}
