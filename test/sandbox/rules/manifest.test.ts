import { expect, test } from 'vitest';
import { checkManifest } from '../../../src/sandbox/rules/index.ts';
import { bothSides, lines, long, times } from './payloads.ts';

/** App manifests: https://docs.slack.dev/reference/app-manifest */

const base = { display_information: { name: 'Example Bot' } };
const shown = (more: object) => ({ display_information: { name: 'Example Bot', ...more } });
const features = (more: object) => ({ ...base, features: more });
const settings = (more: object) => ({ ...base, settings: more });
const oauth = (more: object) => ({ ...base, oauth_config: more });
const command = (more: object = {}) => ({ command: '/example', description: 'Open the menu', ...more });
const commands = (more: object) => features({ slash_commands: [command(more)] });
const shortcut = (more: object = {}) => ({
  name: 'Log it',
  type: 'global',
  callback_id: 'log',
  description: 'Log it',
  ...more,
});
const shortcuts = (more: object) => features({ shortcuts: [shortcut(more)] });
const bot = (more: object) => features({ bot_user: { display_name: 'example-bot', ...more } });
const events = (more: object) => settings({ event_subscriptions: more });

const tooLong = (max: number, at: string) => `must be less than ${max} characters [json-pointer:${at}]`;
const tooMany = (max: number, at: string) => `no more than ${max} items allowed [json-pointer:${at}]`;

bothSides('manifest', (manifest, strict = true) => lines(checkManifest(manifest, { strict })), [
  ['name 35', shown({ name: long(35) }), shown({ name: long(36) }), tooLong(36, '/display_information/name')],
  [
    'name not empty',
    base,
    shown({ name: '' }),
    'must be more than 0 characters [json-pointer:/display_information/name]',
  ],
  [
    'name is required',
    base,
    { display_information: {} },
    'missing required field: name [json-pointer:/display_information]',
  ],
  [
    'description 140',
    shown({ description: long(140) }),
    shown({ description: long(141) }),
    tooLong(141, '/display_information/description'),
  ],
  [
    'long_description at least 175',
    shown({ long_description: long(175) }),
    shown({ long_description: long(174) }),
    'must be more than 174 characters [json-pointer:/display_information/long_description]',
  ],
  [
    'long_description 4000',
    shown({ long_description: long(4000) }),
    shown({ long_description: long(4001) }),
    tooLong(4001, '/display_information/long_description'),
  ],
  [
    'background_color',
    shown({ background_color: '#2c2d30' }),
    shown({ background_color: 'slate' }),
    'input must match regex pattern: ^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$ [json-pointer:/display_information/background_color]',
  ],
  [
    'display_name 80',
    bot({ display_name: long(80) }),
    bot({ display_name: long(81) }),
    tooLong(81, '/features/bot_user/display_name'),
  ],
  [
    'display_name is required',
    bot({ always_online: true }),
    bot({ display_name: undefined }),
    'missing required field: display_name [json-pointer:/features/bot_user]',
  ],
  [
    '50 commands',
    features({ slash_commands: times(50, (i) => command({ command: `/c${i}` })) }),
    features({ slash_commands: times(51, (i) => command({ command: `/c${i}` })) }),
    tooMany(50, '/features/slash_commands'),
  ],
  [
    'no empty list of commands',
    commands({}),
    features({ slash_commands: [] }),
    'must provide at least 1 items [json-pointer:/features/slash_commands]',
  ],
  [
    'command 32',
    commands({ command: `/${long(31)}` }),
    commands({ command: `/${long(32)}` }),
    tooLong(33, '/features/slash_commands/0/command'),
  ],
  [
    'command at least 2',
    commands({ command: '/a' }),
    commands({ command: '/' }),
    'must be more than 1 characters [json-pointer:/features/slash_commands/0/command]',
  ],
  [
    'command starts with a slash',
    commands({}),
    commands({ command: 'example' }),
    'input must match regex pattern: ^/ [json-pointer:/features/slash_commands/0/command]',
  ],
  [
    'command description 2000',
    commands({ description: long(2000) }),
    commands({ description: long(2001) }),
    tooLong(2001, '/features/slash_commands/0/description'),
  ],
  [
    'usage_hint 1000',
    commands({ usage_hint: long(1000) }),
    commands({ usage_hint: long(1001) }),
    tooLong(1001, '/features/slash_commands/0/usage_hint'),
  ],
  [
    'command url 3000',
    commands({ url: long(3000) }),
    commands({ url: long(3001) }),
    tooLong(3001, '/features/slash_commands/0/url'),
  ],
  [
    'should_escape is a boolean',
    commands({ should_escape: true }),
    commands({ should_escape: 'yes' }),
    'must be a boolean [json-pointer:/features/slash_commands/0/should_escape]',
  ],
  [
    'W: commands differ',
    features({ slash_commands: [command(), command({ command: '/other' })] }),
    features({ slash_commands: [command(), command()] }),
    'command must be unique [json-pointer:/features/slash_commands/1/command]',
  ],
  [
    '10 shortcuts',
    features({ shortcuts: times(10, () => shortcut()) }),
    features({ shortcuts: times(11, () => shortcut()) }),
    tooMany(10, '/features/shortcuts'),
  ],
  [
    'no empty list of shortcuts',
    shortcuts({}),
    features({ shortcuts: [] }),
    'must provide at least 1 items [json-pointer:/features/shortcuts]',
  ],
  [
    'shortcut name 24',
    shortcuts({ name: long(24) }),
    shortcuts({ name: long(25) }),
    tooLong(25, '/features/shortcuts/0/name'),
  ],
  [
    'shortcut callback_id 255',
    shortcuts({ callback_id: long(255) }),
    shortcuts({ callback_id: long(256) }),
    tooLong(256, '/features/shortcuts/0/callback_id'),
  ],
  [
    'shortcut description 150',
    shortcuts({ description: long(150) }),
    shortcuts({ description: long(151) }),
    tooLong(151, '/features/shortcuts/0/description'),
  ],
  [
    'a known type of shortcut',
    shortcuts({ type: 'message' }),
    shortcuts({ type: 'local' }),
    'must be a valid enum value [json-pointer:/features/shortcuts/0/type]',
  ],
  [
    '5 unfurl domains',
    features({ unfurl_domains: times(5, (i) => `${i}.example.com`) }),
    features({ unfurl_domains: times(6, (i) => `${i}.example.com`) }),
    tooMany(5, '/features/unfurl_domains'),
  ],
  [
    'unfurl domain 255',
    features({ unfurl_domains: [long(255)] }),
    features({ unfurl_domains: [long(256)] }),
    tooLong(256, '/features/unfurl_domains/0'),
  ],
  [
    'home tab is a boolean',
    features({ app_home: { home_tab_enabled: true } }),
    features({ app_home: { home_tab_enabled: 'on' } }),
    'must be a boolean [json-pointer:/features/app_home/home_tab_enabled]',
  ],
  [
    '1000 redirects',
    oauth({ redirect_urls: times(1000, () => 'https://example.com') }),
    oauth({ redirect_urls: times(1001, () => 'https://example.com') }),
    tooMany(1000, '/oauth_config/redirect_urls'),
  ],
  [
    'redirect 2500',
    oauth({ redirect_urls: [long(2500)] }),
    oauth({ redirect_urls: [long(2501)] }),
    tooLong(2501, '/oauth_config/redirect_urls/0'),
  ],
  [
    '255 scopes',
    oauth({ scopes: { bot: times(255, (i) => `s${i}`) } }),
    oauth({ scopes: { bot: times(256, (i) => `s${i}`) } }),
    tooMany(255, '/oauth_config/scopes/bot'),
  ],
  [
    'scope 50',
    oauth({ scopes: { user: [long(50)] } }),
    oauth({ scopes: { user: [long(51)] } }),
    tooLong(51, '/oauth_config/scopes/user/0'),
  ],
  [
    'optional scopes stand in the main list too',
    oauth({ scopes: { bot: ['a', 'b'], bot_optional: ['b'] } }),
    oauth({ scopes: { bot: ['a'], bot_optional: ['b'] } }),
    'must also be listed in `bot` [json-pointer:/oauth_config/scopes/bot_optional/0]',
  ],
  [
    'request_url 3500',
    events({ request_url: long(3500) }),
    events({ request_url: long(3501) }),
    tooLong(3501, '/settings/event_subscriptions/request_url'),
  ],
  [
    '100 bot events',
    events({ bot_events: times(100, (i) => `e${i}`) }),
    events({ bot_events: times(101, (i) => `e${i}`) }),
    tooMany(100, '/settings/event_subscriptions/bot_events'),
  ],
  [
    '100 user events',
    events({ user_events: times(100, (i) => `e${i}`) }),
    events({ user_events: times(101, (i) => `e${i}`) }),
    tooMany(100, '/settings/event_subscriptions/user_events'),
  ],
  [
    '20 metadata subscriptions',
    events({ metadata_subscriptions: times(20, () => ({ app_id: 'A1', event_type: 'a' })) }),
    events({ metadata_subscriptions: times(21, () => ({ app_id: 'A1', event_type: 'a' })) }),
    tooMany(20, '/settings/event_subscriptions/metadata_subscriptions'),
  ],
  [
    'interactivity says whether',
    settings({ interactivity: { is_enabled: true } }),
    settings({ interactivity: {} }),
    'missing required field: is_enabled [json-pointer:/settings/interactivity]',
  ],
  [
    'interactivity addresses 3500',
    settings({ interactivity: { is_enabled: true, message_menu_options_url: long(3500) } }),
    settings({ interactivity: { is_enabled: true, message_menu_options_url: long(3501) } }),
    tooLong(3501, '/settings/interactivity/message_menu_options_url'),
  ],
  [
    'socket mode is a boolean',
    settings({ socket_mode_enabled: true }),
    settings({ socket_mode_enabled: 'true' }),
    'must be a boolean [json-pointer:/settings/socket_mode_enabled]',
  ],
  [
    'W: 10 address ranges, the schema says 50',
    settings({ allowed_ip_address_ranges: times(10, () => '10.0.0.0/8') }),
    settings({ allowed_ip_address_ranges: times(11, () => '10.0.0.0/8') }),
    tooMany(10, '/settings/allowed_ip_address_ranges'),
  ],
  [
    'an event name 100',
    events({ bot_events: [long(100)] }),
    events({ bot_events: [long(101)] }),
    tooLong(101, '/settings/event_subscriptions/bot_events/0'),
  ],
  [
    'versions start at 1.0',
    { ...base, _metadata: { major_version: 1, minor_version: 0 } },
    { ...base, _metadata: { major_version: 0, minor_version: -1 } },
    'must be greater than 1 [json-pointer:/_metadata/major_version]',
    'must be greater than 0 [json-pointer:/_metadata/minor_version]',
  ],
  [
    'versions are integers',
    { ...base, _metadata: { major_version: 1 } },
    { ...base, _metadata: { major_version: '1' } },
    'must provide an integer [json-pointer:/_metadata/major_version]',
  ],
  [
    'nothing unknown',
    base,
    { ...base, slash_commands: [] },
    'invalid additional property: slash_commands [json-pointer:]',
  ],
  [
    'nothing unknown inside',
    commands({}),
    commands({ escape: true }),
    'invalid additional property: escape [json-pointer:/features/slash_commands/0]',
  ],
  [
    'W: rich_previews are documented only',
    features({}),
    features({ rich_previews: {} }),
    'invalid additional property: rich_previews [json-pointer:/features]',
  ],
]);

test('read leniently, there may be 50 address ranges', () => {
  const ranges = (count: number) => settings({ allowed_ip_address_ranges: times(count, () => '10.0.0.0/8') });
  expect(checkManifest(ranges(50), { strict: false })).toEqual([]);
  expect(lines(checkManifest(ranges(51), { strict: false }))).toEqual([
    tooMany(50, '/settings/allowed_ip_address_ranges'),
  ]);
});

test('a whole manifest as the documentation shows it', () => {
  expect(
    checkManifest({
      _metadata: { major_version: 1, minor_version: 1 },
      display_information: { name: 'Example Bot', description: 'Reminders and reports', background_color: '#2c2d30' },
      features: {
        app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
        bot_user: { display_name: 'example-bot', always_online: true },
        slash_commands: [command({ usage_hint: '[help | report]', should_escape: true })],
        shortcuts: [shortcut()],
      },
      oauth_config: { scopes: { bot: ['chat:write', 'commands', 'users:read'] } },
      settings: {
        event_subscriptions: { bot_events: ['app_home_opened', 'message.im'] },
        interactivity: { is_enabled: true },
        org_deploy_enabled: false,
        socket_mode_enabled: true,
        token_rotation_enabled: false,
      },
    }),
  ).toEqual([]);
});
