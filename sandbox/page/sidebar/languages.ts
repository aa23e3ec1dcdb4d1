/** Discord's languages, as codes. */
export const LANGUAGES = [
  'en-US',
  'en-GB',
  'de',
  'es-ES',
  'es-419',
  'fr',
  'pt-BR',
  'it',
  'nl',
  'pl',
  'ru',
  'uk',
  'tr',
  'ja',
  'ko',
  'zh-CN',
  'zh-TW',
  'vi',
  'th',
  'hi',
  'id',
  'el',
  'cs',
  'hu',
  'ro',
  'bg',
  'hr',
  'lt',
  'da',
  'sv-SE',
  'no',
  'fi',
];

/** A language's name in itself, by which whoever reads it finds it, and, where that is another, in the reader's language. */
export function languageChoice(locale: string, reader: string): string {
  return [...new Set([languageName(locale, locale), languageName(locale, reader)])].join(' · ');
}

/** A language's name in the reader's language, or its code when it has none. */
export function languageName(locale: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
