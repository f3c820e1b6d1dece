import { withProfile } from '../../core/member.ts';
import type { PeopleCheck } from '../../core/people-check.ts';
import type { PeopleStore } from '../store.ts';
import type { Connection } from './connection.ts';
import type { MemberTable, MemberWriter } from './members.ts';
import { text } from './row.ts';

type Row = { due_at: number; began_at: number | null; cursor: string };

/** `store.people`, on a connection. */
export function peopleStore({ db, read, write }: Connection, members: MemberTable, writer: MemberWriter): PeopleStore {
  const find = db.prepare<[string], Row>('SELECT due_at, began_at, cursor FROM people_checks WHERE workspace_id = ?');
  const keep = db.prepare(`
    INSERT INTO people_checks (workspace_id, due_at, began_at, cursor) VALUES (@workspaceId, @dueAt, @beganAt, @cursor)
    ON CONFLICT (workspace_id) DO UPDATE SET due_at = excluded.due_at, began_at = excluded.began_at, cursor = excluded.cursor`);
  const paired = `(EXISTS (SELECT 1 FROM pairings WHERE mentor_id = members.id AND state = 'active')
    OR EXISTS (SELECT 1 FROM pairings WHERE mentee_id = members.id AND state = 'active'))`;
  const count = db
    .prepare<[string], number>(`SELECT COUNT(*) FROM members WHERE workspace_id = ${text('?')} AND ${paired}`)
    .pluck();
  const next = db.prepare<[{ workspaceId: string; after: string }], { id: string; user_id: string }>(`
    SELECT id, user_id FROM members WHERE workspace_id = ${text('@workspaceId')} AND id > @after AND ${paired} ORDER BY id LIMIT 1`);

  return {
    async check(workspaceId) {
      return read(() => {
        const row = find.get(workspaceId);
        return row ? { dueAt: row.due_at, beganAt: row.began_at, cursor: row.cursor } : null;
      });
    },
    async paired(workspaceId) {
      return read(() => count.get(workspaceId) ?? 0);
    },
    async nextPaired(workspaceId, after) {
      return read(() => {
        const row = next.get({ workspaceId, after });
        return row ? { id: row.id, userId: row.user_id } : null;
      });
    },
    async checked(workspaceId, people, check: PeopleCheck, now) {
      write(() => {
        for (const person of people) {
          const known = members.byUser(workspaceId, person.userId);
          if (known) writer.save(known, withProfile(known, person, now), now);
        }
        keep.run({ workspaceId, ...check });
      });
    },
  };
}
