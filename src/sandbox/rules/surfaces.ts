import type { UnionShape } from './shape.ts';

type RefusedOn = NonNullable<UnionShape['refusedOn']>;

/**
 * Where a block is refused: `R` when https://docs.slack.dev/blocks.json does not list the surface, `W` when sources
 * disagree. Everything else goes anywhere.
 */
export const BLOCK_REFUSED_ON: RefusedOn = {
  alert: { message: 'R', home: 'R' },
  card: { modal: 'W' },
  carousel: { modal: 'R' },
  container: { modal: 'R', home: 'W' },
  context_actions: { modal: 'R', home: 'R' },
  data_table: { modal: 'R', home: 'W' },
  data_visualization: { modal: 'R', home: 'W' },
  file: { message: 'R', modal: 'R', home: 'R' },
  markdown: { modal: 'R', home: 'R' },
  plan: { modal: 'R', home: 'R' },
  table: { modal: 'R', home: 'W' },
  task_card: { modal: 'R', home: 'R' },
};

/** The same for elements. The input block's own page claims every surface for three of the text inputs: `W` there. */
export const ELEMENT_REFUSED_ON: RefusedOn = {
  datetimepicker: { home: 'W' },
  email_text_input: { message: 'W', home: 'W' },
  number_input: { message: 'W', home: 'W' },
  url_text_input: { message: 'W', home: 'W' },
  file_input: { message: 'R', home: 'R' },
  rich_text_input: { message: 'W' },
  workflow_button: { modal: 'R', home: 'R' },
};
