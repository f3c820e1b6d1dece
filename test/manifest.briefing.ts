import type { BriefingAbout, BriefingKind } from '../src/core/briefing.ts';
import { digestOf } from '../src/core/digest.ts';
import { drawBriefing } from '../src/features/briefing.view.ts';
import { digestMessage, digestTurned } from '../src/features/digest.view.ts';
import { MONDAY, makeBriefing, makeCohort, makePair } from './core/make.ts';
import { makeReport, namesOf } from './manifest.report.ts';

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

/** Digests of none, one, a few and very many pairs, in a busy week, a quiet one and the first. */
export function viewsOfDigests(cohort = makeCohort(), names = namesOf('Ben', 'Cleo')): unknown[] {
  const digests = [0, 1, 5, 6, 4_000].flatMap((pairs) => {
    const report = makeReport(pairs, { cohort });
    const busy = digestOf(cohort, '2027-02-01', report);
    return [
      busy,
      { ...busy, needs: [] },
      { ...busy, lastWeek: null, weekBefore: null },
      { ...busy, needs: [], lastWeek: null },
    ];
  });
  return [
    ...digests.map((digest) => digestMessage(digest, names)),
    digestTurned(cohort, true),
    digestTurned(cohort, false),
  ];
}
