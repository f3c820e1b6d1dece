import { type AuditEntry, type Audited, NOBODY } from './audit.ts';
import { SETTING_FIELDS, SETTINGS, type SettingField } from './cohort-settings.ts';
import { formatDate, parseDate } from './time.ts';

/** Words, and people (Slack user ids) among them. */
export type Part = string | { person: string };

const DONE: Record<Audited, string> = {
  'cohort-created': 'created the cohort',
  'cohort-edited': 'changed',
  'cohort-started': 'started the cohort',
  'cohort-ended': 'ended the cohort',
  'cohort-archived': 'archived the cohort',
  'cohort-restored': 'restored the cohort',
  'coordinator-appointed': 'appointed as coordinator:',
  'coordinator-dismissed': 'dismissed as coordinator:',
  'pair-made': 'paired two people:',
  'pairs-imported': 'imported a list',
  'mentor-changed': 'gave somebody another mentor:',
  'pair-paused': 'paused a pair:',
  'pair-resumed': 'let a pair go on:',
  'pair-ended': 'ended a pair:',
  'person-paused': 'paused all pairs of somebody:',
  'person-resumed': 'let all pairs of somebody go on:',
  'report-sent': 'read the report',
  'pairs-exported': 'exported the pairs that need a human',
  'need-dismissed': 'dismissed a pair that needed a human:',
  'need-put-off': 'put off a pair that needed a human:',
};

/** Whom an entry speaks of, in this order, with what stands before each. */
const PEOPLE = [
  ['person', ''],
  ['mentor', ''],
  ['mentee', 'mentors'],
] as const;
/** The same where somebody got another mentor. */
const WITH_ANOTHER_MENTOR = [
  ['mentee', ''],
  ['to', 'is mentored by'],
  ['from', 'instead of'],
] as const;

/**
 * What an entry of the audit log says, without who did it and when. `about` is read as far as its keys are known: `person`, `mentor`, `mentee`, `from` and
 * `to` are Slack user ids, `pairs` counts pairs, `until` is a local date.
 */
export function auditWords({ action, about, by }: AuditEntry): Part[] {
  if (action === 'cohort-ended' && by === NOBODY) return [`${DONE[action]}, after its last day`];
  if (action === 'cohort-edited') return [`${DONE[action]} ${changedSettings(about)}`];
  const named = action === 'mentor-changed' ? WITH_ANOTHER_MENTOR : PEOPLE;
  const people = named.flatMap(([key, before]): Part[] => {
    const id = about[key];
    return typeof id === 'string' ? [...(before ? [before] : []), { person: id }] : [];
  });
  const done = people.length === 0 ? DONE[action].replace(/:$/, '') : DONE[action];
  return [done, ...people, ...details(action, about)];
}

function changedSettings(about: AuditEntry['about']): string {
  const named = SETTING_FIELDS.filter((field) => field in about).map((field) => settingInWords(field, about[field]));
  return named.length > 0 ? named.join(', ') : 'its settings';
}

function settingInWords(field: SettingField, value: AuditEntry['about'][string] | undefined): string {
  const label = SETTINGS[field].replace(/\?$/, '');
  if (typeof value === 'string' && parseDate(value)) return `${label} (now ${formatDate(value)} ${value.slice(0, 4)})`;
  const shown = { cadenceWeeks: ' week', meetingMinutes: ' minute', holidays: ' day', mentorLimit: '', zone: '' };
  if (!(field in shown)) return label;
  if (value === null) return `${label} (now none)`;
  const unit = shown[field as keyof typeof shown];
  return `${label} (now ${value}${unit}${unit && value !== 1 ? 's' : ''})`;
}

function details(action: Audited, { state, planned, pairs, until }: AuditEntry['about']): string[] {
  const words: string[] = [];
  if (action === 'cohort-created' && state === 'draft') words.push('as a draft');
  if (typeof planned === 'string' && parseDate(planned))
    words.push(`(planned for ${formatDate(planned)} ${planned.slice(0, 4)})`);
  if (typeof pairs === 'number') words.push(pairs === 1 ? '(1 pair)' : `(${pairs} pairs)`);
  if (typeof until === 'string' && parseDate(until)) words.push(`until ${formatDate(until)} ${until.slice(0, 4)}`);
  return words;
}
