import type { Member } from '../../core/member.ts';
import { type Pair, partnerOf, roleOf } from '../../core/pairing.ts';
import { compareDates, formatDate, localOf } from '../../core/time.ts';
import { form, pick } from '../../slack/form.ts';
import {
  actions,
  button,
  context,
  divider,
  type KnownBlock,
  type ModalView,
  mention,
  mrkdwn,
  section,
  typed,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';
import { lastMeeting } from './outcome.view.ts';
import { type CalendarLinks, pastLine, situation } from './situation.view.ts';

/** The pair at a glance: who, where it stands with the buttons that fit, and the last meetings. `now` UTC ms. */
export function glance(pair: Pair, viewer: Member, others: Pair[], now: number, links: CalendarLinks): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const role = roleOf(pair, viewer.id) === 'mentee' ? 'Your mentor' : 'Your mentee';
  return form({ id: 'pairing', title: 'Your pairing', close: 'Close', carried: { p: pair.pairing.id } }, [
    ...which(pair, viewer, others),
    typed(pair.cohort.name),
    section(mrkdwn`${role}: ${mention(partner.userId)}, ${partner.zone}.${away(partner, now)}`),
    divider(),
    ...situation(pair, viewer, now, links),
    ...agenda(pair),
    ...lastMeeting(pair, viewer),
    ...past(pair, viewer),
  ]);
}

/** Words about an absence, to stand behind a person's name; nothing for somebody who is there. */
function away(partner: Member, now: number) {
  const isAway = partner.awayUntil !== null && compareDates(partner.awayUntil, localOf(now, partner.zone).date) >= 0;
  return isAway && partner.awayUntil ? mrkdwn` Away until ${formatDate(partner.awayUntil)}.` : mrkdwn``;
}

function agenda({ pairing }: Pair): KnownBlock[] {
  if (pairing.state === 'ended') return [];
  return [actions(button('agenda.edit', 'Agenda of the next meeting', { value: carry({ p: pairing.id }) }))];
}

function past(pair: Pair, viewer: Member): KnownBlock[] {
  if (pair.past.length === 0) return [];
  const lines = pair.past.slice(0, 5).map((meeting) => pastLine(meeting, viewer));
  return [divider(), context(mrkdwn`Meetings so far:`), ...lines.map((line) => context(line))];
}

function which(pair: Pair, viewer: Member, others: Pair[]): KnownBlock[] {
  if (others.length === 0) return [];
  const label = (each: Pair) => `${partnerOf(each, viewer.id).name} · ${each.cohort.name}`;
  const choices = [pair, ...others].slice(0, 100).map((each) => ({ label: label(each), value: each.pairing.id }));
  return [pick('pairing.which', 'Which pairing?', choices, pair.pairing.id)];
}
