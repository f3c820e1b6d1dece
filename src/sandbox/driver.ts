import type { EnvelopeEntry, Message } from './model.ts';

/** How a delivery to the app went. `acks` is live: a second ack that comes later raises it. */
export interface Delivered {
  /** `nothing`: nothing had to be sent. */
  readonly outcome: EnvelopeEntry['outcome'] | 'nothing';
  /** Number of acks so far; more than one is a defect of the app. */
  readonly acks: number;
  readonly envelope: EnvelopeEntry | undefined;
  /** What the person is told when it went wrong: `operation_timeout`, `invalid_command`, … */
  readonly error?: string;
}

export interface Typed extends Delivered {
  /** The message in the app's answer to a slash command, if only this person sees it. */
  readonly ephemeral?: SeenByPerson;
  /** The message posted: what was typed, or an `in_channel` answer. */
  readonly message?: SeenByPerson;
}

/** An option by its visible text (or value), several of them, a date, a text, a user by handle, a file, or nothing. */
export type Entry = string | number | readonly string[] | null | { rich_text: unknown };

/** A person of the workspace: does what a person does in a Slack client, and reads what a person reads. */
export interface Person {
  readonly id: string;
  readonly handle: string;
  /** Conversation id of their direct message with the app. */
  readonly dm: string;
  /**
   * Types a line and sends it: a slash command when it starts with `/`, else a message.
   * Default place: the direct message with the app. Resolves when the app has acked, or after Slack's 3 s.
   * A message resolves as soon as it is posted.
   */
  types(text: string, where?: { in?: string; thread?: string; files?: readonly string[] }): Promise<Typed>;
  /** The modal on top once one is open (whose title or text matches), at most `withinMs` of real time (default 4,000). */
  modal(match?: RegExp | string, withinMs?: number): Promise<Modal>;
  /** Is a modal open now? */
  hasModal(): boolean;
  /** Resolves once no modal is open. */
  noModal(withinMs?: number): Promise<void>;
  /** Messages in the direct message with the app, ephemeral ones included, their own typing not. */
  readonly inbox: Inbox;
  /** The same for any conversation. */
  in(channel: string): Inbox;
  opensHome(): Promise<Home>;
  /** The Home tab as it was last published, without opening it. */
  home(match?: RegExp | string, withinMs?: number): Promise<Home>;
  opensMessages(): Promise<Delivered>;
  /** A shortcut by its name or callback_id; with `on` a message shortcut. */
  shortcut(nameOrCallbackId: string, target?: { on: SeenByPerson }): Promise<Delivered>;
  /** Uploads a file for `file_input` or `types`; gives its id. */
  uploads(file: { name: string; content: string | Uint8Array }): Promise<string>;
  reads(channel?: string): void;
  /** Loads the client again: ephemeral messages are gone. */
  reloads(): void;
  /** What the client told this person and went away: timeouts, warnings. Oldest first. */
  readonly notices: readonly { error: string; text: string }[];
}

export interface Inbox {
  /** The first message not yet handed out that matches; waits for it, at most `withinMs` of real time (default 4,000). */
  next(match?: RegExp | string, withinMs?: number): Promise<SeenByPerson>;
  /** Everything visible now, oldest first. */
  all(): SeenByPerson[];
  last(): SeenByPerson | undefined;
  /** Fails when a matching message not yet handed out arrives within `ms` of real time (default 150). */
  quiet(ms?: number, match?: RegExp | string): Promise<void>;
}

/** Something with buttons and fields: a message, the Home tab, a modal. */
export interface Surface {
  /** All that is readable, top to bottom, one line per text; mentions as @handle, dates as their fallback. */
  readonly text: string;
  /** Visible labels of the buttons. */
  readonly buttons: readonly string[];
  /** Visible labels of selects, pickers and other inputs (placeholder where there is no label). */
  readonly labels: readonly string[];
  /** Addresses of links in texts and buttons. */
  readonly links: readonly string[];
  click(button: string | { actionId: string; value?: string }, how?: { confirm?: boolean }): Promise<Delivered>;
  /** Chooses in a select, picker, overflow menu, radio group or checkboxes that reports at once. */
  choose(label: string | { actionId: string }, entry: Entry): Promise<Delivered>;
  /** The choices that are offered: visible texts. External selects ask the app with what is typed. */
  options(label: string | { actionId: string }, typed?: string): Promise<readonly string[]>;
}

/** A message as it was when it was read; it does not change any more. */
export interface SeenByPerson extends Surface {
  readonly ts: string;
  readonly channel: string;
  readonly ephemeral: boolean;
  readonly raw: Message;
  /** Clicks on the button as it was seen here, even if the message was edited since. */
  clickStale(button: string | { actionId: string; value?: string }): Promise<Delivered>;
  /** The message as it is now; undefined when it was deleted. */
  now(): SeenByPerson | undefined;
  /** Waits until the message differs from what was seen here (and matches). */
  edited(match?: RegExp | string, withinMs?: number): Promise<SeenByPerson>;
  /** Replies in its thread. */
  thread(): SeenByPerson[];
}

/** The Home tab; always shows the present. */
export interface Home extends Surface {
  /** Waits until the Home tab matches. */
  shows(match: RegExp | string, withinMs?: number): Promise<Home>;
}

export interface Submitted extends Delivered {
  /** The view was closed (and the one below, if any, shows). */
  readonly closed?: true;
  readonly cleared?: true;
  readonly updated?: true;
  readonly pushed?: true;
  /** Text under the fields by label: from the app, or from the client's own checks (then nothing was sent). */
  readonly errors?: Readonly<Record<string, string>>;
  /** The client shows a connection error and the modal stays. */
  readonly connectionError?: string;
}

/** A modal; always shows the present of its view, and the last state once it is gone. */
export interface Modal extends Surface {
  readonly id: string;
  readonly title: string;
  readonly submitLabel: string | undefined;
  readonly closeLabel: string | undefined;
  readonly isOpen: boolean;
  /** What is filled in, by label, as people see it. */
  readonly values: Readonly<Record<string, string | readonly string[] | null>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Fills fields by visible label; options by visible text, people by handle. Resolves when the app has acked what must be dispatched. */
  fill(entries: Readonly<Record<string, Entry>>): Promise<void>;
  submit(): Promise<Submitted>;
  /** The close button: this view only. */
  close(): Promise<Delivered>;
  /** The × in the corner: the whole stack. */
  dismiss(): Promise<Delivered>;
  /** Waits until the modal's text matches, for instance after a loading view. */
  shows(match: RegExp | string, withinMs?: number): Promise<Modal>;
}
