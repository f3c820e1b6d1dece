import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { selectField } from '../../slack/form.ts';
import type { KnownBlock } from '../../slack/kit.ts';

/**
 * The first field of a modal for somebody in several pairings: with whom? The likeliest is chosen; another choice is reported as a
 * click on `id`, to fill the modal in anew. Nothing for somebody with one pairing.
 */
export function withWhom(id: string, pair: Pair, viewer: Member, others: Pair[]): KnownBlock[] {
  if (others.length === 0) return [];
  const label = (each: Pair) => `${partnerOf(each, viewer.id).name} · ${each.cohort.name}`;
  const choices = [pair, ...others].slice(0, 100).map((each) => ({ label: label(each), value: each.pairing.id }));
  return [selectField({ name: id, label: 'With whom?', choices, value: pair.pairing.id, reports: true })];
}
