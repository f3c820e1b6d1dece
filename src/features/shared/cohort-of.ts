import { z } from 'zod';
import { type Action, type Actor, can } from '../../core/access.ts';
import type { Cohort } from '../../core/cohort.ts';
import type { CohortChange, Doing } from '../../core/cohort-rules.ts';
import type { Member } from '../../core/member.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';
import { readCarried } from '../../slack/payload.ts';
import { actorOf } from './pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings'>;

export const NOT_ADMIN = refuse(
  'not_admin',
  'Only the people who run this installation can create a cohort. Ask one of them, or your IT team.',
);
const NOT_TO_APPOINT = refuse(
  'not_admin',
  'Only the people who run this installation say who coordinates a cohort. Ask one of them.',
);
const NOT_YOURS = refuse(
  'not_coordinator',
  'Only the people who run this cohort can do that. If you should be one of them, ask whoever runs this installation.',
);

/** The cohort that a button or a form carries (untrusted), when the asker may do `action` to it. */
export async function cohortOf(
  needs: Needs,
  ask: Ask,
  action: Action,
  carried: string,
): Promise<{ cohort: Cohort; actor: Actor } | Refusal> {
  const about = readCarried(carried, z.object({ c: z.string() }));
  if (isRefusal(about)) return about;
  const actor = await actorOf(needs, ask);
  const cohort = await needs.store.cohorts.find(ask.workspaceId, about.c);
  return cohort && can(actor, action, { cohort }) ? { cohort, actor } : notAllowed(action);
}

/** Changes a cohort in the name of the asker, who is asked for their right again inside the transaction. */
export async function changeCohort(
  needs: Needs,
  ask: Ask,
  cohortId: string,
  action: Action,
  decide: (cohort: Cohort, doing: Doing, coordinators: Member[]) => CohortChange | Refusal,
): Promise<Cohort | Refusal> {
  const isAdmin = needs.settings.admins.includes(ask.userId);
  const done = await needs.store.cohorts.change(ask.workspaceId, cohortId, ask.now, (cohort, coordinators) => {
    const me = coordinators.find(({ userId }) => userId === ask.userId);
    const actor = { userId: ask.userId, memberId: me?.id ?? null, isAdmin, coordinates: me ? [cohort.id] : [] };
    if (!can(actor, action, { cohort })) return notAllowed(action);
    return decide(cohort, { by: ask.userId, now: ask.now }, coordinators);
  });
  return done ?? notAllowed(action);
}

function notAllowed(action: Action): Refusal {
  return action === 'appoint coordinators' ? NOT_TO_APPOINT : NOT_YOURS;
}
