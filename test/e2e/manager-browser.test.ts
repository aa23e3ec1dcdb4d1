import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  bundledPage,
  chromiumPath,
  desktop,
  inBrowser,
  line,
  openPage,
  phone,
  sideways,
  startBrowser,
} from '../sandbox-page/browser.ts';
import { testClock } from '../support/clock.ts';
import { passQuietTime } from '../support/discord-faults.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { root } from '../support/sources.ts';

const pictures = join(root, 'test-results');
const prompts = ['How do tides work?', 'What is bread?'];
const newest = (page: Page) => page.getByRole('article').last();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();

/** An empty collection, with its page. */
async function emptyCollection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(7);
  const channels = ['general', 'moderation'];
  const settings = { backlogChance: 0 };
  const dataDir = await freshFolder();
  const made = { dataDir, clock, random, newId: seededIds(random), channels, settings, routes: bundledPage };
  const house = await botWithBackend(made);
  onTestFinished(() => house.close());
  return { ...house, clock };
}

/** Writes a command into the line and sends it once the page has nothing more to ask. */
async function command(page: Page, text: string) {
  await line(page).click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

async function choose(page: Page, menu: string, channel: RegExp) {
  await page.getByText(menu, { exact: true }).last().click();
  await page.getByRole('option', { name: channel }).last().click();
  await page.keyboard.press('Escape');
}

/** `/import` with a file, looked at first and then taken in. */
async function importPrompts(page: Page) {
  await command(page, '/import');
  const text = prompts.map((prompt) => `${JSON.stringify({ text: prompt, lang: 'en' })}\n`).join('');
  const file = { name: 'prompts.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').last().setInputFiles(file);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await newest(page).getByText('New prompts: 2').waitFor();
}

describe.skipIf(!chromiumPath())(inBrowser('a manager in a browser'), () => {
  let browser: Browser;
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('runs a collection from setup to export on a %s', async (screen, about) => {
    const { sandbox, contributor, db, clock, isCalling } = await emptyCollection();
    const mo = sandbox.person('Mo');
    mo.go('moderation');
    /** Lets time pass until something stands in the log channel. */
    const logged = (text: string) =>
      passQuietTime(clock, () => mo.messages().some((message) => mo.text(message).includes(text)), isCalling);
    const { page, faults } = await openPage(browser, sandbox.url, 'Owner', about);
    const picture = async (name: string) => {
      await page.screenshot({ path: join(pictures, `manager-${name}-${screen}.png`) });
      expect(await sideways(page)).toBe(0);
    };

    await command(page, '/setup');
    await choose(page, 'Channel for reports and removals', /moderation/);
    const logChannel = sandbox.channels.idOf('moderation');
    const servers = () => db.selectFrom('servers').select('log_channel').execute();
    await expect.poll(servers).toEqual([{ log_channel: logChannel }]);
    await newest(page)
      .getByText(/ – works/)
      .first()
      .waitFor();
    await picture('setup');
    await command(page, '/setup');
    const menu = page.getByRole('combobox', { name: 'Channel for reports and removals: #moderation' });
    await expect.poll(() => menu.count()).toBe(2);
    await picture('setup-again');

    await importPrompts(page);
    await picture('import');
    await button(page, 'Import').click();
    await newest(page).getByText('The import is done.').waitFor();

    const ben = await contributor('Ben');
    await ben.command('task', { type: 'label_initial_prompt' });
    await ben.click('Report');
    await ben.submit({ 'What is wrong with it?': ['Spam'], 'In your own words': 'It sells something.' });
    expect(ben.text()).toContain('Reported');

    await command(page, '/progress');
    await newest(page).getByText('Under way: 2').waitFor();
    await newest(page).getByRole('img').last().waitFor();
    await picture('progress');

    await command(page, '/export format:messages state:all filters:--unaccepted yes');
    await newest(page).getByText('Exported 2 lines.').waitFor();
    await picture('export');
    const address = await newest(page).getByRole('link', { name: 'messages.jsonl' }).getAttribute('href');
    const text = await (await fetch(new URL(address ?? '', sandbox.url))).text();
    const lines = text.trim().split('\n');
    expect(lines.map((row) => JSON.parse(row).text).toSorted()).toEqual(prompts);

    await logged('It sells something.');
    if (screen === 'phone') await page.getByRole('button').first().click();
    await page.getByRole('button', { name: /moderation/ }).click();
    await page.getByText('It sells something.').waitFor();
    await picture('case');
    await button(page, 'Keep').click();
    await button(page, 'Confirm').click();
    await page.getByText(/^Done\./).waitFor();
    await logged('kept it');
    await page.getByText(/kept it/).waitFor();
    const acts = await db.selectFrom('backend_acts').select('actor').execute();
    expect(acts).toEqual([{ actor: `discord:${sandbox.person('Owner').id}` }]);
    expect(faults).toEqual([]);
  });
});
