import { storedBlocks } from './blocks.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { isObject, stringOf } from './json.ts';
import type { HomeView, Json, OpenModal, StateValues, View } from './model.ts';
import { storedText } from './text.ts';
import { initialValues, keptValues } from './values.ts';

/** Why a view was not shown: Slack's error name. */
export type Refusal = { error: string };

/** The modal stacks and Home tabs of everybody, of this one app. https://docs.slack.dev/surfaces/modals */
export interface Views {
  /** The stack of a person, the one on top last. */
  stack(user: string): readonly OpenModal[];
  modal(viewId: string): OpenModal | undefined;
  home(user: string): HomeView | undefined;
  /** An open modal or a Home view by its external_id. */
  byExternalId(externalId: string): View | undefined;
  /** A new stack; one that was open goes. */
  open(user: string, view: Json): View | Refusal;
  /** On top of the stack: at most three in all. */
  push(user: string, view: Json): View | Refusal;
  update(viewId: string, view: Json, hash?: string): View | Refusal;
  publish(user: string, view: Json, hash?: string): View | Refusal;
  /** Takes one view away; answers what went. */
  close(viewId: string): OpenModal | undefined;
  clear(user: string): OpenModal[];
  /** What somebody filled in. */
  fill(viewId: string, values: StateValues): void;
  /** Texts under the fields, or why the connection failed. */
  complain(viewId: string, errors: Record<string, string>, connectionError?: string): void;
}

export interface ViewOwner {
  teamId: string;
  appId: string;
  botId: string;
}

const DEEPEST_STACK = 3;

export function createViews(owner: ViewOwner, clock: Clock, ids: Ids, changes: Changes): Views {
  const stacks = new Map<string, OpenModal[]>();
  const homes = new Map<string, HomeView>();
  const users = new Map<string, string>();
  let revision = 0;

  const stack = (user: string): readonly OpenModal[] => stacks.get(user) ?? [];
  const modal = (viewId: string) => stack(users.get(viewId) ?? '').find((open) => open.view.id === viewId);
  const homeById = (viewId: string) => [...homes.values()].find((home) => home.view.id === viewId);

  const setStack = (user: string, next: OpenModal[]) => {
    for (const { view } of stack(user)) users.delete(view.id);
    for (const { view } of next) users.set(view.id, user);
    stacks.set(user, next);
    changes.tell({ type: 'modals', user, modals: next });
  };

  const replace = (next: OpenModal) =>
    setStack(
      next.user,
      stack(next.user).map((open) => (open.view.id === next.view.id ? next : open)),
    );

  const newHash = () => {
    revision += 1;
    return `${Math.floor(clock.now() / 1000)}.${ids.secret(4)}${revision}`;
  };

  const byExternalId = (externalId: string) => {
    const all = [...[...stacks.values()].flat(), ...homes.values()];
    return all.find((shown) => shown.view.external_id === externalId)?.view;
  };

  const isTaken = (view: Json, by?: string) => {
    const externalId = stringOf(view.external_id);
    const holder = externalId ? byExternalId(externalId) : undefined;
    return holder !== undefined && holder.id !== by;
  };

  const viewOf = (given: Json, previous: View | undefined, root: View | undefined, known: View | undefined): View => {
    const id = known?.id ?? ids.next('V');
    return {
      id,
      team_id: owner.teamId,
      type: given.type === 'home' ? 'home' : 'modal',
      ...titleParts(given),
      blocks: storedBlocks(Array.isArray(given.blocks) ? given.blocks : [], ids),
      private_metadata: stringOf(given.private_metadata) ?? '',
      callback_id: stringOf(given.callback_id) ?? '',
      external_id: stringOf(given.external_id) ?? '',
      state: { values: {} },
      hash: newHash(),
      clear_on_close: given.clear_on_close === true,
      notify_on_close: given.notify_on_close === true,
      root_view_id: known?.root_view_id ?? root?.id ?? id,
      previous_view_id: known?.previous_view_id ?? previous?.id ?? null,
      app_id: owner.appId,
      app_installed_team_id: owner.teamId,
      bot_id: owner.botId,
    };
  };

  const shown = (user: string, view: View): OpenModal => ({
    user,
    view,
    values: initialValues(view.blocks),
    errors: {},
  });

  return {
    stack,
    modal,
    byExternalId,
    home: (user) => homes.get(user),
    open(user, given) {
      if (isTaken(given)) return { error: 'duplicate_external_id' };
      const view = viewOf(given, undefined, undefined, undefined);
      setStack(user, [shown(user, view)]);
      return view;
    },
    push(user, given) {
      const open = stack(user);
      const below = open.at(-1);
      if (!below) return { error: 'not_found' };
      if (open.length >= DEEPEST_STACK) return { error: 'push_limit_reached' };
      if (isTaken(given)) return { error: 'duplicate_external_id' };
      const view = viewOf(given, below.view, open[0]?.view, undefined);
      setStack(user, [...open, shown(user, view)]);
      return view;
    },
    update(viewId, given, hash) {
      const open = modal(viewId);
      const home = open ? undefined : homeById(viewId);
      const known = open ?? home;
      if (!known) return { error: 'not_found' };
      if (hash !== undefined && hash !== known.view.hash) return { error: 'hash_conflict' };
      if (isTaken(given, viewId)) return { error: 'duplicate_external_id' };
      const view = viewOf(given, undefined, undefined, known.view);
      const values = keptValues(known.values, view.blocks);
      if (home) {
        homes.set(home.user, { ...home, view, values });
        changes.tell({ type: 'home', user: home.user, home: { ...home, view, values } });
      } else replace({ user: known.user, view, values, errors: {} });
      return view;
    },
    publish(user, given, hash) {
      const known = homes.get(user);
      if (hash !== undefined && hash !== known?.view.hash) return { error: 'hash_conflict' };
      if (isTaken(given, known?.view.id)) return { error: 'duplicate_external_id' };
      const view = viewOf(given, undefined, undefined, known?.view);
      const home = { user, view, values: keptValues(known?.values ?? {}, view.blocks) };
      homes.set(user, home);
      changes.tell({ type: 'home', user, home });
      return view;
    },
    close(viewId) {
      const open = modal(viewId);
      if (open)
        setStack(
          open.user,
          stack(open.user).filter((other) => other !== open),
        );
      return open;
    },
    clear(user) {
      const open = [...stack(user)];
      if (open.length > 0) setStack(user, []);
      return open;
    },
    fill(viewId, values) {
      const open = modal(viewId);
      if (open) replace({ ...open, values });
      const home = homeById(viewId);
      if (home) {
        homes.set(home.user, { ...home, values });
        changes.tell({ type: 'home', user: home.user, home: { ...home, values } });
      }
    },
    complain(viewId, errors, connectionError) {
      const open = modal(viewId);
      if (!open) return;
      replace({
        user: open.user,
        view: open.view,
        values: open.values,
        errors,
        ...(connectionError === undefined ? {} : { connectionError }),
      });
    },
  };
}

function titleParts(given: Json): Pick<View, 'title' | 'submit' | 'close'> {
  if (given.type === 'home') return {};
  return {
    ...(isObject(given.title) ? { title: withEmoji(given.title) } : {}),
    submit: isObject(given.submit) ? withEmoji(given.submit) : null,
    close: isObject(given.close) ? withEmoji(given.close) : null,
  };
}

function withEmoji(text: Json): Json {
  return { ...text, text: storedText(stringOf(text.text) ?? '', false), emoji: text.emoji ?? true };
}
