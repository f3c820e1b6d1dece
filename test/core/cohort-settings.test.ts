import { describe, expect, test } from 'vitest';
import {
  changedMeanwhile,
  readSettings,
  type SettingField,
  settingsChanged,
  type TypedSettings,
  typedSettings,
} from '../../src/core/cohort-settings.ts';
import { at, makeCohort } from './make.ts';

const NOW = at('2026-12-01T12:00Z');
const COHORT = makeCohort({
  mentorLimit: 3,
  channelId: 'C1',
  holidays: ['2026-12-24'],
  holidayNames: { '2026-12-24': 'Eve' },
});
const TYPED: TypedSettings = {
  name: 'Leaders 2027',
  startsOn: '2026-11-01',
  endsOn: '2027-10-31',
  cadenceWeeks: '2',
  meetingMinutes: '45',
  zone: 'Europe/Vienna',
  workingDays: '1,2,3,4,5',
  holidays: '2026-12-24 Eve',
  mentorLimit: '3',
  channelId: 'C1',
};

describe('the settings of a cohort as a form', () => {
  test('show what is set, and are read as what was set', () => {
    expect(typedSettings(COHORT)).toEqual(TYPED);
    const { name, startsOn, endsOn, cadenceWeeks, meetingMinutes, zone, ...rest } = COHORT;
    const { workingDays, holidays, holidayNames, mentorLimit, channelId } = rest;
    expect(readSettings(TYPED, NOW)).toEqual({
      settings: {
        ...{ name, startsOn, endsOn, cadenceWeeks, meetingMinutes, zone },
        ...{ workingDays, holidays, holidayNames, mentorLimit, channelId },
      },
    });
  });

  test('may leave out holidays, a limit and a channel', () => {
    expect(readSettings({ ...TYPED, holidays: '', mentorLimit: '', channelId: '' }, NOW)).toMatchObject({
      settings: { holidays: [], holidayNames: {}, mentorLimit: null, channelId: null },
    });
  });

  const limit = 'Give a whole number from 1 to 99, or leave it empty for no limit.';
  test.each<[SettingField, string, string]>([
    ['zone', 'Europe/Nowhere', 'Pick a time zone from the list.'],
    ['zone', '', 'Pick a time zone from the list.'],
    ['workingDays', '', 'Tick at least one day.'],
    ['workingDays', '0,8', 'Tick at least one day.'],
    ['mentorLimit', '0', limit],
    ['mentorLimit', '-1', limit],
    ['mentorLimit', '1.5', limit],
    ['mentorLimit', '100', limit],
    ['mentorLimit', 'many', limit],
    ['holidays', 'soon', 'Line 1, "soon": write a date such as 2026-12-24, or two such as 2026-12-24 to 2027-01-01.'],
    ['name', '', 'Give the cohort a name, for example "Leaders 2027".'],
    ['endsOn', '2026-11-30', 'This end is in the past. Pick a later date.'],
    ['cadenceWeeks', '', 'Pick one of the rhythms in the list.'],
  ])('%s: %j is refused in words', (field, text, words) => {
    expect(readSettings({ ...TYPED, [field]: text }, NOW)).toEqual({ problems: { [field]: words } });
  });

  test('whatever is wrong is said at once', () => {
    const read = readSettings({ ...TYPED, name: '', zone: '', workingDays: '', holidays: '?', mentorLimit: '?' }, NOW);
    expect(Object.keys('problems' in read ? read.problems : {}).sort()).toEqual([
      'holidays',
      'mentorLimit',
      'name',
      'workingDays',
      'zone',
    ]);
  });

  test('an end today counts in the zone of the cohort', () => {
    const late = at('2026-12-01T11:00Z');
    const ends = { ...TYPED, endsOn: '2026-12-01' };
    expect(readSettings({ ...ends, zone: 'America/New_York' }, late)).toHaveProperty('settings');
    expect(readSettings({ ...ends, zone: 'Pacific/Kiritimati' }, late)).toEqual({
      problems: { endsOn: 'This end is in the past. Pick a later date.' },
    });
  });

  test('working days come once each, in the order of the week', () => {
    expect(readSettings({ ...TYPED, workingDays: '7,1,1,3' }, NOW)).toMatchObject({
      settings: { workingDays: [1, 3, 7] },
    });
  });
});

describe('a form that others overtook', () => {
  const opened = (field: SettingField, text: string) => text === TYPED[field];

  test('can be saved when nothing changed but by its own person', () => {
    expect(changedMeanwhile({ ...TYPED, name: 'Mine' }, TYPED, opened)).toBeNull();
  });

  test('can be saved when it says already what others changed', () => {
    const theirs = { ...TYPED, endsOn: '2027-06-30' };
    expect(changedMeanwhile({ ...theirs, name: 'Mine' }, theirs, opened)).toBeNull();
  });

  test('takes over what others changed, and keeps what its person typed', () => {
    const theirs = { ...TYPED, name: 'Theirs', endsOn: '2027-06-30', holidays: '' };
    expect(changedMeanwhile({ ...TYPED, name: 'Mine', mentorLimit: '5' }, theirs, opened)).toEqual({
      changed: ['name', 'endsOn', 'holidays'],
      typed: { ...TYPED, name: 'Mine', endsOn: '2027-06-30', holidays: '', mentorLimit: '5' },
    });
  });

  test('asks also when others changed something that its person left alone', () => {
    const theirs = { ...TYPED, endsOn: '2027-06-30' };
    expect(changedMeanwhile({ ...TYPED, name: 'Mine' }, theirs, opened)?.changed).toEqual(['endsOn']);
  });
});

describe('what changed, for the log', () => {
  test('names dates, counts and lengths, and of a name only that it changed', () => {
    const after = {
      ...COHORT,
      name: 'Secret plans',
      endsOn: '2027-06-30',
      cadenceWeeks: 4,
      workingDays: [1, 2] as const,
      holidays: ['2026-12-24', '2026-12-25'],
      holidayNames: { '2026-12-25': 'secret party' },
      mentorLimit: null,
    };
    expect(settingsChanged(COHORT, after)).toEqual({
      name: true,
      endsOn: '2027-06-30',
      cadenceWeeks: 4,
      workingDays: '1,2',
      holidays: 2,
      mentorLimit: null,
    });
  });

  test('is nothing when nothing did', () => {
    expect(settingsChanged(COHORT, { ...COHORT })).toEqual({});
  });
});
