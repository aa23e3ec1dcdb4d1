import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import subsetFont from 'subset-font';

// Makes the fonts of pictures in Japanese and Chinese: of Noto Sans what the interface can say, because the whole fonts are
// 16 MB. To be run again when a picture is to say a sign that no text had before (a test tells).

const run = promisify(execFile);
const here = join(import.meta.dirname, '..');

/** Where a whole font is: a package of the npm registry, and the file in it. */
const fonts = [
  {
    locale: 'ja',
    pack: '@expo-google-fonts/noto-sans-jp@0.4.3',
    file: 'package/500Medium/NotoSansJP_500Medium.ttf',
    to: 'NotoSansJP.ttf',
  },
  {
    locale: 'zh-CN',
    pack: '@expo-google-fonts/noto-sans-sc@0.4.3',
    file: 'package/500Medium/NotoSansSC_500Medium.ttf',
    to: 'NotoSansSC.ttf',
  },
] as const;

for (const { locale, pack, file, to } of fonts) {
  const whole = await fromPackage(pack, file);
  const signs = await signsOf(locale);
  const subset = await subsetFont(whole, signs, { targetFormat: 'sfnt', noLayoutClosure: true });
  await writeFile(join(here, 'src/pictures/fonts', to), subset);
  process.stdout.write(`${to}: ${[...signs].length} signs, ${(subset.length / 1_000).toFixed(0)} kB\n`);
}

/** Every sign of a language's texts, dates and names of languages that the font of the other languages has not. */
async function signsOf(locale: string): Promise<string> {
  const texts = await readFile(join(here, `src/locales/${locale}.json`), 'utf8');
  const all = new Set(texts + namesOfLanguages(locale) + dates(locale));
  return [...all].filter((sign) => sign > '\u2E7F').join('');
}

/** The names of all languages that have a code of two or three letters, of countries, and of scripts many write in. */
function namesOfLanguages(locale: string): string {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const two = letters.flatMap((first) => letters.map((second) => first + second));
  const three = two.flatMap((start) => letters.map((last) => start + last));
  const scripts = ['Hans', 'Hant', 'Latn', 'Cyrl', 'Arab', 'Deva'].map((script) => `zh-${script}`);
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const names = [...two, ...three, ...scripts].map((code) => languages.of(code));
  return [...names, ...two.map((code) => countries.of(code.toUpperCase()))].join('');
}

/** The words of dates. */
function dates(locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'full' });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 0, 1 + day))).join('');
}

async function fromPackage(pack: string, file: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'fonts-'));
  try {
    const { stdout } = await run('npm', ['pack', pack, '--silent'], { cwd: folder });
    await run('tar', ['-xzf', stdout.trim(), file], { cwd: folder });
    return await readFile(join(folder, file));
  } finally {
    await rm(folder, { recursive: true });
  }
}
