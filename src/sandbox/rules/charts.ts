import { id } from './composition.ts';
import {
  type Check,
  enumeration,
  isFields,
  itemsOf,
  list,
  number,
  type ObjectShape,
  object,
  string,
  union,
} from './shape.ts';
import { relation, tooSmall } from './violation.ts';

/** Charts: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */

/** The first documentation allows 6, later sources 12. */
const PARTS = { narrow: 6, wide: 12 };

const label = string({ min: 1, max: 20 });
const axisLabel = string({ min: 1, max: 50, empty: 'W' });

/** A slice of nothing cannot be drawn. */
const aboveZero: Check = (value, at) =>
  typeof value.value === 'number' && value.value <= 0 ? [tooSmall(`${at}/value`, 0, value.value)] : [];

const pie = object({
  required: {
    type: enumeration('pie'),
    segments: list(object({ required: { label, value: number() }, also: [aboveZero] }), { min: 1, max: PARTS }),
  },
});

const uniqueNames: Check = (value, at) => {
  const names = itemsOf(value.series).map((series) => (isFields(series) ? series.name : undefined));
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index
      ? [relation(`${at}/series/${index}/name`, 'series names must be unique')]
      : [],
  );
};

const uniqueCategories: Check = (value, at) => {
  const categories = itemsOf(value.categories);
  return categories.flatMap((category, index) =>
    categories.indexOf(category) < index ? [relation(`${at}/categories/${index}`, 'categories must be unique')] : [],
  );
};

/** Exactly one point per category; that they come in the order of the categories, not every source says. */
const onePointPerCategory: Check = (value, at) => {
  const categories = itemsOf(isFields(value.axis_config) ? value.axis_config.categories : undefined);
  if (categories.length === 0) return [];
  return itemsOf(value.series).flatMap((series, index) => {
    const labels = itemsOf(isFields(series) ? series.data : undefined).map((point) =>
      isFields(point) ? point.label : undefined,
    );
    if (labels.length === categories.length && labels.every((label, i) => label === categories[i])) return [];
    const complete = labels.length === categories.length && categories.every((category) => labels.includes(category));
    const severity = complete ? 'W' : 'R';
    const message = 'must have exactly one point per category, in category order';
    return [relation(`${at}/series/${index}/data`, message, { severity })];
  });
};

function axes(type: 'bar' | 'line' | 'area'): ObjectShape {
  return object({
    required: {
      type: enumeration(type),
      series: list(
        object({
          required: { name: label, data: list(object({ required: { label, value: number() } }), { min: 1, max: 20 }) },
        }),
        { min: 1, max: PARTS },
      ),
      axis_config: object({
        required: { categories: list(label, { min: 1, max: 20 }) },
        optional: { x_label: axisLabel, y_label: axisLabel },
        also: [uniqueCategories],
      }),
    },
    also: [uniqueNames, onePointPerCategory],
  });
}

export const dataVisualization: ObjectShape = object({
  required: {
    type: enumeration('data_visualization'),
    title: string({ min: 1, max: 50 }),
    chart: union({ bar: axes('bar'), line: axes('line'), area: axes('area'), pie }),
  },
  optional: { block_id: id },
});
