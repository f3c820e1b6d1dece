import { describe, expect } from 'vitest';
import { pageTest, type Scene } from './page-test.ts';

/** Posts one kind of blocks to Ada and gives the message. */
async function shown({ ada }: Scene, name: string, waitFor: string) {
  await ada.says(`/blocks ${name}`);
  const message = ada.message(waitFor);
  await message.waitFor();
  return message;
}

describe('every display block', { retry: 2 }, () => {
  pageTest('text: header, mrkdwn, fields, context, image and what stands beside them', async (scene) => {
    const message = await shown(scene, 'text', 'A header');
    expect(await message.locator('.block-header').innerText()).toBe('A header ⛰️');
    const section = message.locator('.section-text').first();
    expect(await section.locator('strong').innerText()).toBe('bold');
    expect(await section.locator('em').innerText()).toBe('italic');
    expect(await section.locator('s').innerText()).toBe('strike');
    expect(await section.locator('code').first().innerText()).toBe('code');
    expect(await section.getByRole('link', { name: 'a link' }).getAttribute('href')).toBe('https://example.com');
    expect(await section.locator('.mention').allInnerTexts()).toEqual(['@Ada Lovelace', '@here']);
    expect(await section.locator('blockquote').innerText()).toBe('quoted');
    expect(await section.locator('pre').innerText()).toBe('let x = 1 < 2;');
    expect(await section.locator('time').innerText()).toBe('Today at 21:30');
    expect(await message.locator('.section-field').allInnerTexts()).toEqual(['When\nTuesday', 'Where\nRoom 4']);
    expect(await message.getByRole('img', { name: 'A hill in the evening' }).count()).toBe(1);
    expect(await message.getByRole('img', { name: 'a mark' }).count()).toBe(1);
  });

  pageTest('the same moment is another time of day for somebody elsewhere', async (scene) => {
    await scene.ben.says('/blocks text');
    const message = scene.ben.message('A header');
    expect(await message.locator('.section-text time').innerText()).toBe('Today at 16:30');
  });

  pageTest('buttons, menus, selects and pickers in a message tell the app', async (scene) => {
    const message = await shown(scene, 'text', 'A header');
    await message.getByRole('button', { name: 'More actions' }).click();
    await message.getByRole('menuitem', { name: 'Remove' }).click();
    await message.getByRole('combobox', { name: 'A colour' }).click();
    await message.getByRole('option', { name: 'Green' }).click();
    const day = message.getByRole('textbox', { name: 'A day' });
    await day.fill('2026-12-01');
    await day.press('Enter');
    await expect.poll(() => scene.kitchen.actions.length).toBe(3);
    expect(scene.kitchen.actions.map((action) => action.action_id)).toEqual(['more', 'colour', 'day']);
    expect(scene.kitchen.actions.map((action) => action.selected_date ?? action.selected_option)).toMatchObject([
      { value: 'remove' },
      { value: 'green' },
      '2026-12-01',
    ]);
    expect(await message.getByRole('combobox', { name: 'A colour' }).inputValue()).toBe('Green');
    expect(await day.inputValue()).toBe('Tue 1 Dec 2026');
  });

  pageTest('a dangerous button asks first, and no means nothing', async (scene) => {
    const message = await shown(scene, 'text', 'A header');
    await message.getByRole('button', { name: 'Drop it' }).click();
    const question = scene.ada.pane.getByRole('alertdialog', { name: 'Drop it?' });
    expect(await question.innerText()).toContain('It will be gone.');
    await question.getByRole('button', { name: 'Keep' }).click();
    await message.getByRole('button', { name: 'Drop it' }).click();
    await question.getByRole('button', { name: 'Yes, drop' }).click();
    await expect.poll(() => scene.kitchen.actions.map((action) => action.action_id)).toEqual(['drop']);
  });

  pageTest('rich text with all its leaves and lists', async (scene) => {
    const message = await shown(scene, 'rich', 'Quoted words');
    const rich = message.locator('.rich');
    expect(await rich.locator('.rich-section').first().innerText()).toMatch(
      /^Bold and code for @Ada Lovelace 👋 link @channel #1f7a70 Tuesday 24 November 2026$/,
    );
    expect(await rich.locator('ol > li').count()).toBe(2);
    expect(await rich.locator('ol > li ul > li').innerText()).toBe('Inner');
    expect(await rich.locator('blockquote').innerText()).toBe('Quoted words');
    expect(await rich.locator('pre').innerText()).toBe('const a = "<b>";');
  });

  pageTest('markdown is drawn, and HTML in it stays text', async (scene) => {
    const message = await shown(scene, 'markdown', 'Some');
    await message.getByRole('heading', { name: 'Title' }).waitFor();
    expect(await message.locator('.markdown p strong').innerText()).toBe('bold');
    expect(await message.locator('.markdown').innerText()).toContain('<b>tags</b>');
    expect(await message.locator('.markdown li').allInnerTexts()).toEqual(['one', 'two']);
    expect(await message.locator('.markdown td').allInnerTexts()).toEqual(['1', '2']);
  });

  pageTest('a table', async (scene) => {
    const message = await shown(scene, 'table', 'Ada and Ben');
    expect(await message.getByRole('columnheader').allInnerTexts()).toEqual(['Pair', 'Meetings']);
    expect(await message.getByRole('cell').allInnerTexts()).toEqual(['Ada and Ben', '4']);
  });

  pageTest('a data table turns pages and sorts', async (scene) => {
    const message = await shown(scene, 'data_table', 'Meetings per month');
    const months = () => message.getByRole('rowheader').allInnerTexts();
    expect(await months()).toEqual(['January', 'February']);
    await message.getByRole('button', { name: 'Next' }).click();
    expect(await months()).toEqual(['March', 'April']);
    await message.getByRole('button', { name: 'Next' }).click();
    expect(await months()).toEqual(['May']);
    expect(await message.getByText('5–5 of 5').count()).toBe(1);
    await message.getByRole('button', { name: 'Previous' }).click();
    await message.getByRole('button', { name: 'Previous' }).click();
    await message.getByRole('button', { name: 'Count' }).click();
    await message.getByRole('button', { name: 'Count' }).click();
    expect(await months()).toEqual(['May', 'April']);
    expect(await message.getByRole('columnheader', { name: 'Count' }).getAttribute('aria-sort')).toBe('descending');
  });

  pageTest('bar, line, area and pie charts say their numbers in words and as a table', async (scene) => {
    const bars = await shown(scene, 'charts', 'Meetings (bar)');
    expect(await bars.locator('svg .bar').count()).toBe(6);
    expect(await bars.getByRole('img', { name: /^Meetings \(bar\)/ }).getAttribute('aria-label')).toBe(
      'Meetings (bar). bar chart. Planned: W1 10, W2 11, W3 12. Met: W1 6, W2 9, W3 12.',
    );
    expect(await bars.locator('svg .line').count()).toBe(2);
    await bars.getByRole('button', { name: 'Show numbers' }).first().click();
    expect(await bars.getByRole('table').getByRole('row').nth(2).innerText()).toMatch(/W2\s+11\s+9/);
    const others = await shown(scene, 'more_charts', 'Mood');
    expect(await others.locator('svg .area').count()).toBe(2);
    expect(await others.locator('svg .slice').count()).toBe(3);
    expect(await others.getByText('8 · 67%').count()).toBe(1);
  });

  pageTest('cards, a carousel, a container that unfolds', async (scene) => {
    const cards = await shown(scene, 'cards', 'One card');
    await cards.getByRole('button', { name: 'Open One card' }).click();
    await expect.poll(() => scene.kitchen.actions.map((action) => action.action_id)).toEqual(['card_one_card']);
    expect(await cards.getByRole('listitem').count()).toBe(3);
    const container = await shown(scene, 'container', 'Folded at first');
    expect(await container.getByText('Inside the container').isVisible()).toBe(false);
    await container.getByRole('button', { name: /Details/ }).click();
    expect(await container.getByText('Inside the container').isVisible()).toBe(true);
  });

  pageTest('feedback and icon buttons', async (scene) => {
    const message = await shown(scene, 'feedback', 'An answer to rate');
    await message.getByRole('button', { name: 'Good' }).click();
    await message.getByRole('button', { name: 'Throw away' }).click();
    await expect
      .poll(() => scene.kitchen.actions.map(({ action_id, value }) => [action_id, value]))
      .toEqual([
        ['rate', 'good'],
        ['bin', undefined],
      ]);
  });

  pageTest('a plan with its tasks', async (scene) => {
    const message = await shown(scene, 'plan', 'Get ready');
    expect(
      await message.locator('.task-mark').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label'))),
    ).toEqual(['Complete', 'In progress', 'Failed']);
    await message.getByRole('button', { name: /Write the agenda/ }).click();
    expect(await message.getByText('Three items').isVisible()).toBe(true);
  });

  pageTest('a video is a still with its words, an alert says how serious it is', async (scene) => {
    const video = await shown(scene, 'video', 'The walk');
    expect(await video.getByRole('img', { name: 'A walk up the hill' }).count()).toBe(1);
    await scene.ada.says('/ask');
    await scene.ada.dialog.getByText('Names are seen by everybody').waitFor();
    expect(await scene.ada.dialog.getByRole('img', { name: 'Warning' }).count()).toBe(1);
  });

  pageTest('attachments, old and with blocks', async (scene) => {
    await scene.ada.says('/attach');
    const message = scene.ada.message('With attachments');
    const [first, second] = [message.locator('.attachment').first(), message.locator('.attachment').last()];
    expect(await first.getByRole('link', { name: 'Report of the week' }).getAttribute('href')).toBe(
      'https://example.com/report',
    );
    expect(await first.locator('.attachment-text strong').innerText()).toBe('well');
    expect(await first.locator('dt').allInnerTexts()).toEqual(['Pairs', 'Met']);
    expect(
      await first.evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).borderLeftColor),
    ).toBe('rgb(54, 166, 79)');
    expect(await second.locator('strong').innerText()).toBe('block');
  });
});
