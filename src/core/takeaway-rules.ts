import type { Act } from './booking.ts';
import { nextContactInstant } from './hours.ts';
import type { NudgePlan } from './nudge.ts';
import type { Pair } from './pairing.ts';
import { partnerOf, roleOf } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';
import { TAG_MAX, TAGS_MAX, TAKEAWAY_MAX, type Takeaway } from './takeaway.ts';

/** Whoever is quoted is told of it although they are away for a month. */
const WORTH_TELLING = 60 * 24 * 60 * 60_000;

/** Who may see a takeaway, under whose name, and whether it quotes the partner. */
export type Sharing = Pick<Takeaway, 'audience' | 'named' | 'quotes'>;

/** What somebody writes down to keep. */
export type Kept = Sharing & { text: string; tags: string };

/** Keeps a takeaway. Private to the pair unless the author shares it. */
export function keepTakeaway(pair: Pair, act: Act, kept: Kept): Takeaway | Refusal {
  const problem = problemOf(kept);
  if (problem) return problem;
  return {
    id: act.id,
    pairingId: pair.pairing.id,
    cohortId: pair.cohort.id,
    author: act.by.id,
    ...content(kept),
    vetoedBy: null,
    state: 'current',
    createdAt: act.now,
    updatedAt: act.now,
  };
}

/** The author rewrites it. A veto of the partner stands: what was vetoed stays with the pair. */
export function editTakeaway(takeaway: Takeaway, act: Act, kept: Kept): Takeaway | Refusal {
  const problem = onlyAuthor(takeaway, act) ?? problemOf(kept);
  if (problem) return problem;
  const changed = { ...takeaway, ...content(kept), updatedAt: act.now };
  return takeaway.vetoedBy ? { ...changed, audience: 'pair' } : changed;
}

/** The author says who may see it, and leaves the rest as it is. A veto of the partner stands. */
export function shareTakeaway(takeaway: Takeaway, act: Act, sharing: Sharing): Takeaway | Refusal {
  return editTakeaway(takeaway, act, { ...takeaway, ...sharing, tags: takeaway.tags.join(' ') });
}

/** The author takes it back: nobody sees it any more. */
export function withdrawTakeaway(takeaway: Takeaway, act: Act): Takeaway | Refusal {
  return onlyAuthor(takeaway, act) ?? { ...takeaway, state: 'withdrawn', updatedAt: act.now };
}

/** The author marks it as out of date, or as current again. */
export function markOutdated(takeaway: Takeaway, act: Act, outdated: boolean): Takeaway | Refusal {
  return onlyAuthor(takeaway, act) ?? { ...takeaway, state: outdated ? 'outdated' : 'current', updatedAt: act.now };
}

/** The partner, whom it quotes, keeps it from the cohort. It stays with the pair. */
export function veto(takeaway: Takeaway, pair: Pair, act: Act): Takeaway | Refusal {
  if (takeaway.state === 'withdrawn') return WITHDRAWN;
  const partner = partnerOf(pair, takeaway.author);
  if (!roleOf(pair, act.by.id) || partner.id !== act.by.id)
    return refuse('not_partner', 'Only the partner of the author can do this.');
  if (!takeaway.quotes)
    return refuse('not_quoted', 'This takeaway does not quote you. Talk to the author if it should not be shared.');
  return { ...takeaway, audience: 'pair', vetoedBy: act.by.id, updatedAt: act.now };
}

/**
 * Tells the partner, when their contact window is open, that the cohort sees a takeaway which quotes them. Nothing where the cohort
 * sees no such takeaway, or saw it `before` this change already.
 */
export function tellQuoted(pair: Pair, takeaway: Takeaway, before: Takeaway | null, now: number): NudgePlan[] {
  if (!isQuotedAloud(takeaway) || (before && isQuotedAloud(before))) return [];
  const partner = partnerOf(pair, takeaway.author);
  const dueAt = nextContactInstant(now, partner);
  const occurrence = `shared:${takeaway.id}:${dueAt}`;
  const about = { takeawayId: takeaway.id };
  return [{ kind: 'takeaway-shared', occurrence, to: partner.id, dueAt, notAfter: dueAt + WORTH_TELLING, about }];
}

/** Whether the cohort sees a takeaway that quotes the partner of its author. */
export function isQuotedAloud({ audience, quotes, state }: Pick<Takeaway, 'audience' | 'quotes' | 'state'>): boolean {
  return audience === 'cohort' && quotes && state !== 'withdrawn';
}

/** Tags as typed, "#Feedback, planning", in one form: lower case, each once, at most five. */
export function readTags(typed: string): string[] {
  return tagsIn(typed).slice(0, TAGS_MAX);
}

function tagsIn(typed: string): string[] {
  const tags = typed
    .normalize('NFC')
    .split(/[\s,;#]+/)
    .map((tag) => [...tag.toLocaleLowerCase('en')].slice(0, TAG_MAX).join(''))
    .filter((tag) => /[\p{L}\p{N}]/u.test(tag));
  return [...new Set(tags)];
}

const WITHDRAWN = refuse('withdrawn', 'This takeaway was withdrawn.');

function content(kept: Kept) {
  const { audience, named, quotes } = kept;
  return { text: textOf(kept), tags: readTags(kept.tags), audience, named, quotes };
}

function onlyAuthor(takeaway: Takeaway, act: Act): Refusal | null {
  if (takeaway.state === 'withdrawn') return WITHDRAWN;
  return takeaway.author === act.by.id
    ? null
    : refuse('not_author', 'Only the one who wrote a takeaway can change it.');
}

/** Without the control characters that nobody types, two of which mark what a search has found. */
function textOf({ text }: Kept): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '').trim();
}

function problemOf(kept: Kept): Refusal | null {
  const text = textOf(kept);
  if (text === '') return refuse('empty', 'Write down what you want to keep.');
  if (text.length > TAKEAWAY_MAX) return refuse('too_long', `Please keep it within ${TAKEAWAY_MAX} characters.`);
  if (tagsIn(kept.tags).length <= TAGS_MAX) return null;
  return refuse('too_many_tags', `At most ${TAGS_MAX} tags, each one word. A hyphen makes one of two: hard-talks.`);
}
