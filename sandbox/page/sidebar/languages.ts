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

const names = new Intl.DisplayNames('en', { type: 'language' });

/** A language's name in English, or its code when it has none. */
export function languageName(locale: string): string {
  try {
    return names.of(locale) ?? locale;
  } catch {
    return locale;
  }
}
