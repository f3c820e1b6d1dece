import { type Cohort, draftProblems, MENTOR_LIMIT_MAX } from './cohort.ts';
import { holidaysText, readHolidays } from './holidays.ts';
import { isZone, type LocalDate, localOf, type Weekday } from './time.ts';

/** What whoever runs a cohort decides about it. */
export type CohortSettings = Pick<
  Cohort,
  | 'name'
  | 'startsOn'
  | 'endsOn'
  | 'cadenceWeeks'
  | 'meetingMinutes'
  | 'zone'
  | 'workingDays'
  | 'holidays'
  | 'holidayNames'
  | 'mentorLimit'
  | 'channelId'
>;

/** The fields of the form, in its order, with what they are called. */
export const SETTINGS = {
  name: 'Name',
  startsOn: 'Starts on',
  endsOn: 'Ends on',
  cadenceWeeks: 'How often should pairs meet?',
  meetingMinutes: 'How long is a meeting?',
  zone: 'Time zone',
  workingDays: 'Working days',
  holidays: 'Company holidays',
  mentorLimit: 'Mentees per mentor, at most',
  channelId: 'Channel for announcements',
} as const;
export type SettingField = keyof typeof SETTINGS;
export const SETTING_FIELDS = Object.keys(SETTINGS) as SettingField[];

/** The form as it is filled in, each field as one text; empty where nothing is given. Working days as `1,2,3`. */
export type TypedSettings = Record<SettingField, string>;

/** The form that shows these settings. */
export function typedSettings(settings: CohortSettings): TypedSettings {
  return {
    name: settings.name,
    startsOn: settings.startsOn,
    endsOn: settings.endsOn,
    cadenceWeeks: String(settings.cadenceWeeks),
    meetingMinutes: String(settings.meetingMinutes),
    zone: settings.zone,
    workingDays: settings.workingDays.join(','),
    holidays: holidaysText(settings),
    mentorLimit: settings.mentorLimit === null ? '' : String(settings.mentorLimit),
    channelId: settings.channelId ?? '',
  };
}

/**
 * The settings that a form asks for, or what is wrong with it, by field, in words. `now` UTC ms; a date has passed when it has in the cohort's zone.
 */
export function readSettings(
  typed: TypedSettings,
  now: number,
): { settings: CohortSettings } | { problems: Partial<Record<SettingField, string>> } {
  const draft = {
    name: typed.name.trim(),
    startsOn: typed.startsOn,
    endsOn: typed.endsOn,
    cadenceWeeks: Number(typed.cadenceWeeks),
    meetingMinutes: Number(typed.meetingMinutes),
  };
  const zone = isZone(typed.zone) ? typed.zone : null;
  const problems: Partial<Record<SettingField, string>> = draftProblems(draft, localOf(now, zone ?? 'UTC').date);
  if (!zone) problems.zone = 'Pick a time zone from the list.';
  const workingDays = daysOf(typed.workingDays);
  if (workingDays.length === 0) problems.workingDays = 'Tick at least one day.';
  const off = readHolidays(typed.holidays);
  if ('problem' in off) problems.holidays = off.problem;
  const mentorLimit = typed.mentorLimit.trim() === '' ? null : Number(typed.mentorLimit);
  if (mentorLimit !== null && !isLimit(mentorLimit))
    problems.mentorLimit = `Give a whole number from 1 to ${MENTOR_LIMIT_MAX}, or leave it empty for no limit.`;
  if (Object.keys(problems).length > 0 || !zone || 'problem' in off) return { problems };
  return { settings: { ...draft, zone, workingDays, ...off, mentorLimit, channelId: typed.channelId || null } };
}

function isLimit(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 1 && limit <= MENTOR_LIMIT_MAX;
}

/** Weekdays each once, in the order of the week. */
function daysOf(typed: string): Weekday[] {
  const ticked = typed.split(',');
  return ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => ticked.includes(String(day)));
}

/** What became of a form while it was being filled in: the fields that others changed, and the form as it should be shown anew. */
export type Meanwhile = { changed: SettingField[]; typed: TypedSettings };

/**
 * Whether settings changed since a form was opened in a way that the form does not say already; null when it can be saved as it is. In the form to
 * be shown anew stand the fields that this person changed as they left them, and all others as they are now.
 *
 * @param opened whether a text is what the field was opened with.
 */
export function changedMeanwhile(
  typed: TypedSettings,
  current: TypedSettings,
  opened: (field: SettingField, text: string) => boolean,
): Meanwhile | null {
  const changed = SETTING_FIELDS.filter((field) => !opened(field, current[field]));
  if (changed.every((field) => typed[field] === current[field])) return null;
  const fresh = SETTING_FIELDS.map((field) => [field, opened(field, typed[field]) ? current[field] : typed[field]]);
  return { changed, typed: Object.fromEntries(fresh) as TypedSettings };
}

/** What changed from one to the other, for the audit log: dates, counts and lengths as they are now, and of what somebody wrote only that it changed. */
export function settingsChanged(
  before: CohortSettings,
  after: CohortSettings,
): Record<string, string | number | boolean | null> {
  const [was, is] = [typedSettings(before), typedSettings(after)];
  const differs = SETTING_FIELDS.filter((field) => was[field] !== is[field]);
  return Object.fromEntries(
    differs.map((field) => {
      if (field === 'name') return [field, true];
      if (field === 'holidays') return [field, after.holidays.length];
      if (field === 'workingDays') return [field, is.workingDays];
      return [field, after[field]];
    }),
  );
}

/** The day it is in a zone. `now` UTC ms. */
export function todayIn({ zone }: Pick<Cohort, 'zone'>, now: number): LocalDate {
  return localOf(now, zone).date;
}
