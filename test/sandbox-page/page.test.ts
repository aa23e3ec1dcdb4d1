import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { pageRoutes } from '../../sandbox/page-routes.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { Action } from '../../sandbox/view.ts';
import { chromiumPath, inBrowser, line, openPage, phone, sideways, startBrowser, write } from './browser.ts';
import { hostile, showcaseBot } from './showcase-bot.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const messages = (page: Page) => page.getByRole('article');

describe.skipIf(!chromiumPath())(inBrowser('the page in a browser'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  /** A sandbox with ada, who reads English, and ben, who reads German; the bot in it; and all that the page has done. */
  async function room(options: { port?: number } = {}) {
    const done: Action[] = [];
    const started = Date.now(); // Discord's deadlines stand still unless a test moves them
    const sandbox: Sandbox = await startSandbox({
      guildName: 'Open Assistant',
      botName: 'Helper',
      people: [{ name: 'ada' }, { name: 'ben', locale: 'de' }],
      routes: (inner) =>
        pageRoutes({
          ...inner,
          act(personId, action) {
            done.push(action);
            return inner.act(personId, action);
          },
        }),
      now: () => started,
      ...options,
    });
    onTestFinished(() => sandbox.close());
    const bot = await showcaseBot(sandbox);
    onTestFinished(() => bot.close());
    return { sandbox, bot, done };
  }

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
    await atEnd();
    const before = (await scroller()).height;
    await button(page, 'Report').click();
    await dialog(page).getByLabel('Reason').fill('It is rude');
    await button(page, 'Submit').click();
    await page.getByText('Reported.').waitFor();
    await atEnd();
    const grown = (await scroller()).height;
    expect(grown).toBeGreaterThan(before + 100);

    await button(page, 'Skip').click();
    await page.getByText('You chose skip.').waitFor();
    await atEnd();
    await expect.poll(async () => (await scroller()).height).toBeLessThan(grown - 100);
    await expect.poll(() => button(page, 'Jump to the newest message').count()).toBe(0);
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
