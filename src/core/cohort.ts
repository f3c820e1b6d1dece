import { type Refusal, refuse } from './refusal.ts';
import { addDays, compareDates, type LocalDate, type Zone } from './time.ts';

/** A programme run with a start and an end. */
export type Cohort = {
  id: string;
  workspaceId: string;
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  /** Weeks between meetings. */
  cadenceWeeks: number;
  meetingMinutes: number;
  zone: Zone;
  /** Our id of the member who created it, its first coordinator. */
  createdBy: string;
  createdAt: number;
};

export type CohortDraft = Pick<Cohort, 'name' | 'startsOn' | 'endsOn' | 'cadenceWeeks' | 'meetingMinutes'>;

export const COHORT_NAME_MAX = 80;
export const CADENCE_WEEKS = [1, 2, 3, 4, 6, 8] as const;
export const DEFAULT_CADENCE_WEEKS = 2;
export const MEETING_MINUTES = [15, 30, 45, 60, 90] as const;
export const DEFAULT_MEETING_MINUTES = 45;

/** The day on which a cohort ends unless somebody says otherwise: a year after `startsOn`, less a day. */
export function usualEnd(startsOn: LocalDate): LocalDate {
  const [year, rest] = [Number(startsOn.slice(0, 4)), startsOn.slice(4)];
  const sameDayNextYear = rest === '-02-29' ? `${year + 1}-03-01` : `${year + 1}${rest}`;
  return addDays(sameDayNextYear as LocalDate, -1);
}

/** Problems of a draft by field, in words; empty when it can be created. `today` is the creator's local date. */
export function draftProblems(draft: CohortDraft, today: LocalDate): Partial<Record<keyof CohortDraft, string>> {
  const problems: Partial<Record<keyof CohortDraft, string>> = {};
  if (draft.name.trim() === '') problems.name = 'Give the cohort a name, for example "Leaders 2027".';
  if (draft.name.trim().length > COHORT_NAME_MAX) problems.name = `Please keep the name within ${COHORT_NAME_MAX} characters.`;
  if (compareDates(draft.endsOn, draft.startsOn) <= 0) problems.endsOn = 'The end has to come after the start.';
  else if (compareDates(draft.endsOn, today) < 0) problems.endsOn = 'This end is in the past. Pick a later date.';
  return problems;
}

/** Refusal for a name that another cohort of the workspace already has. */
export function nameTaken(name: string): Refusal {
  return refuse('name_taken', `There is already a cohort called "${name}". Pick another name, so that nobody mixes them up.`);
}
