import { Blocks } from './blocks/index.js';
import { html } from './html.js';
import { useStore } from './store.js';
import { Surface, useSurface } from './surface.js';

const HOME = { home: true };

/** The app's Home tab as this person sees it. */
export function HomeTab({ desk }) {
  const app = useStore((state) => state.about.app.name);
  const surface = useSurface({ as: desk.user, on: HOME, values: desk.home?.values });
  if (!desk.home) {
    return html`<div class="empty"><p><strong>${app} has not drawn a Home tab for this person yet.</strong></p><p class="muted">It is drawn when the app answers <code>app_home_opened</code>.</p></div>`;
  }
  return html`<${Surface.Provider} value=${surface}>
    <div class="home scroll" tabindex="0" role="region" aria-label=${`${app} Home`}><div class="home-sheet"><${Blocks} blocks=${desk.home.view.blocks} /></div></div>
  <//>`;
}
