import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, inBrowser, openPage, phone, sideways, startBrowser } from './browser.ts';
import { button, room } from './room.ts';

describe.skipIf(!chromiumPath())(inBrowser('what somebody changes about themselves'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('is their Discord language', async () => {
    const { sandbox, done } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada');
    await button(page, 'You are ada. Switch person or language').click();
    await page.getByLabel('I read Discord in').selectOption({ label: '日本語 · Japanese' });
    await expect.poll(() => sandbox.person('ada').view.me.locale).toBe('ja');
    await page.locator('.me').getByText('日本語').waitFor();
    await page.getByText('別の人になる').waitFor();
    expect(await page.locator('select[name=my-locale] option:checked').textContent()).toBe('日本語');
    expect(done).toEqual([{ do: 'speak', locale: 'ja' }]);
    expect(faults).toEqual([]);
  });

  test('is whether the bot is theirs, which opens its commands where it is not', async () => {
    const { sandbox } = await room({ elsewhere: 'Elsewhere' });
    const { page, faults } = await openPage(browser, sandbox.url, 'ada', phone);
    await button(page, 'Channels and people').click();
    await button(page, 'lounge').click();
    await page.getByText('Helper is not here.', { exact: false }).waitFor();
    expect(await sideways(page)).toBe(0);
    await button(page, 'Add Helper to myself').last().click();
    await expect.poll(() => sandbox.person('ada').view.me.installed).toBe(true);
    await button(page, '/task').click();
    await button(page, 'Answer').waitFor();
    expect(faults).toEqual([]);
  });
});
