import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditWords } from '../../src/core/audit-words.ts';
import type { Cohort } from '../../src/core/cohort.ts';
import {
  archiveCohort,
  type CohortChange,
  cohortMade,
  editCohort,
  endCohort,
  restoreCohort,
  staffCohort,
  startCohort,
} from '../../src/core/cohort-rules.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { at, makeCohort, makeMember } from './make.ts';

const NOW = at('2026-12-01T12:00Z');
const ADA = { by: 'UADA', now: NOW };

/** What was decided, in short: the cohort as it changes and what the log says, or why not. */
function short(decided: CohortChange | Refusal) {
  if (isRefusal(decided)) return decided.refused;
  return { ...decided.cohort, log: decided.audit.map(({ action }) => action) };
}

const draft = makeCohort({ state: 'draft' });
const running = makeCohort();
const ended = makeCohort({ state: 'ended' });
const archived = makeCohort({ state: 'ended', archivedAt: NOW - 1 });
const archivedDraft = makeCohort({ state: 'draft', archivedAt: NOW - 1 });
const renamed = (cohort: Cohort) => editCohort(cohort, { ...cohort, name: 'Others' }, ADA);

describe('the course of a cohort', () => {
  test.each<[string, (cohort: Cohort) => CohortChange | Refusal, Cohort, unknown]>([
    [
      'a draft starts',
      (it) => startCohort(it, ADA),
      makeCohort({ state: 'draft', startsOn: '2027-01-11' }),
      { state: 'running', log: ['cohort-started'] },
    ],
    [
      'a draft whose first day has passed begins today',
      (it) => startCohort(it, ADA),
      draft,
      { state: 'running', startsOn: '2026-12-01', log: ['cohort-started'] },
    ],
    ['a running one does not start', (it) => startCohort(it, ADA), running, 'runs_already'],
    ['one that has ended does not start again', (it) => startCohort(it, ADA), ended, 'cohort_ended'],
    ['an archived draft does not start', (it) => startCohort(it, ADA), archivedDraft, 'archived'],
    [
      'a running one ends',
      (it) => endCohort(it, ADA),
      running,
      { state: 'ended', endsOn: '2026-12-01', log: ['cohort-ended'] },
    ],
    ['a draft does not end', (it) => endCohort(it, ADA), draft, 'draft'],
    ['one that has ended does not end again', (it) => endCohort(it, ADA), ended, 'ended_already'],
    ['a draft is archived', (it) => archiveCohort(it, ADA), draft, { archivedAt: NOW, log: ['cohort-archived'] }],
    [
      'one that has ended is archived',
      (it) => archiveCohort(it, ADA),
      ended,
      { archivedAt: NOW, log: ['cohort-archived'] },
    ],
    ['a running one is not', (it) => archiveCohort(it, ADA), running, 'runs'],
    ['an archived one is not once more', (it) => archiveCohort(it, ADA), archived, 'archived_already'],
    [
      'an archived one is restored',
      (it) => restoreCohort(it, ADA),
      archived,
      { archivedAt: null, log: ['cohort-restored'] },
    ],
    ['one in use is not', (it) => restoreCohort(it, ADA), running, 'not_archived'],
    ['an archived one is not changed', renamed, archivedDraft, 'archived'],
    ['one that has ended is not changed', renamed, ended, 'cohort_ended'],
    ['one in which nothing changed leaves no line', (it) => editCohort(it, it, ADA), running, { log: [] }],
  ])('%s', (_what, decide, cohort, expected) => {
    expect(short(decide(cohort))).toEqual(expected);
  });

  test('a draft whose last day is over in its own zone does not start; on that day it does', () => {
    const vienna = makeCohort({ state: 'draft', endsOn: '2026-11-30' });
    expect(short(startCohort(vienna, { by: 'UADA', now: at('2026-11-30T22:59Z') }))).toMatchObject({
      state: 'running',
    });
    expect(short(startCohort(vienna, { by: 'UADA', now: at('2026-11-30T23:00Z') }))).toBe('over');
  });

  test('its last day is the day on which it was ended, never before its first and never after the one planned', () => {
    const last = (over: Partial<Cohort>) => {
      const decided = endCohort(makeCohort(over), ADA);
      return isRefusal(decided) ? decided.refused : decided.cohort?.endsOn;
    };
    expect(last({})).toBe('2026-12-01');
    expect(last({ zone: 'Pacific/Kiritimati' })).toBe('2026-12-02');
    expect(last({ startsOn: '2027-01-11' })).toBe('2027-01-11');
    expect(last({ endsOn: '2026-11-30' })).toBe('2026-11-30');
  });

  test('the log keeps the start that was planned where it came later', () => {
    const about = (over: Partial<Cohort>) => {
      const decided = startCohort(makeCohort({ state: 'draft', ...over }), ADA);
      return isRefusal(decided) ? decided.refused : decided.audit[0]?.about;
    };
    expect(about({ startsOn: '2026-11-30' })).toEqual({ planned: '2026-11-30' });
    expect(about({ startsOn: '2026-12-01' })).toEqual({});
    expect(about({ startsOn: '2026-12-01', zone: 'Pacific/Kiritimati' })).toEqual({ planned: '2026-12-01' });
  });

  test('the log keeps who did it, when, and the end that was planned', () => {
    const decided = endCohort(running, ADA);
    expect(isRefusal(decided) ? [] : decided.audit).toEqual([
      {
        at: NOW,
        by: 'UADA',
        action: 'cohort-ended',
        cohortId: 'cohort',
        pairingId: null,
        about: { planned: '2027-10-31' },
      },
    ]);
    expect(cohortMade(draft, ADA)).toMatchObject({ action: 'cohort-created', about: { state: 'draft' } });
  });
});

describe('whatever is done to a cohort, in whatever order', () => {
  const ACTS = {
    start: (it: Cohort, doing: typeof ADA) => startCohort(it, doing),
    end: (it: Cohort, doing: typeof ADA) => endCohort(it, doing),
    archive: (it: Cohort, doing: typeof ADA) => archiveCohort(it, doing),
    restore: (it: Cohort, doing: typeof ADA) => restoreCohort(it, doing),
    rename: (it: Cohort, doing: typeof ADA) => editCohort(it, { ...it, name: `${it.name}!` }, doing),
  };
  const act = fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[]));

  test('what runs is never out of sight, what has ended stays so, and each act that counts leaves one line', () => {
    fc.assert(
      fc.property(fc.constantFrom(draft, running), fc.array(act, { maxLength: 12 }), (first, acts) => {
        let cohort = first;
        for (const [step, name] of acts.entries()) {
          const decided = ACTS[name](cohort, { by: 'UADA', now: NOW + step });
          if (isRefusal(decided)) continue;
          const after = { ...cohort, ...decided.cohort };
          expect(decided.audit).toHaveLength(1);
          expect(after).not.toEqual(cohort);
          if (after.state === 'running') expect(after.archivedAt).toBeNull();
          if (cohort.state === 'ended') expect(after.state).toBe('ended');
          if (name === 'rename') expect(cohort).toMatchObject({ archivedAt: null });
          expect(after.endsOn >= after.startsOn).toBe(true);
          cohort = after;
        }
      }),
    );
  });
});

describe('coordinators', () => {
  const [ben, cleo, dan] = [makeMember('Ben'), makeMember('Cleo'), makeMember('Dan')];
  const staffed = (appoint: (typeof ben)[], dismiss: string[], cohort = running) => {
    const decided = staffCohort(cohort, [ben, cleo], { appoint, dismiss }, ADA);
    return isRefusal(decided) ? decided.refused : { appoint: decided.appoint, dismiss: decided.dismiss };
  };

  test.each([
    ['somebody new', [dan], [], { appoint: ['dan'], dismiss: [] }],
    ['somebody who is one already', [ben], [], { appoint: [], dismiss: [] }],
    ['one for another', [dan], ['UBEN'], { appoint: ['dan'], dismiss: ['ben'] }],
    ['all of them gone', [], ['UBEN', 'UCLEO'], { appoint: [], dismiss: ['ben', 'cleo'] }],
    ['somebody dismissed who is none', [], ['UDAN'], { appoint: [], dismiss: [] }],
  ])('%s', (_what, appoint, dismiss, expected) => {
    expect(staffed(appoint, dismiss)).toEqual(expected);
  });

  test('of a cohort that has ended may change, those of an archived one may not', () => {
    expect(staffed([dan], [], ended)).toEqual({ appoint: ['dan'], dismiss: [] });
    expect(staffed([dan], [], archived)).toBe('archived');
  });

  test('leave a line each', () => {
    const decided = staffCohort(running, [ben], { appoint: [dan, cleo], dismiss: ['UBEN'] }, ADA);
    expect(isRefusal(decided) ? [] : decided.audit.map(({ action, about }) => [action, about.person])).toEqual([
      ['coordinator-appointed', 'UDAN'],
      ['coordinator-appointed', 'UCLEO'],
      ['coordinator-dismissed', 'UBEN'],
    ]);
  });
});

describe('the log in words', () => {
  const said = (over: Partial<Parameters<typeof auditWords>[0]>) =>
    auditWords({
      at: NOW,
      by: 'UADA',
      action: 'cohort-edited',
      cohortId: 'cohort',
      pairingId: null,
      about: {},
      ...over,
    })
      .map((part) => (typeof part === 'string' ? part : `@${part.person}`))
      .join(' ');

  test.each([
    [{ action: 'cohort-created', about: { state: 'draft' } }, 'created the cohort as a draft'],
    [{ action: 'cohort-created', about: { state: 'running' } }, 'created the cohort'],
    [{ about: { name: true, endsOn: '2027-06-30' } }, 'changed Name, Ends on (now Wed 30 Jun 2027)'],
    [
      { about: { cadenceWeeks: 4, meetingMinutes: 30 } },
      'changed How often should pairs meet (now 4 weeks), How long is a meeting (now 30 minutes)',
    ],
    [
      { about: { holidays: 9, mentorLimit: null } },
      'changed Company holidays (now 9 days), Mentees per mentor, at most (now none)',
    ],
    [
      { about: { cadenceWeeks: 1, holidays: 1 } },
      'changed How often should pairs meet (now 1 week), Company holidays (now 1 day)',
    ],
    [{ about: {} }, 'changed its settings'],
    [{ action: 'cohort-ended', about: { planned: '2027-10-31' } }, 'ended the cohort (planned for Sun 31 Oct 2027)'],
    [{ action: 'cohort-ended', by: 'cairn' }, 'ended the cohort, after its last day'],
    [{ action: 'coordinator-appointed', about: { person: 'UDAN' } }, 'appointed as coordinator: @UDAN'],
    [{ action: 'pair-made', about: { mentor: 'UBEN', mentee: 'UCLEO' } }, 'paired two people: @UBEN mentors @UCLEO'],
    [{ action: 'pairs-imported', about: { pairs: 3750, left: 2 } }, 'imported a list (3750 pairs)'],
    [{ action: 'pairs-exported', about: { pairs: 1 } }, 'exported the pairs that need a human (1 pair)'],
    [
      { action: 'mentor-changed', about: { mentee: 'UCLEO', from: 'UBEN', to: 'UDAN' } },
      'gave somebody another mentor: @UCLEO is mentored by @UDAN instead of @UBEN',
    ],
    [
      { action: 'need-dismissed', about: { mentor: 'UBEN', mentee: 'UCLEO' } },
      'dismissed a pair that needed a human: @UBEN mentors @UCLEO',
    ],
    [
      { action: 'person-paused', about: { person: 'UCLEO', until: '2026-12-24' } },
      'paused all pairs of somebody: @UCLEO until Thu 24 Dec 2026',
    ],
    [{ action: 'pair-paused', about: { until: '2026-12-24' } }, 'paused a pair until Thu 24 Dec 2026'],
    [{ action: 'pair-paused', about: { until: 'soon', mentor: 7 } }, 'paused a pair'],
  ] as const)('%j', (entry, words) => {
    expect(said(entry)).toBe(words);
  });
});
