import { z } from 'zod';
import { type Actor, can } from '../../core/access.ts';
import type { AuditEntry, Audited } from '../../core/audit.ts';
import { type Change, together } from '../../core/change.ts';
import { cohortsNamed } from '../../core/cohort-named.ts';
import type { Member } from '../../core/member.ts';
import { type Pair, roleOf } from '../../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';
import { readCarried, typedText } from '../../slack/payload.ts';
import { actorOf } from './pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings'>;

export const NOT_TO_LOOK_AFTER = refuse(
  'not_coordinator',
  'Only the coordinators of a cohort can look after its pairs. Your own pairing is under /pairing.',
);

/** A pair, and who asks, who may look after it. */
export type Cared = { pair: Pair; actor: Actor };

/** The pair that a button or a form carries (untrusted), when the asker may look after it. */
export async function caredPair(needs: Needs, ask: Ask, carried: string): Promise<Cared | Refusal> {
  const about = readCarried(carried, z.object({ p: z.string() }));
  if (isRefusal(about)) return about;
  const actor = await actorOf(needs, ask);
  const pair = await needs.store.pairings.find(ask.workspaceId, about.p, ask.now);
  return pair && can(actor, 'look after the pair', { pair }) ? { pair, actor } : NOT_TO_LOOK_AFTER;
}

/**
 * The active pairs of somebody (Slack's id) that the asker may look after, in the cohorts that `cohort` names, as Slack escaped it (empty for all of
 * them). A name means what it does everywhere, also where they are paired in another cohort whose name begins alike. Null for the member when we do
 * not know them.
 */
export async function caredPairsOf(
  needs: Needs,
  ask: Ask,
  userId: string,
  cohort: string,
): Promise<{ member: Member | null; pairs: Pair[]; actor: Actor }> {
  const actor = await actorOf(needs, ask);
  const member = await needs.store.members.find(ask.workspaceId, userId);
  const all = member ? await needs.store.pairings.ofMember(member.id, ask.now) : [];
  const run = (await needs.store.cohorts.list(ask.workspaceId)).filter((each) =>
    can(actor, 'run the cohort', { cohort: each }),
  );
  const meant = new Set(cohortsNamed(run, typedText(cohort)).map(({ id }) => id));
  const pairs = all.filter((pair) => can(actor, 'look after the pair', { pair }) && meant.has(pair.cohort.id));
  return { member, pairs, actor };
}

/** Whether somebody runs any cohort at all. */
export async function runsAnything(needs: Needs, ask: Ask): Promise<boolean> {
  const actor = await actorOf(needs, ask);
  return actor.isAdmin || actor.coordinates.length > 0;
}

/**
 * Changes a pair in the name of whoever runs its cohort, who is asked for their right again inside the transaction, and notes it. `by` is our id of
 * the asker where they are of the pair themselves.
 */
export async function changeCared(
  needs: Needs,
  ask: Ask,
  { pair, actor }: Cared,
  action: Audited,
  decide: (pair: Pair, by: string | null) => { change: Change; about: AuditEntry['about'] } | Refusal,
): Promise<Pair | Refusal> {
  const { id } = pair.pairing;
  const done = await needs.store.pairings.change(ask.workspaceId, id, ask.now, (current) => {
    if (!can(actor, 'look after the pair', { pair: current })) return NOT_TO_LOOK_AFTER;
    const by = actor.memberId && roleOf(current, actor.memberId) ? actor.memberId : null;
    const decided = decide(current, by);
    if (isRefusal(decided)) return decided;
    const about = { mentor: current.mentor.userId, mentee: current.mentee.userId, ...decided.about };
    const entry = { at: ask.now, by: ask.userId, action, cohortId: current.cohort.id, pairingId: id, about };
    return together(decided.change, { audit: [entry] });
  });
  if (done === null) return NOT_TO_LOOK_AFTER;
  return isRefusal(done) ? done : done.pair;
}
