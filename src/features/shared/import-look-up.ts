import { type Import, ONE_BY_ONE, readNamed } from '../../core/import.ts';
import type { Deps } from '../../deps.ts';

/** What Slack says when it no longer knows where a list was to go on, as after a night in which nobody asked: https://docs.slack.dev/apis/web-api/pagination */
const MARK_TOO_OLD = 'invalid_cursor';
/** Where the list of everybody begins. */
const FIRST_PAGE = '';

type Needs = Pick<Deps, 'store' | 'directory'>;

/** `done`: everybody is looked up. `more`: come again, after so many ms. `refused`: Slack will not say, with its word for why. */
export type LookedUp =
  | { outcome: 'done' }
  | { outcome: 'more'; afterMs: number }
  | { outcome: 'refused'; reason: string };

/**
 * Looks up some more of those whom an import names, with one call: a page of everybody in the workspace, or one person where only a few are to be
 * found, until one of them has an address that Slack does not find. Nobody is asked for who was found already, unless Slack has forgotten where the list was to go on: then it begins anew. `now` UTC ms.
 */
export async function lookUpMore(needs: Needs, { id, cursor }: Import, now: number): Promise<LookedUp> {
  const missing = await needs.store.imports.toLookUp(id, ONE_BY_ONE + 1);
  const [first] = missing;
  if (first === undefined) return note(needs, id, { cursor: null }, now);
  return cursor !== null || missing.length > ONE_BY_ONE
    ? lookUpPage(needs, id, cursor, now)
    : lookUpOne(needs, id, first, now);
}

async function lookUpPage(needs: Needs, id: string, cursor: string | null, now: number): Promise<LookedUp> {
  const page = await needs.directory.peoplePage(cursor || null);
  if (page.outcome === 'refused' && page.reason === MARK_TOO_OLD && cursor)
    return note(needs, id, { cursor: FIRST_PAGE }, now);
  if (page.outcome !== 'found') return unanswered(page);
  return note(needs, id, { people: page.people, isLast: page.cursor === null, cursor: page.cursor }, now);
}

async function lookUpOne(needs: Needs, id: string, name: string, now: number): Promise<LookedUp> {
  const named = readNamed(name);
  const answer = named ? await needs.directory.personNamed(named) : { outcome: 'found' as const, found: null };
  if (answer.outcome !== 'found') return unanswered(answer);
  // Slack finds no deactivated account by its address, the list has it: https://docs.slack.dev/reference/methods/users.lookupByEmail
  if (!answer.found && named && 'email' in named) return note(needs, id, { cursor: FIRST_PAGE }, now);
  if (!answer.found) return note(needs, id, { unknown: [name], cursor: null }, now);
  const { person, email } = answer.found;
  // Somebody may be known by an address that is not the one in their profile.
  const people = [{ person, email: named && 'email' in named ? named.email : email }];
  return note(needs, id, { people, cursor: null }, now);
}

async function note(
  { store }: Needs,
  id: string,
  found: Partial<Parameters<Deps['store']['imports']['lookedUp']>[1]> & { cursor: string | null },
  now: number,
): Promise<LookedUp> {
  const isDone = await store.imports.lookedUp(id, { people: [], unknown: [], isLast: false, ...found }, now);
  return isDone ? { outcome: 'done' } : { outcome: 'more', afterMs: 0 };
}

function unanswered(answer: { outcome: 'later'; afterMs: number } | { outcome: 'refused'; reason: string }): LookedUp {
  return answer.outcome === 'later' ? { outcome: 'more', afterMs: answer.afterMs } : answer;
}
