import { describe, expect } from 'vitest';
import { pageTest } from './page-test.ts';

describe('two people side by side', { retry: 2 }, () => {
  pageTest('Ada and Ben are there, each with their own time and zone', async ({ page, ada, ben }) => {
    const time = (half: typeof ada) => half.pane.locator('.local-time').innerText();
    expect(await time(ada)).toMatch(/^Tue 24 Nov\s+09:3\d\s+London · GMT$/);
    expect(await time(ben)).toMatch(/^Tue 24 Nov\s+04:3\d\s+New York · GMT-5$/);
    expect(await page.locator('.clock-face').innerText()).toMatch(/Tue 24 Nov 2026\s+09:3\d/);
  });

  pageTest('what Ada writes to Ben is on his side at once, with an unread mark', async ({ page, ada, ben }) => {
    await ada.button('New message').click();
    await page.getByRole('combobox', { name: 'To' }).fill('ben');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Start' }).click();
    await ada.says('Are you there, @ben?');
    await ben.pane.getByRole('button', { name: 'Ada Lovelace, 1 unread' }).click();
    await ben.message('Are you there, @Ben Okri?').waitFor();
    expect(await ben.message('Are you there').locator('.mention-self').innerText()).toBe('@Ben Okri');
    await ben.pane.getByRole('button', { name: 'Ada Lovelace', exact: true }).waitFor();
    await ben.says('Here I am');
    await ada.message('Here I am').waitFor();
  });

  pageTest('a button that changes a message changes it on the page', async ({ kitchen, ada }) => {
    await ada.says('/blocks text');
    await ada.button('Accept').click();
    await ada.message('Accepted').waitFor();
    expect(await ada.button('Accept').count()).toBe(0);
    expect(kitchen.actions.map(({ action_id, value }) => [action_id, value])).toEqual([['accept', '7']]);
  });

  pageTest('Ben sees nothing of what only Ada may see', async ({ ada, ben }) => {
    for (const half of [ada, ben]) await half.pane.getByRole('button', { name: 'general' }).click();
    await ben.says('Good morning');
    await ada.message('Good morning').waitFor();
    await ada.says('/whisper a secret');
    await ada.message('You said a secret').waitFor();
    expect(await ada.message('You said a secret').innerText()).toContain('Only visible to you');
    await ada.says('And back to work');
    await ben.message('And back to work').waitFor();
    expect(await ben.message('You said a secret').count()).toBe(0);
  });

  pageTest('anybody can take a seat', async ({ ada }) => {
    const seat = ada.pane.getByRole('combobox', { name: 'Act as, on the left' });
    await seat.fill('cleo');
    await seat.press('Enter');
    await expect.poll(() => ada.pane.getAttribute('aria-label')).toBe('Cleo Rao’s Slack');
    expect(await ada.pane.locator('.local-time').innerText()).toMatch(/15:0\d\s+Kolkata · GMT\+5:30$/);
  });

  for (const way of ['by the name above the pane', 'by the address'] as const) {
    pageTest(`who comes back, ${way}, sees what the app said meanwhile`, async ({ kitchen, page, ada, ben }) => {
      const seats = async (handle: string, title: string) => {
        if (way === 'by the address') await page.evaluate(`location.assign('#left=${handle}&right=ben')`);
        else {
          const seat = ada.pane.getByRole('combobox', { name: 'Act as, on the left' });
          await seat.fill(handle);
          await seat.press('Enter');
        }
        await expect.poll(() => ada.pane.getAttribute('aria-label')).toBe(`${title}’s Slack`);
      };
      await ada.says('/blocks text');
      await ada.message('Accept').waitFor();
      await seats('cleo', 'Cleo Rao');
      await kitchen.slack.as('ada').inbox.last()?.click('Accept');
      await kitchen.slack.as('ada').types('/blocks table');
      await ben.says('/whisper hello');
      await ben.message('You said hello').waitFor();
      await seats('ada', 'Ada Lovelace');
      await ada.message('Accepted').waitFor();
      await ada.pane.getByRole('table').first().waitFor();
    });
  }

  pageTest('the clock moves from the page', async ({ page, kitchen, ben }) => {
    await page.getByRole('button', { name: '+1 hour' }).click();
    await expect.poll(() => page.locator('.clock-time').innerText()).toMatch(/^10:3\d$/);
    await page.getByRole('button', { name: 'Next working day' }).click();
    await expect.poll(() => page.locator('.clock-face time').innerText()).toBe('Wed 25 Nov 2026 09:30');
    await page.getByRole('button', { name: '+1 week' }).click();
    await expect.poll(() => page.locator('.clock-face time').innerText()).toBe('Wed 2 Dec 2026 09:30');
    await page.getByRole('button', { name: 'Set…' }).click();
    await page.getByLabel('Date and time in London').fill('2027-07-01T08:15');
    await page.getByRole('button', { name: 'Move the clock' }).click();
    await expect.poll(() => page.locator('.clock-face time').innerText()).toBe('Thu 1 Jul 2027 08:15');
    expect(await ben.pane.locator('.local-time').innerText()).toMatch(/^Thu 1 Jul\s+03:15\s+New York/);
    expect(new Date(kitchen.slack.clock.now()).toISOString().slice(0, 16)).toBe('2027-07-01T07:15');
  });

  pageTest('the Home tab is drawn for whoever opens it', async ({ kitchen, ada, ben }) => {
    await ada.pane.getByRole('tab', { name: 'Home' }).click();
    await ada.pane.getByText('Hello @Ada Lovelace').waitFor();
    await ada.button('Press me').click();
    await expect.poll(() => kitchen.actions.map(({ action_id }) => action_id)).toEqual(['home_button']);
    expect(await ben.pane.getByText('Welcome home').count()).toBe(0);
  });

  pageTest('threads, reactions, edits and deletions show on both sides', async ({ ada, ben }) => {
    for (const half of [ada, ben]) await half.pane.getByRole('button', { name: 'general' }).click();
    await ada.says('Who is coming?');
    await ben.message('Who is coming?').hover();
    await ben.message('Who is coming?').getByRole('button', { name: 'Reply in thread' }).click();
    await ben.says('I am');
    await ada
      .message('Who is coming?')
      .getByRole('button', { name: /1 reply/ })
      .waitFor();
    await ada.message('Who is coming?').hover();
    await ada.message('Who is coming?').getByRole('button', { name: 'Add a reaction' }).click();
    await ada.pane.getByRole('menuitem', { name: 'tada' }).click();
    await ben.button('Close the thread').click();
    await ben.message('Who is coming?').getByRole('button', { name: 'tada: Ada Lovelace' }).waitFor();
    await ada.message('Who is coming?').hover();
    await ada.message('Who is coming?').getByRole('button', { name: 'More message actions' }).click();
    await ada.pane.getByRole('menuitem', { name: 'Edit message' }).click();
    await ada.pane.getByRole('textbox', { name: 'Edit message' }).fill('Who joins us?');
    await ada.button('Save').click();
    await ben.message('Who joins us?').getByText('(edited)').waitFor();
    await ada.message('Who joins us?').hover();
    await ada.message('Who joins us?').getByRole('button', { name: 'More message actions' }).click();
    await ada.pane.getByRole('menuitem', { name: 'Delete message' }).click();
    await expect.poll(() => ben.message('Who joins us?').count()).toBe(0);
  });

  pageTest('a message shortcut stands in the menu of every message', async ({ ada }) => {
    await ada.says('Keep in mind');
    await ada.message('Keep in mind').hover();
    await ada.message('Keep in mind').getByRole('button', { name: 'More message actions' }).click();
    await ada.pane.getByRole('menuitem', { name: 'Remember this' }).click();
    await ada.message('Remembered: Keep in mind').waitFor();
  });

  pageTest('a command that nobody answers leaves its words and says so', async ({ ada }) => {
    await ada.says('/slow');
    await ada.pane
      .getByText(/\/slow failed/)
      .first()
      .waitFor();
    expect(await ada.pane.locator('.composer textarea').inputValue()).toBe('/slow');
  });

  pageTest('a link to a moment brings back people, conversation and message', async ({ page, kitchen }) => {
    const ben = kitchen.slack.as('ben');
    for (let at = 1; at <= 130; at++) await ben.types(`Line ${at}`, { in: 'general' });
    const general = kitchen.slack.channel('general').id;
    const early = kitchen.slack
      .as('cleo')
      .in('general')
      .all()
      .find((message) => message.text.includes('Line 7'));
    await page.goto(`${kitchen.slack.url}/#left=cleo&left.in=${general}&left.at=${early?.ts}&right=ada`);
    await page.reload();
    const target = page.locator('.pane[data-side=left] .message.target');
    await target.waitFor();
    expect(await target.innerText()).toContain('Line 7');
    expect(await target.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(await page.locator('.pane[data-side=right]').getAttribute('aria-label')).toBe('Ada Lovelace’s Slack');
  });

  pageTest('a file that Ada sends is there for Ben', async ({ page, ada, ben }) => {
    for (const half of [ada, ben]) await half.pane.getByRole('button', { name: 'general' }).click();
    await ada.pane
      .locator('input[type=file]')
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Remember') });
    await ada.button('Remove notes.txt').waitFor();
    await ada.says('My notes');
    const link = ben.message('My notes').getByRole('link', { name: /notes\.txt/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('notes.txt');
    expect(await page.evaluate(`fetch('${await link.getAttribute('href')}').then((answer) => answer.text())`)).toBe(
      'Remember',
    );
  });

  pageTest('Ada makes a channel, Ben joins it, the app is added, Ben leaves', async ({ kitchen, ada, ben }) => {
    await ada.button('Add channels').click();
    await ada.pane.getByRole('menuitem', { name: 'Create a channel' }).click();
    await ada.pane.getByRole('textbox', { name: 'Name' }).fill('Book Club');
    await ada.button('Create').click();
    await ada.pane.getByRole('heading', { name: '#book-club' }).waitFor();
    await ben.button('Add channels').click();
    await ben.pane.getByRole('menuitem', { name: 'Browse channels' }).click();
    await ben.pane.getByRole('button', { name: '# book-club' }).click();
    await ben.says('Which book?');
    await ada.message('Which book?').waitFor();
    await ada.button('Actions for #book-club').click();
    await ada.pane.getByRole('menuitem', { name: 'Add people' }).click();
    const whom = ada.pane.getByRole('combobox', { name: 'Whom to add' });
    await whom.fill('kitchen');
    await whom.press('Enter');
    await whom.press('Tab');
    await ada.button('Add').click();
    const { app, conversations } = kitchen.slack.world;
    const club = () => conversations.all().find(({ name }) => name === 'book-club')?.members ?? [];
    await expect.poll(club).toContain(app.botUserId);
    await ben.button('Actions for #book-club').click();
    await ben.pane.getByRole('menuitem', { name: 'Leave' }).click();
    await expect.poll(club).not.toContain(kitchen.slack.user('ben').id);
    await expect.poll(() => ben.pane.getByRole('button', { name: 'book-club' }).count()).toBe(0);
  });
});
