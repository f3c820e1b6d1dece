import { html, useEffect, useLayoutEffect, useRef } from './html.js';

const GAP = 4;
const EDGE = 8;

/**
 * Something that floats beside its anchor in the browser's top layer, so that nothing clips it. Closes on Escape and on a
 * press elsewhere. `anchor` is a ref; `matchWidth` makes it at least as wide as the anchor.
 */
export function Popup({ anchor, onClose, children, name = '', align = 'start', matchWidth = false, ...rest }) {
  const box = useRef(null);

  useLayoutEffect(() => {
    const element = box.current;
    element.showPopover?.();
    const place = () => placeBeside(anchor.current, element, align, matchWidth);
    place();
    const watcher = new ResizeObserver(place);
    watcher.observe(element);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      watcher.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, []);

  useEffect(() => {
    const press = ({ target }) => {
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    addEventListener('pointerdown', press, true);
    return () => removeEventListener('pointerdown', press, true);
  }, [onClose]);

  const key = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return html`<div ref=${box} popover="manual" class=${`popup ${name}`} onKeyDown=${key} ...${rest}>${children}</div>`;
}

function placeBeside(anchor, element, align, matchWidth) {
  if (!anchor) return;
  const at = anchor.getBoundingClientRect();
  if (matchWidth) element.style.minWidth = `${at.width}px`;
  const below = innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const wanted = Math.min(element.scrollHeight, 360);
  const goesUp = below < wanted && above > below;
  element.style.maxHeight = `${Math.max(80, Math.min(goesUp ? above : below, 420))}px`;
  const height = Math.min(element.offsetHeight, goesUp ? above : below);
  const left = align === 'end' ? at.right - element.offsetWidth : at.left;
  element.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - element.offsetWidth - EDGE))}px`;
  element.style.top = `${goesUp ? Math.max(EDGE, at.top - GAP - height) : at.bottom + GAP}px`;
}
