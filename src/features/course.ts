import { follow, whenOver } from '../core/course.ts';
import type { Deps, Sweep } from '../deps.ts';

/** What the course of a cohort brings about: it ends after its last day; its pairs are welcomed once it runs, and end with it. */
export function course({ store }: Pick<Deps, 'store'>): Sweep[] {
  return [
    { name: 'cohorts-over', one: (now) => store.cohorts.changeNextDue(now, (cohort) => whenOver(cohort, now)) },
    {
      name: 'pairs-that-follow',
      one: (now) => store.pairings.followNext(now, (pair, notebook, said) => follow(pair, notebook, said, now)),
    },
  ];
}
