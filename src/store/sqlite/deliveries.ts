import type { DeliveryStore } from '../store.ts';
import type { Connection } from './connection.ts';

/**
 * The part of `store.deliveries`, on a connection. It stands before every answer that somebody waits for, so it does not wait for the disk:
 * what a delivery brought about is written after it, and is never there without it.
 */
export function deliveryStore({ db, note, write }: Connection): DeliveryStore {
  const insert = db.prepare('INSERT INTO deliveries (key, at) VALUES (@key, @now) ON CONFLICT (key) DO NOTHING');
  const release = db.prepare('DELETE FROM deliveries WHERE key = @key');
  const forget = db.prepare('DELETE FROM deliveries WHERE at < @before');
  return {
    async first(key, now) {
      return note(() => insert.run({ key, now }).changes === 1);
    },
    async release(key) {
      write(() => release.run({ key }));
    },
    async forget(before) {
      return note(() => forget.run({ before }).changes);
    },
  };
}
