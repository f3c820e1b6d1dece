import type { Cohort } from '../core/cohort.ts';
import type { ListedPair } from '../core/pair-list.ts';
import type { Pair } from '../core/pairing.ts';
import { addDays, localOf } from '../core/time.ts';
import { dateField, form, radioField, textField } from '../slack/form.ts';
import {
  actions,
  button,
  context,
  cut,
  type KnownBlock,
  type ModalView,
  mrkdwn,
  section,
  typed,
  typedBeside,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { LAST_DAY_HINT, type ListPlace, shortName, statusInWords } from './shared/pair-look.view.ts';

/** More of them are hard to read. */
export const LISTED_PER_PAGE = 15;
export const SEARCH_MAX = 80;

/** A page of the pairs of a cohort, `place.n` counted from 0. `now` UTC ms. */
export function listModal(
  cohort: Cohort,
  { pairs, total }: { pairs: readonly ListedPair[]; total: number },
  place: ListPlace,
  now: number,
): ModalView {
  const last = Math.max(0, Math.ceil(total / LISTED_PER_PAGE) - 1);
  return form({ id: 'pairs-list', title: 'Pairs', submit: 'Search', close: 'Close', carried: { ...place } }, [
    typed(cut(cohort.name, 80)),
    textField({
      name: 'words',
      of: place.q,
      label: 'Name',
      hint: 'The beginning of a name, of the mentee or the mentor. Leave it empty for everybody.',
      max: SEARCH_MAX,
      optional: true,
      value: place.q,
    }),
    context(howMany(total, place.q)),
    ...pairs.flatMap((pair) => row(pair, cohort, place, now)),
    ...(last > 0 ? [context(mrkdwn`Page ${place.n + 1} of ${last + 1}`), turning(place, last)] : []),
  ]);
}

function howMany(total: number, words: string) {
  if (total === 0)
    return words
      ? mrkdwn`Nobody of that name is in a pair here.`
      : mrkdwn`Nobody is paired yet: /cohort pair @mentor @mentee pairs two people.`;
  return total === 1 ? mrkdwn`1 pair` : mrkdwn`${total} pairs`;
}

function row(pair: ListedPair, cohort: Cohort, place: ListPlace, now: number): KnownBlock[] {
  const [mentee, mentor] = [shortName({ name: pair.mentee }), shortName({ name: pair.mentor })];
  const status = statusInWords(pair, cohort.zone, now);
  const look = button('pairs.look', 'Look', {
    value: carry({ p: pair.pairingId, ...place }),
    says: `Look at ${cut(mentee, 30)} and ${cut(mentor, 30)}`,
  });
  return [typedBeside(`${mentee}, mentored by ${mentor}\n${status}`, look)];
}

function turning(place: ListPlace, last: number): KnownBlock {
  const turn = (way: string, label: string, n: number) =>
    button(`pairs.page#${way}`, label, { value: carry({ ...place, n }) });
  return actions(
    ...(place.n > 0 ? [turn('back', 'Previous page', place.n - 1)] : []),
    ...(place.n < last ? [turn('on', 'Next page', place.n + 1)] : []),
  );
}

/** Who pauses, the pair or one of the two with all of their pairs, and until when. `now` UTC ms. */
export function pausePairModal(pair: Pair, place: ListPlace | null, now: number): ModalView {
  const [mentee, mentor] = [cut(shortName(pair.mentee), 40), cut(shortName(pair.mentor), 40)];
  const carried = { p: pair.pairing.id, ...place };
  return form({ id: 'pairs-pause', title: 'Pause', submit: 'Pause', carried, reportsClosing: true }, [
    section(mrkdwn`Meanwhile nobody is asked for anything. A meeting that is booked stays, with its reminder.`),
    radioField({
      name: 'who',
      label: 'Who pauses?',
      choices: [
        { label: 'The two of them; both hear of it', value: 'pair' },
        { label: `${mentee}, in all pairs`, value: 'mentee' },
        { label: `${mentor}, in all pairs`, value: 'mentor' },
      ],
      value: 'pair',
    }),
    dateField({
      name: 'until',
      label: 'Last day of the pause',
      hint: LAST_DAY_HINT,
      value: addDays(localOf(now, pair.cohort.zone).date, 14),
    }),
  ]);
}
