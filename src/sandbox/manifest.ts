import { isObject, objects, stringOf } from './json.ts';
import type { Json } from './model.ts';

export interface Command {
  command: string;
  description: string;
  usage_hint: string;
  should_escape: boolean;
}

export interface Shortcut {
  name: string;
  type: 'message' | 'global';
  callback_id: string;
  description: string;
}

/** What the app may do and is told about. Without a manifest everything is allowed and every event is sent. */
export interface AppSettings {
  name: string;
  botName: string;
  /** undefined: any command goes to the app. */
  commands: Command[] | undefined;
  shortcuts: Shortcut[] | undefined;
  /** undefined: every scope. */
  botScopes: string[] | undefined;
  /** undefined: every event. */
  botEvents: string[] | undefined;
  homeTab: boolean;
  messagesTab: boolean;
  messagesTabReadOnly: boolean;
  interactivity: boolean;
}

/** Reads a parsed app manifest. https://docs.slack.dev/reference/app-manifest */
export function settingsOf(manifest: Json | undefined): AppSettings {
  const features = part(manifest, 'features');
  const appHome = part(features, 'app_home');
  const settings = part(manifest, 'settings');
  const name = stringOf(part(manifest, 'display_information').name) ?? 'Sandbox App';
  const events = part(settings, 'event_subscriptions').bot_events;
  const scopes = part(part(manifest, 'oauth_config'), 'scopes').bot;
  return {
    name,
    botName: stringOf(part(features, 'bot_user').display_name) ?? name,
    commands: manifest && objects(features.slash_commands).map(commandOf),
    shortcuts: manifest && objects(features.shortcuts).map(shortcutOf),
    botScopes: manifest && strings(scopes),
    botEvents: manifest && strings(events),
    homeTab: manifest ? appHome.home_tab_enabled === true : true,
    messagesTab: appHome.messages_tab_enabled !== false,
    messagesTabReadOnly: manifest ? appHome.messages_tab_read_only_enabled === true : false,
    interactivity: manifest ? part(settings, 'interactivity').is_enabled === true : true,
  };
}

function part(object: Json | undefined, key: string): Json {
  const value = object?.[key];
  return isObject(value) ? value : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function commandOf(entry: Json): Command {
  return {
    command: stringOf(entry.command) ?? '',
    description: stringOf(entry.description) ?? '',
    usage_hint: stringOf(entry.usage_hint) ?? '',
    should_escape: entry.should_escape === true,
  };
}

function shortcutOf(entry: Json): Shortcut {
  return {
    name: stringOf(entry.name) ?? '',
    type: entry.type === 'message' ? 'message' : 'global',
    callback_id: stringOf(entry.callback_id) ?? '',
    description: stringOf(entry.description) ?? '',
  };
}
