import type { Delivery } from '../delivery.ts';
import type { EnvelopeEntry, Notice, SeenMessage } from '../model.ts';
import { notify, type World } from '../world.ts';

/** Something that a person cannot do: no such button, no such conversation. The words say what there is instead. */
export class Impossible extends Error {}

export function impossible(words: string): never {
  throw new Impossible(words);
}

/** How an act went. `entry` is the delivery's log entry, undefined when nothing had to be sent. */
export interface Outcome {
  entry: EnvelopeEntry | undefined;
  /** What the person sees when it went wrong. */
  error?: string;
}

export interface TypedOutcome extends Outcome {
  message?: SeenMessage;
  ephemeral?: SeenMessage;
}

export const NOTHING_SENT: Outcome = { entry: undefined };

const WORDS: Record<string, string> = {
  operation_timeout: 'The app did not answer in time.',
  dispatch_failed: 'The app cannot be reached.',
  http_service_error: 'The app answered with an error.',
  connection_error: 'We had some trouble connecting. Try again?',
  invalid_command: 'is not a valid command.',
  invalid_command_response: 'The app answered with something that Slack cannot show.',
  command_in_thread: 'is not supported in threads. Sorry!',
  not_interactive: 'This app is not configured to handle interactive responses.',
};

/** The outcome of a delivery; the person is told when it failed. */
export function outcomeOf(world: World, delivery: Delivery, about: Omit<Notice, 'error' | 'text'>): Outcome {
  const error = errorOf(delivery);
  if (error === undefined) return { entry: delivery.entry };
  return { entry: delivery.entry, ...told(world, error, about) };
}

/** Tells the person about an error and answers it. */
export function told(
  world: World,
  error: string,
  about: Omit<Notice, 'error' | 'text'>,
  subject = '',
): { error: string } {
  notify(world, { ...about, error, text: [subject, WORDS[error] ?? error].filter(Boolean).join(' ') });
  return { error };
}

function errorOf({ failure, entry }: Delivery): string | undefined {
  if (failure === undefined) return undefined;
  if (entry.outcome === 'undeliverable') return 'dispatch_failed';
  return entry.outcome === 'refused' ? 'http_service_error' : 'operation_timeout';
}
