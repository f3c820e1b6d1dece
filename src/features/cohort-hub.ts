import { z } from 'zod';
import type { Cohort } from '../core/cohort.ts';
import {
  archiveCohort,
  type CohortChange,
  type Doing,
  endCohort,
  restoreCohort,
  startCohort,
} from '../core/cohort-rules.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import type { Deps } from '../deps.ts';
import type { Ask, ClickAsk, CommandAsk, Feature, Handled } from '../slack/feature.ts';
import { readCarried } from '../slack/payload.ts';
import type { Hub, HubPlace } from './shared/cohort-hub.ts';
import { changeCohort, cohortOf } from './shared/cohort-of.ts';

type Needs = Pick<Deps, 'store' | 'settings' | 'wake'>;

const NOTHING_RUN = refuse('not_coordinator', 'You run no cohort right now. Your own pairing is under /pairing.');

const place = z.object({ n: z.number().int().optional(), a: z.number().optional(), c: z.string().optional() });

/** What somebody runs, in one place: starting, ending and putting away cohorts. `otherwise` answers who runs nothing. */
export function cohortHubs(
  deps: Needs,
  hub: Hub,
): { feature: Feature; verb: (ask: CommandAsk, otherwise: () => Handled) => Handled } {
  async function open(ask: ClickAsk): Handled {
    const wanted = readCarried(ask.value, place);
    if (isRefusal(wanted)) return wanted;
    const view = await hub.draw(ask, wanted);
    if (!view) return NOTHING_RUN;
    return ask.on === 'modal' ? { replace: view } : { open: view };
  }

  async function turn(ask: ClickAsk): Handled {
    const wanted = readCarried(ask.value, place);
    return isRefusal(wanted) ? wanted : again(ask, wanted);
  }

  /** Carries a click on a cohort out, and shows the hub as it is then. */
  async function act(
    ask: ClickAsk,
    decide: (cohort: Cohort, doing: Doing) => CohortChange | Refusal,
    words: (cohort: Cohort) => string,
    at: (cohort: Cohort) => HubPlace = ({ id }) => ({ c: id }),
  ): Handled {
    const found = await cohortOf(deps, ask, 'run the cohort', ask.value);
    if (isRefusal(found)) return found;
    const done = await changeCohort(deps, ask, found.cohort.id, 'run the cohort', decide);
    if (isRefusal(done)) return done;
    deps.wake();
    return again(ask, at(done), words(done));
  }

  async function again(ask: Ask, at: HubPlace, said?: string): Handled {
    const view = await hub.draw(ask, at, said);
    return view ? { replace: view } : NOTHING_RUN;
  }

  const clicks: Feature['clicks'] = {
    'cohort.hub': open,
    'hub.page': turn,
    'cohort.start': (ask) => act(ask, startCohort, STARTED),
    'cohort.end': (ask) => act(ask, endCohort, ENDED),
    'cohort.archive': (ask) => act(ask, archiveCohort, ARCHIVED, () => ({ n: 0 })),
    'cohort.restore': (ask) => act(ask, restoreCohort, RESTORED),
  };

  return {
    feature: { name: 'cohort-hub', clicks },
    async verb(ask, otherwise) {
      const view = await hub.draw(ask, {});
      return view ? { open: view } : otherwise();
    },
  };
}

const STARTED = ({ name }: Cohort) =>
  `${name} runs now. Its people are welcomed one after the other, each within their own working hours.`;
const ENDED = ({ name }: Cohort) =>
  `${name} has ended. Its people hear of it one after the other, each within their own working hours.`;
const ARCHIVED = ({ name }: Cohort) => `${name} is archived. It stands under Show archived.`;
const RESTORED = ({ name }: Cohort) => `${name} is back.`;
