import type Database from 'better-sqlite3';
import { type Member, newMember, withProfile } from '../../core/member.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { MemberStore } from '../store.ts';
import type { AuditTable } from './audit.ts';
import type { BriefingOutbox } from './briefing-outbox.ts';
import type { Connection } from './connection.ts';
import type { Marks } from './marks.ts';
import type { Outbox } from './outbox.ts';
import type { PairingTable } from './pairings.ts';
import { fromBit, toBit } from './row.ts';

type Row = {
  id: string;
  workspace_id: string;
  user_id: string;
  name: string;
  zone: string;
  zone_from: Member['zoneFrom'];
  hours_json: string;
  own_hours: number;
  away_until: string | null;
  active: number;
  left_at: number | null;
  wants_prep: number;
  home_opened_at: number | null;
  created_at: number;
};

/** The part of `store.members`, on a connection. */
export function memberStore(
  { db, read, write, aside, note }: Connection,
  members: MemberTable,
  { save }: MemberWriter,
  audit: AuditTable,
): MemberStore {
  const openHome = db.prepare(`
    UPDATE members SET home_opened_at = @now
    WHERE workspace_id = @workspaceId AND user_id = @userId AND home_opened_at IS NULL`);

  const staleHome = db.prepare<[number], Row & { home_marks: number }>(`
    SELECT * FROM members WHERE home_redraw_at IS NOT NULL AND home_redraw_at <= ? ORDER BY home_redraw_at LIMIT 1`);
  const homeDrawn = db.prepare(`UPDATE members SET home_redraw_at = NULL WHERE id = @memberId AND home_marks = @mark`);

  return {
    async find(workspaceId, userId) {
      return read(() => members.byUser(workspaceId, userId));
    },
    async meet(id, workspaceId, person, now) {
      return aside(() => {
        const known = members.byUser(workspaceId, person.userId);
        return save(known, known ? withProfile(known, person, now) : newMember(id, workspaceId, person, now), now);
      });
    },
    async change(workspaceId, userId, now, decide, entries = []) {
      return write(() => {
        const known = members.byUser(workspaceId, userId);
        if (!known) return null;
        const decided = decide(known);
        if (isRefusal(decided)) return decided;
        for (const entry of entries) audit.note(workspaceId, entry);
        return save(known, { ...decided, ...identityOf(known) }, now);
      });
    },
    async homeOpened(workspaceId, userId, now) {
      write(() => openHome.run({ workspaceId, userId, now }));
    },
    async takeStaleHome(now) {
      return read(() => {
        const row = staleHome.get(now);
        return row ? { member: fromRow(row), mark: row.home_marks } : null;
      });
    },
    async homeDrawn(memberId, mark) {
      // Where a power cut takes this back, the tab is drawn once more.
      note(() => homeDrawn.run({ memberId, mark }));
    },
  };
}

export type MemberWriter = ReturnType<typeof memberWriter>;

/** Writes what changed about a member, with all that follows from it. To be used inside a transaction. */
export function memberWriter(
  members: MemberTable,
  pairings: PairingTable,
  marks: Marks,
  outbox: Outbox,
  briefings: BriefingOutbox,
) {
  return {
    /** Writes what differs, and lets the messages follow. */
    save(before: Member | null, after: Member, now: number): Member {
      if (before && JSON.stringify(toRow(before)) === JSON.stringify(toRow(after))) return before;
      members.save(after);
      if (!before) return after;
      marks.ofMember(after.id, now);
      if (whenReached(before) === whenReached(after)) return after;
      outbox.lookAgainFor(after.id, now);
      briefings.lookAgainFor(after, now);
      if (isThere(before) !== isThere(after)) pairings.lookAtThoseOf(after.id, now);
      return after;
    },
  };
}

/** Tells apart what decides when somebody may be nudged. */
function whenReached({ zone, hours, awayUntil, active }: Member): string {
  return JSON.stringify([zone, hours, awayUntil, active]);
}

/** Tells apart whether and from when on somebody is there. */
function isThere({ awayUntil, active }: Member): string {
  return JSON.stringify([awayUntil, active]);
}

function identityOf({ id, workspaceId, userId, createdAt }: Member) {
  return { id, workspaceId, userId, createdAt };
}

export type MemberTable = ReturnType<typeof memberTable>;

/** Statements on members. */
export function memberTable(db: Database.Database) {
  const byId = db.prepare<[string], Row>('SELECT * FROM members WHERE id = ?');
  const byUser = db.prepare<[string, string], Row>('SELECT * FROM members WHERE workspace_id = ? AND user_id = ?');
  const save = db.prepare<[Row]>(`
    INSERT INTO members
      (id, workspace_id, user_id, name, zone, zone_from, hours_json, own_hours, away_until, active, left_at, wants_prep, home_opened_at, created_at)
    VALUES
      (@id, @workspace_id, @user_id, @name, @zone, @zone_from, @hours_json, @own_hours, @away_until, @active, @left_at, @wants_prep, @home_opened_at, @created_at)
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, zone = excluded.zone, zone_from = excluded.zone_from, hours_json = excluded.hours_json,
      own_hours = excluded.own_hours,
      away_until = excluded.away_until, active = excluded.active, left_at = excluded.left_at, wants_prep = excluded.wants_prep,
      home_opened_at = excluded.home_opened_at`);

  return {
    byId(id: string): Member | null {
      const row = byId.get(id);
      return row ? fromRow(row) : null;
    },
    byUser(workspaceId: string, userId: string): Member | null {
      const row = byUser.get(workspaceId, userId);
      return row ? fromRow(row) : null;
    },
    save(member: Member): void {
      save.run(toRow(member));
    },
  };
}

function fromRow(row: Row): Member {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    name: row.name,
    zone: row.zone,
    zoneFrom: row.zone_from,
    hours: JSON.parse(row.hours_json),
    ownHours: fromBit(row.own_hours),
    awayUntil: row.away_until,
    active: fromBit(row.active),
    leftAt: row.left_at,
    wantsPrep: fromBit(row.wants_prep),
    homeOpenedAt: row.home_opened_at,
    createdAt: row.created_at,
  };
}

function toRow(member: Member): Row {
  const { days, from, to } = member.hours;
  return {
    id: member.id,
    workspace_id: member.workspaceId,
    user_id: member.userId,
    name: member.name,
    zone: member.zone,
    zone_from: member.zoneFrom,
    hours_json: JSON.stringify({ days, from, to }),
    own_hours: toBit(member.ownHours),
    away_until: member.awayUntil,
    active: toBit(member.active),
    left_at: member.leftAt,
    wants_prep: toBit(member.wantsPrep),
    home_opened_at: member.homeOpenedAt,
    created_at: member.createdAt,
  };
}
