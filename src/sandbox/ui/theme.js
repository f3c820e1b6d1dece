/** Light, dark, or as the system says. Kept in this browser. */
const KEY = 'sandbox-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export function applyTheme() {
  const chosen = readChoice();
  document.documentElement.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
}

/** Switches, and answers the theme that shows now. */
export function toggleTheme() {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still switches.
  }
  document.documentElement.dataset.theme = next;
  return next;
}

dark.addEventListener('change', applyTheme);

function readChoice() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
