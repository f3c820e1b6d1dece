import { ITEM_MAX } from './agenda.ts';
import { lineOf, readLines } from './agenda-lines.ts';
import type { Act } from './booking.ts';
import type { Change } from './change.ts';
import { nextContactInstant } from './hours.ts';
import type { Notebook } from './notebook.ts';
import type { NudgePlan, StructureNudgeKind } from './nudge.ts';
import { type Pair, partnerOf } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Structure } from './structure.ts';

export const NAME_MAX = 60;
export const PURPOSE_MAX = 200;
export const PROMPTS_MAX = 20;
/** Structures of one pair at most: as many as a notebook shows. */
const OWN_MAX = 50;
/** Whoever is asked hears of it although they are away for a month. */
const WORTH_TELLING = 60 * 24 * 60 * 60_000;
/** Minutes of a prompt that names none. */
const MINUTES_OF_A_PROMPT = 10;

/** A structure as somebody writes it: one prompt per line, its minutes in brackets behind it. */
export type Written = { name: string; purpose: string; prompts: string };

const GONE = refuse('gone', 'This structure is not there any more.');
const ENDED = refuse('ended', 'This pairing has ended, so its structures stay as they are.');

/** The prompts of a structure as lines to edit. */
export function promptLines({ prompts }: Pick<Structure, 'prompts'>): string {
  return prompts.map((each) => lineOf(each)).join('\n');
}

/**
 * Keeps a structure as the pair's own: a new one, or in place of their own with this id. One that is in the gallery, or was to be put
 * there, is the pair's alone again once it is changed: what both agreed to share was another one.
 */
export function keepStructure(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  id: string | null,
  written: Written,
): Change | Refusal {
  if (pair.pairing.state === 'ended') return ENDED;
  const before = id === null ? undefined : notebook.structures.find((each) => each.id === id);
  if (id !== null && !before) return GONE;
  if (!before && notebook.structures.length >= OWN_MAX)
    return refuse('too_many', `A pair keeps at most ${OWN_MAX} structures. Change one of them instead.`);
  const name = written.name.trim();
  const purpose = written.purpose.trim();
  if (name === '') return refuse('no_name', 'Give it a name by which you know it again.');
  if (name.length > NAME_MAX) return refuse('name_too_long', `Please keep the name within ${NAME_MAX} characters.`);
  if (purpose.length > PURPOSE_MAX)
    return refuse('purpose_too_long', `Please keep the purpose within ${PURPOSE_MAX} characters.`);
  const prompts = readPrompts(written.prompts);
  if ('refused' in prompts) return prompts;
  const minutes = prompts.reduce((sum, each) => sum + each.minutes, 0);
  const text = { name, purpose, prompts, minutes };
  const alone = { gallery: 'private' as const, askedBy: null, updatedAt: act.now };
  if (before) return { structures: [{ ...before, ...text, ...alone }] };
  const owner = { id: act.id, pairingId: pair.pairing.id, named: false, createdAt: act.now };
  return { structures: [{ ...text, ...alone, ...owner }] };
}

/**
 * One of the two would like the cohort to see a structure of theirs, with their names (`named`) or without. The other is asked, and
 * decides.
 */
export function askToPublish(pair: Pair, notebook: Notebook, act: Act, id: string, named: boolean): Change | Refusal {
  if (pair.pairing.state === 'ended') return ENDED;
  const structure = notebook.structures.find((each) => each.id === id);
  if (!structure) return GONE;
  if (structure.gallery === 'published') return refuse('published', 'It is in the gallery already.');
  if (structure.gallery === 'asked' && structure.askedBy !== act.by.id)
    return refuse('asked', 'Your partner has asked the same. Tap “Publish”, and it is in the gallery.');
  const asked: Structure = { ...structure, gallery: 'asked', askedBy: act.by.id, named, updatedAt: act.now };
  const again = structure.gallery === 'asked';
  return { structures: [asked], ...(!again && { plan: [tell('structure-asked', pair, asked, act)] }) };
}

/**
 * The other one agrees: the cohort sees it, and whoever asked is told. `seenAt` is the UTC ms of the question that they agree to; asked anew
 * since, in other words or under names, it is another one.
 */
export function agreeToPublish(
  pair: Pair,
  notebook: Notebook,
  act: Act,
  id: string,
  seenAt = act.now,
): Change | Refusal {
  if (pair.pairing.state === 'ended') return ENDED;
  const structure = notebook.structures.find((each) => each.id === id);
  if (!structure) return GONE;
  if (structure.gallery === 'published') return refuse('published', 'It is in the gallery already.');
  if (structure.gallery !== 'asked') return refuse('not_asked', 'Nobody asks for that any more.');
  if (structure.askedBy === act.by.id)
    return refuse(
      'own_question',
      'This one is for your partner to answer. It goes into the gallery as soon as they agree.',
    );
  if (structure.updatedAt > seenAt)
    return refuse('asked_anew', 'This was asked anew meanwhile. Please look at the newest question before you agree.');
  const published: Structure = { ...structure, gallery: 'published', askedBy: null, updatedAt: act.now };
  return { structures: [published], plan: [tell('structure-answered', pair, structure, act)] };
}

/**
 * Keeps a structure to the pair: says no to the question, of which whoever asked is told; takes it back; or takes it out of the gallery.
 * Either of the two can.
 */
export function keepPrivate(pair: Pair, notebook: Notebook, act: Act, id: string): Change | Refusal {
  const structure = notebook.structures.find((each) => each.id === id);
  if (!structure) return GONE;
  if (structure.gallery === 'private') return {};
  const declined = structure.gallery === 'asked' && structure.askedBy !== act.by.id;
  const kept: Structure = { ...structure, gallery: 'private', askedBy: null, updatedAt: act.now };
  return { structures: [kept], ...(declined && { plan: [tell('structure-answered', pair, structure, act)] }) };
}

/** The question for the partner, or the answer for whoever asked, when their contact window is open: one of each for each time of asking. */
function tell(kind: StructureNudgeKind, pair: Pair, asked: Structure, act: Act): NudgePlan {
  const to = partnerOf(pair, act.by.id);
  const dueAt = nextContactInstant(act.now, to);
  const occurrence = `${kind}:${asked.id}:${act.now}`;
  const about = { structureId: asked.id };
  return { kind, occurrence, to: to.id, dueAt, notAfter: dueAt + WORTH_TELLING, about };
}

/** The pair's structures that wait for this member (our id) to agree that the cohort sees them. */
export function askedOf({ structures }: Pick<Notebook, 'structures'>, memberId: string): Structure[] {
  return structures.filter((each) => each.gallery === 'asked' && each.askedBy !== memberId);
}

function readPrompts(typed: string): { text: string; minutes: number }[] | Refusal {
  const lines = readLines(typed);
  if (lines.length === 0) return refuse('no_prompts', 'Write down at least one thing to talk about.');
  if (lines.length > PROMPTS_MAX)
    return refuse('too_many_prompts', `At most ${PROMPTS_MAX} lines, so that it fits a meeting.`);
  if (lines.some(({ text }) => text.length > ITEM_MAX))
    return refuse('prompt_too_long', `One line takes at most ${ITEM_MAX} characters. Please shorten the longest.`);
  return lines.map(({ text, minutes }) => ({ text, minutes: minutes ?? MINUTES_OF_A_PROMPT }));
}
