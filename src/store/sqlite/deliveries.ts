import type { DeliveryStore } from '../store.ts';
import type { Connection } from './connection.ts';

/**
 * The part of `store.deliveries`, on a connection. Noting stands before an answer that somebody waits for, so it does not wait for the disk:
 * without an effect, a note that a power cut takes back is not missed.
 */
export function deliveryStore({ db, read, aside, note, along }: Connection): DeliveryStore {
  const insert = db.prepare('INSERT INTO deliveries (key, at) VALUES (@key, @now) ON CONFLICT (key) DO NOTHING');
  const known = db.prepare('SELECT 1 FROM deliveries WHERE key = ?');
  const release = db.prepare('DELETE FROM deliveries WHERE key = @key');
  const forget = db.prepare('DELETE FROM deliveries WHERE at < @before');
  return {
    async first(key, now) {
      return note(() => insert.run({ key, now }).changes === 1);
    },
    async known(key) {
      return read(() => known.get(key) !== undefined);
    },
    along(keys, now, work) {
      return along(() => {
        for (const key of keys) insert.run({ key, now });
      }, work);
    },
    async release(key) {
      aside(() => release.run({ key }));
    },
    async forget(before) {
      return note(() => forget.run({ before }).changes);
    },
  };
}
