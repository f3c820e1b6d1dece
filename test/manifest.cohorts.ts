import { AUDITED, type AuditEntry } from '../src/core/audit.ts';
import type { Cohort } from '../src/core/cohort.ts';
import {
  type CohortSettings,
  SETTING_FIELDS,
  settingsChanged,
  type TypedSettings,
  typedSettings,
} from '../src/core/cohort-settings.ts';
import { cohortHelp, paired } from '../src/features/cohort.view.ts';
import { cohortCreated, editCohortModal, newCohortModal, newSettings } from '../src/features/cohort-form.view.ts';
import { coordinatorsModal } from '../src/features/coordinators.view.ts';
import { CHANGES_PER_PAGE, historyModal } from '../src/features/history.view.ts';
import { COHORTS_PER_PAGE, type HubLook, hubModal } from '../src/features/shared/cohort-hub.view.ts';
import { whichCohort } from '../src/features/shared/which-cohort.view.ts';
import { zonesFor } from '../src/features/shared/zones.ts';
import { BEN, CLEO, MONDAY, makeCohort } from './core/make.ts';
import { heard } from './manifest.heard.ts';

/** A cohort of a name in every state that looks different. */
export function cohortsOf(name: string): Cohort[] {
  return [
    makeCohort({ name }),
    makeCohort({ name, startsOn: '2027-01-11' }),
    makeCohort({ name, endsOn: '2026-11-30' }),
    makeCohort({ name, endsOn: '2026-12-01' }),
    makeCohort({ name, state: 'draft' }),
    makeCohort({ name, state: 'ended', endsOn: '2026-11-27' }),
    makeCohort({ name, state: 'ended', archivedAt: MONDAY }),
    makeCohort({ name, state: 'draft', archivedAt: MONDAY }),
  ];
}

/** The hub with nothing in it, with one cohort, with a full page and in the middle of many; as an admin and a coordinator see it. */
export function hubsOf(cohorts: readonly Cohort[]): unknown[] {
  const offered = new Set(heard.clicks);
  const look: HubLook = {
    ...{ rows: [], page: 0, last: 0, archived: false, elsewhere: 0, isAdmin: true, now: MONDAY, offered, said: '' },
  };
  const full = Array.from({ length: COHORTS_PER_PAGE }, (_each, index) => ({
    cohort: { ...(cohorts[index % cohorts.length] ?? makeCohort()), id: `cohort-${index}` },
    pairs: { active: 3_750, ended: 1 },
  }));
  return [
    ...[true, false].flatMap((isAdmin) => [
      hubModal({ ...look, isAdmin }),
      hubModal({ ...look, isAdmin, archived: true }),
      hubModal({ ...look, isAdmin, elsewhere: 3 }),
      hubModal({ ...look, isAdmin, rows: full, page: 1, last: 20, elsewhere: 100 }),
      hubModal({ ...look, isAdmin, rows: full, archived: true, page: 3, last: 3, elsewhere: 2 }),
    ]),
    ...cohorts.flatMap((cohort) =>
      [0, 1].map((active) =>
        hubModal({ ...look, rows: [{ cohort, pairs: { active, ended: 0 } }], said: `${cohort.name} runs now.` }),
      ),
    ),
  ];
}

const EMPTY = Object.fromEntries(SETTING_FIELDS.map((field) => [field, ''])) as TypedSettings;

/** The forms of cohorts, as empty and as full as they come. */
export function formsOf(cohorts: readonly Cohort[]): unknown[] {
  const zones = zonesFor('Europe/Vienna');
  return cohorts.flatMap((cohort) => {
    const look = { typed: typedSettings(cohort), zones, version: 'abc' };
    return [
      newCohortModal({ typed: newSettings(cohort.name, 'Europe/Vienna'), zones }),
      newCohortModal({ typed: newSettings('', ''), zones: zonesFor('') }),
      editCohortModal(cohort, look, { c: cohort.id, o: '' }),
      editCohortModal(cohort, look, { c: cohort.id, o: '' }, SETTING_FIELDS),
      editCohortModal(cohort, { ...look, typed: EMPTY }, { c: cohort.id, o: '' }, ['name']),
      cohortCreated(cohort),
      paired(cohort, BEN.userId, CLEO.userId),
    ];
  });
}

const ABOUT: AuditEntry['about'] = {
  person: 'UBEN',
  mentor: 'UBEN',
  mentee: 'UCLEO',
  from: 'UBEN',
  to: 'UCLEO',
  pairs: 3_750,
  until: '2026-12-24',
};

/** Who runs a cohort and who did what to it, from nothing to all that a page holds. */
export function logsOf(cohort: Cohort): unknown[] {
  const everything = AUDITED.flatMap((action) =>
    [
      {},
      ABOUT,
      { person: 'UCLEO' },
      { state: 'draft', planned: '2027-11-30' },
      settingsChanged(cohort, NOTHING_ALIKE),
    ].map((about) => ({
      ...{ at: MONDAY, by: 'UBEN', action, cohortId: cohort.id, pairingId: null, about, number: 7 },
    })),
  );
  const page = everything.slice(0, CHANGES_PER_PAGE);
  return [
    historyModal(cohort, { entries: [], latest: true, more: false }, 'Europe/Vienna'),
    historyModal(cohort, { entries: page, latest: false, more: true }, 'Asia/Kathmandu'),
    ...everything.map((entry) => historyModal(cohort, { entries: [entry], latest: true, more: false }, 'UTC')),
    ...[0, 1, 20, 30].map((people) =>
      coordinatorsModal(
        cohort,
        Array.from({ length: people }, (_each, index) => `UPERSON${index}`),
      ),
    ),
  ];
}

const NOTHING_ALIKE: CohortSettings = {
  ...makeCohort(),
  name: 'Others',
  startsOn: '2020-01-01',
  endsOn: '2020-12-31',
  cadenceWeeks: 8,
  meetingMinutes: 15,
  zone: 'UTC',
  workingDays: [7],
  holidays: ['2020-05-01'],
  mentorLimit: 9,
  channelId: 'C9',
};

/** Whatever people who run cohorts see of them. */
export function viewsOfCohorts(): unknown[] {
  const cohorts = cohortsOf('Leaders 2027');
  const cohort = makeCohort({
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    holidays: ['2026-12-24', '2026-12-25', '2027-01-01'],
    holidayNames: { '2026-12-24': 'Winter break' },
    mentorLimit: 3,
    channelId: 'C1',
  });
  return [
    ...hubsOf(cohorts),
    ...formsOf([cohort, ...cohorts]),
    ...logsOf(cohort),
    ...[true, false].flatMap((isAdmin) => [
      cohortHelp(isAdmin, [cohort], ['import', 'reassign', 'report'], 'pear'),
      cohortHelp(isAdmin, [], []),
    ]),
    whichCohort([cohort], 'Lead', '/cohort report <cohort>'),
  ];
}
