import type { Cohort } from '../core/cohort.ts';
import { form, peopleField } from '../slack/form.ts';
import { type ModalView, mrkdwn, section, typed } from '../slack/kit.ts';

/** More would have to be looked up than fits into Slack's three seconds. */
export const COORDINATORS_MAX = 20;

/** The modal of *Coordinators*. `people` are the Slack user ids of those who coordinate the cohort now. */
export function coordinatorsModal(cohort: Cohort, people: string[]): ModalView {
  const shown = people.slice(0, COORDINATORS_MAX);
  return form(
    {
      id: 'coordinators',
      title: 'Coordinators',
      submit: 'Save',
      carried: { c: cohort.id, w: shown.join(' ') },
      reportsClosing: true,
    },
    [
      typed(cohort.name),
      section(
        mrkdwn`Coordinators pair people, see the report, and look after pairs that need a human: in this cohort alone. They never see what a pair wrote.`,
      ),
      peopleField({
        name: 'people',
        label: 'Who coordinates it?',
        hint: 'Whoever runs this installation can do all of this as well.',
        optional: true,
        values: shown,
        max: COORDINATORS_MAX,
      }),
    ],
  );
}
