import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import type { FoundTakeaway, SeenTakeaway, Takeaway } from '../../core/takeaway.ts';
import { formatDate, localOf } from '../../core/time.ts';
import { actions, button, cut, type KnownBlock, typedContext, typedParts } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** Characters of a takeaway that a list shows. */
const SHOWN = 280;

/** One takeaway in a list: what it says, who and when, where that may be known, and what its author can do about it. */
export function takeawayBlocks(takeaway: SeenTakeaway | FoundTakeaway, viewer: Member): KnownBlock[] {
  const parts = excerptOf(takeaway);
  const whole = parts.map(({ text }) => text).join('') === takeaway.text;
  const value = carry({ t: takeaway.id });
  const about = cut(takeaway.text, 50);
  const buttons = [
    ...(whole ? [] : [button('takeaway.read', 'Read', { value, says: `Read: ${about}` })]),
    ...(takeaway.author?.memberId === viewer.id ? authorButtons(takeaway, about) : []),
  ];
  return [
    typedParts(parts),
    typedContext(detailsOf(takeaway, viewer)),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ];
}

function authorButtons(takeaway: SeenTakeaway, about: string) {
  const value = carry({ t: takeaway.id });
  const outdated = takeaway.state === 'outdated';
  return [
    button('takeaway.edit', 'Edit', { value, says: `Edit: ${about}` }),
    outdated
      ? button('takeaway.current', 'Still true', { value, says: `Still true: ${about}` })
      : button('takeaway.outdated', 'Out of date', { value, says: `Mark as out of date: ${about}` }),
    button('takeaway.withdraw', 'Withdraw', {
      value,
      says: `Withdraw: ${about}`,
      confirm: {
        title: 'Withdraw this takeaway?',
        text: 'Nobody sees it any more, not even you.',
        yes: 'Withdraw',
        no: 'Keep it',
      },
    }),
  ];
}

/** The last few takeaways of a pair in short, for a tab that shows much else. */
export function recentTakeaways(pair: Pair, recent: readonly Takeaway[], viewer: Member, count: number): KnownBlock[] {
  return recent.slice(0, count).map((each) => {
    const author = each.author === viewer.id ? 'you' : partnerOf(pair, viewer.id).name;
    const outdated = each.state === 'outdated' ? 'Out of date: ' : '';
    return typedContext(`${outdated}${cut(each.text, 150)} · ${author}`);
  });
}

/** What surrounds the words that were searched for, or the beginning. */
function excerptOf(takeaway: SeenTakeaway | FoundTakeaway): { text: string; bold?: boolean }[] {
  if (!('snippet' in takeaway)) return [{ text: cut(takeaway.text, SHOWN) }];
  return takeaway.snippet
    .split('\u0001')
    .flatMap((part, index) => {
      const [found = '', rest] = index === 0 ? ['', part] : part.split('\u0002');
      return [{ text: found, bold: true }, { text: rest ?? '' }];
    })
    .filter(({ text }) => text !== '');
}

/** "Ben · Tue 1 Dec 2026 · #feedback · Whole cohort": without a name where the cohort does not see it. */
export function detailsOf(takeaway: SeenTakeaway, viewer: Member): string {
  const mine = takeaway.author?.memberId === viewer.id;
  const vetoed = mine ? 'Stays between the two of you, as your partner asked' : 'Stays between the two of you';
  const audience =
    takeaway.vetoedBy !== null
      ? vetoed
      : takeaway.audience === 'pair'
        ? 'Only the two of you'
        : mine && !takeaway.named
          ? 'Whole cohort, without your name'
          : 'Whole cohort';
  const { date } = localOf(takeaway.createdAt, viewer.zone);
  return [
    ...(takeaway.state === 'outdated' ? ['Out of date'] : []),
    mine ? 'You' : (takeaway.author?.name ?? 'Somebody of the cohort'),
    `${formatDate(date)} ${date.slice(0, 4)}`,
    ...takeaway.tags.map((tag) => `#${tag}`),
    audience,
  ].join(' · ');
}
