import { cannotPair, type Member } from '../../core/member.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';
import type { Filled } from '../../slack/payload.ts';

const NAMES_AS_TEXT = refuse(
  'names_as_text',
  'Slack passed these names on as plain text, so I cannot tell who is meant. Please pick each person from the list that appears after @. If there is no list, the app’s command lacks the setting "Escape channels, users, and links".',
);
const NOBODY = refuse('nobody', 'Please pick a person.');

/** Refuses names that came as plain text; null where `rest`, what a command says beside the people it names, has none. */
export function namesAsText(rest: string): Refusal | null {
  return /(^|\s)@\S/.test(rest) ? NAMES_AS_TEXT : null;
}

/** Asks Slack who somebody is and writes it down; refuses whoever cannot be in a programme. */
export async function meetPerson(
  { store, messenger, newId }: Pick<Deps, 'store' | 'messenger' | 'newId'>,
  ask: Ask,
  userId: string,
): Promise<Member | Refusal> {
  const person = await messenger.person(userId);
  const refusal = cannotPair(person);
  if (refusal || !person) return refusal ?? NOBODY;
  return store.members.meet(newId(), ask.workspaceId, person, ask.now);
}

/** What was filled in, without people (Slack's ids, in `fields`) whose account is deactivated: Slack shows no form that begins with one. */
export async function withoutGone(
  deps: Pick<Deps, 'store'>,
  ask: Ask,
  filled: Filled,
  fields: readonly string[],
): Promise<Filled> {
  const named = fields.flatMap((field) => (typeof filled[field] === 'string' ? [filled[field]] : []));
  const active = await activeAmong(deps, ask, named);
  const isGone = ([field, value]: [string, Filled[string]]) =>
    fields.includes(field) && typeof value === 'string' && !active.includes(value);
  return Object.fromEntries(Object.entries(filled).filter((entry) => !isGone(entry)));
}

/** Those of some people (Slack's ids) whose account is not known to be deactivated. */
export async function activeAmong(
  { store }: Pick<Deps, 'store'>,
  { workspaceId }: Ask,
  userIds: readonly string[],
): Promise<string[]> {
  const known = await Promise.all(userIds.map((userId) => store.members.find(workspaceId, userId)));
  return userIds.filter((_userId, index) => known[index]?.active !== false);
}
