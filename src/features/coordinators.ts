import { z } from 'zod';
import { staffCohort } from '../core/cohort-rules.ts';
import { cannotCoordinate, type Member } from '../core/member.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { type Filled, readCarried } from '../slack/payload.ts';
import { COORDINATORS_MAX, coordinatorsModal } from './coordinators.view.ts';
import { type ClosedForms, remembered } from './shared/closed-forms.ts';
import type { Hub } from './shared/cohort-hub.ts';
import { changeCohort, cohortOf } from './shared/cohort-of.ts';
import { activeAmong } from './shared/people-named.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'newId' | 'messenger' | 'wake'>;

const FORM = 'coordinators';
/** `w`: who coordinated the cohort when the form was opened, by Slack's ids. */
const carriedAlong = z.object({ w: z.string().transform((ids) => ids.split(' ').filter(Boolean)) });

/** Who coordinates a cohort: appointed and dismissed by whoever runs the installation. */
export function coordinators(deps: Needs, hub: Hub, unsent: ClosedForms): Feature {
  async function open(ask: ClickAsk): Handled {
    const found = await cohortOf(deps, ask, 'appoint coordinators', ask.value);
    if (isRefusal(found)) return found;
    // Slack's select takes no account that is deactivated; whoever is stays what they were.
    const people = (await deps.store.cohorts.coordinators(found.cohort.id)).filter(({ active }) => active);
    const present = people.map(({ userId }) => userId);
    const left = await asLeft(ask, found.cohort.id, present);
    return { open: unsent.offer(ask.userId, found.cohort.id, coordinatorsModal(found.cohort, present), left) };
  }

  /** Those who coordinate now, with whom the asker had added and without whom they had taken away: others may have appointed somebody since. */
  async function asLeft(ask: Ask, cohortId: string, present: readonly string[]): Promise<Filled | undefined> {
    const last = unsent.of(ask.userId, FORM, cohortId);
    const opened = readCarried(last?.carried, carriedAlong);
    const chosen = last?.filled.people;
    if (isRefusal(opened) || !Array.isArray(chosen)) return undefined;
    const added = await activeAmong(
      deps,
      ask,
      chosen.filter((userId) => !opened.w.includes(userId) && !present.includes(userId)),
    );
    return { people: [...present.filter((userId) => !opened.w.includes(userId) || chosen.includes(userId)), ...added] };
  }

  async function save(ask: SubmitAsk): Handled {
    const found = await cohortOf(deps, ask, 'appoint coordinators', ask.carried);
    if (isRefusal(found)) return found;
    const about = readCarried(ask.carried, carriedAlong);
    if (isRefusal(about)) return about;
    const were = about.w;
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

  async function aboutCohort(ask: Ask & { carried: string }) {
    const found = await cohortOf(deps, ask, 'appoint coordinators', ask.carried);
    return isRefusal(found) ? found : found.cohort.id;
  }

  const { submit, closed } = remembered(unsent, aboutCohort, save);
  return {
    name: 'coordinators',
    clicks: { 'coordinators.open': open },
    submits: { [FORM]: submit },
    closings: { [FORM]: closed },
  };
}
