import { isFields } from './shape.ts';
import { missingField, relation, type Violation, wrongType } from './violation.ts';
import { encode } from './walk.ts';

/**
 * Message metadata: https://docs.slack.dev/messaging/message-metadata. `{}` is what removes it in `chat.update`.
 *
 * @param metadata the object; a JSON text is parsed by the caller
 */
export function checkMetadata(metadata: unknown): Violation[] {
  if (metadata === undefined) return [];
  return findings(metadata).map((violation) => ({ ...violation, error: 'invalid_metadata_format' }));
}

function findings(metadata: unknown): Violation[] {
  const at = '/metadata';
  if (!isFields(metadata)) return [wrongType(at, 'object')];
  const keys = Object.keys(metadata);
  // Work objects travel in `entities` and need no event.
  if (keys.length === 0 || metadata.entities !== undefined) return [];
  const missing = ['event_type', 'event_payload'].filter((key) => metadata[key] === undefined);
  if (missing.length > 0) return missing.map((key) => missingField(at, key));
  return [
    ...(typeof metadata.event_type === 'string' ? [] : [wrongType(`${at}/event_type`, 'string')]),
    ...payloadFindings(metadata.event_payload, `${at}/event_payload`),
  ];
}

/** Values are plain, a flat object, or a list of flat objects. */
function payloadFindings(payload: unknown, at: string): Violation[] {
  if (!isFields(payload)) return [wrongType(at, 'object')];
  return Object.entries(payload).flatMap(([key, value]) => {
    const flat = Array.isArray(value) ? value.every(isFlat) : isPlain(value) || isFlat(value);
    return flat
      ? []
      : [relation(`${at}/${encode(key)}`, 'must be a string, number, boolean, flat object or array of these')];
  });
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const isFlat = (value: unknown): boolean => isFields(value) && Object.values(value).every(isPlain);
