/** Eleven years of days: past that, a table starts afresh. */
const MOST_KEPT = 4_096;

/** What `find` gives for a key, always the same for the same one: found once, and read from `table` from then on. */
export function remembered<Key, Value>(table: Map<Key, Value>, key: Key, find: () => Value): Value {
  const known = table.get(key);
  if (known !== undefined) return known;
  const found = find();
  if (table.size >= MOST_KEPT) table.clear();
  table.set(key, found);
  return found;
}
