import { z } from 'zod';
import { type Action, type Actor, can } from '../../core/access.ts';
import type { Change } from '../../core/change.ts';
import type { Member } from '../../core/member.ts';
import type { Notebook } from '../../core/notebook.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';
import { readCarried } from '../../slack/payload.ts';

type Needs = Pick<Deps, 'store' | 'settings'>;

/** Somebody of a pair, the pair, and the other pairs they are in. */
export type Seat = { me: Member; pair: Pair; others: Pair[] };

// Made once: zod compiles a shape when it first reads with it.
const aboutPair = z.object({ p: z.string() });

export const NO_PAIRING = refuse(
  'no_pairing',
  'You are not in a pairing right now. Your programme’s coordinator can pair you with somebody.',
);
const NOT_YOURS = refuse(
  'not_yours',
  'This belongs to a pairing that you are not part of, so there is nothing to do here for you.',
);

/** Who asks, with what they may do. */
export async function actorOf({ store, settings }: Needs, ask: Ask): Promise<Actor> {
  const me = await store.members.find(ask.workspaceId, ask.userId);
  const coordinates = me ? (await store.cohorts.coordinatedBy(me.id)).map((cohort) => cohort.id) : [];
  return { userId: ask.userId, memberId: me?.id ?? null, isAdmin: settings.admins.includes(ask.userId), coordinates };
}

/**
 * The pair that a request speaks of, when the asker is of it. `carried` is what a button or a modal brought along (untrusted); without
 * it the likeliest pair: the one with the nearest meeting, else the one that has waited longest.
 */
export async function pairOf(needs: Needs, ask: Ask, action: Action, carried: string | null): Promise<Seat | Refusal> {
  const me = await needs.store.members.find(ask.workspaceId, ask.userId);
  if (!me) return carried === null ? NO_PAIRING : NOT_YOURS;
  const pairs = await needs.store.pairings.ofMember(me.id, ask.now);
  if (carried === null) {
    const [pair, ...others] = pairs;
    return pair ? { me, pair, others } : noPairing(needs, me, ask.now);
  }
  const about = readCarried(carried, aboutPair);
  if (isRefusal(about)) return about;
  const pair =
    pairs.find((each) => each.pairing.id === about.p) ??
    (await needs.store.pairings.find(ask.workspaceId, about.p, ask.now));
  const actor: Actor = { userId: ask.userId, memberId: me.id, isAdmin: false, coordinates: [] };
  if (!pair || !can(actor, action, { pair })) return NOT_YOURS;
  return { me, pair, others: pairs.filter((each) => each.pairing.id !== pair.pairing.id) };
}

/** Says that somebody is in no pairing, or no longer. */
async function noPairing({ store }: Needs, me: Member, now: number): Promise<Refusal> {
  const ended = await store.pairings.lastEnded(me.id, now);
  if (!ended) return NO_PAIRING;
  const { name } = partnerOf(ended, me.id);
  return refuse(
    'pairing_ended',
    `Your pairing with ${name} has ended, and you are in no other one right now. What you kept stays yours: /takeaway find brings it back.`,
  );
}

/** The pair of the asker that ended last, for somebody who is in none any more; null for anybody else. */
export async function endedPairOf({ store }: Needs, ask: Ask): Promise<Seat | null> {
  const me = await store.members.find(ask.workspaceId, ask.userId);
  const isPaired = me && (await store.pairings.ofMember(me.id, ask.now)).length > 0;
  const pair = me && !isPaired ? await store.pairings.lastEnded(me.id, ask.now) : null;
  return me && pair ? { me, pair, others: [] } : null;
}

/** Changes a pair in the name of the asker, who is asked for their right again inside the transaction. */
export async function changePair(
  needs: Needs,
  ask: Ask,
  seat: Seat,
  decide: (pair: Pair, notebook: Notebook) => Change | Refusal,
  action: Action = 'book for the pair',
): Promise<{ pair: Pair } | Refusal> {
  const actor: Actor = { userId: ask.userId, memberId: seat.me.id, isAdmin: false, coordinates: [] };
  const done = await needs.store.pairings.change(ask.workspaceId, seat.pair.pairing.id, ask.now, (pair, notebook) =>
    can(actor, action, { pair }) ? decide(pair, notebook) : NOT_YOURS,
  );
  return done ?? NOT_YOURS;
}

/** The names of the asker and of all they are paired with, by Slack user id: for texts that mention them. */
export function nameIn({ pair, others }: Seat): (userId: string) => string | undefined {
  const known = [pair, ...others].flatMap(({ mentor, mentee }) => [mentor, mentee]);
  return (userId) => known.find((each) => each.userId === userId)?.name;
}
