import type { Deps } from '../deps.ts';

/** What Slack may deliver twice, named so that both copies have the same name. */
export type Delivery = {
  /** `trigger_id` or `event_id`. Null when Slack sent none. */
  id: string | null;
  /** The submitted view and its hash; only for submissions. */
  view?: string | undefined;
};

const REMEMBERED_MS = 10 * 60_000;

/**
 * Makes a delivery that arrives twice have one effect, over whichever connection and at whatever moment the copies come. The copy
 * waits for the first one and gets its answer, marked `repeated`, so that it can be acknowledged alike and nothing else happens.
 * A submission that was turned down with words beside its fields may be sent again; one that went through may not.
 */
export function createDeliveries<A>({ store }: Pick<Deps, 'store'>, wentThrough: (answer: A) => boolean) {
  const running = new Map<string, Promise<A>>();

  async function once(
    delivery: Delivery,
    now: number,
    run: () => Promise<A>,
  ): Promise<{ answer: A | null; repeated: boolean }> {
    const id = delivery.id ? `id:${delivery.id}` : null;
    const view = delivery.view ? `view:${delivery.view}` : null;
    const same = (id && running.get(id)) || null;
    if (same) return { answer: await same, repeated: true };
    const submitted = view ? running.get(view) : undefined;
    if (submitted) {
      const answer = await submitted;
      if (wentThrough(answer)) return { answer, repeated: true };
    }
    const first = (async () => {
      if (id && !(await store.deliveries.first(id, now))) return null;
      if (view && !(await store.deliveries.first(view, now))) return null;
      const answer = await run();
      if (view && !wentThrough(answer)) await store.deliveries.release(view);
      return { answer };
    })();
    const kept = first.then((done) => done?.answer as A);
    for (const key of [id, view]) if (key) remember(key, kept);
    const done = await first;
    return done ? { answer: done.answer, repeated: false } : { answer: null, repeated: true };
  }

  function remember(key: string, answer: Promise<A>): void {
    running.set(key, answer);
    answer.catch(() => {});
    setTimeout(() => running.delete(key), REMEMBERED_MS).unref();
  }

  return { once };
}
