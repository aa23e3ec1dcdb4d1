import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { startSandbox } from '../../sandbox/server.ts';
import { createBackend } from '../../src/backend/backend.ts';
import { trustedKey } from '../../src/backend/keys/clients.ts';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { rulesOf } from '../../src/backend/settings/rules.ts';
import { allKinds, defaults } from '../../src/backend/settings/settings.ts';
import { startBot } from '../../src/bot/bot.ts';
import { systemClock } from '../../src/clock.ts';
import en from '../../src/locales/en.json' with { type: 'json' };
import { OasstClient } from '../../src/oasst/client.ts';
import { inProcess } from '../../src/oasst/in-process.ts';
import type { TaskType } from '../../src/oasst/protocol.ts';
import {
  bundledPage,
  chromiumPath,
  desktop,
  inBrowser,
  line,
  openPage,
  phone,
  startBrowser,
} from '../sandbox-page/browser.ts';
import { memoryDatabase } from '../support/database.ts';
import { hasLearned } from '../support/learned.ts';
import { root } from '../support/sources.ts';

const pictures = join(root, 'test-results');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();
const dialog = (page: Page) => page.getByRole('dialog');
const newest = (page: Page) => page.getByRole('article').last();

/** The bot as `npm run demo` runs it: the page, the embedded backend, its samples. */
async function demo() {
  const started = Date.now(); // Discord's deadlines stand still: a busy machine is not a silent bot
  const people = [{ name: 'Ada' }, { name: 'Ben' }];
  const sandbox = await startSandbox({ people, routes: bundledPage, now: () => started });
  const db = await memoryDatabase();
  await seedSamples(db, Date.now);
  const log = pino({ level: 'silent' });
  const options = { db, now: Date.now, random: () => 0.5, keys: [trustedKey('key')], log };
  const backend = createBackend({ ...options, settings: allKinds });
  const fetch: typeof globalThis.fetch = async (input, init) => backend.fetch(new Request(input, init));
  const bot = await startBot({
    discord: { token: sandbox.token, api: sandbox.apiUrl },
    ownerIds: [],
    db,
    oasst: new OasstClient({ url: 'http://embedded', key: 'key', fetch, carriedBy: inProcess }),
    rules: rulesOf({ ...defaults, ...allKinds }),
    clock: systemClock,
    random: Math.random,
    processId: 'the only one',
    nonce: () => crypto.randomUUID().slice(0, 8),
    observer: { answered() {} },
    log,
  });
  onTestFinished(async () => {
    await bot.stop(1_000);
    await sandbox.close();
    await db.destroy();
  });
  return { sandbox, db };
}

/** Chooses `/task` with one type in the line below the messages, and waits for its card. */
async function ask(page: Page, type: TaskType) {
  await line(page).fill('/task');
  await page.getByRole('option', { name: /^\/task/ }).click();
  await page.getByRole('option', { name: new RegExp(en.command.task.type) }).click();
  await page.getByRole('option', { name: en.type[type], exact: true }).click();
  await page.keyboard.press('Enter');
}

/** How the review and an answer that went at once begin. */
const notSent = /^Not sent yet/;
const held = /About to go out/;

async function fillText(page: Page, text: string) {
  await button(page, 'Answer').click();
  await dialog(page).getByRole('textbox').fill(text);
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

async function label(page: Page) {
  const review = newest(page).getByText(notSent);
  for (let filled = 1; ; filled += 1) {
    await button(page, filled === 1 ? 'Label' : 'Continue').click();
    await dialog(page).waitFor();
    // what has to be answered: whether it is spam, alone or in one question with another choice
    const needed = dialog(page).getByRole('radiogroup', { name: /Is it spam|Is one of these true/ });
    if (await needed.count()) await needed.getByRole('radio', { name: /^(No|Neither of them)$/ }).click();
    await dialog(page).getByRole('button', { name: 'Submit' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await review.or(newest(page).getByText(new RegExp(`Page ${filled} of .* kept`))).waitFor();
    if (await review.count()) return;
  }
}

/** While the bot has not answered a click no button can be pressed, so what tells that it has is the order on the card. */
async function rank(page: Page) {
  const sent = newest(page).getByText(held);
  for (let place = 1; ; place += 1) {
    const open = newest(page).getByRole('button', { name: String(place), exact: true, disabled: false });
    await sent.or(open).waitFor();
    if (await sent.count()) return;
    await open.click();
    await newest(page)
      .getByText(new RegExp(`best first:.*(?<!\\d)${place}(?!\\d)`))
      .waitFor();
  }
}

const rate = (page: Page) => button(page, '4').click();

/** What each type wants, up to the review or the end; unlike texts, because the backend takes none twice. */
const doing: Readonly<Record<TaskType, (page: Page) => Promise<unknown>>> = {
  initial_prompt: (page) => fillText(page, 'Why do we yawn when we see somebody else yawn?'),
  assistant_reply: (page) => fillText(page, 'Try it with **less** water, and let it rest for ten minutes.'),
  prompter_reply: (page) => fillText(page, 'Thanks! And what if I have no oven?'),
  summarize_story: (page) => fillText(page, 'A short account of what happens, told in one sentence.'),
  rate_summary: rate,
  rank_initial_prompts: rank,
  rank_prompter_replies: rank,
  rank_assistant_replies: rank,
  label_initial_prompt: label,
  label_prompter_reply: label,
  label_assistant_reply: label,
};

describe.skipIf(!chromiumPath())(inBrowser('the demo in a browser'), () => {
  let browser: Browser;
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('two people do one task of every kind', { timeout: 300_000 }, async () => {
    const { sandbox, db } = await demo();
    for (const name of ['Ada', 'Ben']) await hasLearned(db, sandbox.person(name));
    const ada = await openPage(browser, sandbox.url, 'Ada', desktop);
    const ben = await openPage(browser, sandbox.url, 'Ben', phone);
    for (const [index, type] of (Object.keys(doing) as TaskType[]).entries()) {
      const { page } = index % 2 === 0 ? ada : ben;
      await ask(page, type);
      if (index < 2) await button(page, 'I agree').click();
      await newest(page).getByText(en.type[type], { exact: true }).waitFor();
      await page.screenshot({ path: join(pictures, `${type}-card.png`) });
      await doing[type](page);
      await newest(page).getByText(notSent).or(newest(page).getByText(held)).waitFor();
      await page.screenshot({ path: join(pictures, `${type}-review.png`) });
      if (await newest(page).getByText(notSent).count()) {
        await newest(page).getByRole('button', { name: 'Send', exact: true }).click();
        await newest(page).getByText(en.sent.saved).waitFor();
      }
      await button(page, 'Stop').click();
      await newest(page)
        .getByText(/all for now/)
        .waitFor();
    }
    const answered = ['done', 'sending'] as const; // the last ones can still be taken back
    const done = await db.selectFrom('sessions').select('type').where('state', 'in', answered).execute();
    expect(done.map(({ type }) => type).sort()).toEqual(Object.keys(doing).sort());
    expect([...ada.faults, ...ben.faults]).toEqual([]);
  });

  test('a task is skipped and taken back, reported, and read in full', async () => {
    const { sandbox } = await demo();
    const { page, faults } = await openPage(browser, sandbox.url, 'Ada', desktop);
    await ask(page, 'rate_summary');
    await button(page, 'I agree').click();
    await button(page, 'Skip the tutorial').click();
    await button(page, 'Skip').click();
    await newest(page)
      .getByText(/Skipped\./)
      .waitFor();
    await button(page, '3').click();
    await button(page, 'Undo').click();
    await button(page, '3').click();
    await button(page, 'Stop').click();

    await ask(page, 'label_assistant_reply');
    await button(page, 'Skip the tutorial').click();
    await button(page, 'Report').click();
    await dialog(page).getByText('Which message?').waitFor();
    await page.screenshot({ path: join(pictures, 'report-form.png') });
    await dialog(page).getByRole('combobox').click();
    await page
      .getByRole('option', { name: /Assistant/ })
      .first()
      .click();
    await dialog(page).getByRole('textbox').fill('It repeats itself.');
    await dialog(page).getByRole('button', { name: 'Submit' }).click();
    await newest(page)
      .getByText(/Reported/)
      .waitFor();
    expect(faults).toEqual([]);
  });
});
