import { act } from './api.js';
import { createContext, useContext, useEffect, useMemo, useRef, useState } from './html.js';

/**
 * Where blocks stand and what acting on them does. A surface is a message, the Home tab or a modal of one person.
 * `on` is the control API's place: `{channel, ts}`, `{home: true}` or `{view_id}`.
 */
export const Surface = createContext(null);

/** Asks a person to confirm; gives a promise of yes or no. Provided by the pane. */
export const Confirm = createContext(async () => true);

const SYNC_AFTER = 300;

/**
 * The surface of one person, with what is typed but not yet known to the sandbox.
 * @param {{ as: string, on: object, values?: Record<string, Record<string, object>>, errors?: Record<string, string> }} place
 *   `values` is `state.values` as the sandbox has it (undefined for messages: there this page remembers them)
 */
export function useSurface({ as, on, values, errors, warnings }) {
  const [drafts, setDrafts] = useState({});
  const [busy, setBusy] = useState({});
  const [failed, setFailed] = useState({});
  const waiting = useRef(new Map());
  const held = useRef(new Map());
  const timer = useRef(0);
  const latest = useRef({});

  useEffect(() => setDrafts((all) => withoutSettled(all, Boolean(values))), [values]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const draft = (key, entry, state) => {
    latest.current[key] = entry;
    setDrafts((all) => ({ ...all, [key]: { entry, state, settled: false } }));
  };
  const settle = (key, entry) =>
    setDrafts((all) =>
      latest.current[key] === entry && all[key] ? { ...all, [key]: { ...all[key], settled: true } } : all,
    );

  /** Sends what was typed and not dispatched yet. */
  const flush = async () => {
    clearTimeout(timer.current);
    const sent = [...waiting.current];
    waiting.current = new Map();
    if (sent.length === 0) return;
    await act('fill', { as, ...placeOf(on), values: nested(sent) });
    for (const [key, entry] of sent) settle(key, entry);
  };
  const perform = async (key, path, body) => {
    setBusy((all) => ({ ...all, [key]: true }));
    setFailed((all) => ({ ...all, [key]: undefined }));
    await flush();
    const answer = await act(path, { as, ...body });
    setBusy((all) => ({ ...all, [key]: false }));
    if (answer?.delivered?.error) setFailed((all) => ({ ...all, [key]: wordsOf(answer.delivered.error) }));
    return answer;
  };

  return {
    as,
    on,
    errors: errors ?? {},
    warnings,
    busy,
    failed,
    flush,
    /** What is typed and not sent, for a submit; it counts as sent then. */
    take() {
      clearTimeout(timer.current);
      const taken = nested([...held.current, ...waiting.current]);
      held.current = new Map();
      waiting.current = new Map();
      return taken;
    },
    stateOf: (blockId, element) =>
      drafts[keyOf(blockId, element)]?.state ?? values?.[blockId]?.[element.action_id] ?? initialState(element),
    /** A value in an input block that tells the app nothing yet. */
    keep(blockId, element, entry, state) {
      const key = keyOf(blockId, element);
      draft(key, entry, state);
      waiting.current.set(key, entry);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SYNC_AFTER);
    },
    /** What is being typed where only Enter tells the app: it goes along with the next submit. */
    hold(blockId, element, entry, state) {
      const key = keyOf(blockId, element);
      draft(key, entry, state);
      held.current.set(key, entry);
    },
    /** A value in an input block with `dispatch_action`. */
    async dispatch(blockId, element, entry, state) {
      const key = keyOf(blockId, element);
      draft(key, entry, state);
      held.current.delete(key);
      await perform(key, 'fill', { ...placeOf(on), values: { [blockId]: { [element.action_id]: entry } } });
      settle(key, entry);
    },
    /** A choice in an element that reports at once. */
    async choose(blockId, element, entry, state) {
      const key = keyOf(blockId, element);
      if (state) draft(key, entry, state);
      await perform(key, 'choose', { on, block_id: blockId, action_id: element.action_id, value: entry });
      settle(key, entry);
    },
    click: (blockId, element) =>
      perform(keyOf(blockId, element), 'click', { on, block_id: blockId, action_id: element.action_id }),
    suggest: (blockId, element, value) =>
      act('suggest', { as, on, block_id: blockId, action_id: element.action_id, value }),
  };
}

/**
 * What one element needs: its state, `change(entry, state)` that reports in the way its place asks for, whether an answer is awaited,
 * and what went wrong. `where` is `{ blockId, input?: boolean, dispatch?: boolean }`.
 */
export function useElement(where, element) {
  const surface = useContext(Surface);
  const confirm = useContext(Confirm);
  const { blockId } = where;
  const key = keyOf(blockId, element);
  return useMemo(() => {
    const change = async (entry, state) => {
      if (where.input && !where.dispatch) return surface.keep(blockId, element, entry, state);
      if (element.confirm && !(await confirm(element.confirm))) return undefined;
      return where.input
        ? surface.dispatch(blockId, element, entry, state)
        : surface.choose(blockId, element, entry, state);
    };
    const press = async () => {
      if (element.confirm && !(await confirm(element.confirm))) return undefined;
      return surface.click(blockId, element);
    };
    return {
      surface,
      state: surface.stateOf(blockId, element),
      change,
      /** Keeps a half-typed value without telling the app. */
      type: (entry, state) => (where.dispatch ? surface.hold : surface.keep)(blockId, element, entry, state),
      press,
      busy: Boolean(surface.busy[key]),
      failed: surface.failed[key],
    };
  }, [surface, confirm, blockId, element, where.input, where.dispatch]);
}

/** The state of an element that nobody touched. */
export function initialState(element) {
  const { type } = element;
  return {
    type,
    value: element.initial_value ?? null,
    rich_text_value: element.initial_value ?? null,
    selected_option: element.initial_option ?? null,
    selected_options: element.initial_options ?? [],
    selected_user: element.initial_user ?? null,
    selected_users: element.initial_users ?? [],
    selected_conversation: element.initial_conversation ?? null,
    selected_conversations: element.initial_conversations ?? [],
    selected_channel: element.initial_channel ?? null,
    selected_channels: element.initial_channels ?? [],
    selected_date: element.initial_date ?? null,
    selected_time: element.initial_time ?? null,
    selected_date_time: element.initial_date_time ?? null,
    files: [],
  };
}

/** What a person is told when an action did not reach the app. */
export function wordsOf(error) {
  if (error === 'operation_timeout') return 'The app did not answer in time. Try again.';
  if (error === 'connection_error') return 'We had some trouble connecting. Try again?';
  return `That did not work (${error}). Try again.`;
}

function placeOf(on) {
  return on.view_id ? { view_id: on.view_id } : { on };
}

function keyOf(blockId, element) {
  return JSON.stringify([blockId, element.action_id, element.type]);
}

function nested(entries) {
  const values = {};
  for (const [key, entry] of entries) {
    const [blockId, actionId] = JSON.parse(key);
    values[blockId] = { ...values[blockId], [actionId]: entry };
  }
  return values;
}

function withoutSettled(drafts, isKeptOutside) {
  if (!isKeptOutside) return drafts;
  return Object.fromEntries(Object.entries(drafts).filter(([, { settled }]) => !settled));
}
