import { type Refusal, refuse } from './refusal.ts';
import { compareDates, type LocalDate, type Zone } from './time.ts';

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

/** Problems of a draft by field, in words; empty when it can be created. `today` is the creator's local date; an empty date was not given. */
export function draftProblems(draft: CohortDraft, today: LocalDate): Record<string, string> {
  const problems: Partial<Record<keyof CohortDraft, string>> = {};
  const name = draft.name.trim();
  if (name === '') problems.name = 'Give the cohort a name, for example "Leaders 2027".';
  if (name.length > COHORT_NAME_MAX) problems.name = `Please keep the name within ${COHORT_NAME_MAX} characters.`;
  if (!draft.startsOn) problems.startsOn = 'Pick the day on which it starts.';
  if (!draft.endsOn) problems.endsOn = 'Pick the day on which it ends.';
  else if (draft.startsOn && compareDates(draft.endsOn, draft.startsOn) <= 0)
    problems.endsOn = 'The end has to come after the start.';
  else if (compareDates(draft.endsOn, today) < 0) problems.endsOn = 'This end is in the past. Pick a later date.';
  if (!CADENCE_WEEKS.includes(draft.cadenceWeeks as never))
    problems.cadenceWeeks = 'Pick one of the rhythms in the list.';
  if (!MEETING_MINUTES.includes(draft.meetingMinutes as never))
    problems.meetingMinutes = 'Pick one of the lengths in the list.';
  return problems;
}

/** Refusal for a name that another cohort of the workspace already has. */
export function nameTaken(name: string): Refusal {
  return refuse(
    'name_taken',
    `There is already a cohort called "${name}". Pick another name, so that nobody mixes them up.`,
  );
}
