import { useEffect } from './html.js';

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [contenteditable=true], [tabindex="0"]';

/** What Tab reaches inside an element, in order. */
export function focusable(element) {
  return [...element.querySelectorAll(FOCUSABLE)].filter(
    (item) =>
      item.tabIndex >= 0 && item.checkVisibility?.({ visibilityProperty: true }) !== false && !item.closest('[inert]'),
  );
}

/**
 * Keeps Tab inside a dialog while it is there, puts the focus into it (unless somebody works in the other pane) and gives it back
 * to where it was afterwards.
 * @param box ref of the dialog; `first` gives the element to focus
 */
export function useFocusTrap(box, first, again) {
  useEffect(() => {
    const element = box.current;
    const pane = element.closest('.pane');
    const before = document.activeElement;
    const isElsewhere = pane && before && before !== document.body && !pane.contains(before);
    if (!isElsewhere) (first(element) ?? element).focus({ preventScroll: false });
    return () => {
      const now = document.activeElement;
      const lost = !now || now === document.body || element.contains(now);
      if (!lost || isElsewhere) return;
      if (before?.isConnected && before !== document.body) before.focus();
      else pane?.querySelector('[data-home-focus]')?.focus();
    };
  }, [again]);
}

/** Handles Tab at the edges of a dialog. */
export function trapTab(event, element) {
  if (event.key !== 'Tab') return;
  const all = focusable(element);
  if (all.length === 0) return event.preventDefault();
  const at = all.indexOf(document.activeElement);
  if (event.shiftKey ? at > 0 : at >= 0 && at < all.length - 1) return;
  event.preventDefault();
  all[event.shiftKey ? all.length - 1 : 0].focus();
}

/** F6 and Shift+F6 go round the regions of the page: clock, left pane, right pane, inspector. */
export function nextRegion(event) {
  if (event.key !== 'F6') return;
  event.preventDefault();
  const regions = [...document.querySelectorAll('[data-region]')].filter(
    (region) => region.checkVisibility?.() !== false,
  );
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const to = regions[(at + (event.shiftKey ? -1 : 1) + regions.length) % regions.length];
  const dialog = to?.querySelector('[role=dialog], [role=alertdialog]');
  (to?.querySelector('[role=alertdialog]') ?? dialog ?? to)?.focus();
}
