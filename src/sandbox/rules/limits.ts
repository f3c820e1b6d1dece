/**
 * Numbers that concern a whole payload or its delivery. Lengths and counts of single fields are in the shapes.
 * https://docs.slack.dev/reference/methods/chat.postMessage, …/chat.update, …/chat.scheduleMessage,
 * https://docs.slack.dev/reference/views, https://docs.slack.dev/apis/events-api, …/web-api/rate-limits
 */

export const BLOCKS_PER_MESSAGE = 50;
export const BLOCKS_PER_VIEW = 100;
export const ATTACHMENTS_PER_MESSAGE = 100;
export const CHARTS_PER_MESSAGE = 2;

/** Characters of `markdown_text`, and of all markdown blocks of one message together. */
export const MARKDOWN_CHARACTERS = 12_000;

/** Characters that `chat.postMessage` keeps; the rest is cut off without an error. */
export const POSTED_TEXT_KEPT = 40_000;

/** Characters of `text` beyond which `chat.update` answers `msg_too_long`. */
export const UPDATED_TEXT_MAX = 4_000;

/** Bytes of `text` that `chat.postEphemeral` asks for; it documents `msg_too_long` without a number. */
export const EPHEMERAL_TEXT_BYTES = 4_000;

/** Bytes of a view as JSON: "250 kB", which may be read as either. */
export const VIEW_BYTES = { narrow: 250_000, wide: 256_000 };

/** Views in a stack of modals: one opened and two pushed. */
export const VIEW_STACK = 3;

export const ACK_MS = 3_000;
export const TRIGGER_MS = 3_000;
export const RESPONSE_URL_MS = 30 * 60_000;
export const RESPONSE_URL_USES = 5;

export const SCHEDULE_AHEAD_MS = 120 * 24 * 60 * 60_000;
export const SCHEDULED_PER_WINDOW = 30;
export const SCHEDULE_WINDOW_MS = 5 * 60_000;

export const SIGNATURE_SKEW_MS = 5 * 60_000;
export const SOCKETS_PER_APP = 10;
/** Waiting times before each of the three repetitions of an event. */
export const EVENT_RETRY_MS = [0, 60_000, 5 * 60_000] as const;
