// Languages that tasks come in, as backends write them: those that collections have been made in so far.
const taskLanguages = [
  'en',
  'ar',
  'bg',
  'bn',
  'ca',
  'cs',
  'da',
  'de',
  'el',
  'eo',
  'es',
  'et',
  'eu',
  'fa',
  'fi',
  'fr',
  'gl',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'lt',
  'ms',
  'nb',
  'nl',
  'pl',
  'pt-BR',
  'ro',
  'ru',
  'sk',
  'sl',
  'sv',
  'th',
  'tr',
  'uk-UA',
  'ur',
  'vi',
  'zh',
] as const;

// Where Discord's name for a language is not the one tasks use.
const fromDiscord: Readonly<Record<string, string>> = {
  'en-US': 'en',
  'en-GB': 'en',
  'es-ES': 'es',
  'es-419': 'es',
  'sv-SE': 'sv',
  'zh-CN': 'zh',
  'zh-TW': 'zh',
  no: 'nb',
  uk: 'uk-UA',
};

/** The task language that goes with a Discord language. */
export function languageFor(discordLocale: string): string {
  return fromDiscord[discordLocale] ?? discordLocale;
}

/** The name of a language, in another language: `languageName('de', 'fr')` is “allemand”. The code if it has none. */
export function languageName(lang: string, locale: string): string {
  try {
    const names = new Intl.DisplayNames([locale, 'en'], { type: 'language' });
    return names.of(lang) ?? lang;
  } catch {
    return lang; // not a language code at all
  }
}

/** Languages whose name or code has what was typed in it, best first: at most 25, as Discord allows. */
export function suggestLanguages(typed: string, locale: string): { name: string; value: string }[] {
  const wanted = fold(typed);
  const own = languageFor(locale);
  return taskLanguages
    .map((value) => ({ value, name: inBothLanguages(value, locale) }))
    .filter(({ name, value }) => fold(name).includes(wanted) || fold(value).startsWith(wanted))
    .sort((a, b) => rankOf(b, wanted, own) - rankOf(a, wanted, own))
    .slice(0, 25);
}

/** The language somebody means by what they typed: a code, or a name in their own language or its own. */
export function readLanguage(typed: string, locale: string): string | undefined {
  const wanted = fold(typed);
  const known = taskLanguages.find(
    (lang) =>
      fold(lang) === wanted ||
      fold(inBothLanguages(lang, locale)) === wanted ||
      [locale, lang, 'en'].some((reader) => fold(languageName(lang, reader)) === wanted),
  );
  return known ?? wellFormed(typed.trim());
}

/** A code nobody listed, if it is one: backends take any. */
function wellFormed(code: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.test(code)) return undefined;
  try {
    const [canonical] = Intl.getCanonicalLocales(code);
    const known =
      canonical && new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(canonical);
    return known ? canonical : undefined;
  } catch {
    return undefined;
  }
}

function inBothLanguages(lang: string, locale: string): string {
  const here = languageName(lang, locale);
  const there = languageName(lang, lang);
  return fold(here) === fold(there) ? here : `${here} (${there})`;
}

function rankOf({ name, value }: { name: string; value: string }, wanted: string, own: string): number {
  return (value === own ? 2 : 0) + (wanted !== '' && fold(name).startsWith(wanted) ? 1 : 0);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
