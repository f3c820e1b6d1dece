import { clashingBlockIds, contextOf, type Options, type Placed, placedBlocks, refused } from './block-list.ts';
import { anyBlock } from './blocks.ts';
import { BLOCKS_PER_VIEW, VIEW_BYTES } from './limits.ts';
import {
  boolean,
  type Context,
  enumeration,
  type Fields,
  isFields,
  itemsOf,
  list,
  type ObjectShape,
  object,
  plainText,
  string,
} from './shape.ts';
import { gravest, noSchemaMatch, notInEnum, relation, type Violation, wrongType } from './violation.ts';
import { beyond, walk } from './walk.ts';

/** Views: https://docs.slack.dev/reference/views */

export type ViewSurface = 'modal' | 'home';

export type ViewOptions = Options & {
  /** What the method takes: `modal` for `views.open` and `views.push`, `home` for `views.publish`; else the view's own type. */
  surface?: ViewSurface;
};

const common = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
};

/** Whether Slack takes an empty view is not documented. */
const blocks = list(anyBlock, { min: 1, max: BLOCKS_PER_VIEW, emptyIs: 'W' });

const VIEWS: Record<ViewSurface, ObjectShape> = {
  modal: object({
    required: { title: plainText(24), blocks, type: enumeration('modal') },
    optional: {
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
      ...common,
    },
  }),
  home: object({ required: { type: enumeration('home'), blocks }, optional: common }),
};

/**
 * Everything wrong with a modal or Home view.
 *
 * @param view the object; a JSON text is parsed by the caller
 * @returns what Slack would refuse, pointers beginning with `/view`; empty when it would accept
 */
export function checkView(view: unknown, options: ViewOptions = {}): Violation[] {
  const surface = ownSurface(view) ?? options.surface ?? 'modal';
  const context = contextOf(surface, options);
  return refused(
    [...checkSize(view, context), ...checkShape(view, surface, options.surface ?? surface, context)],
    context,
  );
}

/** What the view itself claims to be. */
function ownSurface(view: unknown): ViewSurface | undefined {
  const type = isFields(view) ? view.type : undefined;
  return type === 'modal' || type === 'home' ? type : undefined;
}

function checkSize(view: unknown, { strict }: Context): Violation[] {
  const bytes = Buffer.byteLength(JSON.stringify(view) ?? '');
  const over = beyond(VIEW_BYTES, bytes, strict);
  return over
    ? [
        relation('/view', `must be less than ${over.max + 1} bytes`, {
          severity: over.severity,
          error: 'view_too_large',
        }),
      ]
    : [];
}

function checkShape(view: unknown, surface: ViewSurface, wanted: ViewSurface, context: Context): Violation[] {
  if (!isFields(view)) return [noSchemaMatch('/view', 'R'), wrongType('/view', 'object')];
  const placed = placedBlocks(view.blocks, '/view/blocks');
  const found = [
    ...(surface === wanted ? [] : [notInEnum('/view/type', [wanted], surface)]),
    ...walk(VIEWS[surface], view, '/view', context),
    ...clashingBlockIds(placed),
    ...(surface === 'modal' ? unsubmittable(view, placed) : []),
    ...severalFocused(placed),
  ];
  const bySchema = found.filter((violation) => violation.afterSchema === undefined);
  return bySchema.length > 0 ? [noSchemaMatch('/view', gravest(bySchema)), ...found] : found;
}

function unsubmittable(view: Fields, placed: readonly Placed[]): Violation[] {
  if (view.submit !== undefined) return [];
  return placed.flatMap(({ block, at }) =>
    block.type === 'input' ? [relation(`${at}/input`, 'must define `submit` to use an `input` block in modals')] : [],
  );
}

function severalFocused(placed: readonly Placed[]): Violation[] {
  const focused = placed.flatMap(({ block, at }) =>
    [
      { element: block.element, pointer: `${at}/element` },
      { element: block.accessory, pointer: `${at}/accessory` },
      ...itemsOf(block.elements).map((element, index) => ({ element, pointer: `${at}/elements/${index}` })),
    ].filter(({ element }) => isFields(element) && element.focus_on_load === true),
  );
  return focused
    .slice(1)
    .map(({ pointer }) => relation(`${pointer}/focus_on_load`, 'only one element in a view can have `focus_on_load`'));
}
