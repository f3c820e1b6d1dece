import type { Person } from '../core/member.ts';
import type { Deps } from '../deps.ts';
import type { Ask } from '../slack/feature.ts';

/** Keeps what we know of people in step with Slack: names, time zones, accounts that come and go. */
export function people({ store, newId, wake }: Pick<Deps, 'store' | 'newId' | 'wake'>) {
  return {
    /** Somebody's profile changed. People whom we do not know stay unknown. */
    async changed(ask: Ask, person: Person): Promise<void> {
      const known = await store.members.find(ask.workspaceId, person.userId);
      if (!known) return;
      await store.members.meet(newId(), ask.workspaceId, person, ask.now);
      wake();
    },
  };
}
