import { Client, Events } from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import { bundledPage, chromiumPath, inBrowser, openPage, startBrowser, write } from './browser.ts';

/** One white dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);
const picture = { attachment: dot, name: 'dot.png', description: 'A dot' };
const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Start', custom_id: 'start' }] }];

/** A sandbox whose bot answers `/beside` with a picture beside its embed, and `/inside` with the picture in it. */
async function pictureRoom(): Promise<string> {
  const started = Date.now();
  const sandbox = await startSandbox({
    people: [{ name: 'ada' }],
    routes: bundledPage,
    now: () => started,
  });
  onTestFinished(() => sandbox.close());
  const client = new Client({ intents: [], rest: { api: sandbox.apiUrl } });
  onTestFinished(() => client.destroy());
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const image = interaction.commandName === 'inside' ? { image: { url: 'attachment://dot.png' } } : {};
    await interaction.reply({
      embeds: [{ title: `How far it is, ${interaction.commandName}`, ...image }],
      files: [picture],
      components,
    });
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(sandbox.token);
  await ready;
  await client.application?.commands.set(
    ['beside', 'inside'].map((name) => ({ name, description: `Shows a picture ${name} its embed` })),
  );
  return sandbox.url;
}

/** What of a message stands in which order, from top to bottom. */
async function topToBottom(page: Page, title: string): Promise<string[]> {
  const message = page.getByRole('article').filter({ hasText: title });
  const parts = {
    picture: message.locator('img.attached-picture, img.embed-image'),
    title: message.getByText(title),
    button: message.getByRole('button', { name: 'Start' }),
  };
  for (const part of Object.values(parts)) await part.waitFor();
  const tops = await Promise.all(
    Object.entries(parts).map(async ([name, one]) => ({
      name,
      top: (await one.boundingBox())?.y ?? Number.NaN,
    })),
  );
  return tops.sort((a, b) => a.top - b.top).map(({ name }) => name);
}

describe.skipIf(!chromiumPath())(inBrowser('the files of a message'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('stand above its embeds and buttons, as on Discord, and once only', async () => {
    const { page, faults } = await openPage(browser, await pictureRoom(), 'ada');
    await write(page, '/beside');
    expect(await topToBottom(page, 'How far it is, beside')).toEqual(['picture', 'title', 'button']);
    await write(page, '/inside');
    expect(await topToBottom(page, 'How far it is, inside')).toEqual(['title', 'picture', 'button']);
    expect(faults).toEqual([]);
  });
});
