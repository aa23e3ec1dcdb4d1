import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, inBrowser, line, openPage, startBrowser, write } from './browser.ts';
import { button, dialog, messages, room } from './room.ts';

describe.skipIf(!chromiumPath())(inBrowser('commands in the page'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('commands are listed in the person’s language, with choices and completion', async () => {
    const { sandbox, bot } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ben');
    await line(page).fill('/auf');
    const options = page.getByRole('option');
    await expect
      .poll(() => options.allInnerTexts())
      .toEqual([expect.stringMatching(/\/aufgabe\s[\s\S]*Hol dir deine nächste Aufgabe/)]);
    await line(page).press('Enter');
    await page.getByRole('option', { name: /What kind of task/ }).click();
    await page.keyboard.type('frage');
    await page.getByRole('option', { name: 'Eine Frage schreiben' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('deu');
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await page.keyboard.press('Enter');
    await button(page, 'Answer').waitFor();
    expect(bot.told.at(-1)).toEqual({ what: '/task', value: { type: 'initial_prompt', language: 'de' } });
  });

  test('what is typed after a command opens its option, and nothing of it is dropped', async () => {
    const { sandbox, bot, done } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await page.keyboard.type('/task type:ra');
    await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual(['Rank replies']);
    await page.keyboard.press('Enter');
    expect(done).toEqual([]);
    await page.keyboard.press('Enter');
    const ranking = { what: '/task', value: { type: 'rank_assistant_replies' } };
    await expect.poll(() => bot.told).toEqual([ranking]);

    await page.keyboard.insertText('/task type:ra language:');
    await page.keyboard.type('esp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel(/^language/).inputValue()).toBe('Español');
    await page.keyboard.press('Enter');
    await page.getByText('Choose one of the list.').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const spanish = { what: '/task', value: { type: 'rank_assistant_replies', language: 'es' } };
    await expect.poll(() => bot.told).toEqual([ranking, spanish]);

    await page.keyboard.type('/task nonsense');
    await page.keyboard.press('Enter');
    await page.getByText('The command has no such option.').waitFor();
    expect(bot.told).toHaveLength(2);
  });

  test('Enter waits for the bot’s choices and takes the first, but not instead of one typed in full', async () => {
    const { sandbox, bot, done } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    const language = page.getByLabel(/^language/);
    await page.keyboard.type('/task language:esp');
    await page.keyboard.press('Enter'); // before the bot was asked
    await expect.poll(() => language.inputValue()).toBe('Español');
    expect(done.some((action) => action.do === 'command')).toBe(false);
    await page.keyboard.press('Enter');
    await expect.poll(() => bot.told).toEqual([{ what: '/task', value: { language: 'es' } }]);

    await page.keyboard.type('/task language:deutsch');
    await page.keyboard.press('Enter');
    await expect.poll(() => bot.told.at(-1)).toEqual({ what: '/task', value: { language: 'de' } });
    await page.keyboard.type('/task language:tlh');
    await page.getByText('Nothing matches what you typed.').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => bot.told.at(-1)).toEqual({ what: '/task', value: { language: 'tlh' } });
  });

  test('typing goes to the line from wherever nothing else takes it', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    const focused = () => page.evaluate('document.activeElement.id');
    await expect.poll(focused).toBe('line');
    await page.keyboard.type('/task ');
    await page.keyboard.press('Enter');
    await button(page, 'Report').focus();
    await page.keyboard.type('hello');
    await expect.poll(() => line(page).inputValue()).toBe('hello');
    await page.keyboard.press('Enter');
    await messages(page).getByText('hello').waitFor();

    await page.getByRole('log').click();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('End');
    expect(await focused()).not.toBe('line');
    await button(page, 'Report').press(' ');
    await dialog(page).getByLabel('Reason').waitFor();
    await button(page, 'Cancel').focus();
    await page.keyboard.type('x');
    expect(await line(page).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog(page).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Rate the reply' }).press('ArrowDown');
    await page.keyboard.type('x');
    expect(await line(page).inputValue()).toBe('');
  });

  test('a required option is asked for before a command goes out', async () => {
    const { sandbox, bot } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/rename');
    const count = page.getByLabel(/^count, required/);
    await count.press('Enter');
    await page.getByText('This option is required.').waitFor();
    await count.fill('many');
    await count.press('Enter');
    await page.getByText('Enter a whole number.').waitFor();
    await count.fill('3');
    await count.press('Enter');
    await page.getByText('Renamed 3 things.').waitFor();
    expect(bot.told.at(-1)).toEqual({ what: '/rename', value: { count: 3 } });
  });

  test('a file is chosen for an option, and goes to the bot with the command', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/take');
    const file = page.getByLabel(/^file, required/);
    await button(page, 'Send').click();
    await page.getByText('This option is required.').waitFor();
    await file.setInputFiles({ name: 'prompts.jsonl', mimeType: 'text/plain', buffer: Buffer.from('{}') });
    await expect.poll(() => page.getByText('This option is required.').count()).toBe(0);
    await button(page, 'Send').click();
    await page.getByText('Took prompts.jsonl.').waitFor();
    await page.keyboard.insertText('/take file:prompts.jsonl');
    await button(page, 'Send').click();
    await page.getByText('Choose a file.').waitFor();
  });

  test('only one suggestion is highlighted, and the mouse moves it', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await page.keyboard.type('/task type:');
    const chosen = page.getByRole('option', { selected: true });
    await expect.poll(() => chosen.allInnerTexts()).toEqual(['Write a prompt']);
    const second = page.getByRole('option', { name: 'Rank replies' });
    await second.hover();
    await page.mouse.move(600, 500);
    await second.hover();
    await expect.poll(() => chosen.allInnerTexts()).toEqual(['Rank replies']);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel(/^type/).inputValue()).toBe('Rank replies');
  });
});
