import { EXPECTATION_MAX, ITEM_MAX } from '../core/agenda.ts';
import { digest, lineOf, pagesOf, seenOf } from '../core/agenda-lines.ts';
import type { Meanwhile } from '../core/agenda-merge.ts';
import type { Commitment } from '../core/commitment.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import { type Pair, partnerOf, roleOf } from '../core/pairing.ts';
import type { Structure } from '../core/structure.ts';
import { askedOf } from '../core/structure-rules.ts';
import { STRUCTURES } from '../core/structures.ts';
import { compareDates, formatDate, localOf } from '../core/time.ts';
import { type Choice, checkField, dateField, form, selectField, textField } from '../slack/form.ts';
import {
  actions,
  button,
  context,
  header,
  type KnownBlock,
  type Message,
  type ModalView,
  message,
  mrkdwn,
  section,
  typed,
  typedContext,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { forWhen, itemBlocks, NO_STRUCTURE, type Typed } from './shared/agenda.view.ts';
import { withWhom } from './shared/with-whom.view.ts';

/** Open commitments on one page of the form. */
const OWED_PER_PAGE = 5;
/** Slack's limit for a field of text. */
const LINES_MAX = 3_000;
/** Published structures of others in the choice: it takes a hundred, and the pair's own come first. */
const OTHERS_OFFERED = 40;
/** What the form of the agenda is drawn from. `page` and `owedPage` count from 0, `now` and `openedAt` UTC ms. */
export type Sheet = {
  pair: Pair;
  notebook: Notebook;
  viewer: Member;
  others: Pair[];
  /** Published structures of the cohort that are not the pair's own. */
  gallery: readonly Structure[];
  now: number;
  page?: number;
  owedPage?: number;
  openedAt?: number;
  typed?: Typed | undefined;
  /** Words on top: what happened to what was typed before. */
  notice?: string | undefined;
  /** What was typed is from an earlier time: offers to begin with what is saved. */
  isDraft?: boolean;
};

/** The modal of `/agenda`: commitments, items, expectation and structure of the next meeting. */
export function agendaModal(sheet: Sheet): ModalView {
  const { pair, notebook, viewer, others, now } = sheet;
  const pages = pagesOf(notebook.items);
  const page = Math.min(sheet.page ?? 0, pages.length - 1);
  const items = pages[page] ?? [];
  const seen = sheet.typed?.seen ?? seenOf(items);
  const owed = owedOn(notebook, sheet.owedPage ?? 0);
  const lines = sheet.typed?.lines ?? items.map((item) => lineOf(item)).join('\n');
  const carriedSeen = seen.map(({ id, mark }) => `${id}:${mark}`).join(',');
  return form(
    {
      id: 'agenda',
      title: 'Agenda',
      submit: 'Save',
      reportsClosing: true,
      carried: {
        p: pair.pairing.id,
        y: pair.pairing.cycle,
        g: page,
        q: owed.page,
        t: sheet.openedAt ?? now,
        s: carriedSeen,
        c: owed.shown.map(({ id }) => id).join(','),
        st: notebook.agenda.structureId,
        e: digest(notebook.agenda.expectation),
      },
    },
    [
      ...withWhom(`agenda.with#${digest(`${sheet.notice ?? ''} ${now}`)}`, pair, viewer, others),
      ...(sheet.notice ? [typed(sheet.notice)] : []),
      ...(sheet.isDraft
        ? [actions(button('agenda.fresh', 'Begin with what is saved', { value: carry({ p: pair.pairing.id }) }))]
        : []),
      section(forWhen(pair, viewer)),
      ...commitments(sheet, owed),
      ...(owed.shown.length > 0 && items.length > 0 ? [header('On the agenda')] : []),
      ...itemBlocks(pair, items, viewer),
      textField({
        name: 'lines',
        of: digest([pair.pairing.id, page, carriedSeen, lines].join(' ')),
        label: pages.length > 1 ? `What to talk about, page ${page + 1} of ${pages.length}` : 'What to talk about',
        hint: `One item per line, at most ${ITEM_MAX} characters, with its minutes if you like: “Budget talk (10 min)”. Change, move or delete lines as you please; ✓ in front marks one as discussed.`,
        placeholder: 'Budget talk (10 min)',
        max: LINES_MAX,
        lines: true,
        optional: true,
        value: lines,
      }),
      ...turnItems(page, pages),
      ...(page === 0 ? expectation(sheet) : []),
      ...structure(sheet),
    ],
  );
}

/** The commitments that stand on a page of the form: the ones due first come first. */
function owedOn(notebook: Notebook, wanted: number): { shown: Commitment[]; page: number; pages: number } {
  const open = notebook.commitments
    .filter(({ state }) => state === 'open')
    .sort((one, other) => compareDates(one.dueOn, other.dueOn));
  const pages = Math.max(1, Math.ceil(open.length / OWED_PER_PAGE));
  const page = Math.min(wanted, pages - 1);
  return { shown: open.slice(page * OWED_PER_PAGE, (page + 1) * OWED_PER_PAGE), page, pages };
}

/** What came of the agenda while somebody wrote, for them to read once theirs is saved too. Null when nothing did. */
export function mergedMessage(pair: Pair, viewer: Member, since: Meanwhile): Message | null {
  const lines = [...since.added, ...since.changed];
  if (lines.length === 0 && since.removed === 0) return null;
  const away = since.removed === 1 ? 'One item was taken out.' : `${since.removed} items were taken out.`;
  return message(
    section(
      mrkdwn`Saved. The agenda had changed while you were writing, so I put both together; nothing of either of you is lost.`,
    ),
    ...(lines.length > 0 ? [section(mrkdwn`New or changed meanwhile:`), ...itemBlocks(pair, lines, viewer)] : []),
    ...(since.removed > 0 ? [context(mrkdwn`${away}`)] : []),
  );
}

function commitments(sheet: Sheet, owed: ReturnType<typeof owedOn>): KnownBlock[] {
  if (owed.shown.length === 0) return [];
  const { page, pages } = owed;
  const value = (to: number) => carry({ p: sheet.pair.pairing.id, g: sheet.page ?? 0, q: to });
  return [
    header('What you set out to do'),
    ...owed.shown.flatMap((each, index) => commitment(sheet, each, index + 1)),
    ...(pages > 1
      ? [
          actions(
            ...(page > 0
              ? [button('agenda.turn#owed-back', 'Save and show earlier ones', { value: value(page - 1) })]
              : []),
            ...(page < pages - 1
              ? [button('agenda.turn#owed', 'Save and show later ones', { value: value(page + 1) })]
              : []),
          ),
        ]
      : []),
  ];
}

/** For its owner the three answers, and a date once it moves; for the other one how it stands. */
function commitment({ pair, viewer, now, typed: filled }: Sheet, each: Commitment, slot: number): KnownBlock[] {
  const today = localOf(now, viewer.zone).date;
  const due = `${compareDates(each.dueOn, today) < 0 ? 'Was due' : 'Due'} ${formatDate(each.dueOn)}`;
  if (each.owner !== viewer.id) return [typed(each.what), typedContext(`${partnerOf(pair, viewer.id).name} · ${due}`)];
  const said = filled?.said?.get(each.id);
  return [
    selectField({
      name: `answer${slot}`,
      of: digest(`${each.id} ${said?.answer ?? ''}`),
      label: each.what,
      hint: due,
      choices: ANSWERS,
      value: said?.answer ?? 'open',
    }),
    ...(said?.answer === 'moved'
      ? [dateField({ name: `date${slot}`, of: each.id, label: 'New date', value: said.date || undefined })]
      : []),
  ];
}

const ANSWERS: Choice[] = [
  { label: 'Still open', value: 'open' },
  { label: 'Kept', value: 'kept' },
  { label: 'Moved', value: 'moved' },
  { label: 'Dropped', value: 'dropped' },
];

function turnItems(page: number, pages: readonly unknown[]): KnownBlock[] {
  if (pages.length === 1) return [];
  return [
    actions(
      ...(page > 0
        ? [button('agenda.turn#back', `Save and show page ${page}`, { value: carry({ g: page - 1 }) })]
        : []),
      ...(page < pages.length - 1
        ? [button('agenda.turn#on', `Save and show page ${page + 2}`, { value: carry({ g: page + 1 }) })]
        : []),
    ),
  ];
}

function expectation({ pair, notebook, viewer, typed: filled }: Sheet): KnownBlock[] {
  const { expectation: stands } = notebook.agenda;
  if (roleOf(pair, viewer.id) === 'mentor')
    return [
      typedContext(
        stands
          ? `What ${pair.mentee.name} expects of this meeting: ${stands}`
          : `${pair.mentee.name} has not written yet what they expect of this meeting.`,
      ),
    ];
  const value = filled?.expectation ?? stands;
  return [
    textField({
      name: 'expectation',
      of: digest([pair.pairing.id, pair.pairing.cycle, value].join(' ')),
      label: 'What do you expect of this meeting?',
      hint: `${pair.mentor.name} sees it.`,
      max: EXPECTATION_MAX,
      lines: true,
      optional: true,
      value,
    }),
  ];
}

function structure({ pair, notebook, viewer, gallery, now, openedAt = now, typed: filled }: Sheet): KnownBlock[] {
  const asked = askedOf(notebook, viewer.id).length;
  const choice = (each: Structure, from: string): Choice => ({
    label: `${each.name} · ${each.minutes} min${from}`,
    value: each.id,
  });
  const { borrowed } = notebook;
  const shown = gallery.slice(0, OTHERS_OFFERED);
  const theirs = borrowed && !shown.some(({ id }) => id === borrowed.id) ? [...shown, borrowed] : shown;
  const offered = [
    { label: 'None', value: NO_STRUCTURE },
    ...notebook.structures.map((each) => choice(each, ' · ours')),
    ...STRUCTURES.map((each) => choice(each, '')),
    ...theirs.map((each) => choice(each, ' · gallery')),
  ];
  const picked = filled?.structureId ?? notebook.agenda.structureId ?? NO_STRUCTURE;
  return [
    selectField({
      name: 'structure',
      of: `${pair.pairing.id} ${picked}`,
      label: 'Structure',
      hint: 'A recommendation to lean on, never a must.',
      optional: true,
      choices: offered,
      value: offered.some(({ value }) => value === picked) ? picked : NO_STRUCTURE,
    }),
    checkField({
      name: 'take',
      of: `${pair.pairing.id} ${openedAt}`,
      label: 'Its questions',
      hint: 'Those of the structure that you picked; you can change them afterwards.',
      optional: true,
      choices: [{ label: 'Put them on the agenda as items', value: 'yes' }],
    }),
    actions(
      button('structures', asked > 0 ? `See all structures (${asked} to answer)` : 'See all structures', {
        value: carry({ p: pair.pairing.id }),
      }),
    ),
  ];
}
