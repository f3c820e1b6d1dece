/** `YYYY-MM-DD` of what was typed; undefined when it is no date. */
export function dateIn(typed) {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  const at = iso ? Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])) : Date.parse(`${typed} UTC`);
  if (!Number.isFinite(at)) return undefined;
  const date = new Date(at).toISOString().slice(0, 10);
  return iso && Number(date.slice(8)) !== Number(iso[3]) ? undefined : date;
}

/** `HH:mm` of what was typed, such as `9`, `930`, `9:30 pm`; undefined when it is no time. */
export function timeIn(typed) {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(typed.trim());
  if (!match) return undefined;
  const hour = match[3] ? (Number(match[1]) % 12) + (/p/i.test(match[3]) ? 12 : 0) : Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
