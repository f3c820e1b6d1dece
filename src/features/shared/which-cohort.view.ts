import { COHORT_NAME_MAX, type Cohort } from '../../core/cohort.ts';
import { context, cut, type Message, message, mrkdwn, section, typed } from '../../slack/kit.ts';

/** Several cohorts fit, or none of the name that was `wanted`: which one is meant? `example` is the command with its place for the name. */
export function whichCohort(cohorts: Cohort[], wanted: string, example: string): Message {
  return message(
    ...(wanted ? [typed(`I do not know which cohort “${cut(wanted, COHORT_NAME_MAX)}” is.`)] : []),
    section(mrkdwn`Which cohort? Please add its name, like this: \`${example}\``),
    ...cohorts.slice(0, 20).map((cohort) => typed(`• ${cohort.name}`)),
    context(mrkdwn`The beginning of the name is enough.`),
  );
}
