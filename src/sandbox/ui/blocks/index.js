import { html } from '../html.js';
import { Markdown } from '../markdown.js';
import { RichText } from '../richtext.js';
import { Text } from '../text.js';
import { Actions, Context, ContextActions, Section } from './basic.js';
import { Card, Carousel } from './card.js';
import { Chart } from './chart.js';
import { Container } from './container.js';
import { Input } from './input.js';
import { FileBlock, ImageBlock, Video } from './media.js';
import { DataTable, Table } from './table.js';
import { Plan, TaskCard } from './task.js';

/** Every block by type. https://docs.slack.dev/reference/block-kit/blocks */
const BLOCKS = {
  section: Section,
  header: ({ block }) => html`<h3 class="block-header"><${Text} value=${block.text} /></h3>`,
  divider: () => html`<hr class="block-divider" />`,
  context: Context,
  context_actions: ContextActions,
  actions: Actions,
  input: Input,
  image: ImageBlock,
  rich_text: ({ block }) => html`<${RichText} elements=${block.elements} />`,
  markdown: ({ block }) => html`<${Markdown} text=${block.text} />`,
  table: Table,
  data_table: DataTable,
  data_visualization: Chart,
  alert: Alert,
  card: Card,
  carousel: Carousel,
  container: (props) => html`<${Container} ...${props} draw=${Blocks} />`,
  plan: Plan,
  task_card: TaskCard,
  video: Video,
  file: FileBlock,
};

/** The blocks of a message, a view or a container, top to bottom. They act on the surface around them. */
export function Blocks({ blocks = [] }) {
  return html`<div class="blocks">
    ${blocks.map((block, at) => {
      const draw = BLOCKS[block.type];
      const key = `${block.block_id ?? ''}-${at}-${block.type}`;
      return draw
        ? html`<div key=${key} class=${`block block-type-${block.type}`} data-block=${block.type}><${draw} block=${block} /></div>`
        : html`<div key=${key} class="unknown">A block of type “${block.type}” cannot be drawn here</div>`;
    })}
  </div>`;
}

function Alert({ block }) {
  const level = block.level ?? 'default';
  const spoken = { info: 'Information', warning: 'Warning', error: 'Error', success: 'Success' }[level];
  return html`<div class=${`alert alert-${level}`} role=${level === 'error' ? 'alert' : 'note'}>
    <span class="alert-mark" role=${spoken ? 'img' : undefined} aria-label=${spoken}>${MARKS[level] ?? MARKS.default}</span>
    <div><${Text} value=${block.text} /></div>
  </div>`;
}

const MARKS = { default: '•', info: 'i', warning: '!', error: '×', success: '✓' };
