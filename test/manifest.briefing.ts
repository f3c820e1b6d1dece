import type { BriefingAbout, BriefingKind } from '../src/core/briefing.ts';
import { drawBriefing } from '../src/features/briefing.view.ts';
import { MONDAY, makeBriefing, makeCohort, makePair } from './core/make.ts';

const SAID: [BriefingKind, BriefingAbout, string | null][] = [
  ['help', { pairingId: 'pairing', by: 'mentee' }, null],
  ['help', { pairingId: 'pairing', by: 'mentor' }, 'We cannot find the time. <!channel> *bold*'],
  ['help', { pairingId: 'pairing', by: 'mentor' }, '&'.repeat(400)],
  ['help', { pairingId: 'pairing', by: 'mentee' }, 'a'.repeat(3_000)],
  ['appointed', {}, null],
  ['announcement', { news: 'started' }, null],
  ['announcement', { news: 'ended' }, null],
  ['unannounced', { news: 'started', channelId: 'C1', why: 'refused' }, null],
  ['unannounced', { news: 'ended', channelId: 'C1', why: 'unsure' }, null],
];

/** Everything that those who run a cohort are told, but for the digest. */
export function viewsOfBriefings(cohort = makeCohort(), pair = makePair()): unknown[] {
  const ended = { ...pair, pairing: { ...pair.pairing, state: 'ended' as const, endedAt: MONDAY } };
  return SAID.flatMap(([kind, about, words]) =>
    [pair, ended, null].map((its) => drawBriefing(makeBriefing({ kind, about, words }), cohort, its)),
  );
}
