import { type Need, suggestionFor } from '../core/attention.ts';
import type { Cohort } from '../core/cohort.ts';
import { localOf } from '../core/time.ts';
import { form } from '../slack/form.ts';
import {
  actions,
  button,
  context,
  cut,
  type KnownBlock,
  type Message,
  type ModalView,
  message,
  mrkdwn,
  section,
  typed,
  typedParts,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { type Names, needInWords } from './shared/need.view.ts';

/** Each pair takes up to three blocks, and a modal holds a hundred. */
export const PAIRS_PER_PAGE = 20;

/** The pairs that need a human, a page at a time. `page` counts from 0; one beyond the end shows the last. `names` are those of the page. */
export function attentionModal(cohort: Cohort, needs: readonly Need[], names: Names, page: number): ModalView {
  const { at, last } = pageOf(needs, page);
  const shown = needs.slice(at * PAIRS_PER_PAGE, (at + 1) * PAIRS_PER_PAGE);
  const pages = last > 0 ? [context(mrkdwn`Page ${at + 1} of ${last + 1}`), turning(cohort, at, last)] : [];
  return form({ id: 'attention', title: 'Needs a human', carried: { c: cohort.id, n: at } }, [
    typed(cohort.name),
    section(
      needs.length === 0
        ? mrkdwn`Nobody needs you right now.`
        : mrkdwn`${needs.length === 1 ? '1 pair' : `${needs.length} pairs`}, the worst first. Whatever you decide counts for everybody who runs this cohort.`,
    ),
    ...shown.flatMap((need) => row(need, names)),
    ...pages,
  ]);
}

/** The page that there is: `at`, and the `last` one. */
export function pageOf(needs: readonly Need[], page: number): { at: number; last: number } {
  const last = Math.max(0, Math.ceil(needs.length / PAIRS_PER_PAGE) - 1);
  return { at: Math.min(Math.max(0, page), last), last };
}

function row(need: Need, names: Names): KnownBlock[] {
  const { mentee, mentor, reason, suggestion } = needInWords(need, names);
  const value = carry({ p: need.pairingId, o: need.occurrence });
  const said = need.help?.reason ? [typed(`What they wrote to you: ${need.help.reason}`)] : [];
  return [
    typedParts([{ text: mentee, bold: true }, { text: `, mentored by ${mentor}\n${reason}. ${suggestion}.` }]),
    ...said,
    actions(
      wayOut(need, mentee),
      button('attention.dismiss', 'Dismiss', { value, says: `Dismiss ${mentee}` }),
      button('attention.remind', 'Remind me in three days', { value, says: `Remind me of ${mentee} in three days` }),
    ),
  ];
}

/** What would help, as far as it can be done here; else a look at the pair. */
function wayOut(need: Need, mentee: string) {
  const value = carry({ p: need.pairingId });
  if (suggestionFor(need) === 'new-mentor')
    return button('reassign.open', 'Give another mentor', { value, says: `Give ${mentee} another mentor` });
  return button('pairs.look', 'Look at the pair', { value, says: `Look at the pair of ${mentee}` });
}

function turning({ id }: Cohort, at: number, last: number): KnownBlock {
  const turn = (label: string, page: number) =>
    button(`attention.page#${page}`, label, { value: carry({ c: id, n: page }) });
  return actions(...(at > 0 ? [turn('Previous page', at - 1)] : []), ...(at < last ? [turn('Next page', at + 1)] : []));
}

const CSV_HEAD = ['mentee', 'mentee_id', 'mentor', 'mentor_id', 'what_is_missing', 'last_met', 'what_would_help'];

/** The pairs that need a human, as rows of a file, its head first. Dates are those of the cohort's zone; names are whole. */
export function exportRows(cohort: Cohort, needs: readonly Need[], names: Names): string[][] {
  const rows = needs.map((need) => {
    const { reason, suggestion } = needInWords(need, names);
    const person = (id: string) => [names.get(id)?.name ?? '', names.get(id)?.userId ?? ''];
    const lastMet = need.lastMet === null ? '' : localOf(need.lastMet, cohort.zone).date;
    return [...person(need.menteeId), ...person(need.mentorId), reason, lastMet, suggestion];
  });
  return [CSV_HEAD, ...rows];
}

/** What stands above the file. */
export function exportWords(cohort: Cohort, count: number): Message {
  return message(
    typed(
      `Pairs of ${cut(cohort.name, 80)} that need a human: ${count}. Names, states and dates; nothing that anybody wrote.`,
    ),
  );
}

/** What the command answers once the file is sent. */
export function exported(cohort: Cohort, count: number): Message {
  const pairs = count === 1 ? '1 pair' : `${count} pairs`;
  return message(
    typed(`I have sent you a file with ${pairs} of ${cut(cohort.name, 80)}. It is in your messages with me.`),
  );
}

/** What the command answers when no file is needed. */
export function nothingToExport(cohort: Cohort): Message {
  return message(typed(`No pair of ${cut(cohort.name, 80)} needs a human right now, so there is no file to send.`));
}
