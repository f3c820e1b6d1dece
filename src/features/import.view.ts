import type { Cohort } from '../core/cohort.ts';
import { MOST_BYTES } from '../core/import-file.ts';
import { fileField, form, selectField, textField } from '../slack/form.ts';
import { context, type ModalView, message, mrkdwn, section, typed } from '../slack/kit.ts';
import { notice } from '../slack/notice.ts';

/** docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const PASTED_MAX = 3_000;

/** The modal of `/cohort import`. `cohorts` (one at least) are those that may take pairs of this person; `chosen` is the id of one of them. */
export function importModal(cohorts: readonly Cohort[], chosen: string): ModalView {
  const choices = cohorts.slice(0, 100).map(({ id, name }) => ({ label: name, value: id }));
  return form({ id: 'import', title: 'Import pairs', submit: 'Check them', reportsClosing: true }, [
    section(
      mrkdwn`Bring many pairs at once. First you see what comes of each line; nothing is imported before you say yes.`,
    ),
    selectField({ name: 'cohort', label: 'Cohort', choices, value: chosen }),
    fileField({
      name: 'file',
      label: 'CSV file',
      hint: `The first line names the columns: mentor,mentee or mentor,mentee,cadence_weeks. People are e-mail addresses or Slack ids. Up to ${MOST_BYTES / 1024 / 1024} MB.`,
      endings: ['csv', 'txt', 'tsv'],
      optional: true,
    }),
    textField({
      name: 'text',
      label: 'Or paste the lines',
      hint: `One of the two is needed: a file above, or lines here. Up to ${PASTED_MAX.toLocaleString('en')} characters, which is about 50 pairs.`,
      placeholder: 'mentor,mentee\nann@example.com,raj@example.com',
      max: PASTED_MAX,
      lines: true,
      optional: true,
    }),
  ]);
}

/** Takes the place of the form. */
export function importStaged(cohort: Pick<Cohort, 'name'>): ModalView {
  return notice(
    'Import pairs',
    message(
      typed(
        `I have it, for ${cohort.name}. Now I look up the people, and send you as a message what comes of each line.`,
      ),
      context(mrkdwn`You can close this window. Nothing is imported before you say yes.`),
    ),
  );
}
