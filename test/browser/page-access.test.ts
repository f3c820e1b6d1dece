import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pageTest, type Scene } from './page-test.ts';

/** What axe finds that is serious or critical, one line each. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<
    string[]
  >(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160))))`);
  return found;
}

async function postEverything({ ada, page }: Scene): Promise<void> {
  for (const name of [
    'text',
    'rich',
    'markdown',
    'table',
    'data_table',
    'charts',
    'more_charts',
    'cards',
    'container',
    'feedback',
    'plan',
  ]) {
    await ada.says(`/blocks ${name}`);
    await expect.poll(() => page.locator('.composer.busy').count()).toBe(0);
  }
  await ada.message('Get ready').waitFor();
}

const phone = { viewport: { width: 360, height: 740 } };

describe('nothing serious stands in the way of anybody', { retry: 2 }, () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    pageTest(`messages with every block, ${colorScheme}`, { colorScheme, timeout: 60_000 }, async (scene) => {
      await postEverything(scene);
      expect(await barriers(scene.page)).toEqual([]);
    });

    pageTest(`a modal with every input, and its complaints, ${colorScheme}`, { colorScheme }, async (scene) => {
      await scene.ada.says('/form');
      await scene.ada.dialog.getByRole('button', { name: 'Save' }).click();
      await scene.ada.dialog.getByText('Please complete this required field.').waitFor();
      expect(await barriers(scene.page)).toEqual([]);
    });

    pageTest(`Home, an open menu and the inspector, ${colorScheme}`, { colorScheme }, async (scene) => {
      await scene.ada.pane.getByRole('tab', { name: 'Home' }).click();
      await scene.ada.pane.getByText('Welcome home').waitFor();
      await scene.ben.says('/broken');
      await scene.page.getByRole('button', { name: 'Inspector' }).click();
      await scene.page
        .getByRole('button', { name: /chat.postMessage/ })
        .first()
        .click();
      await scene.ben.button('Files, commands and shortcuts').click();
      expect(await barriers(scene.page)).toEqual([]);
      for (const tab of ['Faults and limits', 'Connections']) {
        await scene.page.getByRole('tab', { name: tab }).click();
        expect(await barriers(scene.page)).toEqual([]);
      }
    });

    pageTest(`on a phone, ${colorScheme}`, { colorScheme, ...phone, timeout: 60_000 }, async (scene) => {
      await postEverything(scene);
      expect(await barriers(scene.page)).toEqual([]);
      await scene.ada.button('Conversations').click();
      expect(await barriers(scene.page)).toEqual([]);
    });
  }
});

describe('on a screen of 360 pixels', { retry: 2 }, () => {
  pageTest('one pane shows, nothing is cut off, and a switch leads to the other', phone, async (scene) => {
    await postEverything(scene);
    const wide = `[...document.querySelectorAll('body, .page, .top, .pane, .message-main')]
      .filter((element) => element.getBoundingClientRect().right > 361).map((element) => element.className)`;
    expect(await scene.page.evaluate(wide)).toEqual([]);
    expect(await scene.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await scene.ben.pane.count()).toBe(0);
    expect(await scene.page.locator('.clock-face').isVisible()).toBe(true);
    await scene.page.getByRole('button', { name: 'Ben Okri' }).click();
    await scene.ben.pane.waitFor();
    await scene.ben.says('/ask');
    await scene.ben.dialog.getByLabel('Your name').fill('Ben');
    await scene.ben.dialog.getByRole('button', { name: 'Send' }).click();
    await scene.ben.message('Thank you, Ben').waitFor();
  });
});
