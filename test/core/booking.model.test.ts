import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Act, accept, callOff, propose, recordBooked, snooze, tapSlot, withdraw } from '../../src/core/booking.ts';
import type { Change } from '../../src/core/change.ts';
import { welcome } from '../../src/core/ladder.ts';
import type { Pair } from '../../src/core/pairing.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { MONDAY, makeMember, makePair } from './make.ts';
import { type Memory, remember } from './memory.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Who = 'ben' | 'cleo';
type Time = { at: number; minutes: number };

/** What two people would say about where they stand: all that they need to remember. */
type Story = {
  now: number;
  ids: number;
  cycle: number;
  offer: (Time & { by: Who; id: string; moves: boolean }) | null;
  booked: (Time & { id: string }) | null;
  active: Record<Who, boolean>;
  /** Set once somebody was deactivated: the ladder may have been given up then. */
  wasAlone: boolean;
};

type Real = { memory: Memory; ladders: number[]; cycles: number[]; sequences: Map<string, number> };

const other = (who: Who): Who => (who === 'ben' ? 'cleo' : 'ben');
const endOf = ({ at, minutes }: Time) => at + minutes * MINUTE;
/** Ten o'clock in Vienna on one of the next days, 45 or 60 minutes. */
const slot = (now: number, day: number, long: boolean): Time => ({
  at: Math.floor(now / DAY) * DAY + day * DAY + 9 * HOUR,
  minutes: long ? 60 : 45,
});

/** What must be so after whatever happened. */
function holds(story: Story, { memory, ladders, cycles, sequences }: Real): void {
  const { now } = story;
  const pair = memory.pair('pairing', now);
  expect(pair.next && { at: pair.next.startsAt, minutes: pair.next.minutes, id: pair.next.id }).toEqual(story.booked);
  const { proposal } = pair;
  expect(
    proposal && {
      at: proposal.startsAt,
      minutes: proposal.minutes,
      by: proposal.by,
      id: proposal.id,
      moves: proposal.meetingId !== null,
    },
  ).toEqual(story.offer);
  expect(pair.pairing.cycle).toBe(story.cycle);

  cycles.push(pair.pairing.cycle);
  ladders.push(pair.pairing.ladder);
  expect(cycles).toEqual(cycles.toSorted((one, next) => one - next));
  expect(ladders).toEqual(ladders.toSorted((one, next) => one - next));
  for (const meeting of memory.meetings('pairing')) {
    expect(meeting.sequence).toBeGreaterThanOrEqual(sequences.get(meeting.id) ?? 0);
    sequences.set(meeting.id, meeting.sequence);
  }

  const planned = memory.nudges.filter(({ state, pairingId }) => state === 'planned' && pairingId === 'pairing');
  const asking = planned.filter(({ kind }) => ['book', 'next-meeting-due', 'welcome'].includes(kind));
  if (pair.next) expect(planned.filter(({ kind }) => kind === 'book' || kind === 'next-meeting-due')).toEqual([]);
  if (!pair.next && !proposal && !story.wasAlone) {
    const { cycle, ladder } = pair.pairing;
    const rungs = memory.nudges.filter(({ occurrence }) => occurrence.startsWith(`book:pairing:${cycle}.${ladder}:`));
    const usedUp = rungs.length >= 3 && rungs.every(({ state }) => state !== 'planned');
    expect({ somebodyWillBeAsked: asking.length > 0, usedUp }).not.toEqual({
      somebodyWillBeAsked: false,
      usedUp: false,
    });
  }
  if (proposal) expect(planned.some(({ kind }) => kind === 'book') && !pair.pairing.snoozedUntil).toBe(false);
}

type Step = fc.Command<Story, Real>;

const step = (says: string, run: Step['run']): Step => ({ check: () => true, run, toString: () => says });

/** One thing that one of the two does, with the answer that the story lets us expect: null, or the code of a refusal. */
function does(
  who: Who,
  what: string,
  decide: (pair: Pair, act: Act, story: Story) => Change | Refusal,
  expected: (story: Story, id: string) => string | null,
): Step {
  return step(`${who} ${what}`, (story, real) => {
    story.ids += 1;
    const id = `id-${story.ids}`;
    const asItStood = { ...story };
    const refusal = expected(story, id);
    const act = { by: real.memory.person(who), now: story.now, id };
    const decided = real.memory.change('pairing', story.now, (pair) => decide(pair, act, asItStood));
    expect(isRefusal(decided) ? decided.refused : null).toBe(refusal);
    if (!isRefusal(decided)) {
      for (const { dueAt } of decided.plan ?? []) expect(dueAt).toBeGreaterThanOrEqual(story.now);
    }
    holds(story, real);
  });
}

/** Why a time cannot be offered now; null when it can. */
function cannot(story: Story, who: Who, time: Time): string | null {
  if (!story.active[other(who)]) return 'partner_inactive';
  return time.at <= story.now ? 'past' : null;
}

const isOver = (story: Story) => story.booked !== null && endOf(story.booked) <= story.now;
const bookedAlready = (story: Story) => (isOver(story) ? 'over' : 'already_booked');

function offers(story: Story, who: Who, time: Time, id: string): string | null {
  const problem = cannot(story, who, time);
  if (problem) return problem;
  if (isOver(story)) return 'over';
  const { booked, offer } = story;
  if (booked && booked.at === time.at && booked.minutes === time.minutes) return 'same_time';
  if (offer && offer.at === time.at && offer.minutes === time.minutes) {
    return offer.by === who ? 'already_proposed' : agrees(story, who, id);
  }
  story.offer = { ...time, by: who, id, moves: booked !== null };
  return null;
}

function agrees(story: Story, who: Who, id: string): string | null {
  const { offer } = story;
  if (!offer) return story.booked ? bookedAlready(story) : 'gone';
  if (offer.by === who) return 'own_proposal';
  const problem = cannot(story, who, offer);
  if (problem) return problem;
  story.booked = { at: offer.at, minutes: offer.minutes, id: story.booked?.id ?? id };
  story.offer = null;
  return null;
}

const taps = (who: Who, day: number) =>
  does(
    who,
    `taps the slot in ${day} days`,
    (pair, act) => tapSlot(pair, act, { startsAt: slot(act.now, day, false).at, minutes: 45, place: '' }),
    (story, id) => {
      const time = slot(story.now, day, false);
      if (story.booked) return bookedAlready(story);
      const { offer } = story;
      if (!offer || offer.at <= story.now) return offers(story, who, time, id);
      if (offer.by === who) return 'already_proposed';
      const same = offer.at === time.at && offer.minutes === time.minutes;
      return same ? agrees(story, who, id) : 'partner_proposed';
    },
  );

const suggests = (who: Who, day: number, long: boolean) =>
  does(
    who,
    `suggests ${long ? 60 : 45} minutes in ${day} days`,
    (pair, act) => {
      const { at, minutes } = slot(act.now, day, long);
      return propose(pair, act, { startsAt: at, minutes, place: '' });
    },
    (story, id) => offers(story, who, slot(story.now, day, long), id),
  );

const accepts = (who: Who, stale: boolean) =>
  does(
    who,
    stale ? 'accepts an old offer' : 'accepts',
    (pair, act, story) => accept(pair, act, stale ? 'long-gone' : (story.offer?.id ?? 'none')),
    (story, id) => {
      if (!stale) return agrees(story, who, id);
      return story.booked ? bookedAlready(story) : 'gone';
    },
  );

const takesBack = (who: Who) =>
  does(
    who,
    'takes it back, or keeps the old time',
    (pair, act, story) => withdraw(pair, act, story.offer?.id ?? 'none'),
    (story) => {
      const { offer, booked } = story;
      if (!offer || (offer.by !== who && !offer.moves)) return booked ? bookedAlready(story) : 'gone';
      story.offer = null;
      return null;
    },
  );

const cancels = (who: Who, stale: boolean) =>
  does(
    who,
    stale ? 'cancels an old meeting' : 'cancels',
    (pair, act, story) => callOff(pair, act, stale ? 'long-gone' : (story.booked?.id ?? 'none')),
    (story) => {
      if (!story.booked) return 'gone';
      if (stale || isOver(story)) return bookedAlready(story);
      story.booked = null;
      story.offer = null;
      return null;
    },
  );

const notesDown = (who: Who, day: number) =>
  does(
    who,
    `notes a meeting in ${day} days down`,
    (pair, act) => recordBooked(pair, act, { startsAt: slot(act.now, day, false).at, minutes: 45, place: '' }),
    (story, id) => {
      if (story.booked) return bookedAlready(story);
      const time = slot(story.now, day, false);
      const problem = cannot(story, who, time);
      if (problem) return problem;
      story.booked = { ...time, id };
      story.offer = null;
      return null;
    },
  );

const snoozes = (who: Who, days: number) =>
  does(
    who,
    `snoozes for ${days} days`,
    (pair, act) => snooze(pair, act, act.now + days * DAY),
    (story) => {
      if (story.booked) return bookedAlready(story);
      return days <= 0 ? 'past' : days > 31 ? 'too_far' : null;
    },
  );

/** Time passes, with Cairn looking every so often, or down all the while. */
const passes = (minutes: number, looks: boolean) =>
  step(`${minutes} minutes pass${looks ? '' : ' unnoticed'}`, (story, real) => {
    const until = story.now + minutes * MINUTE;
    while (looks && story.now + 6 * HOUR < until) look(story, real, story.now + 6 * HOUR);
    if (looks) look(story, real, until);
    else story.now = until;
  });

function look(story: Story, real: Real, now: number): void {
  story.now = now;
  if (story.booked && isOver(story)) {
    story.cycle += 1;
    story.booked = null;
    story.offer = null;
  }
  if (story.offer && story.offer.at <= now) story.offer = null;
  real.memory.tick(now);
  holds(story, real);
  for (const nudge of real.memory.nudges) {
    if (nudge.state === 'planned') expect(nudge.dueAt).toBeGreaterThan(now);
  }
  expect(real.memory.tick(now)).toEqual([]);
}

const leaves = (who: Who, active: boolean) =>
  step(`${who} is ${active ? 'back' : 'deactivated'}`, (story, { memory }) => {
    story.active[who] = active;
    story.wasAlone ||= !active;
    memory.meet({ ...memory.person(who), active });
  });

const isAway = (who: Who, days: number) =>
  step(days === 0 ? `${who} is back` : `${who} is away for ${days} days`, (story, { memory }) => {
    const until = new Date(story.now + days * DAY).toISOString().slice(0, 10);
    memory.meet({ ...memory.person(who), awayUntil: days === 0 ? null : until });
  });

const who = fc.constantFrom<Who[]>('ben', 'cleo');
const day = fc.integer({ min: 0, max: 4 });
const minutes = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  fc.integer({ min: 0, max: 3 * 1_440 }),
  fc.integer({ min: 0, max: 40 * 1_440 }),
);
const steps = [
  fc.tuple(who, day).map(([each, d]) => taps(each, d)),
  fc.tuple(who, day, fc.boolean()).map(([each, d, long]) => suggests(each, d, long)),
  fc.tuple(who, fc.nat(9)).map(([each, n]) => accepts(each, n === 0)),
  who.map((each) => takesBack(each)),
  fc.tuple(who, fc.nat(4)).map(([each, n]) => cancels(each, n === 0)),
  fc.tuple(who, day).map(([each, d]) => notesDown(each, d)),
  fc.tuple(who, fc.integer({ min: 0, max: 33 })).map(([each, days]) => snoozes(each, days)),
  fc.tuple(minutes, fc.boolean()).map(([each, looks]) => passes(each, looks)),
  fc.tuple(minutes, fc.constant(true)).map(([each, looks]) => passes(each, looks)),
  fc.tuple(who, fc.integer({ min: 0, max: 20 })).map(([each, days]) => isAway(each, days)),
];
const comesAndGoes = fc.tuple(who, fc.boolean()).map(([each, active]) => leaves(each, active));

function begin(zone: string) {
  const pair = makePair({ mentor: makeMember('Ben'), mentee: makeMember('Cleo', { zone }) });
  const memory = remember([pair]);
  memory.change('pairing', MONDAY, (each) => ({ plan: welcome(each, MONDAY) }));
  const model: Story = {
    now: MONDAY,
    ids: 0,
    cycle: 1,
    offer: null,
    booked: null,
    active: { ben: true, cleo: true },
    wasAlone: false,
  };
  return { model, real: { memory, ladders: [], cycles: [], sequences: new Map<string, number>() } };
}

const ZONES = ['Europe/Vienna', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu'];

test('whatever Ben and Cleo do, in whatever order and however long Cairn is down, they stand where they think they stand', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.commands(steps, { maxCommands: 40 }), (zone, commands) => {
      fc.modelRun(() => begin(zone), commands);
    }),
    { numRuns: 600 },
  );
});

test('the same holds when their accounts come and go', () => {
  fc.assert(
    fc.property(fc.commands([...steps, comesAndGoes], { maxCommands: 40 }), (commands) => {
      fc.modelRun(() => begin('Europe/Vienna'), commands);
    }),
    { numRuns: 300 },
  );
});

test('nobody is asked about one pairing more than the ladder allows, whatever happens', () => {
  fc.assert(
    fc.property(fc.commands(steps, { maxCommands: 40 }), (commands) => {
      const { model, real } = begin('Europe/Vienna');
      fc.modelRun(() => ({ model, real }), commands);
      look(model, real, model.now + 60 * DAY);
      for (const to of ['ben', 'cleo']) {
        const asked = real.memory.nudges
          .filter((nudge) => nudge.to === to && nudge.kind === 'book' && nudge.sentAt !== null)
          .map(({ sentAt }) => sentAt ?? 0)
          .sort((one, next) => one - next);
        // Three working days are at least three days.
        for (const [index, at] of asked.entries()) {
          if (index > 0) expect(at - (asked[index - 1] ?? 0)).toBeGreaterThanOrEqual(3 * DAY - HOUR);
        }
      }
    }),
    { numRuns: 300 },
  );
});
