import type Database from 'better-sqlite3';
import type { Cohort } from '../../core/cohort.ts';
import { type NewPair, pairKey, type Standing } from '../../core/import.ts';
import { type Member, newMember, type Person, withProfile } from '../../core/member.ts';
import type { MemberTable } from './members.ts';
import type { PairingTable } from './pairings.ts';

export type ImportPairs = ReturnType<typeof importPairs>;

/** Makes the pairs of an import, and tells how they stand. To be used inside a transaction. */
export function importPairs(db: Database.Database, members: MemberTable, pairings: PairingTable, newId: () => string) {
  const standing = db.prepare<[string], { mentor: string; mentee: string }>(`
    SELECT mentors.user_id AS mentor, mentees.user_id AS mentee FROM pairings
    JOIN members AS mentors ON mentors.id = pairings.mentor_id
    JOIN members AS mentees ON mentees.id = pairings.mentee_id
    WHERE pairings.cohort_id = ? AND pairings.state = 'active'`);
  const insert = db.prepare(`
    INSERT INTO pairings
      (id, workspace_id, cohort_id, mentor_id, mentee_id, two, state, cycle, ladder, cadence_weeks, created_at, look_at, import_id)
    VALUES
      (@id, @workspaceId, @cohortId, @mentorId, @menteeId, @two, 'active', 1, 0, @cadenceWeeks, @now, @now, @importId)`);
  const welcomed = db.prepare<[string], { made: number; welcomed: number }>(`
    SELECT COUNT(*) AS made, COALESCE(SUM(state = 'ended' OR (ladder > 0 AND NOT EXISTS (
      SELECT 1 FROM nudges
      WHERE nudges.pairing_id = pairings.id AND nudges.state IN ('planned', 'claimed', 'uncertain') AND nudges.kind = 'welcome'))), 0) AS welcomed
    FROM pairings WHERE import_id = ?`);

  return {
    /** Who is paired with whom in a cohort. */
    standing(cohortId: string): Standing {
      const found = standing.all(cohortId);
      const mentees = new Map<string, number>();
      for (const { mentor } of found) mentees.set(mentor, (mentees.get(mentor) ?? 0) + 1);
      return { pairs: new Set(found.map(({ mentor, mentee }) => pairKey(mentor, mentee))), mentees };
    },
    /** Makes members of whoever is new. */
    meet(workspaceId: string, people: readonly Person[], now: number): void {
      for (const person of people) meetOne(workspaceId, person, now);
    },
    /** Writes pairs that somebody has to look at from `now` (UTC ms) on, and whoever is new among their people. */
    make(
      { id: cohortId, workspaceId }: Pick<Cohort, 'id' | 'workspaceId'>,
      importId: string,
      pairs: readonly NewPair[],
      now: number,
    ): void {
      const met = new Map<string, Member>();
      const meet = (person: Person): string => {
        const member = met.get(person.userId) ?? meetOne(workspaceId, person, now);
        met.set(person.userId, member);
        return member.id;
      };
      for (const { mentor, mentee, cadenceWeeks } of pairs) {
        const [mentorId, menteeId] = [meet(mentor), meet(mentee)];
        const two = [mentorId, menteeId].sort().join(' ');
        insert.run({ id: newId(), workspaceId, cohortId, mentorId, menteeId, two, cadenceWeeks, now, importId });
      }
    },
    /** How many pairs it made, and how many of them have had all of their welcome. */
    welcomed(importId: string): { made: number; welcomed: number } {
      return welcomed.get(importId) ?? { made: 0, welcomed: 0 };
    },
  };

  function meetOne(workspaceId: string, person: Person, now: number): Member {
    const known = members.byUser(workspaceId, person.userId);
    const member = known ? withProfile(known, person, now) : newMember(newId(), workspaceId, person, now);
    if (!known || known.name !== member.name || known.zone !== member.zone || known.active !== member.active)
      members.save(member);
    if (known && known.active !== member.active) pairings.lookAtThoseOf(member.id, now);
    return member;
  }
}
