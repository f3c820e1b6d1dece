import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cohortHelp } from '../src/features/cohort.view.ts';
import { help } from '../src/features/help.view.ts';
import { checkManifest } from '../src/sandbox/rules/index.ts';
import { heard } from './manifest.heard.ts';
import { everyView } from './manifest.views.ts';
import { manifest } from './support/world.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const commands: { command: string; usage_hint?: string; should_escape?: boolean }[] = manifest.features.slash_commands;
const shortcuts: { callback_id: string }[] = manifest.features.shortcuts ?? [];
const scopes: string[] = manifest.oauth_config.scopes.bot;
const subscribed: string[] = manifest.settings.event_subscriptions.bot_events;

/** The subscriptions that bring each event of Bolt (docs.slack.dev/reference/events). */
const SUBSCRIPTIONS: Record<string, string[]> = {
  app_home_opened: ['app_home_opened'],
  message: ['message.im'],
  user_change: ['user_change'],
};

/** The bot scopes that each method asks for (docs.slack.dev/reference/methods, one page each). */
const SCOPES_OF_METHODS: Record<string, string[]> = {
  'auth.test': [],
  // The second one for public channels that the app is not in, where a cohort is announced.
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.update': ['chat:write'],
  // For a direct message with one person: https://docs.slack.dev/reference/methods/conversations.open
  'conversations.open': ['im:write'],
  // Of direct messages: https://docs.slack.dev/reference/methods/conversations.history
  'conversations.history': ['im:history'],
  // A convenience of the SDK over files.getUploadURLExternal and files.completeUploadExternal.
  'files.uploadV2': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** The bot scopes without which an event does not arrive (docs.slack.dev/reference/events). */
const SCOPES_OF_EVENTS: Record<string, string[]> = {
  app_home_opened: [],
  'message.im': ['im:history'],
  user_change: ['users:read'],
};

describe('the manifest', () => {
  test('is one that Slack accepts', () => {
    expect(checkManifest(manifest)).toEqual([]);
  });

  test('offers the commands that somebody listens to, and no others', () => {
    expect(commands.map(({ command }) => command).sort()).toEqual([...heard.commands].sort());
  });

  test('offers no command that the help leaves out', () => {
    const forPairs = commands.map(({ command }) => command).filter((command) => command !== '/cohort');
    for (const { text } of [help(), cohortHelp(false, [], [])])
      expect(forPairs.filter((command) => !text.includes(`\`${command}`))).toEqual([]);
  });

  test('offers the shortcuts that somebody listens to, and no others', () => {
    expect(shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual([...heard.shortcuts].sort());
  });

  test('has Slack turn names into ids in commands that name people', () => {
    const naming = commands.filter(({ usage_hint }) => usage_hint?.includes('@'));
    expect(naming.map(({ command }) => command)).toContain('/cohort');
    expect(naming.filter(({ should_escape }) => !should_escape)).toEqual([]);
  });

  test('subscribes to the events that somebody listens to, and to no others', () => {
    const listened = [...read('src/slack/listen.ts').matchAll(/app\.event\('(\w+)'/g)].map((match) => match[1] ?? '');
    expect(listened.filter((event) => !SUBSCRIPTIONS[event])).toEqual([]);
    expect(listened.flatMap((event) => SUBSCRIPTIONS[event] ?? []).sort()).toEqual([...subscribed].sort());
  });
});

describe('the scopes', () => {
  const called = methodsIn(read('src/slack/messenger.ts') + read('src/slack/directory.ts'));

  test('cover every method that the messenger calls', () => {
    expect(called).toContain('chat.postMessage');
    expect(called.filter((method) => !SCOPES_OF_METHODS[method])).toEqual([]);
    expect(called.filter((method) => !SCOPES_OF_METHODS[method]?.every((scope) => scopes.includes(scope)))).toEqual([]);
  });

  test('cover every event', () => {
    expect(subscribed.filter((event) => !SCOPES_OF_EVENTS[event]?.every((scope) => scopes.includes(scope)))).toEqual(
      [],
    );
  });

  test('are all needed: least privilege is what an admin of Slack looks for first', () => {
    const needed = new Set([
      ...(commands.length > 0 ? ['commands'] : []),
      ...called.flatMap((method) => SCOPES_OF_METHODS[method] ?? []),
      ...subscribed.flatMap((event) => SCOPES_OF_EVENTS[event] ?? []),
    ]);
    expect(scopes.filter((scope) => !needed.has(scope))).toEqual([]);
  });

  test('each have their reason beside them', () => {
    const lines = read('manifest.yml').split('\n');
    const bare = scopes.filter((scope) => !lines.some((line) => line.trim().match(`^- ${scope} # \\S.{9,}`)));
    expect(bare).toEqual([]);
  });
});

describe('buttons, choices and forms', () => {
  const built = idsIn(everyView());

  test('have somebody who listens, each of them', () => {
    expect([...built.actions].filter((id) => !heard.clicks.includes(id))).toEqual([]);
    expect([...built.forms].filter((id) => !heard.submits.includes(id))).toEqual([]);
    expect([...built.closings].filter((id) => !heard.closings.includes(id))).toEqual([]);
  });

  test('are built for every listener: one that nothing leads to is left over', () => {
    expect(heard.clicks.filter((id) => !built.actions.has(id))).toEqual([]);
    expect(heard.submits.filter((id) => !built.forms.has(id))).toEqual([]);
    expect(heard.closings.filter((id) => !built.closings.has(id))).toEqual([]);
  });

  test('belong to one feature each', () => {
    for (const names of Object.values(heard)) expect(names).toHaveLength(new Set(names).size);
  });

  test('are all seen here: an id in a view that no state above brings up needs its state in manifest.views.ts', () => {
    const files = readdirSync(join(ROOT, 'src/features'), { recursive: true, encoding: 'utf8' });
    const views = files.filter((path) => path.endsWith('.view.ts')).map((path) => read(`src/features/${path}`));
    const written = views.flatMap((source) => idsWrittenIn(source));
    expect(written).toEqual(expect.arrayContaining(['book.slot', 'book-snooze', 'pairing.which', 'calendar.google']));
    expect(written.filter((id) => !built.all.has(id))).toEqual([]);
  });
});

/** `chat.postMessage` for `posting.chat.postMessage(`. */
function methodsIn(source: string): string[] {
  const found = [...source.matchAll(/\b(?:posting|asking|looking)\.([a-z]+(?:\.[A-Za-z0-9]+)+)\(/g)];
  return [...new Set(found.map((match) => match[1] ?? ''))];
}

type Built = { actions: Set<string>; forms: Set<string>; closings: Set<string>; all: Set<string> };

/**
 * The ids in whatever the views made, without what follows a `#`. `actions` are those whose use Slack reports: not links, and not fields
 * of a form that wait for its submission. `forms` are modals that can be submitted, `closings` those that Slack reports when they are closed.
 */
function idsIn(views: unknown[]): Built {
  const built: Built = { actions: new Set(), forms: new Set(), closings: new Set(), all: new Set() };
  const walk = (value: unknown, waits: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, waits);
    if (typeof value !== 'object' || value === null) return;
    const it = value as Record<string, unknown>;
    if (typeof it.callback_id === 'string') {
      built.all.add(it.callback_id);
      if (it.submit) built.forms.add(it.callback_id);
      if (it.notify_on_close) built.closings.add(it.callback_id);
    }
    if (typeof it.action_id === 'string') {
      const id = it.action_id.replace(/#.*$/, '');
      built.all.add(id);
      if (!it.url && !waits) built.actions.add(id);
    }
    for (const part of Object.values(it)) walk(part, it.type === 'input' ? !it.dispatch_action : waits);
  };
  walk(views, false);
  return built;
}

/** First arguments of `button` and `pick`, and the names of forms and fields, as they stand in the source of a view. */
function idsWrittenIn(source: string): string[] {
  const calls = [...source.matchAll(/\b(?:button|pick)\(\s*['`]([^'`#$]+)/g)];
  const named = [...source.matchAll(/(?:\bform\(\s*\{\s*id|Field\(\s*\{\s*name): '([^']+)'/g)];
  return [...calls, ...named].map((match) => match[1] ?? '');
}
