import { type AuditEntry, auditLine } from './audit.ts';
import { announce, type BriefingPlan, tellAppointed } from './briefing.ts';
import { type Cohort, endOfCohort } from './cohort.ts';
import { type CohortSettings, settingsChanged, todayIn } from './cohort-settings.ts';
import type { Member } from './member.ts';
import { type Refusal, refuse } from './refusal.ts';
import { compareDates } from './time.ts';

/** What a decision about a cohort writes, all of it in one transaction. */
export type CohortChange = {
  cohort?: Partial<Omit<Cohort, 'id' | 'workspaceId' | 'createdBy' | 'createdAt'>>;
  /** Members (our ids) who coordinate it from now on. */
  appoint?: readonly string[];
  /** Members (our ids) who no longer do. */
  dismiss?: readonly string[];
  /** What those who run it are told, or its channel: as they are after the change. */
  brief?: readonly BriefingPlan[];
  audit: readonly AuditEntry[];
};

/** Who does something (Slack's id), and when, UTC ms. */
export type Doing = { by: string; now: number };

/** The line for a cohort that was just made. */
export function cohortMade({ id, state }: Cohort, doing: Doing): AuditEntry {
  return auditLine('cohort-created', { id }, doing, { state });
}

/** Gives a draft or a running cohort other settings. What is planned already stays, and whatever falls due on a new holiday waits until after it. */
export function editCohort(cohort: Cohort, settings: CohortSettings, doing: Doing): CohortChange | Refusal {
  const closed = closedToEdits(cohort);
  if (closed) return closed;
  const about = settingsChanged(cohort, settings);
  if (Object.keys(about).length === 0) return { audit: [] };
  return { cohort: settings, audit: [auditLine('cohort-edited', cohort, doing, about)] };
}

/** Why the settings of a cohort can no longer be changed; null while they can. */
export function closedToEdits({ name, state, archivedAt }: Cohort): Refusal | null {
  if (archivedAt !== null) return refuse('archived', `${name} is archived. Restore it first, then change it.`);
  if (state !== 'ended') return null;
  return refuse(
    'cohort_ended',
    `${name} has ended, so there is nothing to change any more. Its report stays readable.`,
  );
}

/** From now on everybody hears of it: its pairs are welcomed one after the other. One whose first day has passed begins today, and its pairs with it. */
export function startCohort(cohort: Cohort, doing: Doing): CohortChange | Refusal {
  const closed = closedToEdits(cohort);
  if (closed) return closed;
  if (cohort.state === 'running') return refuse('runs_already', `${cohort.name} runs already.`);
  if (endOfCohort(cohort) <= doing.now)
    return refuse('over', `The last day of ${cohort.name} has passed. Edit its dates first, then start it.`);
  const brief = [announce(cohort, 'started', doing.now)];
  const [planned, today] = [cohort.startsOn, todayIn(cohort, doing.now)];
  const isLate = compareDates(planned, today) < 0;
  return {
    cohort: { state: 'running', ...(isLate && { startsOn: today }) },
    brief,
    audit: [auditLine('cohort-started', cohort, doing, isLate ? { planned } : {})],
  };
}

/** It ends today, and all its pairs with it, one after the other. */
export function endCohort(cohort: Cohort, doing: Doing): CohortChange | Refusal {
  if (cohort.state === 'ended') return refuse('ended_already', `${cohort.name} has ended already.`);
  if (cohort.state === 'draft')
    return refuse('draft', `${cohort.name} is a draft, so there is nothing to end. You can archive it.`);
  const planned = cohort.endsOn;
  const today = todayIn(cohort, doing.now);
  const endsOn = compareDates(today, cohort.startsOn) < 0 ? cohort.startsOn : today;
  const last = compareDates(endsOn, planned) < 0 ? endsOn : planned;
  return {
    cohort: { state: 'ended', endsOn: last },
    brief: [announce(cohort, 'ended', doing.now)],
    audit: [auditLine('cohort-ended', cohort, doing, { planned })],
  };
}

/** Puts a draft, or a cohort that has ended, out of sight. Nothing in it is lost. */
export function archiveCohort(cohort: Cohort, doing: Doing): CohortChange | Refusal {
  if (cohort.archivedAt !== null) return refuse('archived_already', `${cohort.name} is archived already.`);
  if (cohort.state === 'running')
    return refuse('runs', `${cohort.name} is running, and its people would go on hearing from me. End it first.`);
  return { cohort: { archivedAt: doing.now }, audit: [auditLine('cohort-archived', cohort, doing)] };
}

/** Brings an archived cohort back into sight, as it was. */
export function restoreCohort(cohort: Cohort, doing: Doing): CohortChange | Refusal {
  if (cohort.archivedAt === null) return refuse('not_archived', `${cohort.name} is not archived.`);
  return { cohort: { archivedAt: null }, audit: [auditLine('cohort-restored', cohort, doing)] };
}

/**
 * Appoints and dismisses coordinators. Whoever is one already is not appointed again, and nobody is dismissed who is none; this is the one place in
 * which somebody becomes the coordinator of a cohort after it was made.
 */
export function staffCohort(
  cohort: Cohort,
  coordinators: readonly Member[],
  wanted: { appoint: readonly Member[]; dismiss: readonly string[] },
  doing: Doing,
): CohortChange | Refusal {
  if (cohort.archivedAt !== null)
    return refuse('archived', `${cohort.name} is archived. Restore it first, then say who runs it.`);
  const appointed = wanted.appoint.filter(({ id }) => !coordinators.some((each) => each.id === id));
  const dismissed = coordinators.filter(({ userId }) => wanted.dismiss.includes(userId));
  return {
    appoint: appointed.map(({ id }) => id),
    dismiss: dismissed.map(({ id }) => id),
    // Whoever appoints themselves knows.
    brief: appointed
      .filter(({ userId }) => userId !== doing.by)
      .map(({ userId }) => tellAppointed(cohort, userId, doing.now)),
    audit: [
      ...appointed.map(({ userId }) => auditLine('coordinator-appointed', cohort, doing, { person: userId })),
      ...dismissed.map(({ userId }) => auditLine('coordinator-dismissed', cohort, doing, { person: userId })),
    ],
  };
}
