import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Nudge } from '../core/nudge.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import type { SeenTakeaway } from '../core/takeaway.ts';
import { TAG_MAX, TAGS_MAX, TAKEAWAY_MAX, type Takeaway } from '../core/takeaway.ts';
import { isQuotedAloud, type Kept } from '../core/takeaway-rules.ts';
import { form, textField } from '../slack/form.ts';
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
} from '../slack/kit.ts';
import { type Carried, carry } from '../slack/payload.ts';
import { PRIVATE, sharingFields } from './shared/sharing.view.ts';
import { detailsOf } from './shared/takeaways.view.ts';
import { withWhom } from './shared/with-whom.view.ts';

/** What the fields of the form begin with. */
export type Draft = Kept;

/** A form that begins with a text, and with everything private. */
export function draftOf(text: string): Draft {
  return { text, tags: '', ...PRIVATE };
}

/** The modal of `/takeaway`. */
export function takeawayModal(pair: Pair, viewer: Member, others: Pair[], draft: Draft): ModalView {
  return form(
    {
      id: 'takeaway',
      title: 'Takeaway',
      submit: 'Keep',
      carried: { p: pair.pairing.id },
      reportsClosing: true,
    },
    [...withWhom('takeaway.with', pair, viewer, others), ...fields(pair, viewer, draft, false)],
  );
}

/** The modal of *Edit*. `carried` says which takeaway, and which list it stands in. */
export function editModal(pair: Pair, viewer: Member, takeaway: SeenTakeaway, carried: Carried): ModalView {
  const draft = { ...takeaway, tags: takeaway.tags.map((tag) => `#${tag}`).join(' ') };
  return form({ id: 'takeaway-edit', title: 'Edit takeaway', submit: 'Save', carried, reportsClosing: true }, [
    ...fields(pair, viewer, draft, takeaway.vetoedBy !== null),
  ]);
}

/** A whole takeaway, to read. */
export function readModal(takeaway: SeenTakeaway, viewer: Member): ModalView {
  return form({ id: 'takeaway-read', title: 'Takeaway', close: 'Close' }, [
    typed(takeaway.text),
    context({ mrkdwn: mrkdwn`${detailsOf(takeaway, viewer)}`.mrkdwn }),
  ]);
}

function fields(pair: Pair, viewer: Member, draft: Draft, vetoed: boolean): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  const of = pair.pairing.id;
  return [
    textField({
      name: 'text',
      of,
      label: 'What did you learn?',
      hint: 'A sentence or two that you would like to find again in a year.',
      max: TAKEAWAY_MAX,
      whole: true,
      value: draft.text,
      lines: true,
    }),
    textField({
      name: 'tags',
      of,
      label: 'Tags',
      hint: `Up to ${TAGS_MAX}, each one word, such as: feedback, planning`,
      max: TAGS_MAX * (TAG_MAX + 2),
      value: draft.tags,
      optional: true,
    }),
    ...(vetoed
      ? [section(mrkdwn`${mention(partner.userId)} asked to keep this between the two of you, so it stays there.`)]
      : sharingFields(pair, partner, 'Who may see it?', draft)),
  ];
}

/** The message to the one whom a shared takeaway quotes, with the way to keep it from the cohort. */
export function drawTakeaway({
  nudge,
  pair,
  notebook,
  viewer,
}: {
  nudge: Nudge;
  pair: Pair;
  notebook: Notebook;
  viewer: Member;
}): { message: Message; final: boolean; trueUntil: null } {
  const takeaway = notebook.quoted.find(({ id }) => id === nudge.about.takeawayId);
  return { message: message(...quoted(pair, viewer, takeaway)), final: false, trueUntil: null };
}

function quoted(pair: Pair, viewer: Member, takeaway: Takeaway | undefined): KnownBlock[] {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  if (!takeaway)
    return [
      context(
        mrkdwn`${partner} had shared a takeaway that quoted you. That is no longer so: either it is not shared any more, or it does not quote you.`,
      ),
    ];
  if (!isQuotedAloud(takeaway)) {
    return [
      section(
        takeaway.vetoedBy === viewer.id
          ? mrkdwn`As you asked, this takeaway stays between you and ${partner}.`
          : mrkdwn`${partner} had shared this takeaway, and took that back: it is between the two of you.`,
      ),
      typed(takeaway.text),
    ];
  }
  return [
    section(mrkdwn`${partner} shared a takeaway with the cohort, and it quotes you:`),
    typed(takeaway.text),
    actions(
      button('takeaway.veto', 'Keep it between us', {
        value: carry({ t: takeaway.id }),
        says: 'Keep this takeaway between the two of us',
      }),
    ),
    context(mrkdwn`If that is fine with you, there is nothing to do.`),
  ];
}
