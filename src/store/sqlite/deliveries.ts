import type { DeliveryStore } from '../store.ts';
import type { Connection } from './connection.ts';

/** The part of `store.deliveries`, on a connection. */
export function deliveryStore({ db, write }: Connection): DeliveryStore {
  const note = db.prepare('INSERT INTO deliveries (key, at) VALUES (@key, @now) ON CONFLICT (key) DO NOTHING');
  const release = db.prepare('DELETE FROM deliveries WHERE key = @key');
  const forget = db.prepare('DELETE FROM deliveries WHERE at < @before');
  return {
    async first(key, now) {
      return write(() => note.run({ key, now }).changes === 1);
    },
    async release(key) {
      write(() => release.run({ key }));
    },
    async forget(before) {
      return write(() => forget.run({ before }).changes);
    },
  };
}
