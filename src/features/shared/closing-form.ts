import { z } from 'zod';
import { COMMITMENT_MAX } from '../../core/commitment.ts';
import type { Promised } from '../../core/commitment-rules.ts';
import type { Said } from '../../core/outcome.ts';
import { partnerOf } from '../../core/pairing.ts';
import type { Pulse } from '../../core/pulse.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { Kept } from '../../core/takeaway-rules.ts';
import { parseDate } from '../../core/time.ts';
import { type Filled, readCarried, textIn } from '../../slack/payload.ts';
import { DISCUSSED } from './outcome.view.ts';
import type { Seat } from './pair-of.ts';
import { PRIVATE } from './sharing.view.ts';

/** Takeaways of one closing at most: their ids travel to its second page. */
const KEPT_MAX = 10;
const withNote = z.object({ n: z.string() });
const withTakeaways = z.object({ t: z.string() });

/** A commitment for each line, of the asker and of their partner; or words beside what both need, or what does not fit together. */
export function readPromises(filled: Filled, { me, pair }: Seat): Promised[] | { errors: Record<string, string> } {
  const mine = linesIn(filled, 'what');
  const plans = linesIn(filled, 'plan');
  if (plans.length > 0 && mine.length === 0) return { errors: { plan: 'Write above what it is that you will do.' } };
  if (plans.length > mine.length && mine.length > 1)
    return { errors: { plan: 'There are more lines here than commitments. Please write a line for each.' } };
  const said = [
    ...mine.map((what, line) => ({
      owner: me.id,
      what,
      plan: (mine.length === 1 ? plans.join(' ') : plans[line]) ?? '',
    })),
    ...linesIn(filled, 'theirs').map((what) => ({ owner: partnerOf(pair, me.id).id, what, plan: '' })),
  ];
  if (said.length === 0) return [];
  const dueOn = parseDate(textIn(filled, 'dueOn'));
  if (!dueOn) return { errors: { dueOn: 'Pick a date for what will be done.' } };
  return said.map((each) => ({ ...each, dueOn }));
}

function linesIn(filled: Filled, name: string): string[] {
  return textIn(filled, name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Ids of the agenda items that were ticked, over all groups of boxes. */
export function readDiscussed(filled: Filled): string[] {
  const fields = Object.keys(filled).filter((name) => name.startsWith(DISCUSSED));
  return fields.flatMap((name) => filled[name]).filter((value) => typeof value === 'string');
}

/** The note that whoever filled the form in had in front of them. */
export function readNoteSeen(carried: string): string {
  const seen = readCarried(carried, withNote);
  return isRefusal(seen) ? '' : seen.n;
}

/** What became of a meeting; null when nothing was picked. */
export function readSaid(filled: Filled): Said | null {
  const said = textIn(filled, 'said');
  return said === 'held' || said === 'moved' || said === 'missed' ? said : null;
}

/** Beside which field a refusal stands. */
export function fieldOf({ refused }: Refusal, promised: readonly Promised[], { me }: Seat): string {
  const field = FIELD_OF[refused];
  if (field) return field;
  const tooLong = promised.find(({ what }) => what.length > COMMITMENT_MAX);
  return tooLong && tooLong.owner !== me.id ? 'theirs' : 'what';
}

/** A takeaway for each paragraph, for the pair alone; or words beside the field when there are too many. */
export function readKept(filled: Filled): Kept[] | { errors: Record<string, string> } {
  const texts = textIn(filled, 'kept').split(/\n[^\S\n]*\n/);
  const kept = texts.flatMap((text) => (text.trim() === '' ? [] : [{ text, tags: '', ...PRIVATE }]));
  if (kept.length <= KEPT_MAX) return kept;
  return { errors: { kept: `At most ${KEPT_MAX} takeaways at a time: an empty line makes two of one.` } };
}

/** The takeaways of the first page, by id, of which the second one speaks. */
export function readKeptBefore(carried: string): string[] {
  const about = readCarried(carried, withTakeaways);
  return isRefusal(about) ? [] : about.t.split(',').filter(Boolean).slice(0, KEPT_MAX);
}

/** 1 to 5; null when nothing was picked. */
export function readUsefulness(filled: Filled): Pulse['usefulness'] {
  const value = Number(textIn(filled, 'usefulness'));
  return value >= 1 && value <= 5 ? (Math.round(value) as Pulse['usefulness']) : null;
}

/** Null when nothing was picked. */
export function readStructure(filled: Filled): Pulse['structure'] {
  const value = textIn(filled, 'structure');
  return value === 'too_little' || value === 'just_right' || value === 'too_much' ? value : null;
}

const FIELD_OF: Record<string, string> = {
  note_too_long: 'note',
  past: 'dueOn',
  too_far: 'dueOn',
  takeaway_empty: 'kept',
  takeaway_too_long: 'kept',
  plan_too_long: 'plan',
};
