/** What was done by whoever runs an installation or a cohort; each is kept for good. */
export const AUDITED = [
  'cohort-created',
  'cohort-edited',
  'cohort-started',
  'cohort-ended',
  'cohort-archived',
  'cohort-restored',
  'coordinator-appointed',
  'coordinator-dismissed',
  'pair-made',
  'pairs-imported',
  'mentor-changed',
  'pair-paused',
  'pair-resumed',
  'pair-ended',
  'person-paused',
  'person-resumed',
  'report-sent',
  'pairs-exported',
  'need-dismissed',
  'need-put-off',
] as const;
export type Audited = (typeof AUDITED)[number];

/** What time alone brought about was done by nobody. */
export const NOBODY = 'cairn';

/** A line of the audit log: states, dates, counts and ids, never what anybody wrote. */
export type AuditEntry = {
  /** UTC ms. */
  at: number;
  /** Slack's id of who did it, or `NOBODY`. */
  by: string;
  action: Audited;
  cohortId: string | null;
  pairingId: string | null;
  about: Record<string, string | number | boolean | null>;
};

/** The line for what somebody (Slack's id) did to a cohort at `now`, UTC ms. */
export function auditLine(
  action: Audited,
  { id: cohortId }: { id: string },
  { by, now: at }: { by: string; now: number },
  about: AuditEntry['about'] = {},
): AuditEntry {
  return { at, by, action, cohortId, pairingId: null, about };
}
