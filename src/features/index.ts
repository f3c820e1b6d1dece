import { showsStanding } from '../core/nudge.ts';
import type { Deps, Sweep } from '../deps.ts';
import type { DrawBriefing, DrawNudge, Feature } from '../slack/feature.ts';
import { agenda } from './agenda.ts';
import { agendaItem } from './agenda-item.ts';
import { attention } from './attention.ts';
import { booking } from './booking.ts';
import { briefing } from './briefing.ts';
import { drawBriefing } from './briefing.view.ts';
import { closing } from './closing.ts';
import { cohort } from './cohort.ts';
import { cohortForm } from './cohort-form.ts';
import { cohortHubs } from './cohort-hub.ts';
import { commitment } from './commitment.ts';
import { drawCommitments } from './commitment.view.ts';
import { coordinators } from './coordinators.ts';
import { course } from './course.ts';
import { digest } from './digest.ts';
import { help } from './help.view.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { pairImport } from './import.ts';
import { importing } from './import-sweep.ts';
import { passingTime } from './meeting.ts';
import { nudging, type Paces } from './nudge.ts';
import { drawStanding } from './nudge.view.ts';
import { pairing } from './pairing.ts';
import { pairs } from './pairs.ts';
import { pairsTyped } from './pairs-typed.ts';
import { people } from './people.ts';
import { peopleCheck } from './people-check.ts';
import { drawPrepare } from './prepare.view.ts';
import { reassign } from './reassign.ts';
import { report } from './report.ts';
import { closedForms } from './shared/closed-forms.ts';
import { cohortHub } from './shared/cohort-hub.ts';
import { structure } from './structure.ts';
import { drawStructure } from './structure.view.ts';
import { takeaway } from './takeaway.ts';
import { drawTakeaway } from './takeaway.view.ts';

/** Everything that Cairn does, one line each. To add a feature: a file beside this one, and a line here. */
export function features(
  deps: Deps,
  paces: Paces,
): { features: Feature[]; sweeps: Sweep[]; events: ReturnType<typeof events> } {
  const unsent = closedForms();
  const homeTab = home(deps, unsent);
  const needs = attention(deps);
  const imports = pairImport(deps, unsent);
  const care = pairsTyped(deps, unsent);
  const mentors = reassign(deps, unsent);
  const hub = cohortHub(deps, () => clicksOf(listed));
  const reports = report(deps, hub);
  const hubs = cohortHubs(deps, hub);
  const forms = cohortForm(deps, hub, unsent);
  const links = { google: deps.calendar.googleLink, outlook: deps.calendar.outlookLink };
  const draw: DrawNudge = (card, now) => {
    const { kind } = card.nudge;
    if (showsStanding(kind)) return drawStanding(kind, card, now, links);
    if (kind === 'takeaway-shared') return drawTakeaway(card);
    if (kind === 'structure-asked' || kind === 'structure-answered') return drawStructure(kind, card);
    return kind === 'prepare' ? drawPrepare(card) : drawCommitments(kind, card, now);
  };
  const digests = digest(deps);
  const tell: DrawBriefing = async (it, cohort, now) => {
    if (it.kind === 'digest') return digests.draw(it, cohort, now);
    const { pairingId } = it.about;
    const pair = pairingId ? await deps.store.pairings.find(it.workspaceId, pairingId, now) : null;
    return drawBriefing(it, cohort, pair);
  };
  const verbs = {
    new: forms.newVerb,
    report: reports.verb,
    reports: reports.verb,
    export: needs.exportVerb,
    import: imports.verb,
    reassign: mentors.verb,
    ...care.verbs,
  };
  const listed: Feature[] = [
    cohort(deps, hubs.verb, verbs),
    hubs.feature,
    forms.feature,
    coordinators(deps, hub, unsent),
    history(deps),
    reports.feature,
    needs.feature,
    digests.feature,
    imports.feature,
    care.feature,
    pairs(deps, unsent),
    mentors.feature,
    pairing(deps, unsent),
    booking(deps, unsent),
    agenda(deps, unsent),
    agendaItem(deps, unsent),
    structure(deps, unsent),
    closing(deps, unsent),
    commitment(deps, unsent),
    takeaway(deps, unsent),
    homeTab.feature,
  ];
  return {
    features: listed,
    sweeps: [
      passingTime(deps),
      peopleCheck(deps),
      ...course(deps),
      digests.sweep,
      ...importing(deps, paces),
      ...briefing(deps, tell, paces.post),
      ...nudging(deps, draw, paces),
      homeTab.sweep,
    ],
    events: events(deps, homeTab.opened, imports.personChanged),
  };
}

function events(
  deps: Deps,
  homeOpened: ReturnType<typeof home>['opened'],
  waitingChanged: ReturnType<typeof pairImport>['personChanged'],
) {
  const { changed } = people(deps);
  const userChanged: typeof changed = async (ask, person) => {
    await waitingChanged(ask, person);
    await changed(ask, person);
  };
  return { homeOpened, userChanged, wrote: help };
}

/** The buttons that somebody listens to, by their action ids. */
function clicksOf(listed: Feature[]): Set<string> {
  return new Set(listed.flatMap(({ clicks }) => Object.keys(clicks ?? {})));
}
