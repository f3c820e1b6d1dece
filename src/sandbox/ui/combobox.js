import { html, useEffect, useId, useRef, useState } from './html.js';
import { Icon } from './icons.js';
import { Popup } from './popup.js';

const SHOWN = 60;

/**
 * @typedef {{ value: string, label: string, face?: unknown, description?: unknown, group?: string, keywords?: string }} Choice
 * A text field with a list of choices under it (ARIA combobox with a listbox). One choice, or several shown as tokens.
 * With `onQuery` the choices come from outside for what is typed; else they are filtered here.
 */
export function Combobox(props) {
  const { choices, chosen = [], multi = false, placeholder = '', onPick, onRemove, onQuery, loading = false } = props;
  const {
    id,
    label,
    describedBy,
    invalid,
    disabled,
    max = Number.POSITIVE_INFINITY,
    emptyText = 'No matches',
    clearable,
  } = props;
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef(null);
  const input = useRef(null);
  const listId = useId();

  const isFull = multi && chosen.length >= max;
  const matches = visibleChoices(choices, onQuery ? '' : (typed ?? ''), multi ? chosen : []);
  const shown = matches.slice(0, SHOWN);
  const at = Math.min(active, shown.length - 1);

  useEffect(() => {
    if (!open) return;
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, open]);

  const show = () => {
    if (open || disabled) return;
    setOpen(true);
    const selected = shown.findIndex((choice) => choice.value === chosen[0]?.value);
    setActive(Math.max(0, multi ? 0 : selected));
    onQuery?.(typed ?? '');
  };
  const hide = () => {
    setOpen(false);
    setTyped(null);
  };
  const pick = (choice) => {
    onPick(choice);
    setTyped(null);
    if (!multi) setOpen(false);
    input.current?.focus();
  };
  const type = ({ target }) => {
    setTyped(target.value);
    setActive(0);
    setOpen(true);
    onQuery?.(target.value);
  };
  const key = (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move) {
      event.preventDefault();
      if (open) setActive(Math.max(0, Math.min(shown.length - 1, at + move)));
      else show();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      event.stopPropagation();
      if (shown[at] && !isFull) pick(shown[at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    } else if (event.key === 'Backspace' && multi && !typed && chosen.length > 0) onRemove(chosen.at(-1));
    else if (event.key === 'Tab') hide();
  };

  const value = typed ?? (multi ? '' : (chosen[0]?.label ?? ''));
  const tokens =
    multi &&
    chosen.map(
      (choice) => html`<${Token} key=${choice.value} choice=${choice} disabled=${disabled} onRemove=${onRemove} />`,
    );
  const isCleared = !clearable || multi || chosen.length === 0;
  return html`<div ref=${box} class=${`field combobox ${invalid ? 'invalid' : ''} ${disabled ? 'disabled' : ''}`}
      onMouseDown=${({ target }) => target !== input.current && !target.closest('button') && setTimeout(() => input.current?.focus())}>
      ${tokens}
      <input ref=${input} id=${id} class="bare" type="text" role="combobox" autocomplete="off" spellcheck=${false} aria-expanded=${open}
        aria-controls=${listId} aria-autocomplete="list" aria-activedescendant=${open && shown[at] ? `${listId}-${at}` : undefined}
        aria-label=${label} aria-describedby=${describedBy} aria-invalid=${invalid || undefined} disabled=${disabled}
        placeholder=${multi && chosen.length > 0 ? '' : placeholder} value=${value}
        onInput=${type} onKeyDown=${key} onClick=${show} onFocus=${(event) => !multi && event.target.select()} onBlur=${hide} />
      ${
        isCleared
          ? html`<span class="field-icon"><${Icon} name="down" size=${16} /></span>`
          : html`<button type="button" class="field-clear" aria-label=${`Clear ${label ?? ''}`} onClick=${() => onRemove(chosen[0])}><${Icon} name="close" size=${14} /></button>`
      }
      ${
        open &&
        html`<${Popup} anchor=${box} name="listbox-popup" matchWidth onClose=${hide} onMouseDown=${(event) => event.preventDefault()}>
        <${Choices} id=${listId} label=${label ?? placeholder} shown=${shown} total=${matches.length} active=${at} chosen=${chosen} multi=${multi}
          isFull=${isFull} max=${max} loading=${loading} emptyText=${emptyText} onPick=${pick} onHover=${setActive} />
      <//>`
      }
    </div>`;
}

function Choices({ id, label, shown, total, active, chosen, multi, isFull, max, loading, emptyText, onPick, onHover }) {
  let group;
  const rows = shown.map((choice, at) => {
    const isNewGroup = choice.group !== undefined && choice.group !== group;
    group = choice.group;
    return html`${isNewGroup && html`<div class="choice-group" role="presentation">${choice.group}</div>`}
      <div id=${`${id}-${at}`} role="option" class=${`choice ${at === active ? 'active' : ''}`}
        aria-selected=${chosen.some(({ value }) => value === choice.value)} aria-disabled=${isFull || undefined}
        onClick=${() => !isFull && onPick(choice)} onMouseMove=${() => at !== active && onHover(at)}>
        <span class="choice-face">${choice.face ?? choice.label}</span>${choice.description && html`<small>${choice.description}</small>`}
      </div>`;
  });
  return html`<div id=${id} role="listbox" aria-label=${label} aria-multiselectable=${multi || undefined} aria-busy=${loading}>${rows}</div>
    ${loading && html`<div class="choice-note" role="status"><span class="spinner"></span> Loading…</div>`}
    ${!loading && shown.length === 0 && html`<div class="choice-note" role="status">${emptyText}</div>`}
    ${isFull && html`<div class="choice-note" role="status">At most ${max} can be chosen.</div>`}
    ${total > shown.length && html`<div class="choice-note">${total - shown.length} more: type to narrow them down</div>`}`;
}

function Token({ choice, disabled, onRemove }) {
  return html`<span class="token">${choice.face ?? choice.label}
    <button type="button" disabled=${disabled} aria-label=${`Remove ${choice.label}`} onClick=${() => onRemove(choice)}><${Icon} name="close" size=${12} /></button>
  </span>`;
}

function visibleChoices(choices, typed, without) {
  const wanted = typed.trim().toLowerCase();
  return choices.filter(
    (choice) =>
      !without.some(({ value }) => value === choice.value) &&
      `${choice.label} ${choice.keywords ?? ''}`.toLowerCase().includes(wanted),
  );
}
