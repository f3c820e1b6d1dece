import { describe, expect, test } from 'vitest';
import {
  type Audience,
  announce,
  type BriefingKind,
  briefingReadiness,
  insteadOf,
  mustArrive,
  tellAppointed,
  tellHelpAsked,
  weeklyDigest,
} from '../../src/core/briefing.ts';
import type { Cohort } from '../../src/core/cohort.ts';
import { endCohort, staffCohort, startCohort } from '../../src/core/cohort-rules.ts';
import type { Member } from '../../src/core/member.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { at, MONDAY, makeBriefing, makeCohort, makeMember, makePair, utc } from './make.ts';

const DORA = makeMember('Dora');

const audience = (over: Partial<Audience> = {}): Audience => ({
  cohort: makeCohort(),
  member: DORA,
  coordinates: true,
  wantsDigest: true,
  ...over,
});
const now = (over: Partial<Audience>, kind: BriefingKind = 'help', about = {}, instant = MONDAY) =>
  briefingReadiness(makeBriefing({ kind, about }), audience(over), ['UADMIN'], instant);

describe('when a briefing goes out', () => {
  test('inside the hours of its receiver, at once', () => {
    expect(now({})).toEqual({ send: true });
  });

  test.each([
    ['on Sunday', '2026-11-29T10:00Z', {}, '2026-11-30T08:30'],
    ['on Monday before half past nine', '2026-11-30T08:29Z', {}, '2026-11-30T08:30'],
    ['on Friday after three', '2026-12-04T14:00Z', {}, '2026-12-07T08:30'],
    ['Dora in New York, at ten in Vienna', '2026-11-30T09:00Z', { zone: 'America/New_York' }, '2026-11-30T14:30'],
    ['Dora away until Tuesday', '2026-11-30T09:00Z', { awayUntil: '2026-12-01' }, '2026-12-02T08:30'],
  ])('%s it waits', (_when, instant, over: Partial<Member>, due) => {
    const readiness = now({ member: { ...DORA, ...over } }, 'help', {}, at(instant));
    expect('putOff' in readiness && utc(readiness.putOff)).toBe(due);
  });

  test('a holiday of the cohort is one for its coordinators', () => {
    const cohort = makeCohort({ holidays: ['2026-11-30'] });
    const readiness = now({ cohort });
    expect('putOff' in readiness && utc(readiness.putOff)).toBe('2026-12-01T08:30');
  });

  test.each([
    ['Europe/Vienna', '2026-11-30T08:30'],
    ['Asia/Tokyo', '2026-11-30T00:30'],
  ])('who is no member hears it from half past nine on in the zone of the cohort, %s', (zone, due) => {
    const cohort = makeCohort({ zone, channelId: 'C1' });
    const sunday = at('2026-11-29T12:00Z');
    for (const kind of ['announcement', 'help'] as const) {
      const briefing = makeBriefing({ kind, about: { news: 'started' }, to: kind === 'help' ? 'UADMIN' : 'C1' });
      const readiness = briefingReadiness(briefing, audience({ cohort, member: null }), ['UADMIN'], sunday);
      expect('putOff' in readiness && utc(readiness.putOff)).toBe(due);
    }
  });
});

describe('when a briefing is given up', () => {
  const gone = { coordinates: false, wantsDigest: false };
  const news = (it: 'started' | 'ended') => ({ news: it });

  test.each<[string, BriefingKind, object, Partial<Audience>, string]>([
    ['the receiver is deactivated', 'help', {}, { member: { ...DORA, active: false } }, 'receiver deactivated'],
    ['a dismissed coordinator hears of no help', 'help', {}, gone, 'no longer coordinates'],
    ['nor that they coordinate', 'appointed', {}, gone, 'no longer coordinates'],
    ['nor of an announcement that failed', 'unannounced', {}, gone, 'no longer coordinates'],
    ['nor how the week was', 'digest', {}, gone, 'no longer coordinates'],
    ['the digest was turned off', 'digest', {}, { wantsDigest: false }, 'turned off'],
    ['the cohort is no longer run', 'digest', {}, { cohort: makeCohort({ state: 'ended' }) }, 'not running'],
    ['nor is one out of sight', 'digest', {}, { cohort: makeCohort({ archivedAt: MONDAY }) }, 'not running'],
    [
      'it has not begun any more',
      'announcement',
      news('started'),
      { cohort: makeCohort({ state: 'draft' }) },
      'no longer so',
    ],
    ['it has not ended', 'announcement', news('ended'), {}, 'no longer so'],
    ['it is out of sight', 'announcement', news('started'), { cohort: makeCohort({ archivedAt: MONDAY }) }, 'archived'],
  ])('%s', (_why, kind, about, over, reason) => {
    expect(now(over, kind, about)).toEqual({ giveUp: 'cancelled', reason });
  });

  test('one who runs the installation hears of help without coordinating', () => {
    const briefing = makeBriefing({ kind: 'help', to: 'UADMIN' });
    const admin = audience({ ...gone, member: null });
    expect(briefingReadiness(briefing, admin, ['UADMIN'], MONDAY)).toEqual({ send: true });
    expect(briefingReadiness(briefing, admin, [], MONDAY)).toMatchObject({ giveUp: 'cancelled' });
  });

  test('too late, and after five attempts', () => {
    const late = makeBriefing({ notAfter: MONDAY });
    expect(briefingReadiness(late, audience(), [], MONDAY)).toEqual({ giveUp: 'expired', reason: 'too late' });
    const tried = makeBriefing({ attempts: 5 });
    expect(briefingReadiness(tried, audience(), [], MONDAY)).toEqual({ giveUp: 'dead', reason: 'too many attempts' });
  });
});

describe('what is planned', () => {
  test('a request for help goes to the coordinators with what was written to them, for a month', () => {
    const asked = { by: 'mentee' as const, words: 'We lost touch.', occurrence: '7', otherwise: ['UADMIN'] };
    expect(tellHelpAsked(makePair(), asked, MONDAY)).toEqual({
      kind: 'help',
      occurrence: 'help:pairing:7',
      to: 'coordinators',
      otherwise: ['UADMIN'],
      about: { pairingId: 'pairing', by: 'mentee' },
      words: 'We lost touch.',
      dueAt: MONDAY,
      notAfter: at('2026-12-30T09:00Z'),
    });
    expect(tellHelpAsked(makePair(), { ...asked, words: '' }, MONDAY)).not.toHaveProperty('words');
  });

  test('somebody who coordinates from now on hears it themselves', () => {
    expect(tellAppointed(makeCohort(), 'UDORA', MONDAY)).toMatchObject({ kind: 'appointed', to: { userId: 'UDORA' } });
  });

  test('the beginning and the end are told to the channel, for a week', () => {
    expect(announce(makeCohort(), 'started', MONDAY)).toMatchObject({
      kind: 'announcement',
      to: 'channel',
      about: { news: 'started' },
      notAfter: at('2026-12-07T09:00Z'),
    });
  });

  test('what Slack did not take in the channel, or may not have taken, the coordinators hear', () => {
    const failed = makeBriefing({ kind: 'announcement', to: 'C1', about: { news: 'ended' }, reason: 'is_archived' });
    expect(insteadOf(failed)).toMatchObject([
      { kind: 'unannounced', to: 'coordinators', about: { news: 'ended', channelId: 'C1', why: 'refused' } },
    ]);
    expect(insteadOf({ ...failed, reason: 'history unreadable' })).toMatchObject([{ about: { why: 'unsure' } }]);
    expect(insteadOf(makeBriefing({ kind: 'help' }))).toEqual([]);
  });

  test('a channel or a digest is told once or not at all, the rest rather twice than never', () => {
    const all: BriefingKind[] = ['help', 'appointed', 'announcement', 'unannounced', 'digest'];
    expect(all.filter(mustArrive)).toEqual(['help', 'appointed', 'unannounced']);
  });
});

describe('the weekly digest', () => {
  const cohort: Cohort = makeCohort();

  test('is of the week that begins on Monday, and looks again when the next one begins', () => {
    const { plan, nextAt } = weeklyDigest(cohort, DORA, false, at('2026-11-29T23:00Z'));
    expect(plan).toMatchObject({
      kind: 'digest',
      occurrence: 'digest:cohort:2026-11-30',
      to: { userId: 'UDORA' },
      about: { week: '2026-11-30' },
      dueAt: at('2026-11-29T23:00Z'),
      notAfter: at('2026-12-06T23:00Z'),
    });
    expect(utc(nextAt)).toBe('2026-12-06T23:00');
  });

  test.each([
    ['a new coordinator on Wednesday', '2026-12-02T09:00Z', '2026-12-06T23:00'],
    ['a new coordinator on Monday before nine', '2026-11-30T07:00Z', '2026-12-06T23:00'],
    ['a new coordinator late on Sunday', '2026-12-06T22:59Z', '2026-12-06T23:00'],
  ])('%s gets none this week', (_who, instant, next) => {
    const { plan, nextAt } = weeklyDigest(cohort, DORA, true, at(instant));
    expect(plan).toBeNull();
    expect(utc(nextAt)).toBe(next);
  });

  test.each([
    ['Pacific/Auckland', '2026-11-29T11:00Z', '2026-11-30', '2026-12-06T11:00'],
    ['America/New_York', '2026-11-30T05:00Z', '2026-11-30', '2026-12-07T05:00'],
    // The clocks go back in the night to 1 November, and forward in the night to 14 March.
    ['America/New_York', '2026-10-26T04:00Z', '2026-10-26', '2026-11-02T05:00'],
    ['America/New_York', '2027-03-08T05:00Z', '2027-03-08', '2027-03-15T04:00'],
  ])('begins with the Monday of its receiver, %s %s', (zone, instant, week, next) => {
    const { plan, nextAt } = weeklyDigest(cohort, { ...DORA, zone }, false, at(instant));
    expect(plan?.about.week).toBe(week);
    expect(utc(nextAt)).toBe(next);
  });

  test('a Monday that was missed comes later in the same week, as that of this week', () => {
    expect(weeklyDigest(cohort, DORA, false, at('2026-12-03T09:00Z')).plan?.about.week).toBe('2026-11-30');
  });

  test('a day off is no Monday: it comes when the window opens on Tuesday', () => {
    const readiness = now({ cohort: makeCohort({ holidays: ['2026-11-30'] }) }, 'digest', {}, at('2026-11-29T23:00Z'));
    expect('putOff' in readiness && utc(readiness.putOff)).toBe('2026-12-01T08:30');
  });
});

describe('what changes of a cohort bring along', () => {
  const doing = { by: 'UADA', now: MONDAY };
  const told = (change: ReturnType<typeof startCohort>) =>
    isRefusal(change) ? change.refused : change.brief?.map(({ kind, to, about }) => ({ kind, to, about }));

  test('its start and its end are announced', () => {
    expect(told(startCohort(makeCohort({ state: 'draft' }), doing))).toEqual([
      { kind: 'announcement', to: 'channel', about: { news: 'started' } },
    ]);
    expect(told(endCohort(makeCohort(), doing))).toEqual([
      { kind: 'announcement', to: 'channel', about: { news: 'ended' } },
    ]);
  });

  test('whoever is appointed hears it, but for those who appointed themselves or were coordinators before', () => {
    const [ada, dora, eve] = [makeMember('Ada'), DORA, makeMember('Eve')];
    const change = staffCohort(makeCohort(), [eve], { appoint: [ada, dora, eve], dismiss: [] }, doing);
    expect(told(change)).toEqual([{ kind: 'appointed', to: { userId: 'UDORA' }, about: {} }]);
  });
});
