import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, inBrowser, openPage, startBrowser, write } from './browser.ts';
import { button, dialog, room } from './room.ts';

describe.skipIf(!chromiumPath())(inBrowser('answers in the page'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('a form is filled in and submitted, and the bot gets exactly its values', async () => {
    const { sandbox, bot, done } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/task');
    await button(page, 'Answer').click();
    await button(page, 'Submit').click();
    await expect.poll(() => dialog(page).getByText('This field is required.').count()).toBe(3);
    expect(done.some((action) => action.do === 'submit')).toBe(false);
    await dialog(page).getByLabel('Your reply').pressSequentially('Hm.'); // the cursor stays though others are wrong
    expect(await dialog(page).getByLabel('Your reply').inputValue()).toBe('Hm.');

    await dialog(page).getByRole('radio', { name: 'No' }).check();
    await dialog(page).getByRole('checkbox', { name: 'Contains personal data' }).check();
    await dialog(page)
      .getByRole('checkbox', { name: /^Wrong language/ })
      .check();
    await dialog(page).getByRole('checkbox', { name: 'Hate speech', disabled: true }).waitFor();
    await dialog(page).getByRole('combobox', { name: 'Why?' }).click();
    const chosenAtOnce = await page.evaluate(`(() => {
      let told = false;
      const option = [...document.querySelectorAll('.option')].find((each) => each.textContent.includes('It is wrong'));
      option.closest('sandbox-select').addEventListener('choose', () => { told = true; });
      option.click();
      return told;
    })()`);
    expect(chosenAtOnce).toBe(true); // later, a redraw in between would take the choice back
    await dialog(page).getByLabel('Your reply').fill('Zwei Zeilen\nund ein 👍');
    await expect.poll(() => dialog(page).getByText('22 / 2000').count()).toBe(1);
    await button(page, 'Submit').click();
    await page.getByText('Saved. Thank you!').waitFor();

    const values = {
      spam: 'no',
      quality: null,
      flags: ['pii', 'lang'],
      why: ['b'],
      text: 'Zwei Zeilen\nund ein 👍',
    };
    expect(done.at(-1)).toEqual({ do: 'submit', modalId: expect.any(String), values });
    expect(bot.told.at(-1)).toMatchObject({
      what: expect.stringMatching(/^form:1:/),
      value: [
        { value: 'no' },
        { value: null },
        { values: ['pii', 'lang'] },
        { values: ['b'] },
        { value: values.text },
      ],
    });
    await expect.poll(() => dialog(page).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test('Escape closes an untouched form, and asks before it throws text away', async () => {
    const { sandbox, done } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/task');
    await button(page, 'Report').click();
    await dialog(page).getByLabel('Reason').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog(page).count()).toBe(0);
    expect(done.at(-1)).toMatchObject({ do: 'cancel' });

    await button(page, 'Report').click();
    await dialog(page).getByLabel('Reason').fill('It is rude');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog(page).getByLabel('Reason').inputValue()).toBe('It is rude');
    await page.keyboard.press('Escape');
    await button(page, 'Discard').click();
    await expect.poll(() => dialog(page).count()).toBe(0);
    expect(done.map((action) => action.do)).toEqual(['command', 'click', 'cancel', 'click', 'cancel']);
  });

  test('the focus stays in an open form, and goes back to its button', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/task');
    await button(page, 'Report').press('Enter');
    await dialog(page).getByLabel('Reason').waitFor();
    const inForm = () => page.evaluate('document.activeElement.closest("dialog") !== null');
    for (const _ of Array(8)) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate('document.activeElement.tagName');
      if (focused !== 'BODY') expect(await inForm()).toBe(true); // the browser's own bar stands for the body here
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.textContent.trim()')).toBe('Report');
  });

  test('a clicked button waits for the bot, and so do its neighbours', async () => {
    const { sandbox, bot, done } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/task');
    await button(page, 'Hold').click();
    await expect.poll(() => button(page, 'Hold').getAttribute('aria-busy')).toBe('true');
    await page.getByRole('button', { name: 'Skip', exact: true, disabled: true }).waitFor();
    await button(page, 'Skip').click({ force: true });
    bot.release();
    await expect.poll(() => button(page, 'Hold').getAttribute('aria-busy')).toBeNull();
    expect(done.map((action) => action.do)).toEqual(['command', 'click']);
    await button(page, 'Skip').click();
    await page.getByText('You chose skip.').waitFor();
  });

  test('selects send one choice at once, and several when the list is closed', async () => {
    const { sandbox, bot } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/task');
    await page.getByRole('combobox', { name: 'Rate the reply' }).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('You chose rate.').waitFor();
    await write(page, '/layout');
    await page.getByRole('combobox', { name: 'Choose up to two' }).click();
    await page.getByRole('option', { name: 'Red' }).click();
    await page.getByRole('option', { name: 'Blue' }).click();
    await page.getByRole('option', { name: 'Green', disabled: true }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => bot.told.at(-1)).toEqual({ what: 'many', value: ['red', 'blue'] });
    await page.getByRole('combobox', { name: 'Choose a person' }).click();
    await page.getByRole('option', { name: 'ben' }).click();
    const ben = sandbox.people().find(({ name }) => name === 'ben')?.id;
    await expect.poll(() => bot.told.at(-1)).toEqual({ what: 'who', value: [ben] });
  });

  test('a deferred answer thinks, and one that never comes is a notice', async () => {
    const { sandbox, bot } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/slow');
    await page.getByText('Helper is thinking…').waitFor();
    bot.release();
    await page.getByText('Here it is.').waitFor();
    await write(page, '/mute');
    await expect.poll(() => bot.told.at(-1)?.what).toBe('/mute');
    sandbox.clock.advance(3500);
    await page.getByText('The application did not respond').waitFor();
  });
});
