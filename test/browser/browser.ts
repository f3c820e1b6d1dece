import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium is on this machine: `CHROMIUM_PATH`, else the usual places; undefined when there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  return [...(named ? [named] : []), ...PLACES].find(isExecutable);
}

/**
 * Why the browser tests cannot run here; undefined when they can. In CI they never are skipped.
 * @throws Error in CI on a machine without a browser
 */
export function whyNoBrowser(): string | undefined {
  if (chromiumPath()) return undefined;
  const reason = 'no Chromium found: install one, or name it in CHROMIUM_PATH';
  if (process.env.CI) throw new Error(`The browser tests must run in CI, and there is ${reason}`);
  return reason;
}

/** Starts the browser. @throws Error when there is none */
export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('no Chromium found');
  return chromium.launch({ executablePath, args: ARGS });
}

/** A page, with what it asked from other hosts and what went wrong on it. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  /** Addresses of other hosts that were asked for. */
  readonly outside: readonly string[];
  /** Errors that no code caught, and failed requests of the page itself. */
  readonly errors: readonly string[];
}

/** How a page is looked at: viewport, colour scheme, … */
export type VisitOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/** Opens the sandbox's page at `url` in a fresh context and waits until both panes are there. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const { host } = new URL(url);
  const outside: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.host !== host && !['data:', 'blob:'].includes(target.protocol)) outside.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  await page.goto(url);
  await page.waitForSelector('.pane .conversation');
  return { page, context, outside, errors };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
