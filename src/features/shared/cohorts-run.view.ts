import { actions, button, header, type KnownBlock, mrkdwn, section } from '../../slack/kit.ts';
import { carry } from '../../slack/payload.ts';

/** Which cohorts somebody runs: every one, as whoever runs the installation; some of them, as a coordinator; or none. */
export type Runs = 'all' | 'some' | 'none';

/** The way to the cohorts that somebody runs, for their Home tab; nothing for somebody who runs none. */
export function cohortsRun(runs: Runs): KnownBlock[] {
  if (runs === 'none') return [];
  return [
    header('Cohorts you run'),
    section(
      runs === 'all'
        ? mrkdwn`You run this installation: \`/cohort new\` sets up a cohort, \`/cohort pair @mentor @mentee\` pairs two people.`
        : mrkdwn`Pair people, see how it goes, and look after the pairs that need you.`,
    ),
    actions(button('cohort.hub', 'Show my cohorts', { value: carry({}) })),
  ];
}
