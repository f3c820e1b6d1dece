import { digest, lineOf } from '../core/agenda-lines.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Pair } from '../core/pairing.ts';
import { checkField, form } from '../slack/form.ts';
import { actions, button, type ModalView, mrkdwn, section } from '../slack/kit.ts';
import { carry } from '../slack/payload.ts';
import { agendaBlocks, forWhen } from './shared/agenda.view.ts';

/** Boxes of one group to tick, and groups of one form. */
const BOXES = 10;
const GROUPS = 3;

/** A page of the agenda to read. */
export function lookModal(pair: Pair, notebook: Notebook, viewer: Member, from: number): ModalView {
  return form({ id: 'agenda-look', title: 'Agenda', close: 'Close', carried: { p: pair.pairing.id, look: 1 } }, [
    section(forWhen(pair, viewer)),
    ...agendaBlocks(pair, notebook, viewer, from),
  ]);
}

/** Boxes to tick what was talked about. `from` is the first item, counted from 0. */
export function ticksModal(pair: Pair, notebook: Notebook, from: number): ModalView {
  const size = BOXES * GROUPS;
  const shown = notebook.items.slice(from, from + size);
  const left = notebook.items.length - from - shown.length;
  const ids = shown.map(({ id }) => id).join(',');
  const groups = Array.from({ length: Math.ceil(shown.length / BOXES) }, (_, at) =>
    shown.slice(at * BOXES, (at + 1) * BOXES),
  );
  const value = (at: number) => carry({ p: pair.pairing.id, f: at });
  const look = { id: 'agenda-tick', title: 'Tick off', carried: { p: pair.pairing.id, s: ids, y: pair.pairing.cycle } };
  if (shown.length === 0) return form(look, [section(mrkdwn`There is nothing on the agenda.`)]);
  return form({ ...look, submit: 'Save' }, [
    ...groups.map((group, index) =>
      checkField({
        name: `ticks${index + 1}`,
        of: digest(ids),
        label: index === 0 ? 'What have you talked about?' : 'And of these?',
        ...(index === 0 && { hint: 'What stays open comes back on the next agenda.' }),
        optional: true,
        choices: group.map((item) => ({ label: lineOf({ ...item, state: 'open' }), value: item.id })),
        values: group.filter(({ state }) => state === 'discussed').map(({ id }) => id),
      }),
    ),
    ...(left > 0 || from > 0
      ? [
          actions(
            ...(from > 0
              ? [button('agenda.tick-turn#back', 'Save and go back', { value: value(Math.max(0, from - size)) })]
              : []),
            ...(left > 0
              ? [button('agenda.tick-turn', `Save and show ${left} more`, { value: value(from + size) })]
              : []),
          ),
        ]
      : []),
  ]);
}
