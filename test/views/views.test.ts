import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import type { BookingNudgeKind } from '../../src/core/nudge.ts';
import { bookModal, snoozeModal } from '../../src/features/booking.view.ts';
import { cohortHelp } from '../../src/features/cohort.view.ts';
import { newCohortModal, newSettings } from '../../src/features/cohort-form.view.ts';
import { help } from '../../src/features/help.view.ts';
import {
  awayModal,
  homeAfterTheEnd,
  homeOfNobody,
  home as homeView,
  hoursModal,
} from '../../src/features/home.view.ts';
import { drawStanding } from '../../src/features/nudge.view.ts';
import { glance } from '../../src/features/shared/glance.view.ts';
import { alreadyModal } from '../../src/features/shared/when.view.ts';
import { whichCohort } from '../../src/features/shared/which-cohort.view.ts';
import { notice } from '../../src/slack/notice.ts';
import { makeCohort, makeNotebook, makeNudge } from '../core/make.ts';
import { viewsOfBriefings } from '../manifest.briefing.ts';
import { cohortsOf, formsOf, hubsOf, logsOf } from '../manifest.cohorts.ts';
import { viewsOfImports } from '../manifest.import.ts';
import { everyView } from '../manifest.views.ts';
import { BEN, CLEO, COHORT_NAME, LOOKS, manyMore, NOW, OTHER_PLACE, RIGHT_TO_LEFT_NAME } from './hostile.ts';
import { isMessage, markupIn, refusals, repeatedIds, saidByBlocks, strayMarkup } from './reading.ts';

const calendar = createCalendar();
const links = { google: calendar.googleLink, outlook: calendar.outlookLink };

const KINDS: [BookingNudgeKind, object][] = [
  ['welcome', {}],
  ['book', { rung: 1 }],
  ['book', { rung: 2 }],
  ['book', { rung: 3 }],
  ['book', { rung: 4 }],
  ['proposal', { proposalId: 'proposal' }],
  ['proposal-unanswered', { proposalId: 'proposal' }],
  ['booked', { meetingId: 'meeting' }],
  ['moved', { meetingId: 'meeting' }],
  ['relocated', { meetingId: 'meeting' }],
  ['kept', { meetingId: 'meeting' }],
  ['cancelled', { meetingId: 'meeting' }],
  ['reminder', { meetingId: 'meeting' }],
  ['next-meeting-due', { meetingId: 'past-0' }],
];

type Look = [title: string, view: unknown];

/** Every message that a state may be shown in: each kind of nudge, sent in this cycle or in an earlier one, newest or not. */
const messages: Look[] = LOOKS.flatMap(([state, pair, viewer]) =>
  KINDS.flatMap(([kind, about]) =>
    [
      { newest: true, cycle: pair.pairing.cycle },
      { newest: false, cycle: pair.pairing.cycle },
      { newest: false, cycle: pair.pairing.cycle - 1 },
    ]
      .filter(({ cycle }) => cycle > 0)
      .map(({ newest, cycle }): Look => {
        const nudge = makeNudge({ kind, about, cycle, to: viewer.id, notAfter: pair.next?.startsAt ?? NOW });
        const title = `${kind}${'rung' in about ? ` ${about.rung}` : ''}, ${newest ? 'newest' : `of cycle ${cycle}`}: ${state}`;
        const card = { nudge, pair, notebook: makeNotebook(), viewer, newest };
        return [title, drawStanding(kind, card, NOW, links).message];
      }),
  ),
);

const modals: Look[] = LOOKS.flatMap(([state, pair, viewer]): Look[] => [
  [`glance: ${state}`, glance(pair, viewer, [], NOW, links)],
  [`glance among a hundred: ${state}`, glance(pair, viewer, manyMore(viewer), NOW, links)],
  [`book: ${state}`, bookModal(pair, viewer, [], NOW, true)],
  [`book among a hundred: ${state}`, bookModal(pair, viewer, manyMore(viewer), NOW, true)],
  [`another time: ${state}`, bookModal(pair, viewer, [], NOW, false)],
  [`already booked: ${state}`, alreadyModal(pair, viewer)],
  [`snooze: ${state}`, snoozeModal(pair, viewer)],
]);

const homes: Look[] = [
  ...LOOKS.map(([state, pair, viewer]): Look => [`Home: ${state}`, homeView(viewer, [pair], 0, NOW, links)]),
  ...[BEN, CLEO].flatMap((viewer) =>
    [0, 1, 19, 20, 1_000].map(
      (page): Look => [
        `Home of ${viewer.id} among a hundred pairs, page ${page}`,
        homeView(viewer, [...LOOKS.slice(0, 5).map(([, pair]) => pair), ...manyMore(viewer)], page, NOW, links),
      ],
    ),
  ),
  [
    'Home of the worst five',
    homeView(
      BEN,
      LOOKS.map(([, pair]) => pair),
      1,
      NOW,
      links,
    ),
  ],
  ...LOOKS.map(
    ([state, pair, viewer]): Look => [`Home after the end: ${state}`, homeAfterTheEnd(viewer, pair, NOW, links, 'all')],
  ),
  ['Home of nobody', homeOfNobody('none')],
  ['Home of an admin', homeOfNobody('all')],
  ['Home of a coordinator', homeOfNobody('some')],
];

const cohort = makeCohort({ name: COHORT_NAME });
const hundredCohorts = Array.from({ length: 100 }, () => cohort);

const others: Look[] = [
  ...[COHORT_NAME, RIGHT_TO_LEFT_NAME].flatMap((name) => [
    ...hubsOf(cohortsOf(name)).map((view, index): Look => [`hub ${index}`, view]),
    ...formsOf(cohortsOf(name)).map((view, index): Look => [`form of a cohort ${index}`, view]),
    ...logsOf(makeCohort({ name })).map((view, index): Look => [`log of a cohort ${index}`, view]),
  ]),
  ['new cohort, of a name far too long', newCohortModal({ typed: newSettings(OTHER_PLACE, 'UTC'), zones: ['UTC'] })],
  ['help for a coordinator', cohortHelp(false, hundredCohorts, ['import', 'reassign', 'report'], OTHER_PLACE)],
  ['help for an admin', cohortHelp(true, [], ['report'], '<!channel>')],
  ['help for anybody', cohortHelp(false, [], [])],
  ['which cohort', whichCohort(hundredCohorts, OTHER_PLACE, '/cohort report <cohort>')],
  ['help', help()],
  ['away', awayModal()],
  ['working hours', hoursModal(CLEO, ['Europe/London', 'UTC'])],
  [
    'working hours, any day and all day',
    hoursModal({ ...CLEO, hours: { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1_439 } }, ['Europe/London']),
  ],
  ...LOOKS.slice(0, 2).flatMap(([state, pair]) =>
    viewsOfBriefings(pair.cohort, pair).map((view, index): Look => [`briefing ${index}: ${state}`, view]),
  ),
  ...viewsOfImports(makeCohort({ name: COHORT_NAME }), OTHER_PLACE, RIGHT_TO_LEFT_NAME.repeat(3)).map(
    (view, index): Look => [`import ${index}`, view],
  ),
  ['notice', notice(OTHER_PLACE, OTHER_PLACE.repeat(10))],
];

type InputField = {
  block_id: string;
  label?: { text: string };
  hint?: { text: string };
  optional?: boolean;
  element: { type: string; placeholder?: { text: string }; initial_option?: unknown };
};

/** The fields of a form. */
function fieldsOf(view: unknown): InputField[] {
  const blocks = (view as { blocks: { type: string }[] }).blocks;
  return blocks.filter(({ type }) => type === 'input') as unknown as InputField[];
}

const everything: Look[] = [...messages, ...modals, ...homes, ...others];
const wrong = (found: (view: unknown) => string[], looks = everything) =>
  looks.flatMap(([title, view]) => found(view).map((what) => `${title}: ${what}`));

describe('whatever is so between two people with the worst of names and places', () => {
  test('there is plenty to look at', () => {
    expect(messages.length).toBeGreaterThan(1_000);
    expect(modals.length).toBeGreaterThan(200);
  });

  test('Slack takes every message, modal and Home tab', () => {
    expect(wrong(refusals)).toEqual([]);
  });

  test('nobody is pinged, nothing linked and nothing turned into markup by what somebody typed', () => {
    expect(
      wrong((view) =>
        strayMarkup(view, [
          'UBEN',
          'UCLEO',
          'C1',
          ...manyMore(BEN).map(({ mentee }) => mentee.userId),
          ...manyMore(CLEO).map(({ mentor }) => mentor.userId),
        ]),
      ),
    ).toEqual([]);
  });

  test('what somebody typed never stands where Slack reads markup', () => {
    // In mrkdwn even an escaped text would be bold between two asterisks: it belongs into plain text.
    const blocks = everything.map(([title, view]): Look => [title, { blocks: (view as { blocks: unknown[] }).blocks }]);
    const typed = /bold\*|:wave:|evil\.example|\*Cleo\*/;
    expect(wrong((view) => markupIn(view).filter((markup) => typed.test(markup)), blocks)).toEqual([]);
  });

  test('the text of each message says all that its blocks say, in their order', () => {
    const missing = (view: unknown) => {
      if (!isMessage(view)) return [];
      let from = 0;
      return saidByBlocks(view).filter((words) => {
        const found = view.text.indexOf(words, from);
        if (found >= 0) from = found + words.length;
        return found < 0;
      });
    };
    const listed = [...messages, ...others.filter(([title]) => !/coordinator|which cohort/.test(title))];
    expect(wrong(missing, listed)).toEqual([]);
  });

  test('a list that is too long for the text of a message is cut there, and shows it', () => {
    for (const [, view] of others.filter(([title]) => /coordinator|which cohort/.test(title))) {
      expect(isMessage(view) && view.text.length).toBeLessThanOrEqual(3_900);
    }
  });

  test('ids stand once where they have to', () => {
    expect(wrong(repeatedIds)).toEqual([]);
  });

  test('no message is without words', () => {
    expect(wrong((view) => (isMessage(view) && view.text.trim() === '' ? ['nothing said'] : []), messages)).toEqual([]);
  });
});

describe('every view there is, in every state that looks different', () => {
  /** A nudge as it is drawn holds its message inside. */
  const drawn = everyView().map((view, index): Look => {
    const shown = typeof view === 'object' && view !== null && 'message' in view ? view.message : view;
    return [`view ${index}`, shown];
  });

  test('Slack takes each of them', () => {
    expect(wrong(refusals, drawn)).toEqual([]);
  });

  test('none holds a control that we did not mean', () => {
    expect(wrong((view) => strayMarkup(view, ['UBEN', 'UCLEO', 'UDAN', 'C1']), drawn)).toEqual([]);
  });

  test('ids stand once where they have to', () => {
    expect(wrong(repeatedIds, drawn)).toEqual([]);
  });

  describe('forms that a newcomer can fill in without a mouse', () => {
    const modals = drawn.filter(([, view]) => (view as { type?: string } | null)?.type === 'modal');

    test('there is plenty to look at', () => {
      expect(modals.length).toBeGreaterThan(200);
    });

    test('no title and no button of theirs is cut to its 24 characters', () => {
      const cutShort = (view: unknown) =>
        (['title', 'submit', 'close'] as const).flatMap((part) => {
          const words = (view as Record<typeof part, { text: string } | undefined>)[part]?.text;
          return words !== undefined && (words === '' || words.endsWith('…')) ? [`${part}: ${words}`] : [];
        });
      expect(wrong(cutShort, modals)).toEqual([]);
    });

    test('each field has a label, and says whether it may stay empty', () => {
      const unclear = (view: unknown) =>
        fieldsOf(view).flatMap(({ block_id, label, optional }) =>
          label?.text && typeof optional === 'boolean' ? [] : [`${block_id}`],
        );
      expect(wrong(unclear, modals)).toEqual([]);
    });

    test('each text says in a hint or an example what is meant', () => {
      const bare = (view: unknown) =>
        fieldsOf(view).flatMap(({ block_id, hint, element }) =>
          element.type !== 'plain_text_input' || hint?.text || element.placeholder?.text ? [] : [`${block_id}`],
        );
      expect(wrong(bare, modals)).toEqual([]);
    });

    test('whoever has nothing to add gets through the end of a meeting with two taps: no field there has to be filled in', () => {
      const closings = modals.filter(([, view]) =>
        ['meeting-close', 'meeting-next'].includes((view as { callback_id: string }).callback_id),
      );
      const needed = (view: unknown) =>
        fieldsOf(view).flatMap(({ block_id, optional, element }) =>
          optional || element.initial_option ? [] : [`${block_id}`],
        );
      expect(closings.length).toBeGreaterThan(100);
      expect(wrong(needed, closings)).toEqual([]);
    });
  });
});
