import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack.ts';
import { clientOf, refusalOf } from '../support/client.ts';

let slack: Slack;
let client: WebClient;
let trigger: () => string;

beforeEach(async () => {
  slack = await startSlack();
  client = clientOf(slack);
  trigger = () => slack.world.triggers.create(slack.user('ada').id);
});

afterEach(() => slack.stop());

const modal = (title: string, more: Partial<View> = {}): View =>
  ({ type: 'modal', title: { type: 'plain_text', text: title }, blocks: [{ type: 'divider' }], ...more }) as View;
const home = (text: string): View => ({ type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });

describe('views.open', () => {
  test('shows the modal and answers it with everything filled in', async () => {
    const { view } = await client.views.open({
      trigger_id: trigger(),
      view: modal('Hello', { private_metadata: 'm', callback_id: 'c' }),
    });
    expect(view).toMatchObject({
      type: 'modal',
      title: { type: 'plain_text', text: 'Hello', emoji: true },
      private_metadata: 'm',
      callback_id: 'c',
      external_id: '',
      submit: null,
      close: null,
      previous_view_id: null,
      state: { values: {} },
      clear_on_close: false,
      notify_on_close: false,
      team_id: slack.world.team.id,
      app_id: slack.world.app.id,
      bot_id: slack.world.app.botId,
      app_installed_team_id: slack.world.team.id,
    });
    expect(view?.root_view_id).toBe(view?.id);
    expect(view?.hash).toBeTruthy();
    expect((await slack.as('ada').modal()).title).toBe('Hello');
    expect(slack.as('ben').hasModal()).toBe(false);
  });

  test('a trigger is good once', async () => {
    const trigger_id = trigger();
    await client.views.open({ trigger_id, view: modal('One') });
    expect((await refusalOf(client.views.open({ trigger_id, view: modal('Two') }))).error).toBe('exchanged_trigger_id');
    expect((await slack.as('ada').modal()).title).toBe('One');
  });

  test('a trigger is good for three seconds of real time, whatever the clock says', async () => {
    const young = trigger();
    await slack.clock.advance(24 * 3_600_000);
    expect((await client.views.open({ trigger_id: young, view: modal('In time') })).ok).toBe(true);
    const old = trigger();
    await new Promise((resolve) => setTimeout(resolve, 3_050));
    expect((await refusalOf(client.views.open({ trigger_id: old, view: modal('Late') }))).error).toBe(
      'expired_trigger_id',
    );
  });

  test('an invented trigger is invalid, and none at all is missing', async () => {
    expect((await refusalOf(client.views.open({ trigger_id: '1.2.3', view: modal('x') }))).error).toBe(
      'invalid_trigger_id',
    );
    const refusal = await refusalOf(client.apiCall('views.open', { view: modal('x') }));
    expect(refusal).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: trigger_id'] },
    });
  });

  test('a refused view names every fault with its pointer, and does not use the trigger up', async () => {
    const trigger_id = trigger();
    const wrong = modal('A title that is far too long for Slack');
    const refusal = await refusalOf(client.views.open({ trigger_id, view: wrong }));
    expect(refusal.error).toBe('invalid_arguments');
    expect(refusal).not.toHaveProperty('errors');
    expect(refusal.response_metadata).toMatchObject({
      messages: expect.arrayContaining(['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]']),
    });
    expect((await client.views.open({ trigger_id, view: modal('Short') })).ok).toBe(true);
  });

  test('a Home view is no modal', async () => {
    expect((await refusalOf(client.views.open({ trigger_id: trigger(), view: home('x') }))).error).toBe(
      'invalid_arguments',
    );
  });

  test('a conversation picker starts where the person is, when it asks to', async () => {
    const channel = slack.channel('general').id;
    const trigger_id = slack.world.triggers.create(slack.user('ada').id, channel);
    const element = { type: 'conversations_select', action_id: 'a', default_to_current_conversation: true };
    const label = { type: 'plain_text', text: 'Where' };
    const view = modal('Pick', {
      submit: { type: 'plain_text', text: 'OK' },
      blocks: [{ type: 'input', block_id: 'b', label, element }],
    } as Partial<View>);
    await client.views.open({ trigger_id, view });
    expect(slack.world.views.stack(slack.user('ada').id)[0]?.values).toEqual({
      b: { a: { type: 'conversations_select', selected_conversation: channel } },
    });
  });
});

describe('views.push', () => {
  test('stacks two more on the first, and no fourth', async () => {
    const first = await client.views.open({ trigger_id: trigger(), view: modal('1') });
    const second = await client.views.push({ trigger_id: trigger(), view: modal('2') });
    const third = await client.views.push({ trigger_id: trigger(), view: modal('3') });
    expect(third.view).toMatchObject({ root_view_id: first.view?.id, previous_view_id: second.view?.id });
    expect((await refusalOf(client.views.push({ trigger_id: trigger(), view: modal('4') }))).error).toBe(
      'push_limit_reached',
    );
    expect((await slack.as('ada').modal()).title).toBe('3');
  });

  test('needs an open modal', async () => {
    expect((await refusalOf(client.views.push({ trigger_id: trigger(), view: modal('x') }))).error).toBe('not_found');
  });
});

describe('views.update', () => {
  test('replaces by id or external id, and gives a new hash', async () => {
    const { view } = await client.views.open({
      trigger_id: trigger(),
      view: modal('Loading', { external_id: 'mine' }),
    });
    const byId = await client.views.update({ view_id: view?.id ?? '', view: modal('Ready', { external_id: 'mine' }) });
    expect(byId.view).toMatchObject({ id: view?.id, title: { text: 'Ready' } });
    expect(byId.view?.hash).not.toBe(view?.hash);
    const byExternal = await client.views.update({ external_id: 'mine', view: modal('Again') });
    expect(byExternal.view?.id).toBe(view?.id);
    expect((await slack.as('ada').modal()).title).toBe('Again');
  });

  test('a stale, an invented and an empty hash conflict; the current one and none at all do not', async () => {
    const { view } = await client.views.open({ trigger_id: trigger(), view: modal('A') });
    const view_id = view?.id ?? '';
    const updated = await client.views.update({ view_id, view: modal('B'), hash: view?.hash ?? '' });
    for (const hash of [view?.hash ?? '', 'invented', '']) {
      expect((await refusalOf(client.views.update({ view_id, view: modal('C'), hash }))).error).toBe('hash_conflict');
    }
    expect((await client.views.update({ view_id, view: modal('C'), hash: updated.view?.hash ?? '' })).ok).toBe(true);
    expect((await client.views.update({ view_id, view: modal('D') })).ok).toBe(true);
  });

  test('what was typed stays where block, action and type are the same, and only there', async () => {
    const field = (block_id: string, initial_value?: string) => ({
      type: 'input',
      block_id,
      label: { type: 'plain_text', text: block_id },
      element: { type: 'plain_text_input', action_id: 'a', ...(initial_value ? { initial_value } : {}) },
    });
    const form = (...ids: string[]) =>
      modal('Form', {
        submit: { type: 'plain_text', text: 'OK' },
        blocks: ids.map((id) => field(id, 'start')),
      } as Partial<View>);
    const { view } = await client.views.open({ trigger_id: trigger(), view: form('one', 'two') });
    const shown = await slack.as('ada').modal();
    await shown.fill({ one: 'typed', two: 'typed too' });
    await client.views.update({ view_id: view?.id ?? '', view: form('one', 'two-2') });
    expect(shown.values).toEqual({ one: 'typed', 'two-2': 'start' });
  });

  test('a closed or unknown view is not found, and one has to be named', async () => {
    const { view } = await client.views.open({ trigger_id: trigger(), view: modal('A') });
    await (await slack.as('ada').modal()).close();
    expect((await refusalOf(client.views.update({ view_id: view?.id ?? '', view: modal('B') }))).error).toBe(
      'not_found',
    );
    expect((await refusalOf(client.apiCall('views.update', { view: modal('B') }))).error).toBe('invalid_arguments');
  });

  test('an external id is taken while its view is open', async () => {
    await client.views.open({ trigger_id: trigger(), view: modal('A', { external_id: 'only' }) });
    const bens = slack.world.triggers.create(slack.user('ben').id);
    const call = client.views.open({ trigger_id: bens, view: modal('B', { external_id: 'only' }) });
    expect((await refusalOf(call)).error).toBe('duplicate_external_id');
  });
});

describe('views.publish', () => {
  test('shows a Home tab to one person, and keeps its id over publishes', async () => {
    const user_id = slack.user('ada').id;
    const first = await client.views.publish({ user_id, view: home('One') });
    const second = await client.views.publish({ user_id, view: home('Two') });
    expect(second.view?.id).toBe(first.view?.id);
    expect((await slack.as('ada').home()).text).toBe('Two');
  });

  test('a hash conflicts when it is stale, empty, or there was no view yet', async () => {
    const user_id = slack.user('ada').id;
    expect((await refusalOf(client.views.publish({ user_id, view: home('x'), hash: 'x' }))).error).toBe(
      'hash_conflict',
    );
    const first = await client.views.publish({ user_id, view: home('One') });
    await client.views.publish({ user_id, view: home('Two'), hash: first.view?.hash ?? '' });
    expect(
      (await refusalOf(client.views.publish({ user_id, view: home('3'), hash: first.view?.hash ?? '' }))).error,
    ).toBe('hash_conflict');
    expect((await refusalOf(client.views.publish({ user_id, view: home('3'), hash: '' }))).error).toBe('hash_conflict');
  });

  test('one external id for everybody collides', async () => {
    const view = { ...home('x'), external_id: 'home' };
    await client.views.publish({ user_id: slack.user('ada').id, view });
    expect((await refusalOf(client.views.publish({ user_id: slack.user('ben').id, view }))).error).toBe(
      'duplicate_external_id',
    );
  });

  test('refuses an unknown person, modal-only keys, and an app without Home tab', async () => {
    expect((await refusalOf(client.views.publish({ user_id: 'U404', view: home('x') }))).error).toBe(
      'invalid_arguments',
    );
    const withTitle = { ...home('x'), title: { type: 'plain_text', text: 'No' } } as View;
    expect((await refusalOf(client.views.publish({ user_id: slack.user('ada').id, view: withTitle }))).error).toBe(
      'invalid_arguments',
    );
    const homeless = await startSlack({
      manifest: { display_information: { name: 'x' }, oauth_config: { scopes: { bot: ['chat:write'] } } },
    });
    expect(
      (await refusalOf(clientOf(homeless).views.publish({ user_id: homeless.user('ada').id, view: home('x') }))).error,
    ).toBe('not_enabled');
    await homeless.stop();
  });
});
