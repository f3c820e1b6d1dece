import { describe, expect } from 'vitest';
import { pageTest } from './page-test.ts';

describe('the inspector', { retry: 2 }, () => {
  pageTest('shows a command, its ack with the time it took, and the calls it led to', async ({ page, ada }) => {
    await page.getByRole('button', { name: 'Inspector' }).click();
    await ada.says('/ask');
    await ada.dialog.waitFor();
    await page.getByRole('button', { name: /→ app.*\/ask.*acked · \d+ ms/ }).waitFor();
    await page.getByRole('button', { name: /← app.*views\.open.*ok · \d+ ms/ }).click();
    const details = page.getByRole('region', { name: 'Details of views.open' });
    expect(await details.innerText()).toContain('"callback_id": "question"');
  });

  pageTest('shows a refusal in red and points at the block', async ({ page, ada }) => {
    await ada.says('/broken');
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('button', { name: /chat\.postMessage.*invalid_blocks/ }).click();
    const details = page.getByRole('region', { name: 'Details of chat.postMessage' });
    await details.getByRole('button', { name: /\/blocks\/0\/text\/text must be less than 3001 characters/ }).click();
    const spot = details.locator('.json .spot').first();
    expect(await spot.innerText()).toMatch(/^\s*"text": "x+/);
    await page.getByRole('checkbox', { name: 'Only what went wrong' }).check();
    await expect.poll(() => page.locator('.traffic-row').count()).toBe(1);
  });

  pageTest('a fault set off there is what the next call meets', async ({ page, kitchen, ada }) => {
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('tab', { name: 'Faults and limits' }).click();
    await page.getByRole('button', { name: 'internal_error for the next post' }).click();
    await page.getByRole('listitem').filter({ hasText: 'internal_error' }).waitFor();
    await ada.says('hello');
    await page.getByRole('tab', { name: 'Traffic' }).click();
    await page.getByRole('button', { name: /chat\.postMessage.*internal_error/ }).waitFor();
    await page.getByRole('tab', { name: 'Faults and limits' }).click();
    await page.getByRole('radio', { name: 'As Slack’s' }).check();
    await expect.poll(() => kitchen.slack.limits.mode).toBe('real');
  });

  pageTest('a connection can be told to refresh, and the app comes back', async ({ page, kitchen }) => {
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('tab', { name: /Connections/ }).click();
    const [first] = kitchen.slack.connections.connections;
    await page
      .getByRole('group', { name: `Connection ${first?.id}` })
      .getByRole('button', { name: 'refresh requested' })
      .click();
    await expect
      .poll(() => page.getByRole('group', { name: `Connection ${first?.id}` }).count(), { timeout: 5_000 })
      .toBe(0);
    await expect
      .poll(() => page.getByRole('group', { name: /^Connection / }).count(), { timeout: 15_000 })
      .toBeGreaterThan(0);
  });
});
