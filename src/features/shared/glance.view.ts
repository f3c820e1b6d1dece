import { helpAskedBy } from '../../core/help.ts';
import type { Member } from '../../core/member.ts';
import { cadenceOf, isPaused, type Pair, partnerOf, roleOf } from '../../core/pairing.ts';
import { compareDates, formatDate, formatDay, localOf } from '../../core/time.ts';
import { form, pick } from '../../slack/form.ts';
import {
  actions,
  bold,
  button,
  context,
  cut,
  divider,
  type KnownBlock,
  type ModalView,
  mention,
  mrkdwn,
  section,
  typed,
  typedContext,
} from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';
import { afterTheEnd } from './after-the-end.view.ts';
import { lastMeeting } from './outcome.view.ts';
import { type CalendarLinks, situation } from './situation.view.ts';
import { meetingLine } from './timeline.view.ts';

/** The pair at a glance: who, where it stands with the buttons that fit, and the last meetings. `now` UTC ms. */
export function glance(pair: Pair, viewer: Member, others: Pair[], now: number, links: CalendarLinks): ModalView {
  const partner = partnerOf(pair, viewer.id);
  const role = roleOf(pair, viewer.id) === 'mentee' ? 'Your mentor' : 'Your mentee';
  return form({ id: 'pairing', title: 'Your pairing', close: 'Close', carried: { p: pair.pairing.id } }, [
    ...which(pair, viewer, others),
    typed(pair.cohort.name),
    section(mrkdwn`${role}: ${mention(partner.userId)}, ${partner.zone}.${away(partner, now)}`),
    ...rhythm(pair),
    divider(),
    ...situation(pair, viewer, now, links),
    ...(pair.pairing.state === 'ended' ? afterTheEnd(pair) : agenda(pair)),
    ...lastMeeting(pair, viewer),
    ...past(pair, viewer),
    ...helpAsked(pair, viewer),
    ...ways(pair, viewer, now),
  ]);
}

/** Words about an absence, to stand behind a person's name; nothing for somebody who is there. */
function away(partner: Member, now: number) {
  const isAway = partner.awayUntil !== null && compareDates(partner.awayUntil, localOf(now, partner.zone).date) >= 0;
  return isAway && partner.awayUntil ? mrkdwn` Away until ${formatDate(partner.awayUntil)}.` : mrkdwn``;
}

function agenda({ pairing }: Pair): KnownBlock[] {
  return [actions(button('agenda.edit', 'Agenda of the next meeting', { value: carry({ p: pairing.id }) }))];
}

function rhythm(pair: Pair): KnownBlock[] {
  if (pair.pairing.state === 'ended') return [];
  const weeks = cadenceOf(pair);
  return [context(mrkdwn`The plan: you meet ${weeks === 1 ? 'every week' : `every ${weeks} weeks`}.`)];
}

/** What the viewer asked of the coordinators; the other one's question is theirs. */
function helpAsked(pair: Pair, viewer: Member): KnownBlock[] {
  const asked = helpAskedBy(pair, viewer.id);
  if (!asked) return [];
  return [
    divider(),
    section(
      mrkdwn`You asked for help on ${formatDay(asked.askedAt, viewer.zone)}. Those who run ${bold(pair.cohort.name)} know, and will come to you.`,
    ),
    actions(
      button('help.back', 'Take it back', { value: carry({ p: pair.pairing.id }), says: 'I need no help any more' }),
    ),
  ];
}

/** What else one can do about a pair: seldom wanted, so it stands last. */
function ways(pair: Pair, viewer: Member, now: number): KnownBlock[] {
  if (pair.pairing.state === 'ended') return [];
  const value = carry({ p: pair.pairing.id });
  const running = pair.cohort.state !== 'draft';
  return [
    divider(),
    actions(
      ...(running && !isPaused(pair.pairing, now)
        ? [button('pair.pause', 'Pause', { value, says: 'Pause this pairing' })]
        : []),
      ...(helpAskedBy(pair, viewer.id) ? [] : [button('help.ask', 'Ask for help', { value })]),
      button('pair.end', 'End', {
        value,
        style: 'danger',
        says: 'End this pairing',
        confirm: endConfirm(pair, viewer),
      }),
    ),
  ];
}

function endConfirm(pair: Pair, viewer: Member) {
  const { name } = partnerOf(pair, viewer.id);
  const off = pair.next ? ' The meeting that is booked is called off.' : '';
  const text = `${cut(name, 80)} is told in a friendly message.${off} What the two of you wrote down stays readable for you both.`;
  return { title: 'End this pairing?', text, yes: 'End it', no: 'Keep it' };
}

function past(pair: Pair, viewer: Member): KnownBlock[] {
  if (pair.past.length === 0) return [];
  const lines = pair.past.slice(0, 5).map((meeting) => meetingLine(meeting, viewer));
  return [divider(), context(mrkdwn`Meetings so far:`), ...lines.map((line) => typedContext(line))];
}

function which(pair: Pair, viewer: Member, others: Pair[]): KnownBlock[] {
  if (others.length === 0) return [];
  const label = (each: Pair) => `${partnerOf(each, viewer.id).name} · ${each.cohort.name}`;
  const choices = [pair, ...others].slice(0, 100).map((each) => ({ label: label(each), value: each.pairing.id }));
  return [pick('pairing.which', 'Which pairing?', choices, pair.pairing.id)];
}
