import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, desktop, inBrowser, line, openPage, phone, startBrowser, write } from './browser.ts';
import { legibility } from './legible.ts';
import { button, dialog, messages, room } from './room.ts';

const WHITE = 'rgb(255, 255, 255)';
const DARK = 'rgb(49, 51, 56)';

const ground = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
const pressed = (page: Page) =>
  page
    .getByRole('group', { name: 'Theme' })
    .getByRole('button', { pressed: true })
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));

const nothingKept = `Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('The browser keeps nothing.', 'SecurityError'); },
})`;

describe.skipIf(!chromiumPath())(inBrowser('the theme of the page'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('is the device’s until somebody chooses, and theirs from then on, in every window', async () => {
    const { sandbox } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada', { ...phone, colorScheme: 'light' });
    expect([await ground(page), await pressed(page)]).toEqual([WHITE, ['Theme of the device']]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground(page)).toBe(DARK);

    await button(page, 'Light theme').click();
    await expect.poll(() => ground(page)).toBe(WHITE);
    await page.reload();
    await line(page).waitFor();
    expect([await ground(page), await pressed(page)]).toEqual([WHITE, ['Light theme']]);

    const other = await page.context().newPage();
    await other.goto(page.url());
    await line(other).waitFor();
    await button(other, 'Dark theme').click();
    await expect.poll(() => ground(page)).toBe(DARK);
    expect(await pressed(page)).toEqual(['Dark theme']);

    await button(page, 'Theme of the device').click();
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => ground(page)).toBe(WHITE);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(faults).toEqual([]);
  });

  test('can be chosen where the browser keeps nothing, for as long as the page is open', async () => {
    const { sandbox } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada', {
      ...desktop,
      colorScheme: 'light',
    });
    await page.addInitScript(nothingKept);
    await page.reload();
    await line(page).waitFor();
    await button(page, 'Dark theme').click();
    await expect.poll(() => ground(page)).toBe(DARK);
    expect(await pressed(page)).toEqual(['Dark theme']);
    await page.reload();
    await line(page).waitFor();
    expect(await ground(page)).toBe(WHITE);
    expect(faults).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`is ${colorScheme} in every part, and each word of it can be read`, async () => {
      const { sandbox } = await room({ elsewhere: 'Elsewhere' });
      const { page, faults } = await openPage(browser, sandbox.url, 'ada', { ...desktop, colorScheme });
      const readable = async (least: number) => {
        const { words, faint } = await legibility(page);
        expect(faint).toEqual([]);
        expect(words).toBeGreaterThan(least);
      };
      await readable(20);
      for (const command of ['/markdown', '/layout', '/hostile', '/task']) await write(page, command);
      await expect.poll(() => messages(page).count()).toBe(4);
      await page.getByText('Expires').waitFor();
      await page.getByRole('button', { name: 'Spoiler' }).click();
      await readable(100);
      await line(page).fill('/');
      await page.getByRole('option', { name: '/rename' }).waitFor();
      await readable(120);
      await line(page).fill('');
      await page.getByRole('combobox', { name: 'Rate the reply' }).click();
      await page.getByRole('option', { name: 'Great' }).hover();
      await readable(100);
      await page.keyboard.press('Escape');
      await button(page, 'You are ada. Switch person or language').click();
      await page.getByText('Be somebody else').waitFor();
      await readable(110);
      await page.keyboard.press('Escape');
      await button(page, 'Answer').click();
      await button(page, 'Submit').click();
      await dialog(page).locator('.field-problem').first().waitFor();
      await readable(120);
      expect(faults).toEqual([]);
    });
});
