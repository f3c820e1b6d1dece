import { contextOf, type Options, refused } from './block-list.ts';
import {
  anything,
  boolean,
  type Check,
  enumeration,
  integer,
  isFields,
  itemsOf,
  list,
  type ObjectShape,
  object,
  string,
} from './shape.ts';
import { relation, type Violation } from './violation.ts';
import { walk } from './walk.ts';

/**
 * App manifests: https://docs.slack.dev/reference/app-manifest and `manifest.schema.2.0.0.json` of
 * https://github.com/slackapi/manifest-schema
 */

const address = string({ min: 1, max: 3500 });
const names = list(string({ min: 1, max: 100 }), { max: 100 });

const displayInformation = object({
  required: { name: string({ min: 1, max: 35 }) },
  optional: {
    description: string({ min: 1, max: 140 }),
    long_description: string({ min: 175, max: 4000 }),
    background_color: string({ pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$' }),
  },
});

const slashCommand = object({
  required: {
    command: string({ min: 2, max: 32, pattern: '^/' }),
    description: string({ min: 1, max: 2000 }),
  },
  optional: { usage_hint: string({ min: 1, max: 1000 }), url: string({ min: 1, max: 3000 }), should_escape: boolean },
});

const shortcut = object({
  required: {
    name: string({ min: 1, max: 24 }),
    type: enumeration('message', 'global'),
    callback_id: string({ min: 1, max: 255 }),
    description: string({ min: 1, max: 150 }),
  },
});

const sameCommandTwice: Check = (value, at) => {
  const commands = itemsOf(value.slash_commands).map((entry) => (isFields(entry) ? entry.command : undefined));
  return commands.flatMap((command, index) =>
    command !== undefined && commands.indexOf(command) < index
      ? [relation(`${at}/slash_commands/${index}/command`, 'command must be unique', { severity: 'W' })]
      : [],
  );
};

const features = object({
  optional: {
    app_home: object({
      optional: { home_tab_enabled: boolean, messages_tab_enabled: boolean, messages_tab_read_only_enabled: boolean },
    }),
    bot_user: object({
      required: { display_name: string({ min: 1, max: 80 }) },
      optional: { always_online: boolean },
    }),
    slash_commands: list(slashCommand, { min: 1, max: 50 }),
    shortcuts: list(shortcut, { min: 1, max: 10 }),
    unfurl_domains: list(string({ min: 1, max: 255 }), { min: 1, max: 5 }),
    functions: anything,
    assistant_view: anything,
    agent_view: anything,
    workflow_steps: anything,
  },
  // Described in the documentation, missing in the schema.
  disputed: ['rich_previews'],
  also: [sameCommandTwice],
});

const scopes = list(string({ min: 1, max: 50 }), { max: 255 });

/** What is optional must stand in the main list as well. */
const repeated =
  (main: string, optional: string): Check =>
  (value, at) => {
    const listed = new Set(itemsOf(value[main]));
    return itemsOf(value[optional]).flatMap((scope, index) =>
      listed.has(scope) ? [] : [relation(`${at}/${optional}/${index}`, `must also be listed in \`${main}\``)],
    );
  };

const oauthConfig = object({
  optional: {
    scopes: object({
      optional: { bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes },
      also: [repeated('bot', 'bot_optional'), repeated('user', 'user_optional')],
    }),
    redirect_urls: list(string({ min: 1, max: 2500 }), { max: 1000 }),
    pkce_enabled: boolean,
    token_management_enabled: boolean,
  },
});

const ADDRESS = '^\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?$';

const settings = object({
  optional: {
    event_subscriptions: object({
      optional: {
        request_url: address,
        bot_events: names,
        user_events: names,
        metadata_subscriptions: list(
          object({ required: { app_id: string({ min: 1 }), event_type: string({ min: 1 }) } }),
          { max: 20 },
        ),
      },
    }),
    interactivity: object({
      required: { is_enabled: boolean },
      optional: { request_url: address, message_menu_options_url: address },
    }),
    incoming_webhooks: object({ optional: { incoming_webhooks_enabled: boolean } }),
    allowed_ip_address_ranges: list(string({ pattern: ADDRESS }), { min: 1, max: { narrow: 10, wide: 50 } }),
    socket_mode_enabled: boolean,
    org_deploy_enabled: boolean,
    is_hosted: boolean,
    token_rotation_enabled: boolean,
    function_runtime: anything,
    siws_links: anything,
  },
});

const manifest: ObjectShape = object({
  required: { display_information: displayInformation },
  optional: {
    _metadata: object({
      optional: { major_version: integer({ min: 1 }), minor_version: integer({ min: 0 }) },
    }),
    features,
    oauth_config: oauthConfig,
    settings,
    app_directory: anything,
    functions: anything,
    workflows: anything,
    types: anything,
    datastores: anything,
    outgoing_domains: anything,
    external_auth_providers: anything,
    metadata_events: anything,
    compliance: anything,
  },
});

/**
 * Everything wrong with an app manifest; pointers begin at its root: `/features/slash_commands/0/command`.
 *
 * @param source the parsed YAML or JSON
 */
export function checkManifest(source: unknown, options: Options = {}): Violation[] {
  const context = contextOf('message', options);
  return refused(walk(manifest, source, '', context), context);
}
