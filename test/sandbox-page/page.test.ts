import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, inBrowser, line, openPage, phone, sideways, startBrowser, write } from './browser.ts';
import { button, dialog, messages, room } from './room.ts';
import { hostile } from './showcase-bot.ts';

/** Of text, in pixels: by less than this nothing grows that is worth a look. */
const THREE_LINES = 66;

describe.skipIf(!chromiumPath())(inBrowser('the page in a browser'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('an empty channel says what this is, and one button runs the command', async () => {
    const { sandbox, done } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada');
    await page.getByText('A Discord in your browser.').waitFor();
    await button(page, '/task').click();
    await button(page, 'Answer').waitFor();
    expect(done).toEqual([{ do: 'command', channelId: expect.any(String), name: 'task', options: {} }]);
    await expect.poll(() => messages(page).last().textContent()).toContain('Only you can see this');
    expect(faults).toEqual([]);
  });

  test('hostile text stays text, wherever it stands', async () => {
    const { sandbox } = await room();
    sandbox.person('<img src=x onerror="window.hurt=1">', { locale: 'en-US' });
    const { page, faults } = await openPage(browser, sandbox.url, 'ada');
    await write(page, hostile);
    await expect.poll(() => messages(page).count()).toBe(1);
    await write(page, '/hostile');
    await page.getByText(hostile).nth(7).waitFor();
    expect(await page.getByText(hostile).count()).toBe(8); // said; content, author, title, description, field's name and value, footer
    expect(
      await page.locator('script:not([src]), img[src="x"], [onerror], a[href^="javascript"]').count(),
    ).toBe(0);
    expect(await page.evaluate('"hurt" in window')).toBe(false);
    expect(faults).toEqual([]);
  });

  test('Markdown becomes elements, times and mentions are shown as Discord shows them', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/markdown');
    const message = messages(page).last();
    await message.getByRole('heading', { name: 'Heading one' }).waitFor();
    expect(await message.locator('blockquote').allInnerTexts()).toEqual(['quoted\ntwice']);
    expect(await message.locator('pre').textContent()).toBe('const a = "<b>";');
    expect(await message.getByRole('link').allInnerTexts()).toEqual([
      'masked link',
      'https://example.org/bare',
      'https://example.org/angle',
    ]);
    await expect
      .poll(() => message.locator('discord-mention').allInnerTexts())
      .toEqual(['general', 'ada', 'everyone', 'task']);
    await expect.poll(() => message.locator('discord-time').first().textContent()).toMatch(/19(69|70)/);
    const spoiler = message.getByRole('button', { name: 'Spoiler' });
    await spoiler.press('Enter');
    await message.getByRole('button', { name: 'spoiler', expanded: true }).waitFor();
  });

  test('two windows are two people, and only one sees what is meant for one', async () => {
    const { sandbox } = await room();
    const ada = await openPage(browser, sandbox.url, 'ada');
    const ben = await openPage(browser, sandbox.url, 'ben');
    await write(ada.page, '/task');
    await button(ada.page, 'Answer').waitFor();
    await write(ada.page, 'hello ben');
    await ben.page.getByText('hello ben').waitFor();
    expect(await button(ben.page, 'Answer').count()).toBe(0);
    await button(ada.page, 'Dismiss message').click();
    await expect.poll(() => button(ada.page, 'Answer').count()).toBe(0);
  });

  test('the switch makes somebody else of you, and of the address', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    const [ada, ben] = sandbox.people();
    await expect.poll(() => new URL(page.url()).searchParams.get('person')).toBe(ada?.id);
    await page.getByRole('button', { name: /^You are ada/ }).click();
    await page.getByRole('link', { name: /^ben/ }).click();
    await page.getByRole('button', { name: /^You are ben/ }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('person')).toBe(ben?.id);
    await page.goBack();
    await page.getByRole('button', { name: /^You are ada/ }).waitFor();
  });

  test('a person is added with a name and a language', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await page.getByRole('button', { name: /^You are ada/ }).click();
    await button(page, 'Add a person').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('eva');
    await page.getByLabel('Discord language').selectOption('de');
    await button(page, 'Add').click();
    await page.getByRole('button', { name: /^You are eva/ }).waitFor();
    expect(sandbox.people().at(-1)).toMatchObject({ name: 'eva', locale: 'de' });
    await line(page).fill('/');
    await page.getByRole('option', { name: '/aufgabe' }).waitFor();
  });

  test('the newest message is in view, unless somebody has scrolled up to read', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    for (const command of ['/markdown', '/layout', '/hostile']) await write(page, command);
    await expect.poll(() => messages(page).count()).toBe(3);
    const fromEnd = () =>
      page.evaluate<number>(
        '((e) => e.scrollHeight - e.scrollTop - e.clientHeight)(document.querySelector(".scroller"))',
      );
    await expect.poll(fromEnd).toBeLessThan(2);
    await page.locator('.scroller').hover();
    await page.mouse.wheel(0, -600);
    await button(page, 'Jump to the newest message').waitFor();
    await sandbox.person('ben').say('do not pull ada down');
    await page.getByText('do not pull ada down').waitFor();
    expect(await fromEnd()).toBeGreaterThan(300);
    await button(page, 'Jump to the newest message').click();
    await expect.poll(fromEnd).toBeLessThan(2);

    await write(page, '/task');
    await button(page, 'Report').click();
    await dialog(page).getByLabel('Reason').fill('It is rude');
    await button(page, 'Submit').click();
    await page.getByText('Reported.').waitFor();
    await expect.poll(fromEnd).toBeLessThan(2);
    await expect.poll(() => button(page, 'Jump to the newest message').count()).toBe(0);
  });

  test('a card that grows or shrinks by an edit keeps the end in view', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    const scroller = () =>
      page.evaluate<{ height: number; fromEnd: number }>(
        '((e) => ({ height: e.scrollHeight, fromEnd: e.scrollHeight - e.scrollTop - e.clientHeight }))(document.querySelector(".scroller"))',
      );
    const atEnd = () => expect.poll(async () => (await scroller()).fromEnd).toBeLessThan(2);
    for (const command of ['/markdown', '/task']) await write(page, command);
    await button(page, 'Report').waitFor();
    await page.evaluate('document.fonts.ready');
    await atEnd();
    const before = (await scroller()).height;
    await button(page, 'Report').click();
    await dialog(page).getByLabel('Reason').fill('It is rude');
    await button(page, 'Submit').click();
    await page.getByText('Reported.').waitFor();
    await atEnd();
    await expect.poll(async () => (await scroller()).height).toBeGreaterThan(before + THREE_LINES);
    const grown = (await scroller()).height;

    await button(page, 'Skip').click();
    await page.getByText('You chose skip.').waitFor();
    await atEnd();
    await expect.poll(async () => (await scroller()).height).toBeLessThan(grown - THREE_LINES);
    await expect.poll(() => button(page, 'Jump to the newest message').count()).toBe(0);
  });

  test('on a phone nothing scrolls sideways, the menu opens, and a long form scrolls', async () => {
    const { sandbox } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada', phone);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY'); // no keyboard comes up
    for (const command of ['/markdown', '/layout', '/hostile', '/task']) {
      await write(page, command);
      await page
        .getByText(`/${command.slice(1)}`)
        .last()
        .waitFor();
      expect(await sideways(page)).toBe(0);
    }
    await line(page).fill('/');
    expect(await sideways(page)).toBe(0);
    await line(page).fill('/task type:Rank');
    const box = (name: string) => button(page, name).boundingBox();
    await page.getByRole('option', { name: 'Rank replies' }).waitFor();
    expect((await box('Send'))?.y).toBe((await box('List the commands'))?.y); // on one line however long the command
    await page.keyboard.press('Escape');
    await button(page, 'Answer').tap();
    await dialog(page).getByText('Is it spam?').waitFor();
    await expect
      .poll(() => dialog(page).boundingBox())
      .toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    expect(await sideways(page)).toBe(0);
    await dialog(page).getByLabel('Your reply').scrollIntoViewIfNeeded();
    const submit = await button(page, 'Submit').boundingBox();
    expect(submit?.height).toBeGreaterThanOrEqual(44);
    expect((submit?.y ?? 0) + (submit?.height ?? 0)).toBeLessThanOrEqual(844);
    await button(page, 'Cancel').tap();
    await button(page, 'Channels and people').tap();
    await button(page, 'tasks').tap();
    await page.getByRole('heading', { name: 'Welcome to #tasks!' }).waitFor();
    await expect.poll(() => button(page, 'general').isVisible()).toBe(false);
    expect(faults).toEqual([]);
  });

  test('a bot that leaves and a sandbox that stops are both said, and a new sandbox is found again', async () => {
    const first = await room();
    const { page } = await openPage(browser, first.sandbox.url, 'ada');
    await first.bot.close();
    await page.getByText('Helper is offline.').waitFor();
    const port = Number(new URL(first.sandbox.url).port);
    await first.sandbox.close();
    await page.getByText('The sandbox is not answering.').waitFor();
    await write(page, 'lost?');
    await page.getByText('The sandbox cannot be reached.').waitFor();
    await expect.poll(() => line(page).inputValue()).toBe('lost?');
    const second = await room({ port });
    await expect.poll(() => page.getByText('The sandbox is not answering.').count()).toBe(0);
    await expect
      .poll(() => new URL(page.url()).searchParams.get('person'))
      .toBe(second.sandbox.people()[0]?.id);
  });

  test('what the sandbox refuses is said in a toast', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await write(page, '/task');
    await button(page, 'Dismiss message').waitFor();
    const message = sandbox.person('ada').last();
    await sandbox.act(sandbox.person('ada').id, { do: 'dismiss', messageId: message.id });
    await page.route('**/sandbox/act*', (route) =>
      route.fulfill({ json: { ok: false, error: 'There is no such message.' } }),
    );
    await write(page, 'hi');
    await page.getByRole('alert').getByText('There is no such message.').waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.getByText('There is no such message.').count()).toBe(0);
  });
});
