import type { Member } from '../../core/member.ts';
import type { FoundTakeaway, SeenTakeaway } from '../../core/takeaway.ts';
import { form } from '../../slack/form.ts';
import {
  actions,
  button,
  context,
  divider,
  type KnownBlock,
  type Message,
  type ModalView,
  message,
  mrkdwn,
  section,
  typed,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';
import { takeawayBlocks } from './takeaways.view.ts';

/** Takeaways on one page of an answer, and on one of the list. */
export const FOUND_PER_PAGE = 5;
export const LISTED_PER_PAGE = 10;
/** Characters of what is searched for that are heeded. */
export const WORDS_MAX = 200;

type Page<T> = { found: T[]; total: number; from: number };

/** The answer to `/takeaway find`; empty `words` for the newest. */
export function foundMessage(
  viewer: Member,
  words: string,
  page: Page<FoundTakeaway | SeenTakeaway> & { ranked: boolean },
): Message {
  if (page.total === 0) return message(...(words ? nothingFound(words) : nothingYet()));
  const { found, total, from } = page;
  const next = from + found.length;
  const upTo = found.length > 1 ? `${from + 1} to ${next}` : `${next}`;
  const order = page.ranked ? 'the best first' : 'the newest first, for there are many: more words find the best';
  const what = words ? `that fit “${words}”, ${order}` : 'the newest first';
  return message(
    typed(`Takeaways ${what}: ${upTo} of ${total}`),
    ...found.flatMap((each) => [divider(), ...takeawayBlocks(each, viewer)]),
    ...(next < total ? [actions(button('takeaway.more', 'More', { value: carry({ w: words, from: next }) }))] : []),
  );
}

function nothingFound(words: string): KnownBlock[] {
  return [
    typed(`Nothing that you may see fits “${words}”.`),
    context(
      mrkdwn`Try fewer words, the beginning of one (\`plan*\`), or a tag (\`#feedback\`). Words in quotes are looked for as they stand: \`"hard talk"\`. Without any words, \`/takeaway find\` shows the newest.`,
    ),
  ];
}

function nothingYet(): KnownBlock[] {
  return [section(mrkdwn`There are no takeaways yet. \`/takeaway\` keeps what you have learned.`)];
}

/** All takeaways of a pair, newest first, page by page. */
export function allModal(pairingId: string, viewer: Member, page: Page<SeenTakeaway>): ModalView {
  const { found, total, from } = page;
  const next = from + found.length;
  const turn = [
    ...(from > 0
      ? [button('takeaway.all#newer', 'Newer', { value: at(pairingId, Math.max(0, from - LISTED_PER_PAGE)) })]
      : []),
    ...(next < total ? [button('takeaway.all#older', 'Older', { value: at(pairingId, next) })] : []),
  ];
  return form({ id: 'takeaway-all', title: 'Takeaways', close: 'Close', carried: { p: pairingId, from } }, [
    ...(total === 0 ? nothingYet() : [typed(`${from + 1} to ${next} of ${total}, the newest first`)]),
    ...found.flatMap((each) => [divider(), ...takeawayBlocks(each, viewer)]),
    ...(turn.length > 0 ? [divider(), actions(...turn)] : []),
  ]);
}

function at(pairingId: string, from: number): string {
  return carry({ p: pairingId, from });
}
