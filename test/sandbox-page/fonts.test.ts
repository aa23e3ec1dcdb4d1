import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, inBrowser, openPage, startBrowser, write } from './browser.ts';
import { foreignFonts } from './foreign-fonts.ts';
import { messages, room } from './room.ts';

/** Texts of the languages that the fonts are for, in the styles that Markdown has. */
const languages = [
  'The quick brown fox — “jumps” over the lazy dog… *slowly*, **surely**, ***both***',
  'Falsches Üben von Xylophonmusik quält jeden größeren Zwerg; Pchnąć w tę łódź jeża; Žluťoučký kůň',
  'Съешь ещё этих *мягких* французских **булок**; Ξεσκεπάζω την ψυχοφθόρα βδελυγμία; Cà phê sữa đá',
  'いろはにほへと ちりぬるを、吾輩は**猫**である。名前はまだ無い',
  '天地玄黄，宇宙洪荒。我们需要**更多**的数据，请写一个问题！體驗',
  'שלום עולם **מודגש**, مرحبا بالعالم **عريض**, ฉันอยากรู้ว่าทำไมท้องฟ้าถึงเป็น**สีฟ้า**',
  '`const answer = 42;` → ← × ≤ № €',
];
const emoji = '👍 🎉 ⏳ 🌐 📮 ➡️ ❤️ ✅ ❌ 1️⃣ 🏳️‍🌈 👩🏽‍🚀 🇪🇺 ⭐ ♻️ ✏️';

/** All that is not a letter in what the bot says. */
const ofTheBot = async () => {
  const files = await Promise.all(
    ['en', 'de', 'es', 'fr', 'pt', 'ru'].map((name) => import(`../../src/locales/${name}.json`)),
  );
  const characters = new Set(JSON.stringify(files).match(/[^\s\p{L}\p{N}`*_~|\\[\]()<>#@:/-]/gu));
  return [...characters].join(' ');
};

describe.skipIf(!chromiumPath())(inBrowser('the page’s fonts'), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('are what it shows everything in, whatever the machine has', async () => {
    const { sandbox } = await room();
    const { page, faults } = await openPage(browser, sandbox.url, 'ada');
    const said = [...languages, emoji, await ofTheBot()];
    for (const text of said) await sandbox.person('ben').say(text);
    await expect.poll(() => messages(page).count()).toBe(said.length);
    expect(await foreignFonts(page)).toEqual([]);
    await write(page, '/markdown');
    await write(page, '/layout');
    await write(page, '/task');
    await expect.poll(() => messages(page).count()).toBe(said.length + 3);
    expect(await foreignFonts(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('draw every emoji, and in colors', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    await sandbox.person('ben').say(emoji);
    await expect.poll(() => messages(page).count()).toBe(1);
    await page.evaluate('document.fonts.ready');
    const colorless = await page.evaluate<string[]>(`${JSON.stringify(emoji.split(' '))}.filter((one) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.font = '24px "Noto Color Emoji"';
      context.fillText(one, 2, 30);
      const { data } = context.getImageData(0, 0, 40, 40);
      const isColor = (at) => data[at + 3] > 0 && new Set(data.slice(at, at + 3)).size > 1;
      return !data.some((_, at) => at % 4 === 0 && isColor(at));
    })`);
    expect(colorless).toEqual([]);
  });

  test('are told from those of the machine', async () => {
    const { sandbox } = await room();
    const { page } = await openPage(browser, sandbox.url, 'ada');
    expect(await foreignFonts(page)).toEqual([]);
    await page.evaluate(`document.querySelector('h1').style.fontFamily = 'sans-serif'`);
    expect(await foreignFonts(page)).toEqual([{ font: expect.any(String), text: expect.any(String) }]);
  });
});
