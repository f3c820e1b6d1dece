import { type AuditEntry, NOBODY } from '../core/audit.ts';
import { auditWords } from '../core/audit-words.ts';
import type { Cohort } from '../core/cohort.ts';
import { formatTime, localOf, type Zone, zoneLabel } from '../core/time.ts';
import { form } from '../slack/form.ts';
import {
  actions,
  button,
  join,
  type KnownBlock,
  type ModalView,
  mention,
  mrkdwn,
  section,
  typed,
} from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { dateWithYear } from './shared/cohort-span.view.ts';

/** As many as one reads at a time. */
export const CHANGES_PER_PAGE = 20;

type Noted = AuditEntry & { number: number };

/**
 * Who did what to a cohort, the newest first. `latest` tells whether nothing newer is left out, `more` whether there is anything older. Times are told in
 * the viewer's `zone` (IANA).
 */
export function historyModal(
  cohort: Cohort,
  page: { entries: readonly Noted[]; latest: boolean; more: boolean },
  zone: Zone,
): ModalView {
  const { entries } = page;
  return form({ id: 'history', title: 'Recent changes', carried: { c: cohort.id } }, [
    typed(cohort.name),
    ...(entries.length === 0 ? [section(mrkdwn`Nothing has been changed yet.`)] : []),
    ...entries.map((entry) => section(join([told(entry), mrkdwn`${moment(entry.at, zone)}`]))),
    ...turning(cohort, page),
  ]);
}

function told(entry: Noted) {
  const who = entry.by === NOBODY ? mrkdwn`Cairn` : mention(entry.by);
  const what = auditWords(entry).map((part) => (typeof part === 'string' ? mrkdwn`${part}` : mention(part.person)));
  return join([who, ...what], ' ');
}

function moment(at: number, zone: Zone): string {
  return `${dateWithYear(localOf(at, zone).date)}, ${formatTime(at, zone)} ${zoneLabel(at, zone)}`;
}

function turning({ id }: Cohort, { entries, latest, more }: Parameters<typeof historyModal>[1]): KnownBlock[] {
  const oldest = entries.at(-1);
  const turns = [
    ...(latest ? [] : [button('history.page#first', 'Newest', { value: carry({ c: id }) })]),
    ...(more && oldest ? [button('history.page#older', 'Older', { value: carry({ c: id, b: oldest.number }) })] : []),
  ];
  return turns.length > 0 ? [actions(...turns)] : [];
}
