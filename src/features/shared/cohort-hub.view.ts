import type { Cohort } from '../../core/cohort.ts';
import { daysBetween, localOf } from '../../core/time.ts';
import { form } from '../../slack/form.ts';
import {
  actions,
  type ButtonLook,
  button,
  context,
  cut,
  divider,
  type KnownBlock,
  type ModalView,
  mrkdwn,
  section,
  typed,
  typedParts,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';
import { dateWithYear, span } from './cohort-span.view.ts';

/** Each cohort takes up to three blocks, and more of them are hard to read. */
export const COHORTS_PER_PAGE = 6;

export type HubRow = { cohort: Cohort; pairs: { active: number; ended: number } };

/**
 * A page of the hub. `page` and `last` count from 0; `archived` tells which of the two lists it is, and `elsewhere` how many stand in the other one.
 * `offered` are the clicks that somebody listens to (action ids). `said` is what happened last, in words; `now` UTC ms.
 */
export type HubLook = {
  rows: HubRow[];
  page: number;
  last: number;
  archived: boolean;
  elsewhere: number;
  isAdmin: boolean;
  now: number;
  offered: ReadonlySet<string>;
  said: string;
};

/** What somebody runs, and what they may do with it. */
export function hubModal(look: HubLook): ModalView {
  const { rows, archived, isAdmin, said } = look;
  const place = carry({ n: look.page, a: archived ? 1 : 0 });
  const create = isAdmin && !archived ? [actions(button('cohort.new', 'New cohort', { value: place }))] : [];
  return form({ id: 'cohort-hub', title: archived ? 'Archived cohorts' : 'Cohorts', carried: JSON.parse(place) }, [
    ...(said ? [typed(said), divider()] : []),
    ...(rows.length === 0 ? [section(nothingHere(look))] : []),
    ...rows.flatMap((row) => cohortBlocks(row, look)),
    ...create,
    ...turning(look),
  ]);
}

function nothingHere({ archived, isAdmin }: HubLook) {
  if (archived) return mrkdwn`Nothing is archived.`;
  if (!isAdmin) return mrkdwn`All cohorts that you run are archived.`;
  return mrkdwn`There is no cohort yet. A cohort is one run of your programme, with a start and an end. Create one, and then pair people in it.`;
}

function cohortBlocks(row: HubRow, look: HubLook): KnownBlock[] {
  const { name } = row.cohort;
  return [
    typedParts([{ text: name, bold: true }, { text: `\n${standing(row, look.now)}\n${span(row.cohort)}` }]),
    actions(
      ...ways(row, look).map(({ id, label, look: how }) => button(id, label, { says: `${label}: ${name}`, ...how })),
    ),
    divider(),
  ];
}

/** State, pairs and days to go, in one line. */
function standing({ cohort, pairs }: HubRow, now: number): string {
  const count = cohort.state === 'ended' ? pairs.ended + pairs.active : pairs.active;
  const some = count === 1 ? '1 pair' : `${count} pairs`;
  if (cohort.state === 'ended') return `Ended · ${some}`;
  if (cohort.state === 'draft') return `Draft, nobody hears of it yet · ${some}`;
  const today = localOf(now, cohort.zone).date;
  const begins = daysBetween(today, cohort.startsOn) > 0 ? `, starts ${dateWithYear(cohort.startsOn)}` : '';
  return `Running${begins} · ${some} · ${daysToGo(daysBetween(today, cohort.endsOn))}`;
}

function daysToGo(days: number): string {
  if (days < 0) return 'over';
  if (days === 0) return 'ends today';
  return days === 1 ? '1 day to go' : `${days} days to go`;
}

type Way = { id: string; label: string; look: ButtonLook };

/** What can be done with a cohort, as far as somebody listens. */
function ways({ cohort, pairs }: HubRow, { isAdmin, offered }: HubLook): Way[] {
  const value = carry({ c: cohort.id });
  const way = (id: string, label: string, look: ButtonLook = {}): Way => ({ id, label, look: { value, ...look } });
  const isOpen = cohort.archivedAt === null && cohort.state !== 'ended';
  const all = [
    ...(isOpen && cohort.state === 'draft' ? [way('cohort.start', 'Start', starting(pairs.active))] : []),
    way('pairs.list', 'Pairs'),
    ...(cohort.state === 'draft' ? [] : [way('report.ask', 'Report')]),
    ...(isOpen ? [way('import.open', 'Import'), way('cohort.edit', 'Edit')] : []),
    ...(isAdmin && cohort.archivedAt === null ? [way('coordinators.open', 'Coordinators')] : []),
    way('history.open', 'Recent changes'),
    ...(cohort.state === 'running' ? [way('cohort.end', 'End', ending(cohort))] : []),
    ...lastWay(cohort, way),
  ];
  return all.filter(({ id }) => offered.has(id));
}

function lastWay({ archivedAt, state }: Cohort, way: (id: string, label: string) => Way): Way[] {
  if (archivedAt !== null) return [way('cohort.restore', 'Restore')];
  return state === 'running' ? [] : [way('cohort.archive', 'Archive')];
}

function starting(pairs: number): ButtonLook {
  const who = pairs === 0 ? 'Whoever you pair from now on' : pairs === 1 ? 'Its pair' : `Each of its ${pairs} pairs`;
  const text = `${who} gets a welcome message within their own working hours, and is asked to book a first meeting.`;
  return { style: 'primary', confirm: { title: 'Start this cohort?', text, yes: 'Start it', no: 'Not yet' } };
}

function ending({ name }: Cohort): ButtonLook {
  const text = `${cut(name, 80)}: nobody is asked for anything any more, booked meetings are called off, and everybody in it hears that it has ended. What they wrote stays theirs. This cannot be undone.`;
  return { style: 'danger', confirm: { title: 'End this cohort now?', text, yes: 'End it', no: 'Let it run' } };
}

function turning({ page, last, archived, elsewhere }: HubLook): KnownBlock[] {
  const turn = (way: string, label: string, n: number, a: boolean) =>
    button(`hub.page#${way}`, label, { value: carry({ n, a: a ? 1 : 0 }) });
  const turns = [
    ...(page > 0 ? [turn('back', 'Previous page', page - 1, archived)] : []),
    ...(page < last ? [turn('on', 'Next page', page + 1, archived)] : []),
    ...(archived ? [turn('used', 'Back to those in use', 0, false)] : []),
    ...(!archived && elsewhere > 0 ? [turn('archived', `Show archived (${elsewhere})`, 0, true)] : []),
  ];
  return [
    ...(last > 0 ? [context(mrkdwn`Page ${page + 1} of ${last + 1}`)] : []),
    ...(turns.length > 0 ? [actions(...turns)] : []),
  ];
}
