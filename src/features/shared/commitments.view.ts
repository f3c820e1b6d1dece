import type { Commitment } from '../../core/commitment.ts';
import { type Closed, keptByMonth, openOf } from '../../core/commitment-rules.ts';
import type { Member } from '../../core/member.ts';
import type { Notebook } from '../../core/notebook.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { compareDates, formatDate, localOf } from '../../core/time.ts';
import { actions, button, cut, type KnownBlock, typed, typedContext } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** Months of the kept rate that are shown. */
const MONTHS_SHOWN = 6;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One open commitment of one's own with the three answers to it. */
export function commitmentBlocks(pair: Pair, commitment: Commitment): KnownBlock[] {
  const value = carry({ p: pair.pairing.id, c: commitment.id });
  const about = cut(commitment.what, 50);
  return [
    typed(commitment.what),
    typedContext(dueLine(commitment)),
    actions(
      button('commit.done', 'Done', { value, style: 'primary', says: `Done: ${about}` }),
      button('commit.move', 'New date', { value, says: `New date: ${about}` }),
      button('commit.drop', 'Drop it', { value, says: `Drop it: ${about}` }),
    ),
  ];
}

/** One open commitment to read. */
export function commitmentLine(commitment: Commitment): KnownBlock[] {
  return [typed(commitment.what), typedContext(dueLine(commitment))];
}

function dueLine({ dueOn, plan }: Commitment): string {
  return `Due ${formatDate(dueOn)}${plan ? ` · ${plan}` : ''}`;
}

/** How many are open of each of the two, and those of the viewer that are due first, with their answers. `now` UTC ms. */
export function openCommitments(
  pair: Pair,
  notebook: Pick<Notebook, 'commitments'>,
  viewer: Member,
  now: number,
  count: number,
): KnownBlock[] {
  const partner = partnerOf(pair, viewer.id);
  const [mine, theirs] = [openOf(notebook, viewer.id), openOf(notebook, partner.id)];
  if (mine.length + theirs.length === 0) return [];
  const today = localOf(now, viewer.zone).date;
  const late = mine.filter((each) => compareDates(each.dueOn, today) < 0).length;
  const overdue = late > 0 ? ` (${late} overdue)` : '';
  return [
    typed(`Open commitments: ${mine.length} of yours${overdue}, ${theirs.length} of ${partner.name}’s`),
    ...mine.slice(0, count).flatMap((each) => commitmentBlocks(pair, each)),
  ];
}

/** "Kept of what was closed: Dec 2026 2 of 3 · Nov 2026 1 of 1", for the two alone; nothing before anything closed. */
export function keptLine(closed: readonly Closed[], viewer: Member): KnownBlock[] {
  const months = keptByMonth(closed, viewer.zone).slice(0, MONTHS_SHOWN);
  if (months.length === 0) return [];
  const rates = months.map(({ month, kept, of }) => `${monthInWords(month)} ${kept} of ${of}`);
  return [typedContext(`Commitments that the two of you kept: ${rates.join(' · ')}`)];
}

function monthInWords(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}
