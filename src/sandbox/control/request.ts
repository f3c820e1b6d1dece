import type { Entry } from '../acts/entries.ts';
import { impossible, type Outcome } from '../acts/outcome.ts';
import type { On, Which } from '../acts/surface.ts';
import { isObject, stringOf } from '../json.ts';
import type { Json } from '../model.ts';
import type { Slack } from '../slack.ts';

/** `POST click` → what it does with the body (and query) and answers. */
export type Routes = Record<string, (slack: Slack, body: Json) => unknown>;

/** @throws Impossible when it is missing */
export function need(body: Json, key: string): string {
  return stringOf(body[key]) ?? impossible(`«${key}» is missing`);
}

/** Where somebody acts. @throws Impossible */
export function onOf(body: Json): On {
  if (typeof body.view_id === 'string') return { view_id: body.view_id };
  const { on } = body;
  if (!isObject(on)) return impossible('«on» is missing');
  if (on.home === true) return { home: true };
  if (typeof on.view_id === 'string') return { view_id: on.view_id };
  const version = typeof on.version === 'number' ? { version: on.version } : {};
  return { channel: need(on, 'channel'), ts: need(on, 'ts'), ...version };
}

/** Which element. @throws Impossible */
export function whichOf(body: Json): Which {
  if (typeof body.label === 'string') return { label: body.label };
  return { block_id: need(body, 'block_id'), action_id: need(body, 'action_id') };
}

/** `values` by block_id and action_id, or `labels`. */
export function entriesOf(body: Json): { which: Which; entry: Entry }[] {
  const byIds = Object.entries(isObject(body.values) ? body.values : {}).flatMap(([block_id, actions]) =>
    Object.entries(isObject(actions) ? actions : {}).map(([action_id, entry]) => ({
      which: { block_id, action_id },
      entry: entry as Entry,
    })),
  );
  const byLabel = Object.entries(isObject(body.labels) ? body.labels : {}).map(([label, entry]) => ({
    which: { label },
    entry: entry as Entry,
  }));
  return [...byIds, ...byLabel];
}

/** How a delivery went, as JSON; null when nothing was sent. */
export function deliveredOf({ entry, error }: Outcome): Json | null {
  if (!entry && error === undefined) return null;
  return {
    outcome: entry?.outcome ?? 'nothing',
    acks: entry?.acks.length ?? 0,
    ...(entry ? { envelope_id: entry.envelope_id } : {}),
    ...(error === undefined ? {} : { error }),
  };
}
