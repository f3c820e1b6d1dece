import { z } from 'zod';
import { staffCohort } from '../core/cohort-rules.ts';
import { cannotCoordinate, type Member } from '../core/member.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { readCarried } from '../slack/payload.ts';
import { COORDINATORS_MAX, coordinatorsModal } from './coordinators.view.ts';
import type { Hub } from './shared/cohort-hub.ts';
import { changeCohort, cohortOf } from './shared/cohort-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'messenger' | 'wake'>;

/** Who coordinates a cohort: appointed and dismissed by whoever runs the installation. */
export function coordinators(deps: Needs, hub: Hub): Feature {
  async function open(ask: ClickAsk): Handled {
    const found = await cohortOf(deps, ask, 'appoint coordinators', ask.value);
    if (isRefusal(found)) return found;
    // Slack's select takes no account that is deactivated; whoever is stays what they were.
    const people = (await deps.store.cohorts.coordinators(found.cohort.id)).filter(({ active }) => active);
    return {
      open: coordinatorsModal(
        found.cohort,
        people.map(({ userId }) => userId),
      ),
    };
  }

  async function save(ask: SubmitAsk): Handled {
    const found = await cohortOf(deps, ask, 'appoint coordinators', ask.carried);
    if (isRefusal(found)) return found;
    const about = readCarried(ask.carried, z.object({ w: z.string() }));
    if (isRefusal(about)) return about;
    const were = about.w.split(' ').filter(Boolean);
    const chosen = Array.isArray(ask.filled.people) ? ask.filled.people.slice(0, COORDINATORS_MAX) : [];
    const appoint = await meetAll(
      ask,
      chosen.filter((userId) => !were.includes(userId)),
    );
    if (isRefusal(appoint)) return appoint;
    const dismiss = were.filter((userId) => !chosen.includes(userId));
    const done = await changeCohort(deps, ask, found.cohort.id, 'appoint coordinators', (cohort, doing, present) =>
      staffCohort(cohort, present, { appoint, dismiss }, doing),
    );
    if (isRefusal(done)) return done;
    deps.wake();
    const below = ask.stacked ? await hub.draw(ask, { c: found.cohort.id }) : null;
    return below ? { below } : {};
  }

  /** Asks Slack who people are and writes them down; refuses, with all the reasons, when anybody among them cannot coordinate. */
  async function meetAll(ask: Ask, userIds: readonly string[]): Promise<Member[] | Refusal> {
    const people = await Promise.all(userIds.map((userId) => deps.messenger.person(userId)));
    const refusals = people.flatMap((person) => cannotCoordinate(person) ?? []);
    const [first] = refusals;
    if (first) return { ...first, words: refusals.map(({ words }) => words).join(' ') };
    const met = people.flatMap((person) => (person ? [person] : []));
    return Promise.all(met.map((person) => deps.store.members.meet(deps.newId(), ask.workspaceId, person, ask.now)));
  }

  return { name: 'coordinators', clicks: { 'coordinators.open': open }, submits: { coordinators: save } };
}
