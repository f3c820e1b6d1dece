import type { Calendar } from './calendar/calendar.ts';
import type { Log } from './log.ts';
import type { Directory } from './slack/directory.ts';
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
  directory: Directory;
  calendar: Calendar;
  clock: Clock;
  newId: () => string;
  log: Log;
  settings: Settings;
  /** Asks for a tick soon, because something is due now. Returns at once. */
  wake: () => void;
};

/** One thing to look after. `one` handles a single due thing: true when there may be more, false when idle, a number of ms to be asked again then. */
export type Sweep = { name: string; one: (now: number) => Promise<boolean | number> };

/** Lets so many calls through at once and so many per second in the long run. */
export type Pace = {
  /** 0 when a call may go out now; else the ms to wait before asking again. */
  wait(): number;
  /** Counts a call that goes out. */
  spend(): void;
  /** Lets nothing through for this many ms: Slack said so. */
  pause(ms: number): void;
};
