import type { Member } from './member.ts';
import { type Refusal, refuse } from './refusal.ts';
import { addDays, compareDates, type LocalDate, resolveLocal, type Weekday, type Zone } from './time.ts';
import { DEFAULT_HOURS, type WorkingHours } from './working-days.ts';

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
  /** Nobody in a `draft` hears of it yet; nobody in one that has `ended` is asked for anything any more. */
  state: 'draft' | 'running' | 'ended';
  /** UTC ms since which it is kept out of sight; null while it is in use. */
  archivedAt: number | null;
  /** On which people are asked and reminded, unless they chose days of their own. */
  workingDays: readonly Weekday[];
  /** Local dates on which nobody works, in order. */
  holidays: readonly LocalDate[];
  /** What those of them are called that were given a name. */
  holidayNames: Readonly<Record<LocalDate, string>>;
  /** Mentees that one mentor may have at a time; null for any number. */
  mentorLimit: number | null;
  /** Slack's id of the channel in which what concerns everybody is announced; null for none. */
  channelId: string | null;
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
export const MENTOR_LIMIT_MAX = 99;

/** What a cohort begins with besides what its creator fills in. */
export const NEW_COHORT = {
  state: 'running',
  archivedAt: null,
  workingDays: DEFAULT_HOURS.days,
  holidays: [],
  holidayNames: {},
  mentorLimit: null,
  channelId: null,
} as const satisfies Partial<Cohort>;

/** UTC ms at which the last day of a cohort is over. */
export function endOfCohort({ endsOn, zone }: Pick<Cohort, 'endsOn' | 'zone'>): number {
  return resolveLocal(addDays(endsOn, 1), 0, zone);
}

/** The days on which people of a cohort work who chose none themselves. */
export function hoursIn({ workingDays, holidays }: Pick<Cohort, 'workingDays' | 'holidays'>): WorkingHours {
  return { ...DEFAULT_HOURS, days: workingDays, off: holidays };
}

/** A member as decisions about a cohort see them: its holidays are theirs, and its working days where they chose none. */
export function memberIn({ workingDays, holidays }: Cohort, member: Member): Member {
  const days = member.ownHours ? member.hours.days : workingDays;
  return { ...member, hours: { ...member.hours, days, ...(holidays.length > 0 && { off: holidays }) } };
}

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

/** Why nobody can be paired in a cohort, by hand or by import; null when they can. In a draft they can, and hear of it later. */
export function closedToPairs({ state, archivedAt, name }: Cohort): Refusal | null {
  if (archivedAt !== null)
    return refuse('archived', `${name} is archived. Restore it first: /cohort, and then Show archived.`);
  if (state !== 'ended') return null;
  return refuse(
    'cohort_ended',
    `${name} has ended, so nobody can be paired in it any more. Its report stays readable.`,
  );
}

/** Refusal for a mentor who has as many mentees as one may have in a cohort. */
export function mentorFull(mentor: Pick<Member, 'name'>, { name }: Cohort, limit: number): Refusal {
  const mentees = limit === 1 ? '1 mentee' : `${limit} mentees`;
  return refuse(
    'mentor_full',
    `${mentor.name} has ${mentees} in ${name} already, and that is the limit for one mentor there. Name somebody else, or raise the limit: /cohort, and then Edit.`,
  );
}
