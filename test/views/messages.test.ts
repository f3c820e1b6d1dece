import { expect, test } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import type { BookingNudgeKind, Nudge } from '../../src/core/nudge.ts';
import type { Pair } from '../../src/core/pairing.ts';
import { drawStanding } from '../../src/features/nudge.view.ts';
import {
  at,
  BEN,
  MONDAY,
  makeMeeting,
  makeMember,
  makeNotebook,
  makeNudge,
  makePair,
  makeProposal,
} from '../core/make.ts';

const calendar = createCalendar();
const links = { google: calendar.googleLink, outlook: calendar.outlookLink };

const CLEO = makeMember('Cleo', { zone: 'Europe/London' });
const pairOf = (over: Parameters<typeof makePair>[0] = {}) => makePair({ mentee: CLEO, ...over });

const open = pairOf();
const offered = pairOf({ proposal: makeProposal({ by: 'ben', place: 'Room 4' }) });
const booked = pairOf({ next: makeMeeting({ place: 'Room 4' }) });
const calledOff = pairOf({ cancelled: makeMeeting({ state: 'cancelled', sequence: 1 }) });
const met = makeMeeting({ id: 'past', state: 'ended', startsAt: at('2026-11-26T10:00+01:00') });
const metOnce = pairOf({ pairing: { cycle: 2 }, past: [met] });

/** The story as it is told: who is told what, and where the pair stands then. */
const STORY: [to: 'ben' | 'cleo', kind: BookingNudgeKind, pair: Pair, about: Nudge['about']][] = [
  ['cleo', 'welcome', open, {}],
  ['ben', 'welcome', open, {}],
  ['cleo', 'book', open, { rung: 1 }],
  ['cleo', 'book', open, { rung: 2 }],
  ['ben', 'book', open, { rung: 3 }],
  ['cleo', 'book', open, { rung: 4 }],
  ['cleo', 'proposal', offered, { proposalId: 'proposal' }],
  ['cleo', 'proposal-unanswered', offered, { proposalId: 'proposal' }],
  ['ben', 'booked', booked, { meetingId: 'meeting' }],
  ['ben', 'moved', booked, { meetingId: 'meeting' }],
  ['cleo', 'relocated', booked, { meetingId: 'meeting' }],
  ['cleo', 'cancelled', calledOff, { meetingId: 'meeting' }],
  ['cleo', 'reminder', booked, { meetingId: 'meeting' }],
  ['ben', 'next-meeting-due', metOnce, { meetingId: 'past' }],
];

function told(): string[] {
  return STORY.map(([to, kind, pair, about]) => {
    const { cycle } = pair.pairing;
    const nudge = makeNudge({ kind, about, to, cycle, notAfter: pair.next?.startsAt ?? MONDAY });
    const viewer = to === 'ben' ? BEN : CLEO;
    const notebook = makeNotebook();
    const { message } = drawStanding(kind, { nudge, pair, notebook, viewer, newest: true }, MONDAY, links);
    // The times themselves are the business of other tests.
    const text = message.text.replaceAll(/\[\w{3} \d+ \w{3}, \d\d:\d\d (CET|GMT)\]/g, '[a time]');
    return `# ${kind}${about.rung ? ` ${about.rung}` : ''}, to ${viewer.name}\n${text}\n`;
  });
}

test('what Cairn says by itself reads well, from the welcome to the next meeting', async () => {
  await expect(told().join('\n')).toMatchFileSnapshot('./messages.txt');
});

test('a message asks one question at most, and no paragraph is longer than 300 characters', () => {
  const messages = told();
  expect(messages.filter((text) => text.split('?').length > 2)).toEqual([]);
  expect(messages.flatMap((text) => text.split('\n')).filter((line) => line.length > 300)).toEqual([]);
  expect(messages.filter((text) => text.includes('?')).length).toBeGreaterThan(5);
});
