import { lineOf } from '../../core/agenda-lines.ts';
import type { Member } from '../../core/member.ts';
import type { Notebook } from '../../core/notebook.ts';
import { type Pair, partnerOf } from '../../core/pairing.ts';
import { context, type KnownBlock, mention, mrkdwn, section, typed, typedContext } from '../../slack/kit.ts';

/** Items on one page. */
const PAGE = 10;

/** The agenda of the next meeting: who raised what, and what the mentee expects. `from` is the first item shown, from 0. */
export function agendaBlocks(pair: Pair, notebook: Notebook, viewer: Member, from = 0): KnownBlock[] {
  const { items, agenda } = notebook;
  const shown = items.slice(from, from + PAGE);
  const more = items.length - from - shown.length;
  return [
    ...(agenda.expectation ? [typedContext(`What ${pair.mentee.name} expects: ${agenda.expectation}`)] : []),
    ...(items.length === 0 ? [context(mrkdwn`The agenda is empty so far.`)] : [section(mrkdwn`On the agenda:`)]),
    ...shown.map((item) => typed(`${item.state === 'discussed' ? '✓' : '•'} ${lineOf(item)} · ${raisedBy(pair, item.by, viewer)}`)),
    ...(more > 0 ? [context(mrkdwn`And ${more} more, with ${mention(partnerOf(pair, viewer.id).userId)} or you as the one who raised them.`)] : []),
  ];
}

function raisedBy(pair: Pair, by: string, viewer: Member): string {
  return by === viewer.id ? 'you' : partnerOf(pair, viewer.id).name;
}
