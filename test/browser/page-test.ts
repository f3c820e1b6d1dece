import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openBrowser, type VisitOptions, visit, whyNoBrowser } from './browser.ts';
import { type Kitchen, startKitchen } from './kitchen.ts';

/** One person's half of the page, by what they see. */
export interface Half {
  pane: Locator;
  /** Types a line into the composer and sends it. */
  says(text: string): Promise<void>;
  /** The newest message with this text. */
  message(text: string | RegExp): Locator;
  dialog: Locator;
  button(name: string | RegExp): Locator;
}

/** A page with Ada on the left and Ben on the right, in front of an app that shows everything. */
export interface Scene {
  kitchen: Kitchen;
  page: Page;
  ada: Half;
  ben: Half;
}

// Browsers on a busy machine are late now and then: each test of the page may begin anew, on a page of its own (`retry` of its `describe`).
type Play = (scene: Scene) => Promise<void>;

/** How to look at the page, where to start, and what may go wrong there. */
export type PageTestOptions = VisitOptions & { hash?: string; expectedErrors?: RegExp; timeout?: number };

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/**
 * A test on the real page. Skipped, with the reason, where there is no browser (in CI it fails there). Whatever else it tests, nothing may
 * be asked from another host and no error may go unnoticed, except those that `expectedErrors` names.
 */
export function pageTest(name: string, play: Play): void;
export function pageTest(name: string, options: PageTestOptions, play: Play): void;
export function pageTest(name: string, ...rest: [Play] | [PageTestOptions, Play]): void {
  const [options, play] = rest.length === 1 ? [{}, rest[0]] : rest;
  test(name, { timeout: options.timeout ?? 30_000 }, async (context) => {
    const reason = whyNoBrowser();
    if (reason) return context.skip(reason);
    const { hash = '', expectedErrors = /^$/, timeout: _timeout, ...look } = options;
    browser ??= openBrowser();
    const kitchen = await startKitchen();
    try {
      const { page, context: tab, outside, errors } = await visit(await browser, `${kitchen.slack.url}/${hash}`, look);
      await play({ kitchen, page, ada: halfOf(page, 'left'), ben: halfOf(page, 'right') });
      expect(outside).toEqual([]);
      expect(errors.filter((error) => !expectedErrors.test(error))).toEqual([]);
      await tab.close();
    } finally {
      await kitchen.stop();
    }
  });
}

function halfOf(page: Page, side: 'left' | 'right'): Half {
  const pane = page.locator(`.pane[data-side=${side}]`);
  return {
    pane,
    async says(text) {
      const composer = pane.locator('.composer textarea').last();
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => pane.locator('article.message').filter({ hasText: text }).last(),
    dialog: pane.getByRole('dialog').last(),
    button: (name) => pane.getByRole('button', { name }).last(),
  };
}
