// Languages that tasks come in, as backends write them, those that have most to read first: the order of how many
// messages the OASST collection had in each (dataset card of OASST1), then those that it lacked.
const taskLanguages = [
  'en',
  'es',
  'ru',
  'de',
  'zh',
  'fr',
  'th',
  'pt-BR',
  'ca',
  'ko',
  'uk-UA',
  'it',
  'ja',
  'vi',
  'eu',
  'pl',
  'hu',
  'ar',
  'nl',
  'sv',
  'tr',
  'fi',
  'cs',
  'da',
  'gl',
  'he',
  'ro',
  'nb',
  'id',
  'bg',
  'bn',
  'fa',
  'el',
  'eo',
  'sk',
  'hi',
  'ur',
  'ms',
  'hr',
  'lt',
  'sl',
  'et',
] as const;

/** The languages the interface has, as tasks name them. */
export const interfaceLanguages = ['en', 'de', 'es', 'fr', 'ja', 'pt-BR', 'ru', 'zh'] as const;

// Where a code for a language is not the one tasks use: Discord's own, and what people type.
const otherCodes: Readonly<Record<string, string>> = {
  'en-US': 'en',
  'en-GB': 'en',
  'es-ES': 'es',
  'es-419': 'es',
  'sv-SE': 'sv',
  'zh-CN': 'zh',
  'zh-TW': 'zh',
  'zh-Hans': 'zh',
  'zh-Hans-CN': 'zh',
  no: 'nb',
  'nb-NO': 'nb',
  uk: 'uk-UA',
};

// Codes whose names people look for, while tasks are written under another.
const alsoCalled: Readonly<Record<string, readonly string[]>> = { nb: ['no'], zh: ['zh-Hans', 'zh-Hant'] };

/** The task language that goes with a Discord language. */
export function languageFor(discordLocale: string): string {
  return Object.hasOwn(otherCodes, discordLocale)
    ? (otherCodes[discordLocale] ?? discordLocale)
    : discordLocale;
}

/** The name of a language, in another language: `languageName('de', 'fr')` is “allemand”. The code if it has none. */
export function languageName(lang: string, locale: string): string {
  try {
    return namesIn(locale).of(lang) ?? lang;
  } catch {
    return lang; // not a language code at all
  }
}

/** Names of languages by the language they are in; there are some thirty that people read. */
const known = new Map<string, Intl.DisplayNames>();
const MOST_KNOWN = 100;

function namesIn(locale: string): Intl.DisplayNames {
  const names = known.get(locale) ?? new Intl.DisplayNames([locale, 'en'], { type: 'language' });
  if (known.size < MOST_KNOWN) known.set(locale, names);
  return names;
}

/**
 * Languages whose name or code has what was typed in it: the person's own first, then those whose name begins so, then
 * those that have most to read. At most 25, as Discord allows.
 */
export function suggestLanguages(typed: string, locale: string): { name: string; value: string }[] {
  const wanted = fold(typed);
  const own = languageFor(locale);
  return taskLanguages
    .map((value) => ({ value, name: inBothLanguages(value, locale) }))
    .filter(
      ({ name, value }) =>
        fold(value).startsWith(wanted) ||
        [name, ...otherNames(value, locale)].some((one) => fold(one).includes(wanted)),
    )
    .sort((a, b) => rankOf(b, wanted, own) - rankOf(a, wanted, own))
    .slice(0, 25);
}

/** The same for a list with commas between: what stands before the last one stays. At most 100 units each, as Discord allows. */
export function suggestMore(typed: string, locale: string): { name: string; value: string }[] {
  const list = typed.split(',').map((one) => one.trim());
  const last = list.pop() ?? '';
  const before = list.filter((one) => one !== '');
  return suggestLanguages(last, locale)
    .filter(({ value }) => !before.includes(value))
    .map(({ name, value }) => ({
      name: [...before, name].join(', ').slice(-MOST_UNITS),
      value: [...before, value].join(','),
    }))
    .filter(({ value }) => value.length <= MOST_UNITS);
}

const MOST_UNITS = 100;

/** The language somebody means by what they typed: a code, or a name in their own language or its own. */
export function readLanguage(typed: string, locale: string): string | undefined {
  const wanted = fold(typed);
  const known = taskLanguages.find(
    (lang) =>
      fold(lang) === wanted ||
      fold(inBothLanguages(lang, locale)) === wanted ||
      [...[locale, lang, 'en'].map((reader) => languageName(lang, reader)), ...otherNames(lang, locale)].some(
        (name) => fold(name) === wanted,
      ),
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
    return known ? languageFor(canonical) : undefined;
  } catch {
    return undefined;
  }
}

function inBothLanguages(lang: string, locale: string): string {
  const here = languageName(lang, locale);
  const there = languageName(lang, lang);
  return fold(here) === fold(there) ? here : `${here} (${there})`;
}

/** What a language is called under its other codes, to a reader and in itself. */
function otherNames(lang: string, locale: string): string[] {
  return (alsoCalled[lang] ?? []).flatMap((code) =>
    [locale, code, 'en'].map((reader) => languageName(code, reader)),
  );
}

function rankOf({ name, value }: { name: string; value: string }, wanted: string, own: string): number {
  return (value === own ? 2 : 0) + (wanted !== '' && fold(name).startsWith(wanted) ? 1 : 0);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
