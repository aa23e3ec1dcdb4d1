import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { moderationScene } from '../support/moderation.ts';
import { root } from '../support/sources.ts';

const pictures = join(root, 'test-results');
const newest = (page: Page) => page.getByRole('article').last();
const button = (page: Page, name: string) => newest(page).getByRole('button', { name, exact: true });

/** Sends a command, and waits until what it answers is the newest message, not the one before it. */
async function command(page: Page, text: string) {
  const before = await page.getByRole('article').count();
  await line(page).click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('article').count()).toBe(before + 1);
  await newest(page).getByRole('button').first().waitFor();
}

/** Says yes to what was asked, and why where a form asks that. */
async function confirm(page: Page, reason?: string) {
  await button(page, 'Confirm').click();
  if (reason === undefined) return;
  await page.getByRole('dialog').getByLabel('Reason').fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
}

describe.skipIf(!chromiumPath())(inBrowser('a moderator in a browser'), () => {
  let browser: Browser;
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    ['dark', desktop],
    ['light', phone],
  ] as const)('decides, purges and merges, and takes back what can be, in %s', async (colorScheme, size) => {
    const { sandbox, db, ada } = await moderationScene({ hasLog: false, routes: bundledPage });
    const prompt = () =>
      db
        .selectFrom('backend_messages as message')
        .innerJoin('backend_trees as tree', 'tree.id', 'message.tree_id')
        .select(['message.id', 'message.deleted', 'tree.state'])
        .executeTakeFirstOrThrow();
    const before = await prompt();
    const { page, faults } = await openPage(browser, sandbox.url, 'Mo', { ...size, colorScheme });
    const picture = async (name: string) => {
      await page.screenshot({ path: join(pictures, `moderator-${name}-${colorScheme}.png`) });
      expect(await sideways(page)).toBe(0);
    };

    await command(page, `/moderate message find:${before.id}`);
    await button(page, 'Stop tree').click();
    await confirm(page);
    await expect.poll(prompt).toMatchObject({ state: 'halted_by_moderator' });
    await newest(page).getByText('stopped its tree').waitFor();
    await picture('stopped');

    await command(page, `/moderate message find:${before.id}`);
    await button(page, 'Undo').click();
    await expect.poll(prompt).toEqual(before);
    await newest(page).getByText('took the last decision back').waitFor();
    await picture('goes-on');

    await command(page, `/moderate message find:${before.id}`);
    await button(page, 'Delete').click();
    await picture('question');
    await confirm(page);
    await expect.poll(prompt).toMatchObject({ deleted: 1 });
    await button(page, 'Undo').click();
    await expect.poll(prompt).toEqual(before);

    await command(page, '/moderate person person:Ada');
    await button(page, 'Delete all they wrote').click();
    await newest(page).getByText('1 message goes').waitFor();
    await confirm(page, 'All of it is copied.');
    await expect.poll(prompt).toMatchObject({ deleted: 1 });
    await button(page, 'Undo').waitFor();
    await picture('purged');
    await button(page, 'Undo').click();
    await expect.poll(prompt).toEqual(before);
    await newest(page).getByText('“All of it is copied.” (undone)').waitFor();
    await picture('person');

    await command(page, '/moderate person person:Ada into:Ben');
    await newest(page).getByText('This cannot be undone.').waitFor();
    await confirm(page);
    const former = () => db.selectFrom('backend_former_identities').select('username').execute();
    await expect.poll(former).toEqual([{ username: ada.id }]);
    await picture('merged');
    expect(faults).toEqual([]);
  });
});
