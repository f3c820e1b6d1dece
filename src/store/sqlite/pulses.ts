import type Database from 'better-sqlite3';
import type { Pulse } from '../../core/pulse.ts';

export type PulseTable = ReturnType<typeof pulseTable>;

/** Statements on pulses. */
export function pulseTable(db: Database.Database) {
  const save = db.prepare(`
    INSERT INTO pulses (pairing_id, cycle, member_id, workspace_id, usefulness, structure, given_at)
    VALUES (@pairingId, @cycle, @memberId, @workspaceId, @usefulness, @structure, @givenAt)
    ON CONFLICT (pairing_id, cycle, member_id) DO UPDATE SET
      usefulness = excluded.usefulness, structure = excluded.structure, given_at = excluded.given_at`);
  return {
    save(workspaceId: string, pulse: Pulse): void {
      save.run({ workspaceId, ...pulse });
    },
  };
}
