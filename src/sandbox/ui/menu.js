import { html, useEffect, useRef, useState } from './html.js';
import { Icon } from './icons.js';
import { Popup } from './popup.js';

/**
 * A button with a menu under it. Arrow keys, Home, End and first letters move; Escape gives the focus back.
 * @param {{ label: string, items: { label: unknown, text?: string, description?: unknown, icon?: string, danger?: boolean,
 *   divider?: boolean, href?: string, onSelect?: () => void }[] }} props
 */
export function MenuButton({
  label,
  items,
  icon = 'more',
  face,
  name = 'icon-button',
  align = 'end',
  disabled = false,
}) {
  const [open, setOpen] = useState(false);
  const button = useRef(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const key = (event) => {
    if (event.key !== 'ArrowDown' || open) return;
    event.preventDefault();
    setOpen(true);
  };
  return html`<button ref=${button} type="button" class=${name} aria-label=${label} title=${label} aria-haspopup="menu"
      aria-expanded=${open} disabled=${disabled} onClick=${() => setOpen(!open)} onKeyDown=${key}>
      ${face ?? html`<${Icon} name=${icon} />`}
    </button>
    ${open && html`<${Menu} anchor=${button} label=${label} items=${items} align=${align} onClose=${close} />`}`;
}

function Menu({ anchor, label, items, align, onClose }) {
  const list = useRef(null);
  const entries = () => [...(list.current?.querySelectorAll('[role=menuitem]') ?? [])];

  useEffect(() => entries()[0]?.focus(), []);

  const key = (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to % all.length]?.focus();
    } else if (event.key === 'Tab') onClose();
    else if (/^\S$/.test(event.key)) {
      const typed = event.key.toLowerCase();
      [...all.slice(at + 1), ...all].find((entry) => entry.textContent.trim().toLowerCase().startsWith(typed))?.focus();
    }
  };
  const choose = (item) => () => {
    onClose();
    item.onSelect?.();
  };
  const rows = items.map((item, at) => {
    if (item.divider) return html`<div key=${at} role="separator" class="menu-divider"></div>`;
    const inside = html`${item.icon && html`<${Icon} name=${item.icon} />`}
      <span class="menu-text"><span>${item.label}</span>${item.description && html`<small>${item.description}</small>`}</span>`;
    const name = `menu-item ${item.danger ? 'danger' : ''}`;
    return item.href
      ? html`<a key=${at} role="menuitem" tabindex="-1" class=${name} href=${item.href} target="_blank" rel="noopener noreferrer" onClick=${choose(item)}>${inside}</a>`
      : html`<button key=${at} type="button" role="menuitem" tabindex="-1" class=${name} onClick=${choose(item)}>${inside}</button>`;
  });
  return html`<${Popup} anchor=${anchor} align=${align} name="menu" onClose=${onClose}>
    <div ref=${list} role="menu" aria-label=${label} onKeyDown=${key}>${rows}</div>
  <//>`;
}
