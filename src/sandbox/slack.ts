import { createAlarms } from './alarms.ts';
import { createChanges } from './changes.ts';
import { createChecks } from './checks.ts';
import { type Clock, createClock } from './clock.ts';
import { createConversations } from './conversations.ts';
import { type Carrier, createDeliveries, type Delivery } from './delivery.ts';
import { createDrafts } from './drafts.ts';
import { createPerson } from './driver/person.ts';
import type { Person } from './driver.ts';
import { createEvents } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles } from './files.ts';
import { createIds, type Ids } from './ids.ts';
import { createLimits, type LimitMode, type Limits } from './limits.ts';
import { createLog, type Log } from './log.ts';
import { settingsOf } from './manifest.ts';
import { createMessages } from './messages.ts';
import { everyScope } from './methods/index.ts';
import type { Conversation, Json, User } from './model.ts';
import { createPeople, type PersonOptions } from './people.ts';
import { createResponses } from './responses.ts';
import { createScheduled } from './scheduled.ts';
import { listen } from './server.ts';
import { createSockets, type Sockets } from './socket.ts';
import { ownPage } from './static.ts';
import { createTokens } from './tokens.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { createWebDelivery, type WebDelivery } from './web-delivery.ts';
import { addPerson, changePerson } from './workspace.ts';
import type { AppIdentity, World } from './world.ts';

export interface SlackOptions {
  /** Default 0: any free one. */
  port?: number;
  /** A parsed app manifest: scopes, commands, events, tabs. Without one everything is allowed. */
  manifest?: Json;
  /** Default: three people. */
  users?: readonly PersonOptions[];
  /** Channels besides #general. */
  channels?: readonly { name: string; private?: boolean; members?: readonly string[] }[];
  /** Deliver over HTTP to this address instead of Socket Mode. */
  eventsUrl?: string;
  /** Default: a fresh one. */
  signingSecret?: string;
  /** A clock of one's own, or where it starts; default the real present. */
  clock?: Clock | number | string | Date;
  /** Stands still until it is moved. */
  frozen?: boolean;
  /** Refuse also what sources do not agree on; default true. */
  strict?: boolean;
  /** Default `off`. */
  rateLimits?: LimitMode;
  /** Folder of the page's files. */
  staticDir?: string;
  /** Anything the page shows to first-time visitors; `GET about` gives it on. */
  guide?: Json;
  team?: { id?: string; name?: string; domain?: string };
}

/** A running embedded Slack. */
export interface Slack {
  /** Where the page is. */
  readonly url: string;
  /** Where the Web API is; ends with `/api/`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly world: World;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly log: Log;
  readonly connections: Sockets;
  readonly guide: Json | undefined;
  /** HTTP delivery; undefined in Socket Mode. */
  readonly web: WebDelivery | undefined;
  /** Somebody, by id or handle. @throws Error when there is nobody of that name */
  as(idOrHandle: string): Person;
  user(idOrHandle: string): User;
  channel(idOrName: string): Conversation;
  /** Adds a person and tells the app (`team_join`). */
  addUser(options: PersonOptions): User;
  /** Changes a person and tells the app (`user_change`, …). */
  changeUser(idOrHandle: string, fields: Partial<PersonOptions>): User;
  addChannel(name: string, options?: { private?: boolean; members?: readonly string[] }): Conversation;
  /** Sends any event; resolves after its first attempt. */
  sendEvent(event: Json & { type: string }, eventId?: string): Promise<Delivery>;
  /** `app_uninstalled` and `tokens_revoked`; the tokens stop working and the connections end. */
  uninstall(): Promise<void>;
  /** `tokens_revoked`; the bot tokens stop working. */
  revokeTokens(): Promise<void>;
  stop(): Promise<void>;
}

const USUAL_PEOPLE: readonly PersonOptions[] = [
  {
    name: 'ada',
    real_name: 'Ada Lovelace',
    tz: 'Europe/London',
    is_admin: true,
    is_owner: true,
    is_primary_owner: true,
  },
  { name: 'ben', real_name: 'Ben Okri', tz: 'America/New_York' },
  { name: 'cleo', real_name: 'Cleo Rao', tz: 'Asia/Kolkata' },
];

/** Starts a Slack of one workspace and one app, in memory. @throws Error when the port is taken */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const ids = createIds();
  const changes = createChanges();
  const clock = isClock(options.clock) ? options.clock : createClock(options.clock, options.frozen);
  const settings = settingsOf(options.manifest);
  const team = {
    id: options.team?.id ?? ids.next('T'),
    name: options.team?.name ?? 'Sandbox',
    domain: options.team?.domain ?? 'sandbox',
  };
  const app = identity(ids, settings.name, options.signingSecret);
  const alarms = createAlarms(clock);
  const people = createPeople(team.id, clock, ids, changes);
  const conversations = createConversations(clock, ids, changes);
  const faults = createFaults(changes);
  const log = createLog(changes);
  const sockets = createSockets(app.id, clock, ids, changes);
  const web =
    options.eventsUrl === undefined
      ? undefined
      : createWebDelivery(options.eventsUrl, app.signingSecret, app.verificationToken);
  const carrier = (): Carrier => web ?? sockets;
  const deliveries = createDeliveries(carrier, faults, clock, ids, log);
  let address = '';

  const world: World = {
    team,
    app,
    settings,
    clock,
    alarms,
    changes,
    ids,
    people,
    conversations,
    faults,
    log,
    deliveries,
    tokens: createTokens(ids, settings.botScopes ?? everyScope()),
    messages: createMessages(clock, conversations, changes),
    views: createViews({ teamId: team.id, appId: app.id, botId: app.botId }, clock, ids, changes),
    drafts: createDrafts(),
    files: createFiles(() => address, team.id, team.domain, clock, ids),
    scheduled: createScheduled(clock, alarms, ids),
    triggers: createTriggers(ids),
    responses: createResponses(() => address, team.id, clock, ids),
    checks: createChecks(options.strict ?? true),
    limits: createLimits(clock, changes, options.rateLimits ?? 'off'),
    events: createEvents(team, app, settings, { deliveries, alarms, clock, ids, changes }),
    names: { user: people.find, conversation: conversations.find },
    notices: [],
    address: () => address,
    socketAddress: () => sockets.address(new URL(address).host, app.id),
  };
  clock.onChange((now) => changes.tell({ type: 'clock', now, frozen: clock.frozen }));
  populate(world, options);

  const persons = new Map<string, Person>();
  const userNamed = (name: string) => {
    const user = people.find(name);
    if (!user) throw new Error(`There is nobody called ${name}`);
    return user;
  };

  const slack: Slack = {
    get url() {
      return address;
    },
    get apiUrl() {
      return `${address}/api/`;
    },
    botToken: world.tokens.bot,
    appToken: world.tokens.app,
    signingSecret: app.signingSecret,
    clock,
    world,
    faults,
    limits: world.limits,
    log,
    connections: sockets,
    guide: options.guide,
    web,
    as(idOrHandle) {
      const { id } = userNamed(idOrHandle);
      const known = persons.get(id) ?? createPerson(world, id);
      persons.set(id, known);
      return known;
    },
    user: userNamed,
    channel(idOrName) {
      const conversation = conversations.find(idOrName);
      if (!conversation) throw new Error(`There is no conversation ${idOrName}`);
      return conversation;
    },
    addUser: (person) => addPerson(world, person),
    changeUser: (idOrHandle, fields) => changePerson(world, userNamed(idOrHandle), fields),
    addChannel: (name, more = {}) =>
      conversations.createChannel(name, '', {
        ...more,
        members: (more.members ?? []).map((member) => memberId(world, member)),
      }),
    sendEvent: (event, eventId) => world.events.sendAnyway(event, eventId),
    async uninstall() {
      await Promise.all([slack.revokeTokens(), world.events.send({ type: 'app_uninstalled' })]);
      sockets.disconnect('link_disabled');
    },
    async revokeTokens() {
      world.tokens.revoke();
      await world.events.send({ type: 'tokens_revoked', tokens: { oauth: [], bot: [app.botUserId] } });
    },
    async stop() {
      deliveries.stop();
      alarms.stop();
      await sockets.stop();
      await listening.stop();
    },
  };
  const listening = await listen(world, sockets, () => slack, options.port ?? 0, options.staticDir ?? ownPage());
  address = `http://127.0.0.1:${listening.port}`;
  return slack;
}

function isClock(clock: SlackOptions['clock']): clock is Clock {
  return typeof clock === 'object' && 'onChange' in clock;
}

function identity(ids: Ids, name: string, signingSecret: string | undefined): AppIdentity {
  return {
    id: ids.next('A'),
    name,
    botUserId: ids.next('U'),
    botId: ids.next('B'),
    clientId: `${Date.now()}.${ids.secret(4)}`,
    clientSecret: ids.secret(),
    signingSecret: signingSecret ?? ids.secret(),
    verificationToken: ids.secret(12),
  };
}

function populate(world: World, options: SlackOptions): void {
  const { people, conversations, app, settings } = world;
  const handle = settings.botName.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
  people.add({ id: 'USLACKBOT', name: 'slackbot', real_name: 'Slackbot', tz: 'America/Los_Angeles' });
  people.add({ id: app.botUserId, name: handle, real_name: settings.botName, is_bot: true, tz: 'America/Los_Angeles' });
  for (const person of options.users ?? USUAL_PEOPLE) {
    const { id } = people.add(person);
    conversations.direct([id, app.botUserId]);
  }
  const everybody = people
    .all()
    .filter((user) => !user.is_bot && !user.deleted && user.id !== 'USLACKBOT' && !user.is_stranger);
  const first = everybody[0]?.id ?? '';
  conversations.createChannel('general', first, { members: everybody.map((user) => user.id) });
  for (const { name, members, ...more } of options.channels ?? []) {
    conversations.createChannel(name, first, {
      ...more,
      members: (members ?? []).map((member) => memberId(world, member)),
    });
  }
}

function memberId(world: World, name: string): string {
  const user = world.people.find(name);
  if (!user) throw new Error(`There is nobody called ${name}`);
  return user.id;
}
