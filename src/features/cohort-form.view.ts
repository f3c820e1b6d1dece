import {
  CADENCE_WEEKS,
  COHORT_NAME_MAX,
  type Cohort,
  DEFAULT_CADENCE_WEEKS,
  DEFAULT_MEETING_MINUTES,
  MEETING_MINUTES,
  MENTOR_LIMIT_MAX,
  NEW_COHORT,
} from '../core/cohort.ts';
import { SETTINGS, type SettingField, type TypedSettings, typedSettings } from '../core/cohort-settings.ts';
import { HOLIDAYS_TEXT_MAX } from '../core/holidays.ts';
import type { Zone } from '../core/time.ts';
import { channelField, checkField, dateField, form, numberField, selectField, textField } from '../slack/form.ts';
import {
  actions,
  button,
  context,
  cut,
  divider,
  type KnownBlock,
  type ModalView,
  message,
  mrkdwn,
  section,
  typed as typedText,
} from '../slack/kit.ts';
import { notice } from '../slack/notice.ts';
import { type Carried, carry } from '../slack/payload.ts';
import { dateWithYear, span } from './shared/cohort-span.view.ts';

/** What a form is shown with. `version` has every field begin afresh when it is another one; `zones` are the zones to choose from. */
type Look = { typed: TypedSettings; zones: string[]; version?: string };

/** What a new cohort begins with: everything but the dates. `zone` is its creator's; empty when that is not known yet. */
export function newSettings(name: string, zone: Zone | ''): TypedSettings {
  const typed = typedSettings({
    ...NEW_COHORT,
    name: cut(name, COHORT_NAME_MAX),
    startsOn: '',
    endsOn: '',
    cadenceWeeks: DEFAULT_CADENCE_WEEKS,
    meetingMinutes: DEFAULT_MEETING_MINUTES,
    zone,
  });
  return typed;
}

/** The modal of `/cohort new`: everything but the dates is filled in already. */
export function newCohortModal(look: Look): ModalView {
  return form({ id: 'cohort-new', title: 'New cohort', submit: 'Create it', reportsClosing: true }, [
    section(mrkdwn`A cohort is one run of your programme, with a start and an end. You become its coordinator.`),
    ...basics(look),
    divider(),
    context(mrkdwn`Whatever follows can stay as it is, and be changed later.`),
    ...rest(look, look.typed.zone === ''),
    checkField({
      name: 'draft',
      label: 'Not yet?',
      hint: 'You can pair people and import them. Nobody hears of it until you press Start.',
      optional: true,
      choices: [{ label: 'Keep it as a draft', value: 'draft' }],
    }),
  ]);
}

/** The modal of *Edit*. `carried` comes back on submission; `meanwhile` are the fields that somebody else has changed since it was opened. */
export function editCohortModal(
  cohort: Cohort,
  look: Look,
  carried: Carried,
  meanwhile: readonly SettingField[] = [],
): ModalView {
  return form({ id: 'cohort-edit', title: 'Edit cohort', submit: 'Save', carried, reportsClosing: true }, [
    ...(meanwhile.length > 0 ? changedWords(cohort, meanwhile) : []),
    ...(cohort.state === 'running' ? [context(WHILE_IT_RUNS)] : []),
    ...basics(look),
    ...rest(look, false),
  ]);
}

const WHILE_IT_RUNS = mrkdwn`It is running: what is booked or planned already stays, and whatever would fall on a new holiday waits until after it. To end it now, use *End* in the list.`;

function changedWords(cohort: Cohort, meanwhile: readonly SettingField[]): KnownBlock[] {
  const now = typedSettings(cohort);
  const lines = meanwhile.map((field) => `• ${SETTINGS[field]} ${inWords(field, now[field])}`);
  return [
    section(mrkdwn`Somebody changed this cohort while you had it open, so nothing is saved yet. They changed:`),
    typedText(lines.join('\n')),
    section(
      mrkdwn`What you changed stands below as you left it, everything else as it is now. Look it through, and save again.`,
    ),
    divider(),
  ];
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What a field says now, short enough for a list. */
function inWords(field: SettingField, text: string): string {
  if (text === '') return 'is empty now';
  if (field === 'startsOn' || field === 'endsOn') return `is ${dateWithYear(text)} now`;
  if (field === 'cadenceWeeks') return `is “${rhythm(Number(text))}” now`;
  if (field === 'meetingMinutes') return `is ${text} minutes now`;
  if (field === 'workingDays')
    return `are ${text
      .split(',')
      .map((day) => DAYS[Number(day) - 1])
      .join(', ')} now`;
  if (field === 'holidays') return `are “${cut(text.replaceAll('\n', '; '), 200)}” now`;
  return field === 'channelId' ? 'is another one now' : `is “${text}” now`;
}

function basics({ typed, version: of }: Look): KnownBlock[] {
  const again = of === undefined ? {} : { of };
  return [
    textField({
      name: 'name',
      label: SETTINGS.name,
      max: COHORT_NAME_MAX,
      placeholder: 'Leaders 2027',
      value: typed.name,
      ...again,
    }),
    dateField({ name: 'startsOn', label: SETTINGS.startsOn, value: typed.startsOn || undefined, ...again }),
    dateField({ name: 'endsOn', label: SETTINGS.endsOn, value: typed.endsOn || undefined, ...again }),
    selectField({
      name: 'cadenceWeeks',
      label: SETTINGS.cadenceWeeks,
      hint: 'Pairs without a meeting are asked to book one in this rhythm.',
      choices: CADENCE_WEEKS.map((weeks) => ({ label: rhythm(weeks), value: String(weeks) })),
      value: typed.cadenceWeeks,
      ...again,
    }),
  ];
}

function rhythm(weeks: number): string {
  return weeks === 1 ? 'Every week' : `Every ${weeks} weeks`;
}

function rest({ typed, zones, version: of }: Look, zoneMayBeEmpty: boolean): KnownBlock[] {
  const again = of === undefined ? {} : { of };
  return [
    selectField({
      name: 'meetingMinutes',
      label: SETTINGS.meetingMinutes,
      choices: MEETING_MINUTES.map((minutes) => ({ label: `${minutes} minutes`, value: String(minutes) })),
      value: typed.meetingMinutes,
      ...again,
    }),
    selectField({
      name: 'zone',
      label: SETTINGS.zone,
      hint: `In which its days begin and end. People are always asked in their own.${zoneMayBeEmpty ? ' Empty means yours.' : ''}`,
      optional: zoneMayBeEmpty,
      choices: zones.map((zone) => ({ label: zone, value: zone })),
      value: typed.zone,
      ...again,
    }),
    checkField({
      name: 'workingDays',
      label: SETTINGS.workingDays,
      hint: 'For everybody who has not chosen days of their own.',
      choices: DAYS.map((label, index) => ({ label, value: String(index + 1) })),
      values: typed.workingDays.split(','),
      ...again,
    }),
    textField({
      name: 'holidays',
      label: SETTINGS.holidays,
      hint: 'One date or range to a line, such as 2026-12-24 or 2026-12-24 to 2027-01-01, with a name behind it if you like. Nobody is asked or reminded on these days.',
      placeholder: '2026-12-24 to 2027-01-01 Winter break',
      optional: true,
      lines: true,
      max: HOLIDAYS_TEXT_MAX,
      value: typed.holidays,
      ...again,
    }),
    numberField({
      name: 'mentorLimit',
      label: SETTINGS.mentorLimit,
      hint: 'Empty means any number. Pairs that are there already stay.',
      optional: true,
      min: 1,
      max: MENTOR_LIMIT_MAX,
      value: typed.mentorLimit,
      ...again,
    }),
    channelField({
      name: 'channelId',
      label: SETTINGS.channelId,
      hint: 'Where its beginning and its end are announced. To a private channel, invite me first, with /invite.',
      optional: true,
      value: typed.channelId,
      ...again,
    }),
  ];
}

/** Takes the place of the form once the cohort is there. `onHub`: the hub shows once this is closed. */
export function cohortCreated(cohort: Cohort, onHub = false): ModalView {
  const next =
    cohort.state === 'draft'
      ? mrkdwn`${span(cohort)}. It is a draft: pair people, as often as you like, and nobody hears of it until you press *Start* under \`/cohort\`.`
      : mrkdwn`${span(cohort)}. Now pair people, as often as you like:`;
  return notice(
    'Cohort created',
    message(
      typedText(cohort.name),
      section(next),
      section(mrkdwn`\`/cohort pair @mentor @mentee\``),
      ...(onHub ? [] : [actions(button('cohort.hub', 'All cohorts', { value: carry({ c: cohort.id }) }))]),
    ),
  );
}
