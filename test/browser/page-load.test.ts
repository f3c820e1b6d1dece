import { describe, expect } from 'vitest';
import { pageTest } from './page-test.ts';

describe('ten thousand messages and five hundred people', { retry: 2 }, () => {
  pageTest(
    'the page keeps only a window of them, scrolls back into the past and jumps to the newest',
    { timeout: 120_000 },
    async ({ kitchen, page, ada }) => {
      const { slack } = kitchen;
      for (let at = 0; at < 500; at++)
        slack.addUser({ name: `person${at}`, real_name: `Person ${at}`, tz: 'Europe/London' });
      const ben = slack.as('ben');
      for (let at = 1; at <= 10_000; at++) await ben.types(`Line ${at}`, { in: 'general' });
      await page.reload();
      await ada.pane.getByRole('button', { name: /^general, / }).click();
      await ada.message('Line 10000').waitFor();
      const list = ada.pane.getByRole('region', { name: 'Messages in #general' });
      expect(await list.locator('article').count()).toBeLessThanOrEqual(120);

      await ben.types('One more', { in: 'general' });
      await ada.message('One more').waitFor();
      expect(await list.locator('article').count()).toBeLessThanOrEqual(120);

      for (let turns = 0; turns < 12; turns++) {
        await list.evaluate((element) => element.scrollTo({ top: 0 }));
        await page.waitForTimeout(100);
      }
      const first = list.locator('article .message-text').first();
      await expect.poll(async () => Number((await first.innerText()).replace('Line ', ''))).toBeLessThan(9_700);
      expect(await list.locator('article').count()).toBeLessThanOrEqual(120);
      await ada.pane.getByRole('button', { name: /Newest messages/ }).click();
      await ada.message('One more').waitFor();
      expect(await ada.message('One more').isVisible()).toBe(true);
    },
  );

  pageTest('reading older messages keeps one’s place', async ({ kitchen, page, ada }) => {
    const ben = kitchen.slack.as('ben');
    for (let at = 1; at <= 200; at++) await ben.types(`Line ${at}`, { in: 'general' });
    await page.reload();
    await ada.pane.getByRole('button', { name: /^general, / }).click();
    await ada.message('Line 200').waitFor();
    const list = ada.pane.getByRole('region', { name: 'Messages in #general' });
    const top = () =>
      list.evaluate((element) => {
        const edge = element.getBoundingClientRect().top;
        const rows = [...element.querySelectorAll('article')];
        const row = rows.find((article) => article.getBoundingClientRect().bottom > edge + 1);
        return row?.querySelector('.message-text')?.textContent?.trim();
      });
    await list.evaluate((element) => element.scrollTo({ top: 310 }));
    const before = await top();
    await list.evaluate((element) => element.scrollBy({ top: -20 }));
    await expect.poll(() => list.locator('article').count()).toBeGreaterThan(60);
    const after = await top();
    expect([before, after].map((line) => Number(line?.replace('Line ', '')))).toSatisfy(
      ([one = 0, other = 0]: number[]) => Math.abs(one - other) <= 1,
    );
    await ben.types('While you read', { in: 'general' });
    await page.waitForTimeout(300);
    expect(await top()).toBe(after);
  });
});
