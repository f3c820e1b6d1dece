import type { Nudge } from '../../core/nudge.ts';

/** The columns that whatever goes out has: nudges and briefings. */
export type OutgoingRow = {
  id: string;
  workspace_id: string;
  occurrence: string;
  due_at: number;
  not_after: number;
  state: Nudge['state'];
  attempts: number;
  attempted_at: number | null;
  missing_reads: number;
  channel: string | null;
  ts: string | null;
  sent_at: number | null;
  reason: string | null;
};

/** What a row says of itself as something that goes out. */
export function outgoingFromRow(row: OutgoingRow) {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    occurrence: row.occurrence,
    dueAt: row.due_at,
    notAfter: row.not_after,
    state: row.state,
    attempts: row.attempts,
    attemptedAt: row.attempted_at,
    missingReads: row.missing_reads,
    channel: row.channel,
    ts: row.ts,
    sentAt: row.sent_at,
    reason: row.reason,
  };
}
