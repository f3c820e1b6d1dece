import type { Calendar } from './calendar/calendar.ts';
import type { Log } from './log.ts';
import type { Messenger } from './slack/messenger.ts';
import type { Store } from './store/store.ts';

/** The time now, UTC ms. Read once per request or tick, in the shell; below it `now` is an argument. */
export type Clock = () => number;

/** Facts about this installation that do not change while it runs. */
export type Settings = {
  workspaceId: string;
  botUserId: string;
  /** Slack user ids of those who run the installation. */
  admins: readonly string[];
};

export type Deps = {
  store: Store;
  messenger: Messenger;
  calendar: Calendar;
  clock: Clock;
  newId: () => string;
  log: Log;
  settings: Settings;
  /** Asks for a tick soon, because something is due now. Returns at once. */
  wake: () => void;
};
