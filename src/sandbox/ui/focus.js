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

const LAYERS = '[role=alertdialog], [role=dialog][data-layer], .pane-inner';
const lastIn = new WeakMap();

addEventListener('focusin', ({ target }) => {
  const layer = target.closest?.(LAYERS);
  if (layer) lastIn.set(layer, target);
});

/**
 * Puts the focus into a dialog (unless somebody works in the other pane), and afterwards back to where it was in what lies under it.
 * @param box ref of the dialog; `first` gives the element to focus; `again` changes when it is another dialog
 */
export function useFocusTrap(box, first, again) {
  useEffect(() => {
    const element = box.current;
    const pane = element.closest('.pane');
    const isMine = () => isFree(document.activeElement) || pane.contains(document.activeElement);
    if (isMine()) (first(element) ?? element).focus();
    return () => {
      if (isMine()) requestAnimationFrame(() => isMine() && focusTop(pane));
    };
  }, [again]);
}

/** Focuses the layer on top of a pane where the focus was last. */
function focusTop(pane) {
  const layers = ['[role=alertdialog]', '[role=dialog][data-layer]', '.pane-inner'].map((layer) =>
    pane.querySelector(layer),
  );
  const top = layers.find(Boolean);
  if (!top || top.contains(document.activeElement)) return;
  const last = lastIn.get(top);
  (last?.isConnected ? last : (top.querySelector('[data-home-focus]') ?? top)).focus();
}

function isFree(element) {
  return !element || element === document.body || !element.isConnected;
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
