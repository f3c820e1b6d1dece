import type { HomeView, Json } from '../model.ts';
import { shortcutPayload } from '../payloads.ts';
import { presentTs, type World } from '../world.ts';
import { impossible, NOTHING_SENT, type Outcome, outcomeOf } from './outcome.ts';
import { appDirectMessage, conversationOf, messageFor, personOf } from './people.ts';

/** Opens the app's Home or Messages tab; either tells the app. @throws Impossible */
export async function openTab(world: World, as: string, tab: 'home' | 'messages'): Promise<Outcome> {
  const user = personOf(world, as);
  if (tab === 'home' && !world.settings.homeTab) impossible('The Home tab of this app is turned off');
  const channel = appDirectMessage(world, user.id).id;
  if (tab === 'messages') world.messages.read(channel, user.id);
  const home = tab === 'home' ? world.views.home(user.id) : undefined;
  const event = {
    type: 'app_home_opened',
    user: user.id,
    channel,
    tab,
    ...(home ? { view: shownView(home) } : {}),
    event_ts: presentTs(world),
  };
  const delivery = await world.events.send(event);
  return { entry: delivery?.entry };
}

/** Opens a conversation and so reads it; the direct message with the app is its Messages tab. @throws Impossible */
export async function openConversation(world: World, as: string, channel: string): Promise<Outcome> {
  const user = personOf(world, as);
  const conversation = conversationOf(world, user, channel);
  if (conversation.id === appDirectMessage(world, user.id).id) return openTab(world, as, 'messages');
  world.messages.read(conversation.id, user.id);
  return NOTHING_SENT;
}

/** Runs a shortcut, by name or callback_id; `on` makes it a message shortcut. @throws Impossible */
export async function runShortcut(
  world: World,
  as: string,
  name: string,
  on?: { channel: string; ts: string },
): Promise<Outcome> {
  const user = personOf(world, as);
  const kind = on ? 'message' : 'global';
  const declared = world.settings.shortcuts?.filter((one) => one.type === kind);
  const known = declared?.find((one) => one.name === name || one.callback_id === name);
  if (declared && !known) {
    const there = declared.map((one) => `«${one.name}»`).join(', ') || 'none';
    impossible(`There is no ${kind} shortcut «${name}». There is: ${there}`);
  }
  const callbackId = known?.callback_id ?? name;
  const message = on && messageFor(world, user, on.channel, on.ts);
  const payload = shortcutPayload(world, user, callbackId, message);
  const delivery = await world.deliveries.send(
    'interactive',
    `${message ? 'message_action' : 'shortcut'} ${callbackId}`,
    payload,
  );
  return outcomeOf(world, delivery, { user: user.id, ...(on ? { channel: on.channel } : {}) });
}

function shownView(home: HomeView): Json {
  return { ...home.view, state: { values: home.values } };
}
