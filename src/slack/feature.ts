import type { Briefing } from '../core/briefing.ts';
import type { Cohort } from '../core/cohort.ts';
import type { Member } from '../core/member.ts';
import type { Notebook } from '../core/notebook.ts';
import type { Nudge } from '../core/nudge.ts';
import type { Pair } from '../core/pairing.ts';
import type { Refusal } from '../core/refusal.ts';
import type { HomeView, KnownBlock, Message, ModalView } from './kit.ts';
import type { Filled } from './payload.ts';

/** Who asks, and when. `now` UTC ms, read once per request. */
export type Ask = { now: number; workspaceId: string; userId: string };

/** `text` as Slack escaped it: see `peopleIn` and `typedText`. */
export type CommandAsk = Ask & { command: string; text: string };
/** A click, or a choice in a select: `value` is the button's value or the chosen option's. */
export type ClickAsk = Ask & {
  action: string;
  value: string;
  on: 'message' | 'home' | 'modal';
  /** What else is filled in on the same surface. */
  filled: Filled;
  /** The modal's `private_metadata`; empty elsewhere. */
  carried: string;
};
/** `typed`: the fields that hold something else than they began with. `stacked`: another modal of ours shows once this one closes. */
export type SubmitAsk = Ask & { callback: string; carried: string; filled: Filled; typed: Filled; stacked: boolean };
/** A shortcut on a message: `text` is the message's, in Slack's mrkdwn (see `plainText`); empty where it has none. */
export type MessageAsk = Ask & { shortcut: string; text: string };
/**
 * A modal that was closed without being submitted, with what was filled in, as far as Slack passes it on. `typed`: the fields that hold
 * something else than they began with.
 */
export type CloseAsk = Ask & { callback: string; carried: string; filled: Filled; typed: Filled };

/** What a handler wants to happen. `listen` acknowledges first, then does the rest; nobody else talks to Slack in between. */
export type Answer = {
  /** Words that only the asker sees. */
  say?: Message;
  /** A modal to open; on top when one is open already. */
  open?: ModalView;
  /** In place of the modal that was submitted or clicked in. */
  replace?: ModalView;
  /** In place of the modal under the one that was submitted, which closes. */
  below?: ModalView;
  /** Words beside fields of the submitted modal, by their names. The modal stays. */
  errors?: Record<string, string>;
  /** Work that needs Slack and would not fit in its three seconds; its answer follows. */
  later?: () => Promise<Answer | Refusal>;
};

export type Handled = Promise<Answer | Refusal>;

/** A nudge as it looks now. `final` when it never will change again; `trueUntil` (UTC ms) when time alone will make it untrue. */
export type Drawn = { message: Message; final: boolean; trueUntil: number | null };

/** What a nudge is drawn from; `newest` when no later one of the pairing reached its receiver. */
export type Card = { nudge: Nudge; pair: Pair; notebook: Notebook; viewer: Member; newest: boolean };

/** Draws a nudge for its receiver from the present state. `now` UTC ms. */
export type DrawNudge = (card: Card, now: number) => Drawn;

/** Draws a briefing of a cohort from the present state. `now` UTC ms. */
export type DrawBriefing = (briefing: Briefing, cohort: Cohort, now: number) => Promise<Message>;

/** One thing that people can do: its commands, buttons, modals, and shortcuts on messages. */
export type Feature = {
  name: string;
  commands?: Record<string, (ask: CommandAsk) => Handled>;
  clicks?: Record<string, (ask: ClickAsk) => Handled>;
  submits?: Record<string, (ask: SubmitAsk) => Handled>;
  /** By the callback_id in the manifest. */
  shortcuts?: Record<string, (ask: MessageAsk) => Handled>;
  /** Forms that are reported when they are closed (`form` with `reportsClosing`). Nobody is answered: the person has gone on. */
  closings?: Record<string, (ask: CloseAsk) => Promise<void>>;
};

export type { HomeView, KnownBlock, Message, ModalView };
