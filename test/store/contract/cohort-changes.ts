import { describe, expect, it } from 'vitest';
import type { AuditEntry, Audited } from '../../../src/core/audit.ts';
import type { Cohort } from '../../../src/core/cohort.ts';
import type { CohortChange } from '../../../src/store/store.ts';
import type { Given } from '../contract.ts';
import {
  accepted,
  DAY,
  HOUR,
  MONDAY,
  makeCast,
  makeCohort,
  makeMember,
  makePair,
  makePlan,
  WORKSPACE,
} from '../make.ts';

/** A line of the log about a cohort. */
export function line(action: Audited, cohort: Pick<Cohort, 'id'>, over: Partial<AuditEntry> = {}): AuditEntry {
  return { at: MONDAY, by: 'UCLEO', action, cohortId: cohort.id, pairingId: null, about: {}, ...over };
}

export function cohortChanges(given: Given): void {
  const change = (cohort: Cohort, made: CohortChange, now = MONDAY) =>
    given.store.cohorts.change(WORKSPACE, cohort.id, now, () => made);
  const log = async (cohort: Cohort) =>
    (await given.store.audit.latest(WORKSPACE, cohort.id, { before: null, count: 50 })).map(({ action }) => action);

  describe('changing a cohort', () => {
    it('writes what was decided, with its line in the log, and keeps it', async () => {
      const { cohort } = await makeCast(given.store);
      const after: Cohort = {
        ...cohort,
        name: 'Leiter & Leiterinnen',
        startsOn: '2026-11-02',
        endsOn: '2027-06-30',
        cadenceWeeks: 3,
        meetingMinutes: 60,
        zone: 'Asia/Kathmandu',
        state: 'ended',
        archivedAt: MONDAY + DAY,
        workingDays: [7, 1, 2],
        holidays: ['2026-12-24', '2026-12-25'],
        holidayNames: { '2026-12-25': 'Christmas; [x] "y"' },
        mentorLimit: 4,
        channelId: 'C123',
      };
      const { id: _id, workspaceId: _workspace, createdBy: _by, createdAt: _at, ...fields } = after;
      expect(await change(cohort, { cohort: fields, audit: [line('cohort-edited', cohort)] })).toEqual(after);
      await given.restart();
      expect(await given.store.cohorts.find(WORKSPACE, cohort.id)).toEqual(after);
      expect(await log(cohort)).toEqual(['cohort-edited']);
    });

    it('shows the decision the cohort and those who coordinate it', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      let seen: unknown;
      await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, (it, coordinators) => {
        seen = [it, coordinators];
        return { audit: [] };
      });
      expect(seen).toEqual([cohort, [cleo]]);
    });

    it('a refusal writes nothing, and a decision that fails neither', async () => {
      const { cohort } = await makeCast(given.store);
      const no = { refused: 'no', words: 'No.' };
      expect(await given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => no)).toEqual(no);
      const failing = given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, () => {
        throw new Error('a mistake');
      });
      await expect(failing).rejects.toThrow('a mistake');
      expect(await given.store.cohorts.find(WORKSPACE, cohort.id)).toEqual(cohort);
      expect(await log(cohort)).toEqual([]);
    });

    it('a name that is taken changes nothing at all: neither the rest, nor coordinators, nor the log', async () => {
      const { cohort, cleo, ada } = await makeCast(given.store);
      await given.store.cohorts.create(makeCohort(cleo, { name: 'Coaches' }));
      const taken = await change(cohort, {
        cohort: { name: ' COACHES ', endsOn: '2027-06-30' },
        appoint: [ada.id],
        audit: [line('cohort-edited', cohort)],
      });
      expect(taken).toMatchObject({ refused: 'name_taken' });
      expect(await given.store.cohorts.find(WORKSPACE, cohort.id)).toEqual(cohort);
      expect(await given.store.cohorts.coordinators(cohort.id)).toEqual([cleo]);
      expect(await log(cohort)).toEqual([]);
    });

    it('a cohort may keep its own name, in other letters too, and give it up for another', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      expect(await change(cohort, { cohort: { name: 'LEADERS 2027' }, audit: [] })).toMatchObject({
        name: 'LEADERS 2027',
      });
      expect(await change(cohort, { cohort: { name: 'Coaches' }, audit: [] })).toMatchObject({ name: 'Coaches' });
      const again = makeCohort(cleo, { name: 'Leaders 2027' });
      expect(await given.store.cohorts.create(again)).toEqual(again);
    });

    it('there is none from another workspace, nor one that nobody made', async () => {
      const { cohort } = await makeCast(given.store);
      const never = () => {
        throw new Error('nobody is asked');
      };
      expect(await given.store.cohorts.change('T2', cohort.id, MONDAY, never)).toBeNull();
      expect(await given.store.cohorts.change(WORKSPACE, 'nothing', MONDAY, never)).toBeNull();
    });

    it('two that change at once see one another', async () => {
      const { cohort } = await makeCast(given.store);
      const more = () =>
        given.store.cohorts.change(WORKSPACE, cohort.id, MONDAY, (it) => ({
          cohort: { mentorLimit: (it.mentorLimit ?? 0) + 1 },
          audit: [],
        }));
      await Promise.all([more(), more(), more()]);
      expect(await given.store.cohorts.find(WORKSPACE, cohort.id)).toMatchObject({ mentorLimit: 3 });
    });
  });

  describe('coordinators', () => {
    it('are appointed and dismissed, each once, and what they run follows', async () => {
      const { cohort, cleo, ada, ben } = await makeCast(given.store);
      await change(cohort, { appoint: [ada.id, ben.id, cleo.id], audit: [] });
      await change(cohort, { appoint: [ada.id], dismiss: [cleo.id], audit: [] });
      const ids = (await given.store.cohorts.coordinators(cohort.id)).map(({ id }) => id);
      expect(ids.sort()).toEqual([ada.id, ben.id].sort());
      expect(await given.store.cohorts.coordinatedBy(cleo.id)).toEqual([]);
      expect(await given.store.cohorts.coordinatedBy(ada.id)).toEqual([cohort]);
      await given.restart();
      expect(await given.store.cohorts.coordinatedBy(ben.id)).toEqual([cohort]);
    });

    it('may be none, and of another cohort stay what they are', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      const other = makeCohort(cleo, { name: 'Coaches' });
      await given.store.cohorts.create(other);
      await change(cohort, { dismiss: [cleo.id], audit: [] });
      expect(await given.store.cohorts.coordinators(cohort.id)).toEqual([]);
      expect(await given.store.cohorts.coordinatedBy(cleo.id)).toEqual([other]);
    });

    it('cannot be somebody of another workspace', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      const dan = await makeMember(given.store, 'Dan', {}, 'T2');
      await expect(change(cohort, { appoint: [dan.id], audit: [] })).rejects.toThrow();
      expect(await given.store.cohorts.coordinators(cohort.id)).toEqual([cleo]);
    });
  });

  describe('the course of a cohort', () => {
    const follow = async (now = MONDAY) => {
      const seen: string[] = [];
      const next = () =>
        given.store.pairings.followNext(now, (pair) => {
          seen.push(`${pair.pairing.id} ${pair.cohort.state}`);
          return { change: {}, lookAt: null };
        });
      while (await next()) if (seen.length > 50) throw new Error('It never ends.');
      return seen;
    };

    it('a state that changes has its active pairs looked at, one after the other, each once', async () => {
      const { cohort, ada, ben, cleo, pair } = await makeCast(given.store);
      const second = await makePair(given.store, cohort, ada, cleo);
      const over = await makePair(given.store, cohort, ben, cleo);
      await given.store.pairings.change(WORKSPACE, over.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
      }));
      expect(await follow()).toEqual([]);
      await change(cohort, { cohort: { state: 'ended' }, audit: [] });
      expect(await follow(MONDAY - 1)).toEqual([]);
      expect((await follow()).sort()).toEqual([`${pair.pairing.id} ended`, `${second.pairing.id} ended`].sort());
      expect(await follow(MONDAY + DAY)).toEqual([]);
    });

    it('nothing else that changes has anybody looked at', async () => {
      const { cohort } = await makeCast(given.store);
      await change(cohort, { cohort: { name: 'Others', holidays: ['2026-12-24'], mentorLimit: 1 }, audit: [] });
      expect(await follow()).toEqual([]);
    });

    it('a pair whose decision fails waits, and does not hold up the others', async () => {
      const { cohort, ada, cleo, pair } = await makeCast(given.store);
      const second = await makePair(given.store, cohort, ada, cleo);
      await change(cohort, { cohort: { state: 'ended' }, audit: [] });
      const failing = async () =>
        given.store.pairings.followNext(MONDAY, (it) => {
          if (it.pairing.id === pair.pairing.id) throw new Error('a mistake');
          return { change: { pairing: { state: 'ended', endedAt: MONDAY } }, lookAt: null };
        });
      const outcomes = await Promise.allSettled([failing(), failing(), failing()]);
      expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : 'failed')).sort()).toEqual([
        'failed',
        false,
        true,
      ]);
      expect(await given.store.pairings.find(WORKSPACE, second.pairing.id, MONDAY)).toMatchObject({
        pairing: { state: 'ended' },
      });
      expect(await follow(MONDAY + DAY)).toEqual([`${pair.pairing.id} ended`]);
    });

    it('counts active and ended pairs', async () => {
      const { cohort, ada, cleo, pair } = await makeCast(given.store);
      await makePair(given.store, cohort, ada, cleo);
      expect(await given.store.cohorts.pairCounts(cohort.id)).toEqual({ active: 2, ended: 0 });
      await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => ({
        pairing: { state: 'ended', endedAt: MONDAY },
      }));
      expect(await given.store.cohorts.pairCounts(cohort.id)).toEqual({ active: 1, ended: 1 });
      expect(await given.store.cohorts.pairCounts('nothing')).toEqual({ active: 0, ended: 0 });
    });
  });

  describe('cohorts whose last day is over', () => {
    // The 31st of October 2027 is over in Vienna at 23:00 UTC: the clocks went back that morning.
    const OVER = Date.UTC(2027, 9, 31, 23);
    const asked = async (now: number, decide: (cohort: Cohort) => CohortChange | null = () => null) => {
      const seen: string[] = [];
      const found = await given.store.cohorts.changeNextDue(now, (cohort) => {
        seen.push(cohort.name);
        return decide(cohort);
      });
      return { found, seen };
    };

    it('are asked about from that moment on, the longest overdue first', async () => {
      const { cohort, cleo } = await makeCast(given.store);
      await given.store.cohorts.create(makeCohort(cleo, { name: 'Earlier', endsOn: '2027-10-30' }));
      expect(await asked(OVER - 2 * DAY)).toEqual({ found: false, seen: [] });
      expect(await asked(OVER - HOUR)).toEqual({ found: true, seen: ['Earlier'] });
      const ends = () => ({ cohort: { state: 'ended' as const }, audit: [line('cohort-ended', cohort)] });
      expect(await asked(OVER, ends)).toEqual({ found: true, seen: ['Leaders 2027'] });
      expect(await given.store.cohorts.find(WORKSPACE, cohort.id)).toMatchObject({ state: 'ended' });
      expect(await log(cohort)).toEqual(['cohort-ended']);
    });

    it('are neither drafts nor those that have ended, and follow a date or a zone that changes', async () => {
      const { cohort } = await makeCast(given.store);
      await change(cohort, { cohort: { state: 'draft' }, audit: [] });
      expect((await asked(OVER)).found).toBe(false);
      await change(cohort, { cohort: { state: 'running', endsOn: '2027-11-02', zone: 'UTC' }, audit: [] });
      expect((await asked(Date.UTC(2027, 10, 3) - 1)).found).toBe(false);
      expect((await asked(Date.UTC(2027, 10, 3))).found).toBe(true);
      await change(cohort, { cohort: { state: 'ended' }, audit: [] });
      expect((await asked(OVER + 9 * DAY)).found).toBe(false);
    });

    it('that are left as they are, or whose decision fails, wait an hour', async () => {
      const { cohort } = await makeCast(given.store);
      const fails = () => {
        throw new Error('a mistake');
      };
      expect((await asked(OVER)).found).toBe(true);
      expect((await asked(OVER + HOUR - 1)).found).toBe(false);
      await expect(asked(OVER + HOUR, fails)).rejects.toThrow('a mistake');
      expect((await asked(OVER + HOUR)).found).toBe(false);
      expect((await asked(OVER + 2 * HOUR)).seen).toEqual([cohort.name]);
    });
  });

  describe('what was put off', () => {
    const lease = { id: 'lease', ms: 60_000 };
    const putOff = async () => {
      const cast = await makeCast(given.store);
      await given.store.pairings.change(WORKSPACE, cast.pair.pairing.id, MONDAY, (pair) => ({
        plan: [makePlan(pair, { occurrence: 'due' }), makePlan(pair, { occurrence: 'later', dueAt: MONDAY + 2 * DAY })],
      }));
      await given.store.nudges.take(MONDAY, lease, () => ({ putOff: MONDAY + 5 * DAY }));
      return cast;
    };
    const due = async (pairingId: string) =>
      Object.fromEntries((await given.store.nudges.ofPairing(pairingId)).map((it) => [it.occurrence, it.dueAt]));
    const waiting = { due: MONDAY + 5 * DAY, later: MONDAY + 2 * DAY };
    const again = { ...waiting, due: MONDAY + HOUR };
    const now = MONDAY + HOUR;

    it('waits as long as nothing changes that put it off', async () => {
      const { pair, cohort, ben } = await putOff();
      await change(cohort, { cohort: { name: 'Others', endsOn: '2027-01-31' }, audit: [] }, now);
      await given.store.members.change(WORKSPACE, ben.userId, now, (it) => ({ ...it, wantsPrep: false }));
      expect(await due(pair.pairing.id)).toEqual(waiting);
    });

    it.each([
      ['somebody comes back early', { awayUntil: null }],
      [
        'somebody works other hours',
        { hours: { days: [1, 2, 3, 4, 5, 6, 7] as const, from: 0, to: 1440 }, ownHours: true },
      ],
      ['somebody lives elsewhere', { zone: 'Pacific/Auckland' }],
    ])('is looked at again when %s, what is due later is not', async (_when, over) => {
      const { pair, ben } = await putOff();
      const away = { awayUntil: '2026-11-06' };
      await given.store.members.change(WORKSPACE, ben.userId, MONDAY, (it) => ({ ...it, ...away }));
      await given.store.nudges.take(MONDAY, lease, () => ({ putOff: MONDAY + 5 * DAY }));
      expect(await due(pair.pairing.id)).toEqual(waiting);
      await given.store.members.change(WORKSPACE, ben.userId, now, (it) => ({ ...it, ...over }));
      expect(await due(pair.pairing.id)).toEqual(again);
    });

    it.each([
      ['a holiday is taken back', { holidays: ['2026-12-24'] }],
      ['its cohort works on other days', { workingDays: [1, 2, 3, 4, 5, 6] as const }],
    ])('is looked at again when %s', async (_when, over) => {
      const { pair, cohort, ada, cleo } = await putOff();
      const other = accepted(await given.store.cohorts.create(makeCohort(cleo, { name: 'Coaches' })));
      const theirs = await makePair(given.store, other, ada, cleo);
      await change(cohort, { cohort: over, audit: [] }, now);
      expect(await due(pair.pairing.id)).toEqual(again);
      expect(await due(theirs.pairing.id)).toEqual({});
    });
  });
}
