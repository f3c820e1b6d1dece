/** What Slack refuses, and how it says so. See README.md. */
export { asMessageError, asViewError, type MessageError, type ViewError } from './answers.ts';
export { checkBlocks, type Options } from './block-list.ts';
export * as limits from './limits.ts';
export { checkManifest } from './manifest.ts';
export { expandedBlocks } from './markdown.ts';
export { checkMessage, type MessageOptions, type MessageUse } from './messages.ts';
export type { Surface } from './shape.ts';
export { checkSuggestions } from './suggestions.ts';
export { asValidateAnswer, checkPayload, type ValidateAnswer, type ValidateKind } from './validate.ts';
export { checkView, type ViewOptions, type ViewSurface } from './views.ts';
export type { Constraint, Severity, Violation, ViolationCode } from './violation.ts';
