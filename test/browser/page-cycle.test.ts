import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Demonstration, startDemonstration } from '../../src/sandbox/demonstration.ts';
import { openBrowser, visit, whyNoBrowser } from './browser.ts';
import { focused, tabTo } from './keyboard.ts';
import { button, half } from './sandbox.ts';

/** It begins on Wednesday 25 November at 10:30 in London. */
const REAL = Date.UTC(2026, 10, 25, 7);
const ANSWERS = ['Done', 'New date', 'Drop it'];

/** Ada in London on the left, a mentee, and Ben in Vienna on the right, her mentor. */
type Scene = { page: Page; ada: Locator; ben: Locator };

let sandbox: Demonstration | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  if (!whyNoBrowser()) browser = await openBrowser();
}, 60_000);

beforeEach(async () => {
  if (!whyNoBrowser()) sandbox = await startDemonstration(0, REAL);
}, 120_000);

afterEach(async () => {
  await sandbox?.stop();
});

afterAll(async () => {
  await browser?.close();
});

describe('one whole cycle', { retry: 2 }, () => {
  test('nudge, booking, agenda, reminder, meeting, closing, the next date, a promise due, the next agenda', {
    timeout: 120_000,
    // Two minutes of keys and clicks on a machine that is busy with everything else: it may begin anew, with a sandbox of its own.
    retry: 2,
  }, async (context) => {
    const reason = whyNoBrowser();
    if (reason || !browser || !sandbox) return context.skip(reason);
    const { page, outside, errors } = await visit(browser, sandbox.slack.url);
    const scene = { page, ada: half(page, 'left'), ben: half(page, 'right') };
    await book(scene);
    await fillTheAgenda(scene);
    await readTheReminder(scene);
    await getReady(scene);
    await closeWithoutMouse(scene);
    await acceptTheNext(scene);
    await keepOneOfTwo(scene);
    await findTheOtherOnTop(scene);
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  });
});

/** The nudge, and one tap on either side. */
async function book({ ada, ben }: Scene): Promise<void> {
  await button(message(ada, 'Welcome to Rising Leaders'), /^Thu 26 Nov, 13:00 GMT$/).click();
  const offer = message(ben, 'Does that suit you?');
  expect(await offer.innerText()).toContain('Ada suggests Thu 26 Nov, 14:00 CET (45 minutes; 13:00 GMT for @Ada)');
  await button(offer, /^Accept$/).click();
  await message(ada, 'Booked: Thu 26 Nov, 13:00 GMT').waitFor();
  await message(ben, 'Booked: Thu 26 Nov, 14:00 CET').waitFor();
}

/** Ada in the form, Ben with one line. */
async function fillTheAgenda({ ada, ben }: Scene): Promise<void> {
  await types(ada, '/agenda');
  const agenda = dialog(ada, 'Agenda');
  await agenda.getByLabel(/^What to talk about/).fill('How to say no (15 min)\nWho should know of my project?');
  await agenda.getByLabel(/^What do you expect of this meeting\?/).fill('One clear next step');
  await agenda.getByRole('combobox', { name: /^Structure/ }).fill('Career');
  await agenda.getByRole('option', { name: /^Career conversation/ }).click();
  await agenda.getByRole('button', { name: 'Save' }).click();
  await agenda.waitFor({ state: 'detached' });
  await types(ben, '/agenda What I learned in my first year');
  await ben.getByText('What I learned in my first year').first().waitFor();
}

/** One working day before, both get the agenda with the reminder. */
async function readTheReminder({ page, ada, ben }: Scene): Promise<void> {
  expect(await page.getByText('A quick reminder').count()).toBe(0);
  await press(page, 'Next working day');
  const lines = [
    [ada, 'How to say no (15 min) · you', 'What I learned in my first year · Ben', 'What you expect'],
    [ben, 'How to say no (15 min) · Ada', 'What I learned in my first year · you', 'What Ada expects'],
  ] as const;
  for (const [pane, hers, his, expectation] of lines) {
    const reminder = message(pane, 'A quick reminder');
    await reminder.getByText(hers).waitFor();
    const text = await reminder.innerText();
    expect(text).toContain(his);
    expect(text).toContain(`${expectation}: One clear next step`);
    expect(text).toContain('Structure: Career conversation, 60 minutes');
  }
}

/** Ten minutes before, both have at hand what they need. */
async function getReady({ page, ada, ben }: Scene): Promise<void> {
  await moveTo(page, '2026-11-26T12:45');
  expect(await page.getByText('meet at').count()).toBe(0);
  await moveTo(page, '2026-11-26T12:50');
  expect(await page.getByText('It is now').allInnerTexts()).toEqual(['It is now Thu 26 Nov 2026, 12:50 GMT.']);
  const his = message(ben, /You and @Ada meet at 14:00/);
  await his.getByText('Who should know of my project? · Ada').waitFor();
  expect(await his.innerText()).toContain('What Ada expects: One clear next step');
  await message(ada, /You and @Ben meet at 13:00/).waitFor();
}

/** Afterwards Ben is asked, whose turn it is, and closes the meeting from the keys alone. */
async function closeWithoutMouse({ page, ada, ben }: Scene): Promise<void> {
  await moveTo(page, '2026-11-26T13:56');
  const check = message(ben, 'Did you and @Ada meet on Thu 26 Nov, 14:00 CET?');
  await check.waitFor();
  const answers = await button(check, /./).allInnerTexts();
  expect(answers.slice(0, 3)).toEqual(['We met', 'It moved', "It didn't happen"]);
  expect(await ada.getByText('Did you and').count()).toBe(0);

  await check.focus();
  await tabTo(page, /^We met$/);
  await page.keyboard.press('Enter');
  await dialog(ben, 'After the meeting').waitFor();
  await tabTo(page, /^How to say no/);
  await page.keyboard.press('Space');
  await tabTo(page, /^What will you do until next time\?/);
  await page.keyboard.type('Send the reading list');
  await tabTo(page, /^What will Ada do\?/);
  await page.keyboard.type('Write the first page');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ask Eve for an hour');
  await tabTo(page, /^What is worth keeping\?/);
  await page.keyboard.type('A no with a reason is heard as help');
  await tabTo(page, /^The meeting in one line/);
  await page.keyboard.type('How to say no');
  await tabTo(page, /^Next$/);
  await page.keyboard.press('Enter');

  const next = dialog(ben, 'And the next one?');
  await expect.poll(() => focused(page)).toMatch(/^\w{3} \d{1,2} \w{3}, \d\d:\d\d CET$/);
  expect(await chosen(next, 'When do you meet next?')).toBe('Thu 10 Dec, 14:00 CET');
  await tabTo(page, /^5 · very useful$/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Too little$/);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  expect(await chosen(next, 'How was the amount of structure?')).toBe('Just right');
  await tabTo(page, /^Done$/);
  await page.keyboard.press('Enter');
  await next.waitFor({ state: 'detached' });
}

/** The next meeting is booked while this one ends, and what was promised and learned stands at Home. */
async function acceptTheNext({ ada, ben }: Scene): Promise<void> {
  const offer = message(ada, 'Does that suit you?');
  await offer.getByText('Thu 10 Dec, 13:00 GMT').waitFor();
  await button(offer, /^Accept$/).click();
  await message(ada, 'Booked: Thu 10 Dec, 13:00 GMT').waitFor();
  await ben.getByRole('tab', { name: 'Home' }).click();
  await ben.getByText('Booked: Thu 10 Dec, 14:00 CET').waitFor();
  await ben.getByText('Open commitments: 1 of yours, 2 of Ada’s').waitFor();
  await ben.getByText('A no with a reason is heard as help').waitFor();
  await ben.getByRole('tab', { name: 'Messages' }).click();
}

/** A week later the promises come back: one is kept, and Ben hears of it; the other is left open. */
async function keepOneOfTwo({ page, ada, ben }: Scene): Promise<void> {
  expect(await ada.getByText('that you would do this').count()).toBe(0);
  await moveTo(page, '2026-12-03T09:35');
  const question = message(ada, 'that you would do this');
  await question.getByText('Write the first page').waitFor();
  expect(await button(question, /./).allInnerTexts()).toEqual([...ANSWERS, ...ANSWERS]);
  await question.getByRole('button', { name: 'Done: Write the first page' }).click();
  await question.getByText('Write the first page').waitFor({ state: 'detached' });
  expect(await question.innerText()).toContain('Ask Eve for an hour');
  await press(page, '+1 hour');
  await message(ben, 'News of what').getByText('Done: Write the first page').waitFor();
}

/** The next agenda opens with what is overdue, and with what was left to talk about. */
async function findTheOtherOnTop({ page, ada }: Scene): Promise<void> {
  await press(page, 'Next working day');
  await types(ada, '/agenda');
  const agenda = dialog(ada, 'Agenda');
  await agenda.getByText('Was due Thu 3 Dec', { exact: true }).waitFor();
  const text = await agenda.innerText();
  const parts = ['Thu 10 Dec, 13:00 GMT', 'What you set out to do', 'Ask Eve for an hour', 'What to talk about'];
  expect(parts.map((part) => text.indexOf(part))).toEqual(
    parts.map((part) => text.indexOf(part)).sort((one, other) => one - other),
  );
  for (const part of parts) expect(text).toContain(part);
  expect(text).not.toContain('Write the first page');
  expect(await agenda.getByLabel(/^What to talk about/).inputValue()).toBe(
    'Who should know of my project?\nWhat I learned in my first year',
  );
}

/** Somebody's newest message with this text. */
function message(pane: Locator, text: string | RegExp): Locator {
  return pane.locator('article.message').filter({ hasText: text }).last();
}

function dialog(pane: Locator, title: string): Locator {
  return pane.getByRole('dialog', { name: title });
}

/** What is chosen among radio buttons. */
function chosen(form: Locator, label: string): Promise<string> {
  const group = form.getByRole('radiogroup', { name: label });
  return group
    .locator('label')
    .filter({ has: form.page().getByRole('radio', { checked: true }) })
    .innerText();
}

async function types(pane: Locator, text: string): Promise<void> {
  const composer = pane.getByRole('combobox', { name: 'Message Cairn' });
  await composer.fill(text);
  await composer.press('Enter');
}

/** Moves the clock with *Set…* to a moment of London's wall clock, `YYYY-MM-DDTHH:mm`. */
async function moveTo(page: Page, moment: string): Promise<void> {
  await press(page, 'Set…');
  await page.getByLabel(/^Date and time in London/).fill(moment);
  await page.getByRole('button', { name: 'Move the clock' }).click();
  await caughtUp(page);
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: 'Sandbox clock' }).getByRole('button', { name }).click();
  await caughtUp(page);
}

async function caughtUp(page: Page): Promise<void> {
  await page.locator('.clock-face[aria-busy=false]').waitFor();
}
