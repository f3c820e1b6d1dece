import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack.ts';
import { boltApp, started } from './support/bolt-app.ts';

let slack: Slack;
let app: App;

beforeEach(async () => {
  slack = await startSlack();
  app = boltApp(slack);
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

const lunchModal: ModalView = {
  type: 'modal',
  callback_id: 'lunch',
  private_metadata: 'kept',
  title: { type: 'plain_text', text: 'Lunch' },
  submit: { type: 'plain_text', text: 'Ask' },
  blocks: [
    {
      type: 'input',
      block_id: 'day',
      label: { type: 'plain_text', text: 'Day' },
      element: { type: 'datepicker', action_id: 'date' },
    },
    {
      type: 'input',
      block_id: 'dish',
      label: { type: 'plain_text', text: 'Dish' },
      element: {
        type: 'static_select',
        action_id: 'pick',
        options: [
          { text: { type: 'plain_text', text: 'Soup' }, value: 'soup' },
          { text: { type: 'plain_text', text: 'Salad' }, value: 'salad' },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: { type: 'plain_text', text: 'Note' },
      element: { type: 'plain_text_input', action_id: 'text', max_length: 20 },
    },
  ],
};

const question = (day: string): KnownBlock[] => [
  { type: 'section', text: { type: 'mrkdwn', text: `Lunch on *${day}*?` } },
  {
    type: 'actions',
    block_id: 'answer',
    elements: [
      { type: 'button', action_id: 'yes', value: day, text: { type: 'plain_text', text: 'Yes' }, style: 'primary' },
      { type: 'button', action_id: 'no', value: day, text: { type: 'plain_text', text: 'No' } },
    ],
  },
];

describe('a bare Bolt app plays a whole story', () => {
  test('Ada asks by command and modal, Ben answers with a button, and both messages say so', async () => {
    app.command('/lunch', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: lunchModal });
    });
    app.view('lunch', async ({ ack, view, body, client }) => {
      const day = view.state.values.day?.date?.selected_date ?? '';
      if (day < '2026-12-01') {
        await ack({ response_action: 'errors', errors: { day: 'That is too soon.' } });
        return;
      }
      await ack();
      await client.chat.postMessage({
        channel: slack.user('ben').id,
        text: `Lunch on ${day}?`,
        blocks: question(day),
        metadata: { event_type: 'lunch', event_payload: { asked_by: body.user.id } },
      });
    });
    app.action<BlockAction<ButtonAction>>('yes', async ({ ack, body, action, client }) => {
      await ack();
      const text = `You said yes to ${action.value}`;
      await client.chat.update({ channel: body.channel?.id ?? '', ts: body.message?.ts ?? '', text, blocks: [] });
      await client.views.publish({
        user_id: body.user.id,
        view: {
          type: 'home',
          blocks: [{ type: 'header', text: { type: 'plain_text', text: `Lunch ${action.value}` } }],
        },
      });
    });
    await started(app, slack);
    const ada = slack.as('ada');
    const ben = slack.as('ben');

    const typed = await ada.types('/lunch');
    expect(typed.outcome).toBe('acked');
    const modal = await ada.modal('Lunch');
    expect(modal.labels).toEqual(['Day', 'Dish', 'Note']);

    await modal.fill({ Day: '2026-11-30', Note: 'a text that is longer than allowed' });
    expect((await modal.submit()).errors).toEqual({
      Dish: 'Please complete this required field.',
      Note: 'Please use no more than 20 characters.',
    });

    await modal.fill({ Dish: 'Soup', Note: null });
    expect((await modal.submit()).errors).toEqual({ Day: 'That is too soon.' });
    expect(modal.errors).toEqual({ Day: 'That is too soon.' });

    await modal.fill({ Day: '2026-12-02' });
    expect(await modal.submit()).toMatchObject({ closed: true });
    expect(ada.hasModal()).toBe(false);

    const message = await ben.inbox.next(/Lunch on/);
    expect(message.text).toBe('Lunch on *2026-12-02*?');
    expect(message.buttons).toEqual(['Yes', 'No']);
    expect((await message.click('Yes')).outcome).toBe('acked');
    const edited = await message.edited(/You said yes/);
    expect(edited.buttons).toEqual([]);
    expect((await ben.home()).text).toBe('Lunch 2026-12-02');
    expect(slack.log.posts).toMatchObject([{ by: 'chat.postMessage', text: 'Lunch on 2026-12-02?' }]);
  });

  test('the Home tab answers its opening, and the app sees no view on the first and one on the second', async () => {
    const seen: (string | undefined)[] = [];
    app.event('app_home_opened', async ({ event, client }) => {
      seen.push(event.view?.type);
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `Visit ${seen.length}` } }] },
      });
    });
    await started(app, slack);
    const ada = slack.as('ada');
    expect((await ada.opensHome()).text).toBe('Visit 1');
    expect((await ada.opensHome()).text).toBe('Visit 2');
    expect(seen).toEqual([undefined, 'home']);
  });

  test('a person writes to the app and it answers in the same direct message', async () => {
    app.message('hello', async ({ say, message }) => {
      if (message.subtype === undefined) await say(`Hey <@${message.user}> & co`);
    });
    await started(app, slack);
    const cleo = slack.as('cleo');
    await cleo.types('hello there');
    expect((await cleo.inbox.next()).text).toBe('Hey @cleo & co');
  });
});
