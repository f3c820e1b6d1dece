import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, visit, whyNoBrowser } from './browser.ts';
import { button, half, type RunningSandbox, startSandbox } from './sandbox.ts';

let sandbox: RunningSandbox | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  if (whyNoBrowser()) return;
  [sandbox, browser] = await Promise.all([startSandbox(), openBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

describe('the first two minutes', { retry: 2 }, () => {
  test('Ada taps a time, Ben accepts, both see it at Home, and the reminder comes when its day does', {
    timeout: 90_000,
  }, async (context) => {
    const reason = whyNoBrowser();
    if (reason || !browser || !sandbox) return context.skip(reason);
    const { page, outside, errors } = await visit(browser, sandbox.address);
    const [ada, ben] = [half(page, 'left'), half(page, 'right')];
    await page.getByRole('complementary', { name: 'What to do here' }).getByText('Tap one of them.').waitFor();

    const slot = button(ada, /^\w{3} \d{1,2} \w+, \d\d:\d\d (?:GMT|BST)/).first();
    const time = (await slot.innerText()).trim();
    await slot.click();
    await button(ben, /^Accept$/).click();
    await ada.getByText(`Booked: ${time}`).first().waitFor();

    for (const pane of [ada, ben]) await pane.getByRole('tab', { name: 'Home' }).click();
    await ada.getByText(time).first().waitFor();
    await ben
      .getByText(/Booked|Next meeting/)
      .first()
      .waitFor();
    expect(await ada.getByRole('link', { name: 'Add to Google Calendar' }).first().getAttribute('href')).toMatch(
      /^https:\/\/calendar\.google\.com\//,
    );

    for (const pane of [ada, ben]) await pane.getByRole('tab', { name: 'Messages' }).click();
    const reminder = ada.locator('article').filter({ hasText: 'A quick reminder' });
    expect(await reminder.count()).toBe(0);
    for (let days = 0; days < 8 && (await reminder.count()) === 0; days++) {
      await page.getByRole('button', { name: 'Next working day' }).click();
      await page.locator('.clock-face[aria-busy=false]').waitFor();
    }
    await reminder.first().waitFor();
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('the guide', { retry: 2 }, () => {
  test('offers stories; picking one seats its two people and shows its steps, from the keys alone, too', {
    timeout: 60_000,
  }, async (context) => {
    const reason = whyNoBrowser();
    if (reason || !browser || !sandbox) return context.skip(reason);
    const { page, outside, errors } = await visit(browser, sandbox.address);
    const guide = page.getByRole('complementary', { name: 'What to do here' });
    await guide.getByRole('button', { name: 'What to try: A pair books its first meeting' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      'A pair books its first meeting\nAda and Ben',
      'A meeting tomorrow\nCleo and Dan',
      'A meeting has just ended\nFatima and Emil',
      'A promise falls due\nRosa and Sam',
      'A mentor with four mentees\nKofi and Oscar',
      'Who runs the programme\nOlivia and Carlos',
    ]);
    for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Rosa’s Slack' })
      .getByText('You told @Sam that you would do this.')
      .waitFor();
    await page.getByRole('region', { name: 'Sam’s Slack' }).waitFor();
    await guide.getByText('Rosa and Sam have met three times.').waitFor();
    await page.reload();
    await guide.getByRole('button', { name: 'What to try: A promise falls due' }).waitFor();
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  });
});
