import { COMMITMENT_MAX, type Commitment, PLAN_MAX, REASON_MAX } from '../core/commitment.ts';
import { dueBy, openOf, outcomesOn } from '../core/commitment-rules.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { CommitmentNudgeKind, Nudge } from '../core/nudge.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import { addDays, formatDate, localOf } from '../core/time.ts';
import { dateField, form, radioField, textField } from '../slack/form.ts';
import {
  actions,
  button,
  context,
  divider,
  type KnownBlock,
  type Message,
  type ModalView,
  mention,
  message,
  mrkdwn,
  section,
  typed,
  typedContext,
} from '../slack/kit.ts';
import { type Carried, carry } from '../slack/payload.ts';
import { commitmentBlocks, commitmentLine } from './shared/commitments.view.ts';
import { withWhom } from './shared/with-whom.view.ts';

/** As many as one message shows with their buttons; the others follow as these are answered. */
const SHOWN = 10;
const A_WEEK = 7;

/** What the fields of the form begin with: `dueOn` is a week from today where it is empty. */
export type Draft = { what: string; dueOn: string; plan: string };

/** The modal of `/commit`: what, by when, and when and where it will be done. */
export function commitModal(pair: Pair, viewer: Member, others: Pair[], draft: Draft, now: number): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const of = pair.pairing.id;
  const inAWeek = addDays(localOf(now, viewer.zone).date, A_WEEK);
  return form({ id: 'commit', title: 'Commitment', submit: 'Commit', carried: { p: of }, reportsClosing: true }, [
    ...withWhom('commit.with', pair, viewer, others),
    radioField({
      name: 'owner',
      of,
      label: 'Who does it?',
      choices: [
        { label: 'I do', value: viewer.id },
        { label: partner.name, value: partner.id },
      ],
      value: viewer.id,
    }),
    textField({
      name: 'what',
      of,
      label: 'What will be done?',
      hint: 'One thing that somebody can see done. I ask about it when the day comes.',
      max: COMMITMENT_MAX,
      whole: true,
      value: draft.what,
      lines: true,
    }),
    dateField({ name: 'dueOn', of, label: 'By when?', value: draft.dueOn || inAWeek }),
    textField({
      name: 'plan',
      of,
      label: 'When and where will it be done?',
      hint: 'People who settle this keep their word more often. For example: if it is Monday and I have my coffee, I write the first page at my desk.',
      placeholder: 'If … then …',
      max: PLAN_MAX,
      value: draft.plan,
      optional: true,
    }),
  ]);
}

/** The modal of *New date*. `page` is that of the list below it, if any. */
export function newDateModal(pair: Pair, commitment: Commitment, page: Carried = {}): ModalView {
  return form(
    {
      id: 'commit-move',
      title: 'New date',
      submit: 'Save',
      carried: { p: pair.pairing.id, c: commitment.id, ...page },
      reportsClosing: true,
    },
    [typed(commitment.what), dateField({ name: 'dueOn', label: 'By when?' }), reasonField()],
  );
}

/** The modal of *Drop it*. */
export function dropModal(pair: Pair, commitment: Commitment, page: Carried = {}): ModalView {
  return form(
    {
      id: 'commit-drop',
      title: 'Drop it',
      submit: 'Drop it',
      close: 'Keep it',
      carried: { p: pair.pairing.id, c: commitment.id, ...page },
      reportsClosing: true,
    },
    [typed(commitment.what), reasonField()],
  );
}

/** The open commitments of both, page by page from the one at `from`: first one's own, with their answers. */
export function openModal(pair: Pair, notebook: Notebook, viewer: Member, from: number): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const all = [...openOf(notebook, viewer.id), ...openOf(notebook, partner.id)];
  const first = from < all.length ? from : 0;
  const shown = all.slice(first, first + SHOWN);
  const next = first + shown.length;
  const at = (page: number) => carry({ p: pair.pairing.id, from: page });
  const turn = [
    ...(first > 0 ? [button('commit.all#back', 'Back', { value: at(Math.max(0, first - SHOWN)) })] : []),
    ...(next < all.length ? [button('commit.all#more', 'More', { value: at(next) })] : []),
  ];
  return form(
    { id: 'commit-all', title: 'Open commitments', close: 'Close', carried: { p: pair.pairing.id, from: first } },
    [
      all.length > 0
        ? typed(`${first + 1} to ${next} of ${all.length} with ${partner.name}`)
        : section(mrkdwn`Nothing is open. \`/commit\` writes down what one of you will do.`),
      ...shown.flatMap((each) => [
        divider(),
        ...(each.owner === viewer.id
          ? commitmentBlocks(pair, each)
          : [typedContext(partner.name), ...commitmentLine(each)]),
      ]),
      ...(turn.length > 0 ? [divider(), actions(...turn)] : []),
    ],
  );
}

/** A message about commitments, for its receiver. `now` UTC ms. */
export function drawCommitments(
  kind: CommitmentNudgeKind,
  { nudge, pair, notebook, viewer }: { nudge: Nudge; pair: Pair; notebook: Notebook; viewer: Member },
  now: number,
): { message: Message; final: boolean; trueUntil: null } {
  const date = nudge.about.date ?? '';
  const blocks =
    kind === 'commitment-due'
      ? due(pair, notebook, viewer, latest(date, localOf(nudge.sentAt ?? now, viewer.zone).date))
      : outcomes(pair, notebook, viewer, date);
  return { message: message(...blocks), final: pair.pairing.state === 'ended', trueUntil: null };
}

/** A question that was put off asks for what fell due meanwhile, too. */
function latest(one: string, other: string): string {
  return one > other ? one : other;
}

function due(pair: Pair, notebook: Notebook, viewer: Member, date: string): KnownBlock[] {
  if (pair.pairing.state === 'ended') return [context(mrkdwn`This pairing has ended.`)];
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const all = dueBy(notebook, viewer.id, date);
  if (all.length === 0) return [section(mrkdwn`Nothing is open any more of what you promised ${partner}. Thank you.`)];
  const more = all.length - SHOWN;
  return [
    section(mrkdwn`You told ${partner} that you would do this. How did it go?`),
    ...all.slice(0, SHOWN).flatMap((each) => commitmentBlocks(pair, each)),
    ...(more > 0 ? [context(mrkdwn`${more} more follow as you answer these.`)] : []),
  ];
}

function outcomes(pair: Pair, notebook: Notebook, viewer: Member, date: string): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  const answered = outcomesOn(notebook, partner.id, date, viewer);
  if (answered.length === 0)
    return [context(mrkdwn`${mention(partner.userId)} has newer news of what was promised here.`)];
  return [
    section(mrkdwn`News of what ${mention(partner.userId)} had set out to do:`),
    ...answered.slice(0, SHOWN).flatMap((each) => [typed(`${wordFor(each)} ${each.what}`), ...reason(each)]),
    ...(answered.length > SHOWN ? [context(mrkdwn`And ${answered.length - SHOWN} more.`)] : []),
  ];
}

function wordFor(commitment: Commitment): string {
  if (commitment.state === 'kept') return 'Done:';
  return commitment.state === 'dropped' ? 'Let go:' : `Now by ${formatDate(commitment.dueOn)}:`;
}

function reason(commitment: Commitment): KnownBlock[] {
  return commitment.reason ? [typedContext(commitment.reason)] : [];
}

function reasonField(): KnownBlock {
  return textField({
    name: 'reason',
    label: 'What got in the way?',
    hint: 'Your partner sees it.',
    max: REASON_MAX,
    optional: true,
  });
}
