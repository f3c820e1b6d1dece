import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, visit, whyNoBrowser } from './browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let sandbox: ChildProcess | undefined;
let browser: Browser | undefined;
let address = '';

/** Starts what `npm run sandbox` starts, and waits for the address that it prints. */
async function startSandbox(): Promise<string> {
  sandbox = spawn(process.execPath, ['src/sandbox/main.ts', '--port', '0'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: sandbox.stdout ?? process.stdin });
  for await (const line of lines) {
    const found = /http:\/\/\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('The sandbox ended before it printed its address');
}

beforeAll(async () => {
  if (whyNoBrowser()) return;
  [address, browser] = await Promise.all([startSandbox(), openBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  if (!sandbox || sandbox.exitCode !== null) return;
  sandbox.kill('SIGTERM');
  await once(sandbox, 'exit');
});

const half = (page: Page, side: 'left' | 'right') => page.locator(`.pane[data-side=${side}]`);

/** A button by what stands on it: some say more than that to screen readers. */
const button = (pane: Locator, text: RegExp) => pane.locator('.blocks button').filter({ hasText: text });

describe('the first two minutes', () => {
  test('Ada taps a time, Ben accepts, both see it at Home, and the reminder comes when its day does', {
    timeout: 90_000,
  }, async (context) => {
    const reason = whyNoBrowser();
    if (reason || !browser) return context.skip(reason);
    const { page, outside, errors } = await visit(browser, address);
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
