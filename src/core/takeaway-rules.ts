import type { Act } from './booking.ts';
import type { Pair } from './pairing.ts';
import { partnerOf, roleOf } from './pairing.ts';
import { type Refusal, refuse } from './refusal.ts';
import { TAG_MAX, TAGS_MAX, TAKEAWAY_MAX, type Takeaway } from './takeaway.ts';

/** What somebody writes down to keep. */
export type Kept = Pick<Takeaway, 'text' | 'audience' | 'named' | 'quotes'> & { tags: string };

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
  const partner = partnerOf(pair, takeaway.author);
  if (!roleOf(pair, act.by.id) || partner.id !== act.by.id)
    return refuse('not_partner', 'Only the partner of the author can do this.');
  if (!takeaway.quotes)
    return refuse('not_quoted', 'This takeaway does not quote you. Talk to the author if it should not be shared.');
  return { ...takeaway, audience: 'pair', vetoedBy: act.by.id, updatedAt: act.now };
}

/** Tags as typed, "#Feedback, planning", in one form: lower case, each once, at most five. */
export function readTags(typed: string): string[] {
  const tags = typed
    .split(/[\s,;#]+/)
    .map((tag) => tag.trim().toLocaleLowerCase('en').slice(0, TAG_MAX))
    .filter(Boolean);
  return [...new Set(tags)].slice(0, TAGS_MAX);
}

function content(kept: Kept) {
  const { audience, named, quotes } = kept;
  return { text: kept.text.trim(), tags: readTags(kept.tags), audience, named, quotes };
}

function onlyAuthor(takeaway: Takeaway, act: Act): Refusal | null {
  if (takeaway.state === 'withdrawn') return refuse('withdrawn', 'This takeaway was withdrawn.');
  return takeaway.author === act.by.id
    ? null
    : refuse('not_author', 'Only the one who wrote a takeaway can change it.');
}

function problemOf(kept: Kept): Refusal | null {
  const text = kept.text.trim();
  if (text === '') return refuse('empty', 'Write down what you want to keep.');
  return text.length > TAKEAWAY_MAX ? refuse('too_long', `Please keep it within ${TAKEAWAY_MAX} characters.`) : null;
}
