import { choose, click, fill, suggest } from '../acts/clicking.ts';
import type { Entry } from '../acts/entries.ts';
import { close, submit } from '../acts/modals.ts';
import { openConversation, openTab, runShortcut } from '../acts/opening.ts';
import { impossible } from '../acts/outcome.ts';
import { conversationOf, messageFor, personOf } from '../acts/people.ts';
import { deleteOwn, editOwn, type } from '../acts/typing.ts';
import { stringOf } from '../json.ts';
import { react } from '../methods/reactions.ts';
import type { Json } from '../model.ts';
import { tellJoined } from '../workspace.ts';
import type { World } from '../world.ts';
import { summaryOf } from './reading.ts';
import { deliveredOf, entriesOf, need, onOf, type Routes, whichOf } from './request.ts';

/** What a page does for the person who sits at it: the same functions that the driver calls. */
export const acting: Routes = {
  async 'POST type'({ world }, body) {
    const channel = stringOf(body.channel);
    const thread_ts = stringOf(body.thread_ts);
    const outcome = await type(world, need(body, 'as'), stringOf(body.text) ?? '', {
      ...(channel === undefined ? {} : { channel }),
      ...(thread_ts === undefined ? {} : { thread_ts }),
      ...(Array.isArray(body.files) ? { files: body.files.map(String) } : {}),
    });
    return { delivered: deliveredOf(outcome), message: outcome.message, ephemeral: outcome.ephemeral };
  },

  async 'POST click'({ world }, body) {
    const outcome = await click(world, need(body, 'as'), onOf(body), whichOf(body), body.confirm !== false);
    return { delivered: deliveredOf(outcome) };
  },

  async 'POST choose'({ world }, body) {
    const entry = (body.value ?? null) as Entry;
    const how = { confirm: body.confirm !== false, first: 'value' as const };
    const outcome = await choose(world, need(body, 'as'), onOf(body), whichOf(body), entry, how);
    return { delivered: deliveredOf(outcome) };
  },

  async 'POST fill'({ world }, body) {
    const outcomes = await fill(world, need(body, 'as'), onOf(body), entriesOf(body), {
      first: 'value',
      tells: 'finished',
    });
    const last = outcomes.findLast(({ entry, error }) => entry || error !== undefined);
    const modal = typeof body.view_id === 'string' ? world.views.modal(body.view_id) : undefined;
    return { delivered: last ? deliveredOf(last) : null, modal };
  },

  async 'POST submit'({ world }, body) {
    const as = need(body, 'as');
    const viewId = need(body, 'view_id');
    const entries = entriesOf(body);
    if (entries.length > 0) await fill(world, as, { view_id: viewId }, entries, { first: 'value', tells: 'nothing' });
    const { entry, error, ...result } = await submit(world, as, viewId);
    return {
      delivered: deliveredOf({ entry, ...(error === undefined ? {} : { error }) }),
      result,
      modals: modalsOf(world, as),
    };
  },

  async 'POST close'({ world }, body) {
    const as = need(body, 'as');
    const outcome = await close(world, as, need(body, 'view_id'), body.all === true);
    return { delivered: deliveredOf(outcome), modals: modalsOf(world, as) };
  },

  async 'POST open'({ world }, body) {
    const as = need(body, 'as');
    const tab = body.tab === 'home' || body.tab === 'messages' ? body.tab : undefined;
    const outcome = tab ? await openTab(world, as, tab) : await openConversation(world, as, need(body, 'channel'));
    return { delivered: deliveredOf(outcome), home: world.views.home(personOf(world, as).id) ?? null };
  },

  async 'POST shortcut'({ world }, body) {
    const on = body.ts === undefined ? undefined : { channel: need(body, 'channel'), ts: need(body, 'ts') };
    return { delivered: deliveredOf(await runShortcut(world, need(body, 'as'), need(body, 'callback_id'), on)) };
  },

  async 'POST suggest'({ world }, body) {
    const { answer, ...outcome } = await suggest(
      world,
      need(body, 'as'),
      onOf(body),
      whichOf(body),
      stringOf(body.value) ?? '',
    );
    return { delivered: deliveredOf(outcome), ...answer };
  },

  'POST read'({ world }, body) {
    const user = personOf(world, need(body, 'as'));
    const { id } = conversationOf(world, user, need(body, 'channel'));
    world.messages.read(id, user.id, stringOf(body.ts));
    return {};
  },

  'POST reload'({ world }, body) {
    world.messages.forgetEphemeral(personOf(world, need(body, 'as')).id);
    return {};
  },

  'POST react'({ world }, body) {
    const user = personOf(world, need(body, 'as'));
    const message = messageFor(world, user, need(body, 'channel'), need(body, 'ts'));
    return { changed: react(world, message, user.id, need(body, 'name'), body.remove !== true) };
  },

  'POST message/edit': ({ world }, body) => ({
    message: editOwn(world, need(body, 'as'), need(body, 'channel'), need(body, 'ts'), need(body, 'text')),
  }),

  'POST message/delete'({ world }, body) {
    deleteOwn(world, need(body, 'as'), need(body, 'channel'), need(body, 'ts'));
    return {};
  },

  'POST conversation'({ world }, body) {
    const user = personOf(world, need(body, 'as'));
    const name = stringOf(body.name);
    const users = Array.isArray(body.users) ? body.users.map((other) => memberOf(world, String(other))) : [];
    const conversation =
      name === undefined
        ? world.conversations.direct([user.id, ...users])
        : world.conversations.createChannel(name, user.id, {
            private: body.private === true,
            members: [user.id, ...users],
          });
    return { conversation: summaryOf(world, conversation, user.id) };
  },

  'POST join'({ world }, body) {
    const user = personOf(world, need(body, 'as'));
    const conversation = world.conversations.find(need(body, 'channel'));
    if (conversation?.kind !== 'channel') return impossible('Only public channels can be joined');
    if (world.conversations.join(conversation.id, user.id)) tellJoined(world, conversation.id, user.id);
    return { conversation: summaryOf(world, world.conversations.find(conversation.id) ?? conversation, user.id) };
  },

  'POST leave'({ world }, body) {
    const user = personOf(world, need(body, 'as'));
    world.conversations.leave(conversationOf(world, user, need(body, 'channel')).id, user.id);
    return {};
  },

  'POST invite'({ world }, body) {
    const user = personOf(world, need(body, 'as'));
    const { id } = conversationOf(world, user, need(body, 'channel'));
    const invited = memberOf(world, need(body, 'user'));
    if (world.conversations.join(id, invited)) tellJoined(world, id, invited, user.id);
    return {};
  },
};

/** Somebody to talk to: bots too, the app's own among them. */
function memberOf(world: World, name: string): string {
  return world.people.find(name)?.id ?? impossible(`There is nobody called ${name}`);
}

function modalsOf(world: World, as: string): Json[] {
  return world.views.stack(personOf(world, as).id).map((open) => ({ ...open }));
}
