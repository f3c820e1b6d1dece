import type { Member } from '../../core/member.ts';
import type { Pair } from '../../core/pairing.ts';
import { lastDayProblem } from '../../core/pause.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { compareDates, type LocalDate, localOf } from '../../core/time.ts';
import type { Deps } from '../../deps.ts';
import type { Ask } from '../../slack/feature.ts';

export type Absences = ReturnType<typeof absences>;

/** Absences of somebody, noted by whoever runs a cohort that they are in. */
export function absences({ store }: Pick<Deps, 'store'>) {
  return {
    /**
     * Somebody (Slack's id) is away up to and including a local date, or back with null. It is noted for the cohorts of `pairs`, which the asker may
     * look after: whoever asks has seen to that.
     */
    async until(ask: Ask, userId: string, pairs: readonly Pair[], last: LocalDate | null): Promise<Member | Refusal> {
      const { workspaceId, now } = ask;
      const action = last ? ('person-paused' as const) : ('person-resumed' as const);
      const about = { person: userId, ...(last && { until: last }) };
      const entries = [...new Set(pairs.map(({ cohort }) => cohort.id))].map((cohortId) => {
        return { at: now, by: ask.userId, action, cohortId, pairingId: null, about };
      });
      const decide = (member: Member): Member | Refusal => {
        const today = localOf(now, member.zone).date;
        if (last && last === member.awayUntil)
          return refuse('away_already', `${member.name} is noted as away until that day already.`);
        if (last) return lastDayProblem(last, today) ?? { ...member, awayUntil: last };
        const isAway = member.awayUntil !== null && compareDates(member.awayUntil, today) >= 0;
        return isAway ? { ...member, awayUntil: null } : refuse('not_away', `${member.name} is not away right now.`);
      };
      const done = await store.members.change(workspaceId, userId, now, decide, entries);
      return done ?? refuse('unknown', 'I do not know this person yet.');
    },
  };
}
