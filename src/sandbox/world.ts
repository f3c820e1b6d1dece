import type { Alarms } from './alarms.ts';
import type { Changes } from './changes.ts';
import type { Checks } from './checks.ts';
import type { Clock } from './clock.ts';
import type { Conversations } from './conversations.ts';
import type { Deliveries } from './delivery.ts';
import type { Drafts } from './drafts.ts';
import type { Events } from './events.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Ids } from './ids.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { AppSettings } from './manifest.ts';
import type { Messages } from './messages.ts';
import type { Notice } from './model.ts';
import type { People } from './people.ts';
import type { Responses } from './responses.ts';
import type { Scheduled } from './scheduled.ts';
import type { Names } from './text.ts';
import type { Tokens } from './tokens.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';

/** The one app that the workspace has. */
export interface AppIdentity {
  id: string;
  name: string;
  botUserId: string;
  botId: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  verificationToken: string;
}

/** Everything that a method, a delivery or a person's act can need. */
export interface World {
  team: { id: string; name: string; domain: string };
  app: AppIdentity;
  settings: AppSettings;
  tokens: Tokens;
  clock: Clock;
  alarms: Alarms;
  changes: Changes;
  ids: Ids;
  people: People;
  conversations: Conversations;
  messages: Messages;
  views: Views;
  drafts: Drafts;
  files: Files;
  scheduled: Scheduled;
  triggers: Triggers;
  responses: Responses;
  checks: Checks;
  faults: Faults;
  limits: Limits;
  log: Log;
  deliveries: Deliveries;
  events: Events;
  names: Names;
  /** What the client tells somebody and forgets. */
  notices: Notice[];
  /** `http://127.0.0.1:4390`, known once the server listens. */
  address(): string;
  /** A fresh address for Socket Mode. */
  socketAddress(): string;
}

/** The present as Slack writes it: Unix seconds with six digits of fraction. */
export function presentTs(world: World): string {
  return (world.clock.now() / 1000).toFixed(6);
}

/** Tells one person something that is no message: a timeout, a warning sign. */
export function notify(world: World, notice: Notice): void {
  world.notices.push(notice);
  if (world.notices.length > 1_000) world.notices.shift();
  world.changes.tell({ type: 'notice', notice });
}
