import type { Action } from '../core/access.ts';
import type { Change } from '../core/change.ts';
import { end } from '../core/course.ts';
import { askForHelp, takeHelpBack } from '../core/help.ts';
import type { Pair } from '../core/pairing.ts';
import { cannotPause, pausePair, resumePair } from '../core/pause.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { localOf, parseDate } from '../core/time.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ask, ClickAsk, Feature, Handled, SubmitAsk } from '../slack/feature.ts';
import { carry, textIn } from '../slack/payload.ts';
import { helpModal, pauseModal } from './pairing.view.ts';
import { type ClosedForms, remembered, stillToCome } from './shared/closed-forms.ts';
import { glance } from './shared/glance.view.ts';
import { changePair, endedPairOf, pairOf, type Seat } from './shared/pair-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'calendar' | 'newId' | 'wake'>;

const ENDED = refuse('ended', 'This pairing has ended already.');

/** The pair at a glance, and what the two decide about it: a pause, help from those who run the cohort, its end. */
export function pairing(deps: Needs, unsent: ClosedForms): Feature {
  const links = { google: deps.calendar.googleLink, outlook: deps.calendar.outlookLink };

  async function look(ask: Ask, carried: string | null, how: 'open' | 'replace'): Handled {
    const paired = await pairOf(deps, ask, 'see the pair', carried);
    const seat = isRefusal(paired) && carried === null ? ((await endedPairOf(deps, ask)) ?? paired) : paired;
    if (isRefusal(seat)) return seat;
    return { [how]: glance(seat.pair, seat.me, seat.others, ask.now, links) };
  }

  async function openPause(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'pause or end the pair', ask.value);
    if (isRefusal(seat)) return seat;
    const { id } = seat.pair.pairing;
    const left = stillToCome(unsent.of(ask.userId, 'pair-pause', id), localOf(ask.now, seat.me.zone).date);
    const form = pauseModal(seat.pair, seat.me, ask.now);
    return cannotPause(seat.pair) ?? { open: unsent.offer(ask.userId, id, form, left) };
  }

  async function pause(ask: SubmitAsk): Handled {
    const last = parseDate(textIn(ask.filled, 'until'));
    if (!last) return { errors: { until: 'Pick the last day of the pause.' } };
    return submitted(ask, 'pause or end the pair', 'until', (pair, { me }) =>
      pausePair(pair, { by: me.id, now: ask.now }, last, me.zone),
    );
  }

  async function resume(ask: ClickAsk): Handled {
    return clicked(ask, 'pause or end the pair', (pair, { me }) => resumePair(pair, { by: me.id, now: ask.now }));
  }

  async function endPair(ask: ClickAsk): Handled {
    return clicked(ask, 'pause or end the pair', (pair, { me }) =>
      pair.pairing.state === 'ended' ? ENDED : end(pair, ask.now, 'ended-by-pair', me.id),
    );
  }

  async function openHelp(ask: ClickAsk): Handled {
    const seat = await pairOf(deps, ask, 'ask for help', ask.value);
    if (isRefusal(seat)) return seat;
    const asked = askForHelp(seat.pair, { by: seat.me, now: ask.now, id: '' }, '', []);
    return isRefusal(asked) ? asked : { open: unsent.offer(ask.userId, seat.pair.pairing.id, helpModal(seat.pair)) };
  }

  async function askHelp(ask: SubmitAsk): Handled {
    const reason = textIn(ask.filled, 'reason');
    return submitted(ask, 'ask for help', 'reason', (pair, { me }) =>
      askForHelp(pair, { by: me, now: ask.now, id: deps.newId() }, reason, deps.settings.admins),
    );
  }

  async function takeBack(ask: ClickAsk): Handled {
    return clicked(ask, 'ask for help', (pair, { me }) => takeHelpBack(pair, { by: me, now: ask.now, id: '' }));
  }

  type Decide = (pair: Pair, seat: Seat) => Change | Refusal;

  /** Carries a click out. Messages and the Home tab follow by themselves; a modal is drawn anew here. */
  async function clicked(ask: ClickAsk, action: Action, decide: Decide): Handled {
    const seat = await pairOf(deps, ask, action, ask.value);
    if (isRefusal(seat)) return seat;
    const done = await changePair(deps, ask, seat, (pair) => decide(pair, seat), action);
    if (isRefusal(done)) await deps.store.nudges.markStale(seat.pair.pairing.id, ask.now);
    deps.wake();
    if (isRefusal(done)) return done;
    return ask.on === 'modal' ? { replace: glance(done.pair, seat.me, seat.others, ask.now, links) } : {};
  }

  /** Carries a form out: what came of it shows in the modal below, or in its place. */
  async function submitted(ask: SubmitAsk, action: Action, field: string, decide: Decide): Handled {
    const seat = await pairOf(deps, ask, action, ask.carried);
    if (isRefusal(seat)) return seat;
    const done = await changePair(deps, ask, seat, (pair) => decide(pair, seat), action);
    if (isRefusal(done)) return { errors: { [field]: done.words } };
    deps.wake();
    const result = glance(done.pair, seat.me, seat.others, ask.now, links);
    const shown: Answer = ask.stacked ? { below: result } : { replace: result };
    return shown;
  }

  function aboutPair(action: Action) {
    return async (ask: Ask & { carried: string }) => {
      const seat = await pairOf(deps, ask, action, ask.carried);
      return isRefusal(seat) ? seat : seat.pair.pairing.id;
    };
  }

  const pauseForm = remembered(unsent, aboutPair('pause or end the pair'), pause);
  const helpForm = remembered(unsent, aboutPair('ask for help'), askHelp);
  return {
    name: 'pairing',
    commands: { '/pairing': (ask) => look(ask, null, 'open') },
    clicks: {
      'pairing.which': (ask) => look(ask, carry({ p: ask.value }), 'replace'),
      'pair.pause': openPause,
      'pair.resume': resume,
      'pair.end': endPair,
      'help.ask': openHelp,
      'help.back': takeBack,
    },
    submits: { 'pair-pause': pauseForm.submit, 'help-ask': helpForm.submit },
    closings: { 'pair-pause': pauseForm.closed, 'help-ask': helpForm.closed },
  };
}
