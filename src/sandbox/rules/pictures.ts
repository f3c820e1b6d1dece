import { slackFile, url } from './composition.ts';
import { notBoth, urlIn } from './relations.ts';
import { type Check, enumeration, type ObjectShape, object, type Shape, string } from './shape.ts';
import { missingField } from './violation.ts';

/** Images, as block and as element: https://docs.slack.dev/reference/block-kit/block-elements/image-element */

const WEB = { schemes: ['http', 'https'] };

const someSource: Check = (value, at) =>
  value.image_url === undefined && value.slack_file === undefined ? [missingField(at, 'image_url')] : [];

export function image(optional: Record<string, Shape> = {}): ObjectShape {
  return object({
    required: { type: enumeration('image'), alt_text: string({ min: 1, max: 2000 }) },
    optional: { image_url: url, slack_file: slackFile, ...optional },
    also: [someSource, notBoth('image_url', 'slack_file'), urlIn('image_url', WEB)],
  });
}

export const imageElement: ObjectShape = image();
