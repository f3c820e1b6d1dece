import { ITEM_MAX } from '../core/agenda.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Nudge, StructureNudgeKind } from '../core/nudge.ts';
import { type Pair, partnerOf } from '../core/pairing.ts';
import type { Structure } from '../core/structure.ts';
import { askedOf, NAME_MAX, PURPOSE_MAX, promptLines } from '../core/structure-rules.ts';
import { STRUCTURES } from '../core/structures.ts';
import { form, radioField, textField } from '../slack/form.ts';
import {
  actions,
  button,
  context,
  divider,
  header,
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

/** Structures on one page, each with up to four blocks of the hundred that Slack allows. */
const PAGE = 10;
const PROMPTS_MAX_CHARACTERS = 3_000;

/** A structure of the gallery: how many pairs picked it, and who made it where they say so. */
export type Shown = Structure & { pairs: number; by: { mentor: string; mentee: string } | null };

/** All structures: the pair's own, those that come with Cairn, those of the cohort's gallery. `from` counts from 0. */
export function structuresModal(
  pair: Pair,
  notebook: Notebook,
  viewer: Member,
  gallery: readonly Shown[],
  standardUse: Readonly<Record<string, number>>,
  from = 0,
): ModalView {
  const theirs = gallery.filter(({ pairingId }) => pairingId !== pair.pairing.id);
  const usedBy = (id: string) => gallery.find((each) => each.id === id)?.pairs ?? 0;
  const all: { structure: Structure; blocks: KnownBlock[] }[] = [
    ...notebook.structures.map((each) => ({ structure: each, blocks: own(pair, viewer, each, usedBy(each.id)) })),
    ...STRUCTURES.map((each) => ({
      structure: each,
      blocks: others(pair, each, standardUse[each.id] ?? 0, 'comes with Cairn'),
    })),
    ...theirs.map((each) => ({ structure: each, blocks: others(pair, each, each.pairs, madeBy(each)) })),
  ];
  const shown = all.slice(from, from + PAGE);
  const left = all.length - from - shown.length;
  const to = (at: number) => carry({ p: pair.pairing.id, f: at });
  return form({ id: 'structures', title: 'Structures', close: 'Back', carried: { p: pair.pairing.id, f: from } }, [
    context(
      mrkdwn`Outlines to lean on, never a must. What you change and keep as your own is offered in the agenda the next time you open it.`,
    ),
    ...(from === 0 ? questions(pair, notebook, viewer) : []),
    ...shown.flatMap(({ structure, blocks }) => [
      divider(),
      typed(`${structure.name} · ${structure.minutes} minutes`),
      ...(structure.purpose ? [typedContext(structure.purpose)] : []),
      ...blocks,
    ]),
    ...(from > 0 || left > 0
      ? [
          actions(
            ...(from > 0 ? [button('structures.more#back', 'Back', { value: to(Math.max(0, from - PAGE)) })] : []),
            ...(left > 0 ? [button('structures.more', `${left} more`, { value: to(from + PAGE) })] : []),
          ),
        ]
      : []),
  ]);
}

/** The form of a structure: one that is changed, or a copy to be kept as the pair's own. */
export function structureModal(pair: Pair, structure: Structure): ModalView {
  const isOwn = structure.pairingId === pair.pairing.id;
  const shared = isOwn && structure.gallery !== 'private';
  return form(
    {
      id: 'structure',
      title: isOwn ? 'Change it' : 'Keep as ours',
      submit: 'Keep',
      carried: { p: pair.pairing.id, u: isOwn ? structure.id : null, from: structure.id },
      reportsClosing: true,
    },
    [
      ...(shared
        ? [context(mrkdwn`Once you change it, only the two of you see it, until you both agree to share it again.`)]
        : []),
      textField({
        name: 'name',
        label: 'Name',
        hint: 'By which the two of you know it again.',
        max: NAME_MAX,
        value: structure.name,
      }),
      textField({
        name: 'purpose',
        label: 'What is it good for?',
        hint: 'One line for whoever looks through the structures.',
        max: PURPOSE_MAX,
        optional: true,
        value: structure.purpose,
      }),
      textField({
        name: 'prompts',
        label: 'What to talk about',
        hint: `One question per line, at most ${ITEM_MAX} characters, with its minutes: “What went well? (10 min)”.`,
        max: PROMPTS_MAX_CHARACTERS,
        lines: true,
        value: promptLines(structure),
      }),
    ],
  );
}

/** The form of *Share with the cohort*: with names or without. */
export function shareModal(pair: Pair, viewer: Member, structure: Structure): ModalView {
  const partner = partnerOf(pair, viewer.id).name;
  return form(
    {
      id: 'structure-share',
      title: 'Share with the cohort',
      submit: 'Ask',
      carried: { p: pair.pairing.id, u: structure.id },
    },
    [
      typed(structure.name),
      typedContext(
        `Everybody in the cohort can use it once ${partner} agrees, who is asked now. What you talk about with it stays between you.`,
      ),
      radioField({
        name: 'named',
        label: 'Under your names?',
        choices: [
          { label: 'Without names', value: 'no' },
          { label: `As by ${pair.mentor.name} and ${pair.mentee.name}`, value: 'yes' },
        ],
        value: 'no',
      }),
    ],
  );
}

/** The question whether the cohort may see a structure, for the partner; or what came of it, for whoever asked. */
export function drawStructure(
  kind: StructureNudgeKind,
  { nudge, pair, notebook, viewer }: { nudge: Nudge; pair: Pair; notebook: Notebook; viewer: Member },
): { message: Message; final: boolean; trueUntil: null } {
  const about = notebook.structures.find(({ id }) => id === nudge.about.structureId);
  const isOver = pair.pairing.state === 'ended';
  const blocks = isOver
    ? [context(mrkdwn`This pairing has ended.`)]
    : about
      ? told(kind, pair, about, viewer)
      : [context(mrkdwn`This structure is not there any more.`)];
  return { message: message(...blocks), final: isOver, trueUntil: null };
}

function told(kind: StructureNudgeKind, pair: Pair, structure: Structure, viewer: Member): KnownBlock[] {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const name = typed(`“${structure.name}”`);
  if (structure.gallery === 'published') {
    const names = structure.named ? 'with your names' : 'without names';
    const agreed = kind === 'structure-answered' ? mrkdwn`${partner} agreed. ` : mrkdwn``;
    return [section(mrkdwn`${agreed}Your cohort finds this structure in its gallery now, ${names}:`), name];
  }
  if (structure.gallery === 'private') return [section(mrkdwn`This structure stays between you and ${partner}:`), name];
  if (structure.askedBy === viewer.id)
    return [section(mrkdwn`You have asked ${partner} whether your cohort may see this structure:`), name];
  return asking(pair, structure, viewer);
}

function asking(pair: Pair, structure: Structure, viewer: Member): KnownBlock[] {
  const partner = mention(partnerOf(pair, viewer.id).userId);
  const names = structure.named ? mrkdwn`under both your names` : mrkdwn`without your names`;
  return [
    section(mrkdwn`${partner} would like to share this structure of yours with the cohort, ${names}:`),
    typed(`“${structure.name}”\n${promptLines(structure)}`),
    actions(...answerButtons(pair, structure, 'Keep it between us')),
    context(mrkdwn`What the two of you talk about with it stays between you in any case.`),
  ];
}

function answerButtons(pair: Pair, structure: Structure, no: string) {
  const value = carry({ p: pair.pairing.id, u: structure.id });
  return [
    button('structure.publish', 'Publish', {
      value: carry({ p: pair.pairing.id, u: structure.id, asked: structure.updatedAt }),
      style: 'primary',
      says: `Publish ${structure.name}`,
    }),
    button('structure.private', no, { value, says: `Keep ${structure.name} between us` }),
  ];
}

/** What the partner asks to publish, with the two answers; nothing when nothing is asked. */
export function questions(pair: Pair, notebook: Notebook, viewer: Member): KnownBlock[] {
  const asked = askedOf(notebook, viewer.id);
  if (asked.length === 0) return [];
  const partner = partnerOf(pair, viewer.id).name;
  return [
    header('May the cohort see this?'),
    ...asked.slice(0, PAGE).flatMap((each) => {
      const names = each.named ? 'with your names' : 'without names';
      return [
        typed(`${partner} would like to share “${each.name}” with the cohort, ${names}.`),
        actions(...answerButtons(pair, each, 'Keep it to us')),
      ];
    }),
  ];
}

function own(pair: Pair, viewer: Member, structure: Structure, pairs: number): KnownBlock[] {
  const value = carry({ p: pair.pairing.id, u: structure.id });
  const partner = partnerOf(pair, viewer.id).name;
  const states = {
    private: 'Yours; only the two of you see it.',
    asked:
      structure.askedBy === viewer.id
        ? `Yours; it is shared with the cohort as soon as ${partner} agrees.`
        : `Yours; ${partner} asks to share it with the cohort.`,
    published: `Yours, and in the gallery${structure.named ? ' with your names' : ''}. ${usedBy(pairs)}`,
  };
  return [
    typedContext(states[structure.gallery]),
    actions(
      button('structure.change', 'Change it', { value, says: `Change ${structure.name}` }),
      structure.gallery === 'private'
        ? button('structure.share', 'Share with the cohort', { value, says: `Share ${structure.name}` })
        : button('structure.private', 'Keep it to us', { value, says: `Keep ${structure.name} to us` }),
    ),
  ];
}

function others(pair: Pair, structure: Structure, pairs: number, from: string): KnownBlock[] {
  const value = carry({ p: pair.pairing.id, u: structure.id });
  return [
    typedContext(`${usedBy(pairs)} It ${from}.`),
    actions(
      button('structure.change', 'See it, keep as ours', { value, says: `See ${structure.name}, keep it as ours` }),
    ),
  ];
}

function madeBy({ by }: Shown): string {
  return by ? `was made by ${by.mentor} and ${by.mentee}` : 'was made by a pair of your cohort';
}

function usedBy(pairs: number): string {
  if (pairs === 0) return 'No pair has used it yet.';
  return pairs === 1 ? 'Used by 1 pair.' : `Used by ${pairs} pairs.`;
}
