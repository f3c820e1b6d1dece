/**
 * The nouns of the embedded Slack, as the page, the driver and the control API see them.
 * Objects that Slack itself has (users, messages, views) keep Slack's own field names.
 */

/** Any JSON object whose inside the sandbox does not narrow further. */
export type Json = Record<string, unknown>;

/** A block or a block element: plain JSON with a type. https://docs.slack.dev/reference/block-kit */
export type Block = Json & { type: string; block_id?: string };

export interface Profile {
  real_name: string;
  display_name: string;
  first_name?: string;
  last_name?: string;
  title: string;
  email?: string;
  status_text: string;
  status_emoji: string;
  /** Unix seconds, 0 = no expiry. */
  status_expiration: number;
  image_24?: string;
  image_48?: string;
  image_72?: string;
  team: string;
  [more: string]: unknown;
}

/** Slack's user object. https://docs.slack.dev/reference/objects/user-object */
export interface User {
  id: string;
  team_id: string;
  /** The handle: what follows the @ when somebody is mentioned by typing. */
  name: string;
  real_name: string;
  color: string;
  deleted: boolean;
  /** IANA zone; absent for some users. */
  tz?: string;
  tz_label?: string;
  /** Seconds east of UTC at the sandbox's present. */
  tz_offset?: number;
  locale: string;
  is_admin: boolean;
  is_owner: boolean;
  is_primary_owner: boolean;
  is_restricted: boolean;
  is_ultra_restricted: boolean;
  is_bot: boolean;
  is_app_user: boolean;
  is_stranger?: boolean;
  /** Unix seconds. */
  updated: number;
  profile: Profile;
}

/** Do-not-disturb and presence, which Slack keeps beside the user object. */
export interface Availability {
  presence: 'active' | 'away';
  dnd: { dnd_enabled: boolean; next_dnd_start_ts: number; next_dnd_end_ts: number };
}

export type ConversationKind = 'im' | 'mpim' | 'channel' | 'private';

export interface Conversation {
  /** D… direct message, G… group DM, C… public or private channel. */
  id: string;
  kind: ConversationKind;
  /** Channel name without #; for group DMs Slack's mpdm-… name; empty for direct messages. */
  name: string;
  /** User ids, the app's bot user included where it is a member. */
  members: string[];
  creator: string;
  /** Unix seconds. */
  created: number;
  is_archived: boolean;
  topic: string;
  purpose: string;
}

/** What one viewer's sidebar needs of a conversation. */
export interface ConversationSummary extends Conversation {
  /** Name to show this viewer: `#general`, `Ada Lovelace`, `Ada, Ben`. */
  title: string;
  /** Is this the viewer's direct message with the app? */
  is_app_dm: boolean;
  /** Number of messages after the viewer's read mark, not their own. */
  unread: number;
  /** The viewer's read mark, `0` when nothing was read yet. */
  last_read: string;
  /** ts of the newest visible message. */
  latest?: string;
}

export interface SlackFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  /** Bytes. */
  size: number;
  user: string;
  /** Unix seconds. */
  created: number;
  timestamp: number;
  mode: 'hosted' | 'snippet';
  is_public: boolean;
  alt_txt?: string;
  url_private: string;
  url_private_download: string;
  permalink: string;
  channels: string[];
  groups: string[];
  ims: string[];
  [more: string]: unknown;
}

export interface Metadata {
  event_type: string;
  event_payload: Json;
}

/** A message as stored and as the API returns it. https://docs.slack.dev/reference/events/message */
export interface Message {
  type: 'message';
  subtype?: string;
  /** Unique id in its conversation: Unix seconds with six digits of fraction. */
  ts: string;
  user?: string;
  text: string;
  team?: string;
  bot_id?: string;
  app_id?: string;
  bot_profile?: Json;
  username?: string;
  icons?: Json;
  blocks?: Block[];
  attachments?: Json[];
  files?: SlackFile[];
  metadata?: Metadata;
  edited?: { user: string; ts: string };
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  reactions?: { name: string; users: string[]; count: number }[];
  client_msg_id?: string;
}

/** A message as one person sees it. `version` counts its states: 1 as posted, one more with every edit. */
export interface SeenMessage extends Message {
  channel: string;
  version: number;
  ephemeral: boolean;
}

/** What a person chose or typed in one element, as Slack reports it in `state.values`. */
export type StateValue = Json & { type: string };

/** `state.values`: block_id, then action_id. */
export type StateValues = Record<string, Record<string, StateValue>>;

/** A view as the API returns it. https://docs.slack.dev/reference/objects/view-object */
export interface View {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  title?: Json;
  submit?: Json | null;
  close?: Json | null;
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  state: { values: StateValues };
  hash: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  app_installed_team_id: string;
  bot_id: string;
}

/** One modal of somebody's stack; the last one of a stack is the one on top. */
export interface OpenModal {
  user: string;
  view: View;
  /** What is filled in at the moment, initial values included. */
  values: StateValues;
  /** Texts under the fields, by block_id: from `response_action: errors` or from the client's own checks. */
  errors: Record<string, string>;
  /** Set while the last submit failed for a reason outside the fields. */
  connectionError?: string;
}

export interface HomeView {
  user: string;
  view: View;
  values: StateValues;
}

/** Something the client tells one person: a warning sign on a button, a command that timed out. */
export interface Notice {
  user: string;
  /** Slack's name where it has one: `operation_timeout`, `invalid_command`, `connection_error`, … */
  error: string;
  text: string;
  channel?: string;
  ts?: string;
  view_id?: string;
}

/** One rule that a payload breaks. `severity`: R = Slack refuses it, W = sources conflict. */
export interface Violation {
  /** JSON pointer into the payload, such as `/blocks/0/text`. */
  pointer: string;
  message: string;
  severity: 'R' | 'W';
  /** Slack's error name for it, where it is not the usual one. */
  error?: string;
}

export interface Ack {
  /** Milliseconds of real time after sending. */
  afterMs: number;
  payload: unknown;
  /** Socket connection, or HTTP status. */
  by: string;
}

/** Inspector entry: one delivery to the app. A retry is an entry of its own. */
export interface EnvelopeEntry {
  seq: number;
  envelope_id: string;
  kind: 'slash_commands' | 'interactive' | 'events_api';
  /** What it is about, for reading: `/book`, `block_actions accept`, `app_home_opened`. */
  label: string;
  via: 'socket' | 'http';
  /** Connection ids that it was sent to; several when duplicated. */
  connections: string[];
  /** Sandbox clock, UTC ms. */
  sentAt: number;
  retry_attempt: number;
  retry_reason: string;
  payload: Json;
  acks: Ack[];
  /** `refused` = the HTTP answer was not 2xx; `undeliverable` = no live connection. */
  outcome: 'waiting' | 'acked' | 'late' | 'missing' | 'refused' | 'undeliverable';
  /** Rules that the answer in the ack breaks. */
  violations: Violation[];
}

/** Inspector entry: one Web API call, response_url post or upload. */
export interface ApiCallEntry {
  seq: number;
  /** `chat.postMessage`, … or `response_url`, `upload`. */
  method: string;
  /** Sandbox clock, UTC ms. */
  at: number;
  /** Milliseconds of real time until the answer. */
  ms: number;
  args: Json;
  /** HTTP status; 0 when the connection was dropped. */
  status: number;
  answer: Json;
  violations: Violation[];
  /** Kind of the fault that was played, if any. */
  fault?: string;
}

/** One message that Slack accepted, whatever the caller was told. */
export interface AcceptedPost {
  /** Which way it came: a method name or `response_url`, `ack`. */
  by: string;
  channel: string;
  ts: string;
  text: string;
  /** The one person an ephemeral message is for. */
  user?: string;
  metadata?: Metadata;
  /** Sandbox clock, UTC ms. */
  at: number;
}

export interface SocketConnection {
  id: string;
  /** Sandbox clock, UTC ms. */
  openedAt: number;
  /** Sockets that no longer answer pings but are still open. */
  silent: boolean;
}

/** What changed; the payload of the event stream and of everything that waits. */
export type Change = { seq: number } & (
  | { type: 'message'; channel: string; message: SeenMessage; to?: string[] }
  | { type: 'message_deleted'; channel: string; ts: string; to?: string[] }
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'read'; user: string; channel: string; last_read: string }
  | { type: 'modals'; user: string; modals: OpenModal[] }
  | { type: 'home'; user: string; home: HomeView }
  | { type: 'user'; user: User }
  | { type: 'notice'; notice: Notice }
  | { type: 'clock'; now: number; frozen: boolean }
  | { type: 'connections'; connections: SocketConnection[] }
  | { type: 'faults'; faults: Json[] }
  | { type: 'limits'; limits: 'off' | 'real' | number }
  | { type: 'envelope'; entry: EnvelopeEntry }
  | { type: 'call'; entry: ApiCallEntry }
);
