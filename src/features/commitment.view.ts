import { COMMITMENT_MAX, type Commitment, PLAN_MAX, REASON_MAX } from '../core/commitment.ts';
import { dueBy, outcomesOn } from '../core/commitment-rules.ts';
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
import { carry } from '../slack/payload.ts';
import { withWhom } from './shared/with-whom.view.ts';

/** As many as one message shows with their buttons; the others follow as these are answered. */
const SHOWN = 10;
const A_WEEK = 7;

/** The modal of `/commit`: what, by when, and when and where it will be done. `text` is filled in as what. */
export function commitModal(pair: Pair, viewer: Member, others: Pair[], text: string, now: number): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const inAWeek = addDays(localOf(now, viewer.zone).date, A_WEEK);
  return form({ id: 'commit', title: 'Commitment', submit: 'Commit', carried: { p: pair.pairing.id } }, [
    ...withWhom('commit.with', pair, viewer, others),
    radioField({
      name: 'owner',
      label: 'Who does it?',
      choices: [
        { label: 'I do', value: viewer.id },
        { label: partner.name, value: partner.id },
      ],
      value: viewer.id,
    }),
    textField({
      name: 'what',
      label: 'What will be done?',
      max: COMMITMENT_MAX,
      value: text.slice(0, COMMITMENT_MAX),
      lines: true,
    }),
    dateField({ name: 'dueOn', label: 'By when?', value: inAWeek }),
    textField({
      name: 'plan',
      label: 'When and where will it be done?',
      hint: 'People who settle this keep their word more often. For example: if it is Monday and I have my coffee, I write the first page at my desk.',
      placeholder: 'If … then …',
      max: PLAN_MAX,
      optional: true,
    }),
  ]);
}

/** The modal of *New date*. */
export function newDateModal(pair: Pair, commitment: Commitment): ModalView {
  return form(
    { id: 'commit-move', title: 'New date', submit: 'Save', carried: { p: pair.pairing.id, c: commitment.id } },
    [typed(commitment.what), dateField({ name: 'dueOn', label: 'By when?' }), reasonField()],
  );
}

/** The modal of *Drop it*. */
export function dropModal(pair: Pair, commitment: Commitment): ModalView {
  return form(
    {
      id: 'commit-drop',
      title: 'Drop it',
      submit: 'Drop it',
      close: 'Keep it',
      carried: { p: pair.pairing.id, c: commitment.id },
    },
    [typed(commitment.what), reasonField()],
  );
}

/** A message about commitments, for its receiver. `now` UTC ms. */
export function drawCommitments(
  kind: CommitmentNudgeKind,
  { nudge, pair, notebook, viewer }: { nudge: Nudge; pair: Pair; notebook: Notebook; viewer: Member },
  _now: number,
): { message: Message; final: boolean; trueUntil: null } {
  const date = nudge.about.date ?? '';
  const blocks = kind === 'commitment-due' ? due(pair, notebook, viewer, date) : outcomes(pair, notebook, viewer, date);
  return { message: message(...blocks), final: pair.pairing.state === 'ended', trueUntil: null };
}

function due(pair: Pair, notebook: Notebook, viewer: Member, date: string): KnownBlock[] {
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

/** One open commitment with the three answers to it. */
export function commitmentBlocks(pair: Pair, commitment: Commitment): KnownBlock[] {
  const value = carry({ p: pair.pairing.id, c: commitment.id });
  const about = commitment.what.slice(0, 50);
  return [
    typed(commitment.what),
    typedContext(`Due ${formatDate(commitment.dueOn)}${commitment.plan ? ` · ${commitment.plan}` : ''}`),
    actions(
      button('commit.done', 'Done', { value, style: 'primary', says: `Done: ${about}` }),
      button('commit.move', 'New date', { value, says: `New date: ${about}` }),
      button('commit.drop', 'Drop it', { value, says: `Drop it: ${about}` }),
    ),
  ];
}

function outcomes(pair: Pair, notebook: Notebook, viewer: Member, date: string): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  const answered = outcomesOn(notebook, partner.id, date, viewer);
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
