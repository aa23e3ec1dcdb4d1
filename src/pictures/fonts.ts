import { fileURLToPath } from 'node:url';

/** The font of a picture. It has what most alphabets need, and every number. */
const FONT = 'DejaVu Sans';
// Japanese and Chinese write some signs differently that have one code, so each has a font of its own, see deploy/fonts.ts
const ofLanguage: ReadonlyMap<string, { family: string; file: string }> = new Map([
  ['ja', { family: 'Noto Sans JP Medium', file: './fonts/NotoSansJP.ttf' }],
  ['zh-CN', { family: 'Noto Sans SC Medium', file: './fonts/NotoSansSC.ttf' }],
]);

/** The font of texts in a language, by the name that is in its file; what it has not comes from the first of the others. */
export function fontOf(locale: string): string {
  return ofLanguage.get(locale)?.family ?? FONT;
}

/** The files of all fonts, and which of them stands in for one that is not among them. */
export function fonts(): { fontFiles: string[]; defaultFontFamily: string } {
  const installed = [
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ];
  // beside this file, and beside what was built
  const own = [...ofLanguage.values()].map(({ file }) => new URL(file, import.meta.url).href);
  return { fontFiles: [...installed, ...own].map((url) => fileURLToPath(url)), defaultFontFamily: FONT };
}
