import { createCalendar } from '../src/calendar/index.ts';
import type { Deps } from '../src/deps.ts';
import { features as allFeatures } from '../src/features/index.ts';
import { createPace } from '../src/jobs/pace.ts';

const pace = createPace({ perSecond: 1, burst: 1 }, () => 0);
// The list only reads what it is given when somebody does something.
const { features } = allFeatures({ calendar: createCalendar() } as Deps, { post: pace, sameDm: pace, redraw: pace });
/** Everything that somebody listens to, by name. */
export const heard = {
  commands: features.flatMap((feature) => Object.keys(feature.commands ?? {})),
  clicks: features.flatMap((feature) => Object.keys(feature.clicks ?? {})),
  submits: features.flatMap((feature) => Object.keys(feature.submits ?? {})),
  closings: features.flatMap((feature) => Object.keys(feature.closings ?? {})),
  shortcuts: features.flatMap((feature) => Object.keys(feature.shortcuts ?? {})),
};
