import { contextOf, type Options, refused } from './block-list.ts';
import { option, optionGroup } from './composition.ts';
import { atLeastOneOf, notBoth } from './relations.ts';
import { list, object } from './shape.ts';
import type { Violation } from './violation.ts';
import { walk } from './walk.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select; none found is an answer. */
const answerShape = object({
  optional: { options: list(option, { max: 100 }), option_groups: list(optionGroup, { max: 100 }) },
  also: [atLeastOneOf('options', 'option_groups'), notBoth('options', 'option_groups')],
});

/**
 * Everything wrong with an app's answer to `block_suggestion`; pointers begin at the answer: `/options/0/text/text`.
 * Slack shows the person an empty list or a load error and tells the app nothing.
 */
export function checkSuggestions(answer: unknown, options: Options = {}): Violation[] {
  const context = contextOf('modal', options);
  return refused(walk(answerShape, answer, '', context), context);
}
