import { createContext, html, useContext } from './html.js';
import { useStore } from './store.js';

/** Whose eyes the page is drawn for: `{ user: id, side: 'left' | 'right' }`. */
export const Reader = createContext({ user: '', side: 'left' });

/** The user object of the reader. */
export function useReader() {
  const { user } = useContext(Reader);
  return useStore((state) => state.users[user]);
}

/** The reader's IANA zone; `UTC` for somebody without one. */
export function useZone() {
  return useReader()?.tz ?? 'UTC';
}

/** The name people read: a display name of one's own, else the real name, else the handle. */
export function nameOf(user) {
  const chosen = user?.profile?.display_name;
  if (chosen && chosen !== user.name) return chosen;
  return user?.profile?.real_name || user?.real_name || user?.name || 'Somebody';
}

/** A coloured square with somebody's initials, or the app's mark. */
export function Avatar({ user, name = nameOf(user), size = 36, app = user?.is_bot }) {
  const initials = name
    .split(/[\s.\-_]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => [...part][0])
    .join('')
    .toUpperCase();
  const style = { '--size': `${size}px`, '--hue': String(hueOf(user?.id ?? name)) };
  return html`<span class=${`avatar ${app ? 'avatar-app' : ''}`} style=${style} aria-hidden="true">
    ${app ? html`<${AppMark} />` : initials}
  </span>`;
}

/** Three stacked stones. */
export function AppMark() {
  return html`<svg viewBox="0 0 24 24" width="62%" height="62%" aria-hidden="true">
    <ellipse cx="12" cy="18.4" rx="8.4" ry="3.4" fill="currentColor" opacity=".75" />
    <ellipse cx="12.6" cy="11.6" rx="6" ry="2.9" fill="currentColor" opacity=".9" />
    <ellipse cx="11.6" cy="6" rx="3.6" ry="2.3" fill="currentColor" />
  </svg>`;
}

function hueOf(text) {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + character.codePointAt(0)) % 3600;
  return (hash * 47) % 360;
}
