import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pageTest, type Scene } from './page-test.ts';

/** Opens the modal with every input in Ada's pane. */
async function openForm({ ada }: Scene): Promise<Locator> {
  await ada.says('/form');
  await ada.dialog.getByRole('heading', { name: 'All inputs' }).waitFor();
  return ada.dialog;
}

async function pick(dialog: Locator, label: string, typed: string, option = typed): Promise<void> {
  const field = dialog.getByRole('combobox', { name: label, exact: true });
  await field.fill(typed);
  await dialog.getByRole('option', { name: option }).first().click();
  await field.press('Tab');
}

/** What the app got for one field, by its block_id. */
function submitted({ kitchen }: Scene, blockId: string): unknown {
  const fields = kitchen.submissions[0]?.[blockId] ?? {};
  return Object.values(fields)[0];
}

describe('every input element in a modal', { retry: 2 }, () => {
  pageTest('what is typed and chosen is what the app gets', { timeout: 60_000 }, async (scene) => {
    const dialog = await openForm(scene);
    await dialog.getByLabel('Plain', { exact: true }).fill('A few words');
    await dialog.getByLabel(/^E-mail/).fill('ada@example.com');
    await dialog.getByLabel(/^Address/).fill('https://example.com/a');
    await dialog.getByRole('textbox', { name: /^Number/ }).fill('7');
    await dialog.getByRole('textbox', { name: /^Date \(/ }).fill('2026-12-01');
    await dialog.getByRole('combobox', { name: /^Time \(/ }).fill('2:30 pm');
    const moment = dialog.getByRole('group', { name: /^Moment/ });
    await moment.getByRole('textbox', { name: 'Date' }).fill('2026-12-02');
    await moment.getByRole('combobox', { name: 'Time' }).fill('9');
    await moment.getByRole('combobox', { name: 'Time' }).press('Enter');
    await pick(dialog, 'Colour (optional)', 'gre', 'Green');
    await pick(dialog, 'Colours (optional)', 'Red');
    await pick(dialog, 'Colours (optional)', 'Blue');
    await pick(dialog, 'Topic (optional)', 'lis', 'Listening');
    await pick(dialog, 'Topics (optional)', 'l', 'Leading');
    await pick(dialog, 'Topics (optional)', 'l', 'Planning');
    await pick(dialog, 'Person (optional)', 'ben', 'Ben Okri');
    await pick(dialog, 'People (optional)', 'cleo', 'Cleo Rao');
    await pick(dialog, 'People (optional)', 'ada', 'Ada Lovelace');
    await pick(dialog, 'Conversation (optional)', 'general');
    await pick(dialog, 'Conversations (optional)', 'general');
    await pick(dialog, 'Channel (optional)', 'general');
    await pick(dialog, 'Channels (optional)', 'general');
    await dialog.getByRole('checkbox', { name: 'Blue' }).check();
    await dialog.getByRole('checkbox', { name: 'Red' }).check();
    await dialog.getByRole('radio', { name: 'Green' }).check();
    const words = dialog.getByRole('textbox', { name: /^Rich words/ });
    await words.click();
    await dialog.getByRole('button', { name: 'Bold' }).click();
    await words.pressSequentially('Strong');
    await dialog.getByRole('button', { name: 'Bold' }).click();
    await words.pressSequentially(' words');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Notes') });
    await dialog.getByRole('button', { name: 'Remove notes.txt' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await scene.ada.pane.getByRole('dialog').waitFor({ state: 'detached' });

    const got = (blockId: string) => submitted(scene, blockId);
    const general = scene.kitchen.slack.channel('general').id;
    const id = (name: string) => scene.kitchen.slack.user(name).id;
    expect(got('plain_text_input')).toMatchObject({ value: 'A few words' });
    expect(got('email_text_input')).toMatchObject({ value: 'ada@example.com' });
    expect(got('url_text_input')).toMatchObject({ value: 'https://example.com/a' });
    expect(got('number_input')).toMatchObject({ value: '7' });
    expect(got('datepicker')).toMatchObject({ selected_date: '2026-12-01' });
    expect(got('timepicker')).toMatchObject({ selected_time: '14:30' });
    expect(got('datetimepicker')).toMatchObject({ selected_date_time: Date.UTC(2026, 11, 2, 9) / 1000 });
    expect(got('static_select')).toMatchObject({ selected_option: { value: 'green' } });
    expect(got('multi_static_select')).toMatchObject({ selected_options: [{ value: 'red' }, { value: 'blue' }] });
    expect(got('external_select')).toMatchObject({ selected_option: { value: 'listening' } });
    expect(got('multi_external_select')).toMatchObject({
      selected_options: [{ value: 'leading' }, { value: 'planning' }],
    });
    expect(got('users_select')).toMatchObject({ selected_user: id('ben') });
    expect(got('multi_users_select')).toMatchObject({ selected_users: [id('cleo'), id('ada')] });
    expect(got('conversations_select')).toMatchObject({ selected_conversation: general });
    expect(got('multi_conversations_select')).toMatchObject({ selected_conversations: [general] });
    expect(got('channels_select')).toMatchObject({ selected_channel: general });
    expect(got('multi_channels_select')).toMatchObject({ selected_channels: [general] });
    expect(got('checkboxes')).toMatchObject({ selected_options: [{ value: 'red' }, { value: 'blue' }] });
    expect(got('radio_buttons')).toMatchObject({ selected_option: { value: 'green' } });
    expect(got('rich_text_input')).toMatchObject({
      rich_text_value: {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Strong', style: { bold: true } },
              { type: 'text', text: ' words' },
            ],
          },
        ],
      },
    });
    expect(got('file_input')).toMatchObject({ files: [{ name: 'notes.txt' }] });
  });

  pageTest('what cannot be sent is told beside the field, and nothing is lost', async (scene) => {
    const dialog = await openForm(scene);
    await dialog.getByLabel(/^E-mail/).fill('not an address');
    await dialog.getByLabel(/^Address/).fill('example');
    await dialog.getByRole('textbox', { name: /^Number/ }).fill('12');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Please complete this required field.').waitFor();
    expect(await dialog.locator('.input-error').allInnerTexts()).toEqual([
      'Please complete this required field.',
      'Please enter a valid email address.',
      'Please enter a valid URL.',
      'Please enter 9 or less.',
    ]);
    expect(
      await dialog
        .getByLabel('Plain', { exact: true })
        .evaluate((field) => field === field.ownerDocument.activeElement),
    ).toBe(true);
    expect(await dialog.getByLabel('Plain', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Plain', { exact: true }).fill('More than twenty characters');
    await dialog.getByRole('textbox', { name: /^Number/ }).fill('1.5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Please enter at most 20 characters.').waitFor();
    expect(await dialog.getByText('Please enter a whole number.').count()).toBe(1);
    expect(await dialog.getByLabel(/^E-mail/).inputValue()).toBe('not an address');
    expect(scene.kitchen.submissions).toEqual([]);
  });

  pageTest('the answer of the app stands beside the field', async (scene) => {
    await scene.ada.says('/ask');
    const { dialog } = scene.ada;
    await dialog.getByLabel('Your name').fill('taken');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('That name is taken, choose another').waitFor();
    expect(await dialog.getByLabel('Your name').inputValue()).toBe('taken');
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await scene.ada.message('Thank you, Ada').waitFor();
    expect(await scene.ada.pane.getByRole('dialog').count()).toBe(0);
  });

  pageTest('an app that stays silent leaves the modal open with a word about the connection', async (scene) => {
    await scene.ada.says('/ask');
    await scene.ada.dialog.getByLabel('Your name').fill('silence');
    await scene.ada.dialog.getByRole('button', { name: 'Send' }).click();
    await scene.ada.dialog.getByText('We had some trouble connecting. Try again?').waitFor();
    expect(await scene.ada.dialog.getByLabel('Your name').inputValue()).toBe('silence');
  });

  pageTest('a second floor: Back keeps what was typed below, × closes everything', async (scene) => {
    await scene.ada.says('/ask');
    const { dialog } = scene.ada;
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByRole('button', { name: 'Go up' }).click();
    await dialog.getByRole('heading', { name: 'Second floor' }).waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.getByRole('heading', { name: 'Two questions' }).waitFor();
    expect(await dialog.getByLabel('Your name').inputValue()).toBe('Ada');
    await dialog.getByRole('button', { name: 'Go up' }).click();
    await dialog.getByRole('heading', { name: 'Second floor' }).waitFor();
    await dialog.getByRole('button', { name: 'Close everything' }).click();
    await scene.ada.pane.getByRole('dialog').waitFor({ state: 'detached' });
  });

  pageTest('a modal on the left leaves the right alone', async (scene) => {
    await scene.ada.says('/ask');
    await scene.ada.dialog.getByLabel('Your name').waitFor();
    await scene.ben.says('hello');
    await scene.ben.message('Hello to you').waitFor();
    expect(await scene.ada.dialog.getByLabel('Your name').count()).toBe(1);
  });

  pageTest('what is typed survives a reload of the page', async (scene) => {
    await scene.ada.says('/ask');
    await scene.ada.dialog.getByLabel('Your name').fill('Half a na');
    await expect
      .poll(() =>
        scene.kitchen.slack
          .as('ada')
          .modal()
          .then((modal) => modal.values),
      )
      .toMatchObject({ 'Your name': 'Half a na' });
    await scene.page.reload();
    await expect.poll(() => scene.ada.dialog.getByLabel('Your name').inputValue()).toBe('Half a na');
  });

  pageTest('a search that the app answers while one types does not disturb the typing', async (scene) => {
    await scene.ada.says('/search');
    const what = scene.ada.dialog.getByLabel('What');
    await what.click();
    await what.pressSequentially('mentoring', { delay: 60 });
    await scene.ada.dialog.getByText('You look for mentoring').waitFor();
    await what.pressSequentially(' talk');
    await scene.ada.dialog.getByText('You look for mentoring talk').waitFor();
    expect(await what.inputValue()).toBe('mentoring talk');
  });

  pageTest('an input in a message goes along with the next button', async (scene) => {
    await scene.ada.says('/blocks question');
    const message = scene.ada.message('How did it go?');
    await message.getByLabel('How did it go?').fill('Very well');
    await message.getByRole('button', { name: 'Answer' }).click();
    await expect.poll(() => scene.kitchen.states).toMatchObject([{ how: { words: { value: 'Very well' } } }]);
    expect(await message.getByLabel('How did it go?').inputValue()).toBe('Very well');
  });
});
