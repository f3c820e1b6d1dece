import type { Page } from 'playwright-core';

/** Name of what has the focus, as assistive technology hears it. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const element = document.activeElement;
    const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
    const own = element.labels?.[0]?.textContent;
    return (element.getAttribute('aria-label') || labels.join(' ').trim() || own || element.textContent || element.tagName).trim();
  })()`);
}

/** Presses Tab until the focus is on something with this name. */
export async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reached ${name}`);
}
