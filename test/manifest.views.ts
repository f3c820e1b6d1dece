import { createCalendar } from '../src/calendar/index.ts';
import type { Member } from '../src/core/member.ts';
import { type Nudge, type NudgeKind, showsStanding } from '../src/core/nudge.ts';
import type { Pair } from '../src/core/pairing.ts';
import { bookModal, snoozeModal } from '../src/features/booking.view.ts';
import { drawCommitments } from '../src/features/commitment.view.ts';
import { help } from '../src/features/help.view.ts';
import { awayModal, homeAfterTheEnd, homeOfNobody, home as homeView, hoursModal } from '../src/features/home.view.ts';
import { drawStanding } from '../src/features/nudge.view.ts';
import { glance } from '../src/features/shared/glance.view.ts';
import { alreadyModal } from '../src/features/shared/when.view.ts';
import {
  at,
  CLEO,
  MONDAY,
  makeMeeting,
  makeMember,
  makeNotebook,
  makeNudge,
  makePair,
  makeProposal,
} from './core/make.ts';
import { drawnStructures, viewsOfAgenda } from './manifest.agenda.ts';
import { viewsOfBriefings, viewsOfDigests } from './manifest.briefing.ts';
import { viewsOfCohorts } from './manifest.cohorts.ts';
import { viewsOfImports } from './manifest.import.ts';
import { CHANGED_PAIRS, formsOfPair, viewsOfCare } from './manifest.pairs.ts';
import { viewsOfReports } from './manifest.report.ts';
import { COMMITMENTS, drawnWritten, FULL, viewsOfWritten } from './manifest.written.ts';

const calendar = createCalendar();
const links = { google: calendar.googleLink, outlook: calendar.outlookLink };

/** Every point of a pair's story that looks different to somebody. Add the states that a new feature brings. */
const PAIRS: Pair[] = [
  makePair(),
  makePair({ pairing: { snoozedUntil: at('2026-12-10T09:00Z') } }),
  makePair({ mentee: makeMember('Cleo', { zone: 'Pacific/Auckland' }) }),
  makePair({ mentor: makeMember('Ben', { active: false }) }),
  makePair({ mentor: makeMember('Ben', { awayUntil: '2026-12-24' }) }),
  makePair({ proposal: makeProposal({ by: 'ben' }) }),
  makePair({ proposal: makeProposal({ by: 'cleo', place: 'Room 4' }) }),
  makePair({ next: makeMeeting() }),
  makePair({ next: makeMeeting(), proposal: makeProposal({ by: 'ben', meetingId: 'meeting' }) }),
  makePair({ next: makeMeeting(), proposal: makeProposal({ by: 'cleo', meetingId: 'meeting' }) }),
  makePair({ cancelled: makeMeeting({ state: 'cancelled', sequence: 1 }) }),
  makePair({ pairing: { cycle: 2 }, past: [makeMeeting({ state: 'ended', startsAt: at('2026-11-26T09:00Z') })] }),
  makePair({ pairing: { state: 'ended', endedAt: MONDAY } }),
  ...CHANGED_PAIRS,
];

/** What each kind of nudge speaks of. */
const NUDGES: Record<NudgeKind, Nudge['about']> = {
  welcome: {},
  book: { rung: 1 },
  proposal: { proposalId: 'proposal' },
  'proposal-unanswered': { proposalId: 'proposal' },
  booked: { meetingId: 'meeting' },
  moved: { meetingId: 'meeting' },
  relocated: { meetingId: 'meeting' },
  kept: { meetingId: 'meeting' },
  cancelled: { meetingId: 'meeting' },
  reminder: { meetingId: 'meeting' },
  'next-meeting-due': { meetingId: 'meeting' },
  'commitment-due': { date: '2026-11-30' },
  'meeting-check': { meetingId: 'meeting' },
  prepare: { meetingId: 'meeting' },
  'commitment-outcome': { date: '2026-11-30' },
  'takeaway-shared': {},
  paused: { why: 'by-partner' },
  resumed: { why: 'by-coordinator' },
  left: {},
  ended: { why: 'cohort-ended' },
  'structure-asked': { structureId: 'ours' },
  'structure-answered': { structureId: 'ours' },
};

const NOTED = {
  notebook: FULL,
  closed: [{ owner: 'ben', state: 'kept' as const, closedAt: MONDAY }],
  notes: [{ cycle: 1, note: 'A good talk' }],
};

/** Every view there is, drawn in every state where it may look different. */
export function everyView(): unknown[] {
  return [
    ...PAIRS.flatMap(viewsOfPair),
    ...PAIRS.flatMap(viewsOfAgenda),
    ...PAIRS.flatMap(viewsOfWritten),
    ...viewsOfCare(PAIRS),
    ...viewsOfCohorts(),
    ...viewsOfReports(),
    ...viewsOfImports(),
    ...viewsOfBriefings(),
    ...viewsOfDigests(),
    ...viewsOfMembers(),
    help(),
  ];
}

function viewsOfPair(pair: Pair): unknown[] {
  const another = makePair({ pairing: { id: 'another' }, mentor: makeMember('Dan') });
  return [pair.mentor, pair.mentee].flatMap((viewer) => [
    glance(pair, viewer, [], MONDAY, links),
    glance(pair, viewer, [another], MONDAY, links),
    bookModal(pair, viewer, [], MONDAY, false),
    bookModal(pair, viewer, [another], MONDAY, true),
    alreadyModal(pair, viewer),
    alreadyModal(pair, viewer, true),
    snoozeModal(pair, viewer),
    ...formsOfPair(pair, viewer),
    homeView(viewer, [pair], 0, MONDAY, links),
    homeView(viewer, [pair], 0, MONDAY, links, { noted: new Map([['pairing', NOTED]]), due: ['pairing'] }),
    ...viewsOfNudges(pair, viewer),
  ]);
}

function viewsOfNudges(pair: Pair, viewer: Member): unknown[] {
  const notebook = makeNotebook({ commitments: COMMITMENTS });
  return Object.entries(NUDGES).flatMap(([name, about]) => {
    const kind = name as NudgeKind;
    const nudge = makeNudge({ kind, about, to: viewer.id });
    if (kind === 'prepare' || kind === 'takeaway-shared') return drawnWritten(nudge, pair, viewer);
    if (kind === 'structure-asked' || kind === 'structure-answered') return drawnStructures(kind, nudge, pair, viewer);
    return [true, false].map((newest) => {
      const card = { nudge, pair, notebook, viewer, newest };
      return showsStanding(kind) ? drawStanding(kind, card, MONDAY, links) : drawCommitments(kind, card, MONDAY);
    });
  });
}

function viewsOfMembers(): unknown[] {
  const many = Array.from({ length: 12 }, (_, number) => makePair({ pairing: { id: `pairing-${number}` } }));
  return [
    homeView(makeMember('Cleo', { awayUntil: '2026-12-24' }), [makePair()], 0, MONDAY, links),
    ...[0, 1, 2, 3].map((page) => homeView(CLEO, many, page, MONDAY, links)),
    homeView(CLEO, many, 0, MONDAY, links, { noted: new Map(many.map(({ pairing }) => [pairing.id, NOTED])) }),
    homeAfterTheEnd(CLEO, makePair({ pairing: { state: 'ended', endedAt: MONDAY } }), MONDAY, links, 'some'),
    homeOfNobody('all'),
    homeOfNobody('some'),
    homeOfNobody('none'),
    homeView(CLEO, many, 0, MONDAY, links, { runs: 'some' }),
    awayModal(),
    hoursModal(CLEO, ['Europe/Vienna', 'UTC']),
  ];
}
