import { nearestLanguage } from './nearest.ts';

/**
 * Of texts in several languages the one for readers of a locale: in their own language, else in the nearest there is, else
 * the English one, else the first. `own` says whether they call its language theirs; undefined where there is no text.
 */
export function nearestText<Text extends { lang: string }>(
  texts: readonly Text[],
  locale: string,
): (Text & { own: boolean }) | undefined {
  const { name, own } = nearestLanguage(
    locale,
    texts.map(({ lang }) => lang),
  );
  const found = texts.find(({ lang }) => lang === name);
  if (found) return { ...found, own };
  const [first] = texts;
  return first && { ...first, own: false };
}
