import { describe, expect } from 'vitest';
import { focused, tabTo } from './keyboard.ts';
import { pageTest } from './page-test.ts';

describe('without a mouse', { retry: 2 }, () => {
  pageTest('from the top of the page to a filled and sent modal', async ({ page, ada }) => {
    await page.keyboard.press('Tab');
    await tabTo(page, /^Message Kitchen$/);
    await page.keyboard.type('/as');
    await ada.pane.getByRole('option', { name: /\/ask/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await ada.dialog.waitFor();
    await expect.poll(() => focused(page)).toBe('Your name');
    await page.keyboard.type('Ada');
    await page.keyboard.press('Enter');
    await ada.message('Thank you, Ada').waitFor();
    await expect.poll(() => focused(page)).toBe('Message Kitchen');
  });

  pageTest('Tab stays inside a modal, and Escape leaves it', async ({ page, ada }) => {
    await ada.says('/ask');
    await ada.dialog.waitFor();
    const seen = new Set<string>();
    for (let presses = 0; presses < 12; presses++) {
      seen.add(await focused(page));
      await page.keyboard.press('Tab');
    }
    expect([...seen].sort()).toEqual(['Cancel', 'Close everything', 'E-mail (optional)', 'Go up', 'Send', 'Your name']);
    await page.keyboard.press('Escape');
    await ada.pane.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Message Kitchen');
  });

  pageTest('F6 goes round the clock, the panes and the modal in one of them', async ({ page, ada }) => {
    await ada.says('/ask');
    await ada.dialog.waitFor();
    await expect.poll(() => focused(page)).toBe('Your name');
    await page.keyboard.press('F6');
    expect(await focused(page)).toBe('Ben Okri’s Slack');
    await page.keyboard.press('F6');
    await tabTo(page, /^\+1 hour$/);
    await page.keyboard.press('F6');
    expect(await focused(page)).toBe('Two questions');
  });

  pageTest('a select, a calendar and a menu from the keys alone', async ({ page, kitchen, ada }) => {
    await ada.says('/blocks text');
    await ada.message('A header').waitFor();
    await ada.message('A header').focus();
    await tabTo(page, /^More actions$/);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe('Edit');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('More actions');
    await tabTo(page, /^A colour$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Open the calendar$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Tuesday 24 November 2026');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toBe('Thursday 31 December 2026');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => kitchen.actions)
      .toMatchObject([
        { selected_option: { value: 'remove' } },
        { selected_option: { value: 'green' } },
        { selected_date: '2026-12-31' },
      ]);
  });

  pageTest('arrow keys walk through conversations, tabs and messages', async ({ page, ada }) => {
    await ada.says('hello');
    await ada.message('Hello to you').waitFor();
    await ada.pane.getByRole('button', { name: 'kitchen' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('general');
    await ada.pane.getByRole('tab', { name: 'Messages' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('About');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toBe('Messages');
    await ada.message('Hello to you').focus();
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toMatch(/^Ada Lovelace, 09:3\d$/);
    await tabTo(page, /^Add a reaction$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/white check mark/);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Add a reaction');
  });

  pageTest('mentions and commands are suggested while typing', async ({ page, ada }) => {
    const composer = ada.pane.getByRole('combobox', { name: 'Message Kitchen' });
    await composer.focus();
    await page.keyboard.type('Ask @be');
    await ada.pane.getByRole('option', { name: /Ben Okri/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await composer.inputValue()).toBe('Ask @ben ');
    await page.keyboard.press('Enter');
    await ada.message('Ask @Ben Okri').waitFor();
    await page.keyboard.type('/');
    await expect.poll(() => ada.pane.getByRole('option').count()).toBe(8);
    await page.keyboard.press('Escape');
    await expect.poll(() => ada.pane.getByRole('option').count()).toBe(0);
  });
});
