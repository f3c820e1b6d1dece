import { html, useEffect } from '../html.js';
import { Icon } from '../icons.js';
import { update, useStore } from '../store.js';
import { loadLog } from '../world.js';
import { Connections } from './connections.js';
import { Faults } from './faults.js';
import { Traffic } from './traffic.js';

const TABS = [
  ['traffic', 'Traffic', Traffic],
  ['faults', 'Faults and limits', Faults],
  ['connections', 'Connections', Connections],
];

/** The drawer that shows what goes between Slack and the app, and lets things go wrong on purpose. */
export function Inspector() {
  const isOpen = useStore((state) => state.inspector.open);
  const tab = useStore((state) => state.inspector.tab);
  const faults = useStore((state) => state.faults.length);
  const connections = useStore((state) => state.connections.length);
  useEffect(() => {
    if (isOpen) loadLog();
  }, [isOpen]);
  if (!isOpen) return html`<div id="inspector" hidden></div>`;

  const show = (change) => update(({ inspector }) => ({ inspector: { ...inspector, ...change } }));
  const key = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = TABS.findIndex(([name]) => name === tab);
    const [next] = TABS[(at + step + TABS.length) % TABS.length];
    show({ tab: next });
    document.getElementById(`inspector-tab-${next}`)?.focus();
  };
  const counts = { faults, connections };
  const Body = TABS.find(([name]) => name === tab)[2];
  return html`<section id="inspector" class="inspector" aria-label="Inspector" data-region tabindex="-1">
    <div class="inspector-head">
      <div class="tabs" role="tablist" aria-label="Inspector" onKeyDown=${key}>
        ${TABS.map(
          ([
            name,
            label,
          ]) => html`<button key=${name} id=${`inspector-tab-${name}`} type="button" role="tab" aria-controls="inspector-panel" aria-selected=${name === tab} tabindex=${name === tab ? 0 : -1}
            onClick=${() => show({ tab: name })}>${label}${counts[name] > 0 && html`<span class="count">${counts[name]}</span>`}</button>`,
        )}
      </div>
      <button type="button" class="icon-button" aria-label="Close the inspector" onClick=${() => show({ open: false })}><${Icon} name="close" /></button>
    </div>
    <div id="inspector-panel" class="inspector-body" role="tabpanel" aria-labelledby=${`inspector-tab-${tab}`}><${Body} /></div>
  </section>`;
}
