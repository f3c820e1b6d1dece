import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/change.ts';
import type { Figures } from '../../src/core/report.ts';
import { storeOn } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Opened } from './contract.ts';
import { openAt, openInFolder, tempFolder } from './files.ts';
import {
  accepted,
  DAY,
  HOUR,
  MONDAY,
  makeCast,
  makeCohort,
  makeMeeting,
  makeMember,
  makePair,
  makePlan,
  makeProposal,
} from './make.ts';

const NOW = MONDAY + 60 * DAY;

let opened: Opened;
let store: Store;
beforeEach(async () => {
  opened = await openInFolder();
  store = opened.store;
});
afterEach(() => opened.discard());

type Cast = Awaited<ReturnType<typeof makeCast>>;

async function write({ pair }: Pick<Cast, 'pair'>, change: Change, now = MONDAY): Promise<void> {
  accepted(await store.pairings.change(pair.pairing.workspaceId, pair.pairing.id, now, () => change));
}

function page(cohortId: string, over: Partial<Parameters<Store['reports']['page']>[1]> = {}) {
  const from = { after: '', count: 100, now: NOW, chartSince: MONDAY, answersUntil: NOW, span: null, ...over };
  return store.reports.page(cohortId, from);
}

/** A meeting of a pair, over, so many days after the Monday on which the story begins. */
function over({ pair }: Cast, days: number, outcome: 'held' | 'moved' | 'missed' | 'unknown' | null) {
  return makeMeeting(pair, { state: 'ended', startsAt: MONDAY + days * DAY, outcome });
}

describe('what a report reads', () => {
  it('is nothing for a cohort without pairs, or none at all', async () => {
    expect(await page('nowhere')).toEqual({
      pairs: [],
      counts: { held: 0, untold: 0, made: 0, kept: 0, asked: 0, answered: 0 },
      heldAt: [],
      answers: { usefulness: [], structure: [] },
      lookedAfter: [],
      next: null,
    });
    expect(await store.reports.shared('nowhere')).toBe(0);
  });

  it('knows of a new pair who they are and when they were paired', async () => {
    const { cohort, pair } = await makeCast(store);
    expect((await page(cohort.id)).pairs).toEqual([
      {
        pairingId: pair.pairing.id,
        mentorId: pair.mentor.id,
        menteeId: pair.mentee.id,
        state: 'active',
        createdAt: MONDAY,
        endedAt: null,
        snoozedUntil: null,
        cadenceWeeks: null,
        pausedUntil: null,
        begun: true,
        mentorLeftAt: null,
        menteeLeftAt: null,
        awayUntil: null,
        mentorActive: true,
        menteeActive: true,
        mentorWantsPrep: true,
        menteeWantsPrep: true,
        nextAt: null,
        proposed: false,
        firstMet: null,
        lastMet: null,
      },
    ]);
  });

  it('counts meetings that were held and those nobody spoke of; the first and last are those that nobody denied', async () => {
    const cast = await makeCast(store);
    await write(cast, {
      meetings: [
        over(cast, 1, 'missed'),
        over(cast, 3, 'held'),
        over(cast, 10, 'held'),
        over(cast, 20, 'unknown'),
        over(cast, 30, null),
        over(cast, 40, 'moved'),
        makeMeeting(cast.pair, { state: 'cancelled', startsAt: MONDAY + 2 * DAY }),
        makeMeeting(cast.pair, { startsAt: NOW + DAY }),
      ],
    });
    const { pairs, counts, heldAt } = await page(cast.cohort.id);
    expect([counts.held, counts.untold]).toEqual([2, 2]);
    expect(pairs[0]).toMatchObject({
      firstMet: MONDAY + 3 * DAY,
      lastMet: MONDAY + 30 * DAY + 45 * 60_000,
      nextAt: NOW + DAY,
    });
    expect(heldAt.sort()).toEqual([MONDAY + 3 * DAY, MONDAY + 10 * DAY]);
  });

  it('counts a question as answered when the pair offers or books a time within seven days, in the last four weeks', async () => {
    const cast = await makeCast(store);
    const { pair } = cast;
    const sentAt = [5, 33, 40, 59].map((days) => MONDAY + days * DAY);
    await write(cast, {
      plan: sentAt.map((dueAt) => makePlan(pair, { dueAt, notAfter: dueAt + DAY })),
      proposals: [makeProposal(pair, { state: 'expired', createdAt: MONDAY + 40 * DAY })],
      meetings: [makeMeeting(pair, { state: 'cancelled', createdAt: MONDAY + 59 * DAY + HOUR })],
    });
    await write(cast, { plan: [makePlan(pair, { kind: 'reminder', dueAt: MONDAY + 50 * DAY, notAfter: NOW })] });
    for (const at of [...sentAt, MONDAY + 50 * DAY].sort()) {
      const lease = { id: randomUUID(), ms: 1_000 };
      const taken = await store.nudges.take(at, lease, () => ({ send: true }));
      if (!taken || taken === 'settled') throw new Error('nothing was due');
      await store.nudges.sent(taken.nudge.id, lease.id, { channel: 'D1', ts: '1.2', at, shown: '' });
    }
    // The one of day 5 is long ago; that of day 33 is followed by an offer exactly seven days later.
    const { counts } = await page(cast.cohort.id);
    expect([counts.asked, counts.answered]).toEqual([3, 3]);
    const later = await page(cast.cohort.id, { now: MONDAY + 62 * DAY });
    expect([later.counts.asked, later.counts.answered]).toEqual([2, 2]);
  });

  it('counts a question that turned out to have been posted after all', async () => {
    const cast = await makeCast(store);
    await write(cast, { plan: [makePlan(cast.pair, { dueAt: NOW - DAY, notAfter: NOW })] });
    const lease = { id: randomUUID(), ms: 1_000 };
    const taken = await store.nudges.take(NOW - DAY, lease, () => ({ send: true }));
    if (!taken || taken === 'settled') throw new Error('nothing was due');
    await store.nudges.uncertain(taken.nudge.id, lease.id, NOW - HOUR);
    expect((await page(cast.cohort.id)).counts.asked).toBe(0);
    accepted(await store.nudges.takeUncertain(NOW - HOUR, lease));
    const posted = { channel: 'D1', ts: '1.2', at: NOW - DAY };
    expect(await store.nudges.resolve(taken.nudge.id, lease.id, { posted })).toBe(true);
    expect((await page(cast.cohort.id)).counts.asked).toBe(1);
  });

  it('takes the latest answer of each of the two that was given before an instant', async () => {
    const cast = await makeCast(store);
    const { pair } = cast;
    const pulse = { pairingId: pair.pairing.id, structure: null };
    await write(cast, {
      pulses: [
        { ...pulse, cycle: 1, memberId: pair.mentor.id, usefulness: 2, givenAt: MONDAY },
        { ...pulse, cycle: 2, memberId: pair.mentor.id, usefulness: 4, structure: 'too_little', givenAt: MONDAY + DAY },
        { ...pulse, cycle: 3, memberId: pair.mentor.id, usefulness: 5, givenAt: MONDAY + 2 * DAY },
        {
          ...pulse,
          cycle: 2,
          memberId: pair.mentee.id,
          usefulness: null,
          structure: 'too_much',
          givenAt: MONDAY + DAY,
        },
      ],
    });
    const { answers } = await page(cast.cohort.id, { answersUntil: MONDAY + 2 * DAY });
    expect(answers).toEqual({
      usefulness: [{ memberId: pair.mentor.id, value: 4, givenAt: MONDAY + DAY }],
      structure: [
        { memberId: pair.mentor.id, value: -1, givenAt: MONDAY + DAY },
        { memberId: pair.mentee.id, value: 1, givenAt: MONDAY + DAY },
      ],
    });
  });

  it('counts commitments, those that were kept, and the takeaways that the cohort sees', async () => {
    const cast = await makeCast(store);
    const { pair, cohort } = cast;
    const commitment = (id: string, state: 'open' | 'kept' | 'dropped') => ({
      ...{
        id,
        pairingId: pair.pairing.id,
        cycle: 1,
        owner: pair.mentee.id,
        what: 'Write',
        dueOn: '2026-12-01',
        plan: '',
      },
      ...{ state, moves: 0, reason: '', by: pair.mentee.id, createdAt: MONDAY, updatedAt: MONDAY },
      closedAt: state === 'open' ? null : NOW,
    });
    const takeaway = (id: string, audience: 'pair' | 'cohort', state: 'current' | 'outdated' | 'withdrawn') => ({
      ...{ id, pairingId: pair.pairing.id, cohortId: cohort.id, author: pair.mentee.id, text: 'Ask', tags: [] },
      ...{ audience, named: true, quotes: false, vetoedBy: null, state, createdAt: MONDAY, updatedAt: MONDAY },
    });
    await write(cast, {
      commitments: [
        commitment('a', 'open'),
        commitment('b', 'kept'),
        commitment('c', 'kept'),
        commitment('d', 'dropped'),
      ],
      takeaways: [
        takeaway('a', 'cohort', 'current'),
        takeaway('b', 'cohort', 'outdated'),
        takeaway('c', 'cohort', 'withdrawn'),
        takeaway('d', 'pair', 'current'),
      ],
    });
    const { counts } = await page(cohort.id);
    expect([counts.made, counts.kept]).toEqual([4, 2]);
    expect(await store.reports.shared(cohort.id)).toBe(2);
  });

  it('counts in a span what began in it: meetings, commitments made, those kept, takeaways, questions', async () => {
    const cast = await makeCast(store);
    const { pair, cohort } = cast;
    const day = (days: number) => MONDAY + days * DAY;
    const commitment = (id: string, made: number, closed: number | null, state: 'open' | 'kept' | 'dropped') => ({
      ...{
        id,
        pairingId: pair.pairing.id,
        cycle: 1,
        owner: pair.mentee.id,
        what: 'Write',
        dueOn: '2026-12-01',
        plan: '',
      },
      ...{ state, moves: 0, reason: '', by: pair.mentee.id, createdAt: made, updatedAt: made, closedAt: closed },
    });
    const takeaway = (id: string, createdAt: number) => ({
      ...{ id, pairingId: pair.pairing.id, cohortId: cohort.id, author: pair.mentee.id, text: 'Ask', tags: [] },
      ...{ audience: 'cohort' as const, named: true, quotes: false, vetoedBy: null, state: 'current' as const },
      ...{ createdAt, updatedAt: createdAt },
    });
    await write(cast, {
      meetings: [
        over(cast, 9, 'held'),
        over(cast, 10, 'held'),
        over(cast, 12, null),
        over(cast, 13, 'unknown'),
        over(cast, 14, 'missed'),
        over(cast, 15, 'moved'),
        over(cast, 20, 'held'),
      ],
      commitments: [
        commitment('a', day(1), day(10), 'kept'),
        commitment('b', day(10), null, 'open'),
        commitment('c', day(11), day(20), 'kept'),
        commitment('d', day(12), day(13), 'dropped'),
      ],
      takeaways: [takeaway('a', day(9)), takeaway('b', day(10)), takeaway('c', day(20))],
      plan: [9, 10, 19, 20].map((days) => makePlan(pair, { dueAt: day(days), notAfter: day(days + 1) })),
      proposals: [makeProposal(pair, { state: 'expired', createdAt: day(12) })],
    });
    for (const days of [9, 10, 19, 20]) {
      const lease = { id: randomUUID(), ms: 1_000 };
      const taken = await store.nudges.take(day(days), lease, () => ({ send: true }));
      if (!taken || taken === 'settled') throw new Error('nothing was due');
      await store.nudges.sent(taken.nudge.id, lease.id, { channel: 'D1', ts: '1.2', at: day(days), shown: '' });
    }
    const span = { from: day(10), until: day(20) };
    const during = async (cohortId: string, chartSince: number, after = '', now = day(21)) => {
      const { counts, heldAt } = await page(cohortId, { span, chartSince, after, now });
      return { counts, heldAt };
    };
    // Soon after, when one of the two questions is older than ninety days, and years later.
    for (const now of [day(21), day(105), day(1_000)])
      expect(await during(cohort.id, day(0), '', now)).toEqual({
        counts: { held: 1, untold: 2, made: 3, kept: 1, asked: 2, answered: 1 },
        heldAt: [day(10)],
      });
    expect((await during(cohort.id, day(11))).heldAt).toEqual([]);
    expect(await store.reports.shared(cohort.id, span)).toBe(1);
    expect(await store.reports.shared(cohort.id)).toBe(3);
    const nothing = { counts: { held: 0, untold: 0, made: 0, kept: 0, asked: 0, answered: 0 }, heldAt: [] };
    expect(await during(cohort.id, day(0), pair.pairing.id)).toEqual(nothing);
    expect(await during('another', day(0))).toEqual(nothing);
  });

  it('goes through a cohort page by page, each pair once, and leaves other cohorts alone', async () => {
    const { cohort, cleo, ada } = await makeCast(store);
    const other = accepted(await store.cohorts.create(makeCohort(cleo, { name: 'Other' })));
    for (let number = 0; number < 6; number += 1) {
      const mentee = await makeMember(store, `Mentee${number}`);
      await makePair(store, number < 4 ? cohort : other, ada, mentee);
    }
    const seen: string[] = [];
    let pages = 0;
    for (let after: string | null = ''; after !== null; pages += 1) {
      const read = await page(cohort.id, { after, count: 2 });
      seen.push(...read.pairs.map(({ pairingId }) => pairingId));
      after = read.next;
    }
    expect([new Set(seen).size, seen.length, pages]).toEqual([5, 5, 3]);
    expect((await page(other.id)).pairs).toHaveLength(2);
  });
});

describe('what a report remembers', () => {
  const figures = { pairs: 3 } as Figures;

  it('is the last one that a person was sent, through a restart', async () => {
    const { cohort } = await makeCast(store);
    expect(await store.reports.lastSent(cohort.id, 'UADA')).toBeNull();
    await store.reports.sent(cohort, 'UADA', 1, { ...figures, pairs: 2 });
    await store.reports.sent(cohort, 'UADA', 2, figures);
    await store.reports.sent(cohort, 'UCLEO', 3, { ...figures, pairs: 9 });
    store = await opened.restart();
    expect(await store.reports.lastSent(cohort.id, 'UADA')).toEqual({ at: 2, figures: { pairs: 3 } });
  });

  it('is what was shown of feedback, for everybody, and stays when nothing new may be shown', async () => {
    const { cohort } = await makeCast(store);
    const shown = { value: 4.25, people: 6, until: 10 };
    expect(await store.reports.showPulse(cohort, 'usefulness', () => null)).toBeNull();
    expect(await store.reports.showPulse(cohort, 'usefulness', () => shown)).toEqual(shown);
    store = await opened.restart();
    expect(await store.reports.showPulse(cohort, 'usefulness', (before) => before)).toEqual(shown);
    expect(await store.reports.showPulse(cohort, 'structure', (before) => before)).toBeNull();
  });

  it('is who was looked after, and a later decision replaces an earlier one', async () => {
    const { cohort, pair, cleo } = await makeCast(store);
    const looked = { pairingId: pair.pairing.id, occurrence: 'no-first-meeting', until: 5 };
    const by = { userId: 'UCLEO', now: 1 };
    expect(await store.reports.lookAfter(cohort, looked, by)).toBe(true);
    expect(await store.reports.lookAfter(cohort, { ...looked, until: null }, by)).toBe(true);
    const other = accepted(await store.cohorts.create(makeCohort(cleo, { name: 'Other' })));
    expect(await store.reports.lookAfter(other, { ...looked, until: 9 }, by)).toBe(false);
    expect(await store.reports.lookAfter(cohort, { ...looked, pairingId: 'nobody' }, by)).toBe(false);
    expect((await page(cohort.id)).lookedAfter).toEqual([{ ...looked, until: null }]);
  });
});

describe('the statements of reports', () => {
  it('name no column that holds what somebody wrote', async () => {
    const folder = tempFolder();
    const path = join(folder.path, 'cairn.db');
    await (await openAt(path)).close();
    const db = new Database(path);
    const read: string[] = [];
    const prepare = db.prepare.bind(db);
    db.prepare = ((sql: string) => {
      if (new Error().stack?.includes('reports.ts')) read.push(sql);
      return prepare(sql);
    }) as typeof db.prepare;
    storeOn(db, randomUUID);
    db.close();
    folder.discard();
    expect(read.length).toBeGreaterThan(8);
    const written =
      /\b(agendas|agenda_items|expectation|note|what|plan|reason|text|tags_json|place|about_json|prompts_json|purpose)\b/;
    const withoutCasts = read.map((sql) => sql.replaceAll(/ AS TEXT\)/g, ')'));
    expect(withoutCasts.filter((sql) => written.test(sql) || /\*(?!\))/.test(sql.replaceAll('COUNT(*)', '')))).toEqual(
      [],
    );
  });
});
