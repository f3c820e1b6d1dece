import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';

/** What Slack may deliver twice, named so that both copies have the same name. */
export type Delivery = {
  /** `event_id`, or what `deliveryId` makes of a `trigger_id`. Null when Slack sent none. */
  id: string | null;
  /** The submitted view and its hash; only for submissions. */
  view?: string | undefined;
};

const REMEMBERED_MS = 10 * 60_000;

/**
 * Names a delivery by its trigger and by what it says; null without a trigger. Copies agree in both. A trigger alone would do for
 * Slack, but emulators of it may hand out the same one again.
 */
export function deliveryId(trigger: string | null, ...said: string[]): string | null {
  if (!trigger) return null;
  return `${trigger}:${createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)}`;
}

/** `answer` is null for a copy whose first one was answered before a restart. */
export type Delivered<A> = { answer: A | null; repeated: boolean };

/**
 * Makes a delivery that arrives twice have one effect, over whichever connection and at whatever moment the copies come. The copy
 * waits for the first one and gets its answer, marked `repeated`, so that it can be acknowledged alike and nothing else happens.
 * What came to nothing (a failure, or a submission that was turned down with words beside its fields) may be sent again; what
 * went through may not.
 */
export function createDeliveries<A>({ store }: Pick<Deps, 'store'>, wentThrough: (answer: A) => boolean) {
  const answers = new Map<string, Promise<A | null>>();

  async function once(delivery: Delivery, now: number, run: () => Promise<A>): Promise<Delivered<A>> {
    const id = delivery.id ? `id:${delivery.id}` : null;
    const same = id && answers.get(id);
    if (same) return { answer: await same, repeated: true };
    const done = inTurn(id, delivery.view ? `view:${delivery.view}` : null, now, run);
    if (id) remember(id, done);
    return done;
  }

  /** One submission of a view after the other: each waits for those before it, and counts only where none of them did. */
  async function inTurn(
    id: string | null,
    view: string | null,
    now: number,
    run: () => Promise<A>,
  ): Promise<Delivered<A>> {
    let before: Promise<A | null> | undefined;
    for (let latest = view && answers.get(view); latest && latest !== before; latest = view && answers.get(view)) {
      before = latest;
      const earlier = await latest.then(
        (answer) => ({ answer }),
        () => null,
      );
      if (earlier && (earlier.answer === null || wentThrough(earlier.answer))) return { ...earlier, repeated: true };
    }
    const done = first([id, view], now, run);
    if (view) remember(view, done);
    return done;
  }

  /** Runs unless one of the keys was noted before, by whichever process; forgets them when it comes to nothing. */
  async function first(names: (string | null)[], now: number, run: () => Promise<A>): Promise<Delivered<A>> {
    const keys = names.filter((key) => key !== null);
    const forget = () => Promise.all(keys.map((key) => store.deliveries.release(key)));
    for (const key of keys) if (await store.deliveries.known(key)) return { answer: null, repeated: true };
    try {
      // Noted with the effect: after a crash before it, Slack or the person tries again, and it must not look done.
      const answer = await store.deliveries.along(keys, now, run);
      if (wentThrough(answer)) noteLate(keys, now);
      else await forget();
      return { answer, repeated: false };
    } catch (error) {
      await forget();
      throw error;
    }
  }

  /**
   * For what wrote nothing and so noted nothing, once it is acknowledged. A copy of it does no harm, so neither does a process that ends
   * before, or a store that cannot note it.
   */
  function noteLate(keys: string[], now: number): void {
    setImmediate(() => {
      for (const key of keys) void store.deliveries.first(key, now).catch(() => {});
    });
  }

  function remember(key: string, done: Promise<Delivered<A>>): void {
    const kept = done.then(({ answer }) => answer);
    const drop = () => {
      if (answers.get(key) === kept) answers.delete(key);
    };
    answers.set(key, kept);
    kept.catch(drop);
    setTimeout(drop, REMEMBERED_MS).unref();
  }

  return { once };
}
