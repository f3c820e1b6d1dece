import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/core/change.ts';
import type { Commitment } from '../../../src/core/commitment.ts';
import type { Meeting, Proposal } from '../../../src/core/meeting.ts';
import type { Pair } from '../../../src/core/pairing.ts';
import type { Pulse } from '../../../src/core/pulse.ts';
import type { Given } from '../contract.ts';
import {
  accepted,
  DAY,
  freshId,
  HOUR,
  MONDAY,
  makeCohort,
  makeMeeting,
  makeMember,
  makePair,
  makeProposal,
  WORKSPACE,
} from '../make.ts';

const NOW = MONDAY + 400 * DAY;
const SINCE = NOW - 84 * DAY;

/** One thing that is written about a pair; the same slot again writes over what stood there. */
type Step =
  | { is: 'meeting'; slot: number; state: 'cancelled' | 'ended'; outcome: Meeting['outcome'] }
  | { is: 'booked'; still: boolean }
  | { is: 'proposal'; open: boolean }
  | { is: 'commitment'; slot: number; state: Commitment['state'] }
  | {
      is: 'pulse';
      cycle: number;
      mentor: boolean;
      usefulness: Pulse['usefulness'];
      structure: Pulse['structure'];
      hour: number;
    };

const slot = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    is: fc.constant('meeting' as const),
    slot,
    state: fc.constantFrom('cancelled' as const, 'ended' as const),
    outcome: fc.constantFrom(null, 'held' as const, 'unknown' as const, 'missed' as const, 'moved' as const),
  }),
  fc.record({ is: fc.constant('booked' as const), still: fc.boolean() }),
  fc.record({ is: fc.constant('proposal' as const), open: fc.boolean() }),
  fc.record({
    is: fc.constant('commitment' as const),
    slot,
    state: fc.constantFrom('open' as const, 'kept' as const, 'dropped' as const),
  }),
  fc.record({
    is: fc.constant('pulse' as const),
    cycle: fc.integer({ min: 1, max: 4 }),
    mentor: fc.boolean(),
    usefulness: fc.constantFrom(null, 1 as const, 3 as const, 5 as const),
    structure: fc.constantFrom(null, 'too_little' as const, 'too_much' as const),
    hour: fc.integer({ min: 0, max: 5 }),
  }),
);

export function reportFacts(given: Given): void {
  describe('what a report is told of a pair', () => {
    it('is what its history says, whatever is written, and written over, in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const { pair, cohort } = await freshCast(given);
          const told = history(pair);
          for (const [index, each] of steps.entries()) {
            const change = told.write(each, index);
            accepted(await given.store.pairings.change(WORKSPACE, pair.pairing.id, MONDAY, () => change));
            const until = NOW + 3 * HOUR;
            const from = { after: '', count: 9, now: NOW, chartSince: SINCE, answersUntil: until, span: null };
            const { pairs, counts, heldAt, answers } = await given.store.reports.page(cohort.id, from);
            const { nextAt, proposed, firstMet, lastMet } = accepted(pairs[0]);
            const { held, untold, made, kept } = counts;
            expect({ nextAt, proposed, firstMet, lastMet, held, untold, made, kept }).toEqual(told.facts());
            expect([...heldAt].sort()).toEqual(told.heldSince(SINCE));
            expect(answers.usefulness).toEqual(told.said('usefulness', until));
            expect(answers.structure).toEqual(told.said('structure', until));
          }
        }),
        { numRuns: 25 },
      );
    });
  });
}

/** Ada mentors Ben, in a cohort that nobody has used before. */
async function freshCast({ store }: Given) {
  const [ada, ben, cleo] = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => makeMember(store, name)));
  const cohort = accepted(await store.cohorts.create(makeCohort(accepted(cleo), { name: freshId('Leaders') })));
  return { cohort, pair: await makePair(store, cohort, accepted(ada), accepted(ben)) };
}

/** What was written about a pair, kept as simply as can be, and what follows from it. */
function history(pair: Pair) {
  const meetings = new Map<string, Meeting>();
  const commitments = new Map<string, Commitment>();
  const pulses = new Map<string, Pulse>();
  let proposal: Proposal | undefined;

  function write(what: Step, index: number): Change {
    switch (what.is) {
      case 'meeting': {
        const startsAt = NOW - (what.slot + 1) * 11 * DAY;
        const { state, outcome } = what;
        return keepMeeting(makeMeeting(pair, { id: `${pair.pairing.id} ${what.slot}`, startsAt, state, outcome }));
      }
      case 'booked': {
        const state = what.still ? 'booked' : 'cancelled';
        return keepMeeting(makeMeeting(pair, { id: `${pair.pairing.id} next`, startsAt: NOW + DAY, state }));
      }
      case 'proposal':
        proposal = makeProposal(pair, { id: `${pair.pairing.id} offer`, state: what.open ? 'open' : 'withdrawn' });
        return { proposals: [proposal] };
      case 'commitment': {
        const id = `${pair.pairing.id} ${what.slot}`;
        const made = { ...commitmentOf(pair), id, state: what.state, closedAt: what.state === 'open' ? null : NOW };
        commitments.set(id, made);
        return { commitments: [made] };
      }
      case 'pulse': {
        const memberId = what.mentor ? pair.mentor.id : pair.mentee.id;
        const { cycle, usefulness, structure } = what;
        // No two at one moment, and some of them too late to count.
        const givenAt = NOW + what.hour * HOUR + index;
        const pulse = { pairingId: pair.pairing.id, cycle, memberId, usefulness, structure, givenAt };
        pulses.set(`${cycle} ${memberId}`, pulse);
        return { pulses: [pulse] };
      }
    }
  }

  function keepMeeting(meeting: Meeting): Change {
    meetings.set(meeting.id, meeting);
    return { meetings: [meeting] };
  }

  const past = () =>
    [...meetings.values()].filter(({ state }) => state === 'ended').sort((one, other) => one.startsAt - other.startsAt);
  const notDenied = () => past().filter(({ outcome }) => outcome !== 'missed' && outcome !== 'moved');

  return {
    write,
    facts() {
      const last = notDenied().at(-1);
      const all = [...commitments.values()];
      return {
        nextAt: [...meetings.values()].find(({ state }) => state === 'booked')?.startsAt ?? null,
        proposed: proposal?.state === 'open',
        firstMet: notDenied()[0]?.startsAt ?? null,
        lastMet: last ? last.startsAt + 45 * 60_000 : null,
        held: past().filter(({ outcome }) => outcome === 'held').length,
        untold: past().filter(({ outcome }) => outcome === null || outcome === 'unknown').length,
        made: all.length,
        kept: all.filter(({ state }) => state === 'kept').length,
      };
    },
    heldSince: (since: number) =>
      past()
        .filter(({ outcome, startsAt }) => outcome === 'held' && startsAt >= since)
        .map(({ startsAt }) => startsAt)
        .sort(),
    said(figure: 'usefulness' | 'structure', until: number) {
      return [pair.mentor.id, pair.mentee.id].flatMap((memberId) => {
        const own = [...pulses.values()].filter((each) => each.memberId === memberId && each.givenAt < until);
        const last = own.sort((one, other) => one.givenAt - other.givenAt).at(-1);
        const said = last?.[figure];
        if (!last || said === null || said === undefined) return [];
        const value = said === 'too_little' ? -1 : said === 'too_much' ? 1 : said;
        return [{ memberId, givenAt: last.givenAt, value }];
      });
    },
  };
}

function commitmentOf(pair: Pair): Commitment {
  return {
    ...{
      id: '',
      pairingId: pair.pairing.id,
      cycle: 1,
      owner: pair.mentee.id,
      what: 'Write',
      dueOn: '2026-12-01',
      plan: '',
    },
    ...{
      state: 'open',
      moves: 0,
      reason: '',
      by: pair.mentee.id,
      createdAt: MONDAY,
      updatedAt: MONDAY,
      closedAt: null,
    },
  };
}
