import { anything, type ObjectShape, object, string } from './shape.ts';

/**
 * Attachments: https://docs.slack.dev/reference/messaging/attachments. Slack lets keys it does not know pass here; the
 * blocks inside are checked with the message's.
 */
export const attachment: ObjectShape = object({
  optional: {
    blocks: anything,
    text: string(),
    pretext: string(),
    title: string(),
    fallback: string(),
    footer: string({ max: { narrow: 300, wide: Number.MAX_SAFE_INTEGER } }),
  },
  open: true,
});
