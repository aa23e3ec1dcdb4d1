import {
  type APIModalInteractionResponseCallbackData,
  Client,
  Events,
  type InteractionReplyOptions,
  MessageFlags,
} from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import {
  bundledPage,
  chromiumPath,
  desktop,
  inBrowser,
  openPage,
  phone,
  sideways,
  startBrowser,
  write,
} from './browser.ts';
import { button, dialog } from './room.ts';

/** The longest words that Discord lets stand in each place, with no blank to break a line at. */
const long = {
  compounds: (length: number) => 'Donaudampfschifffahrtsgesellschaft'.repeat(60).slice(0, length),
  japanese: (length: number) =>
    '順位をつけるためにアシスタントの返信をすべて読んでください。'.repeat(80).slice(0, length),
  chinese: (length: number) =>
    '请仔细阅读助手的每一条回复，然后从好到差排列顺序。'.repeat(100).slice(0, length),
};
type Words = (length: number) => string;

const card = (words: Words): InteractionReplyOptions => ({
  flags: MessageFlags.Ephemeral,
  embeds: [
    {
      title: words(256),
      description: words(900),
      fields: [{ name: words(100), value: words(300), inline: true }],
      footer: { text: words(200) },
    },
  ],
  components: [
    {
      type: 1,
      components: [0, 1, 2].map((id) => ({ type: 2, style: 1, label: words(80), custom_id: `b${id}` })),
    },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'choose',
          placeholder: words(150),
          options: [0, 1, 2].map((value) => ({
            value: String(value),
            label: words(100),
            description: words(100),
          })),
        },
      ],
    },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'few',
          placeholder: 'A few',
          options: [0, 1, 2].map((value) => ({ value: String(value), label: words(18 + value) })),
        },
      ],
    },
  ],
});

const form = (words: Words): APIModalInteractionResponseCallbackData => ({
  custom_id: 'form',
  title: words(45),
  components: [
    { type: 10, content: `**${words(40)}**\n> ${words(1500)}` },
    {
      type: 18,
      label: words(45),
      description: words(100),
      component: {
        type: 21,
        custom_id: 'radio',
        options: [0, 1].map((value) => ({
          value: String(value),
          label: words(100),
          description: words(100),
        })),
      },
    },
    {
      type: 18,
      label: 'Your text',
      component: { type: 4, custom_id: 'text', style: 2, max_length: 2000, required: false },
    },
  ],
});

/** A sandbox with a bot whose every text is as long as Discord takes it. */
async function wordyRoom(words: Words): Promise<string> {
  const started = Date.now();
  const sandbox = await startSandbox({
    guildName: 'Long words',
    botName: 'Helper',
    people: [{ name: 'ada' }],
    routes: bundledPage,
    now: () => started,
  });
  onTestFinished(() => sandbox.close());
  const client = new Client({ intents: [], rest: { api: sandbox.apiUrl } });
  onTestFinished(() => client.destroy());
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply(card(words));
    else if (interaction.isButton()) await interaction.showModal(form(words));
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(sandbox.token);
  await ready;
  await client.application?.commands.set([{ name: 'wordy', description: 'Shows long words' }]);
  return sandbox.url;
}

/** How much of a list must be scrolled to, in pixels. */
const hidden = ({ scrollHeight, clientHeight }: { scrollHeight: number; clientHeight: number }) =>
  scrollHeight - clientHeight;

/** What of the words cannot be seen because its place is too narrow or too low for them; what scrolls can be. */
const cut = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll(
      '.button, .button-text, .select, .select-text, .option, .option-words, .embed *, .form-text *, .field-label, .field-description, .choice, .choice-words, #modal-title')]
    .filter((one) => one.checkVisibility())
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
      || one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 0 && getComputedStyle(one).overflowY === 'hidden'
      || one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.className + ': ' + one.textContent.slice(0, 30))`);

describe.skipIf(!chromiumPath())(inBrowser('the longest words on the page'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    { language: 'Japanese', words: long.japanese, device: 'phone', about: phone },
    { language: 'Chinese', words: long.chinese, device: 'phone', about: phone },
    { language: 'compounds', words: long.compounds, device: 'phone', about: phone },
    { language: 'compounds', words: long.compounds, device: 'desktop', about: desktop },
  ])('are whole on a $device, in $language: on a card, in a list and in a form', async ({ words, about }) => {
    const { page, faults } = await openPage(browser, await wordyRoom(words), 'ada', about);
    await write(page, '/wordy');
    await page
      .getByRole('button', { name: words(80) })
      .first()
      .waitFor();
    expect(await cut(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);

    await page.getByRole('combobox', { name: words(150) }).click();
    await page.getByRole('option').first().waitFor();
    expect(await cut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'A few' }).click();
    await page.getByRole('option', { name: words(20) }).waitFor();
    expect(await page.locator('.options:popover-open').evaluate(hidden)).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');

    await page
      .getByRole('button', { name: words(80) })
      .first()
      .click();
    await dialog(page).getByText('Your text').waitFor();
    expect(await cut(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);

    const text = dialog(page).locator('.form-text');
    const heights = await text.evaluate(({ clientHeight, scrollHeight }) => [clientHeight, scrollHeight]);
    const [shown = 0, whole = 0] = heights;
    expect(shown).toBeGreaterThan(200);
    expect(shown).toBeLessThan(whole);
    const below = await dialog(page).locator('.field').first().boundingBox();
    const submit = await button(page, 'Submit').boundingBox();
    const bottom = about.viewport.height;
    expect(below?.y).toBeLessThan(submit?.y ?? 0);
    expect((submit?.y ?? bottom) + (submit?.height ?? 0)).toBeLessThanOrEqual(bottom);
    const ofText = await text.evaluate((one) => {
      one.scrollTop = 200; // not by a wheel, which a busy machine may lose
      return one.scrollTop;
    });
    const ofForm = await dialog(page)
      .locator('.form-body')
      .evaluate(({ scrollTop }) => scrollTop);
    expect([ofText, ofForm]).toEqual([200, 0]);
    expect(faults).toEqual([]);
  });
});
