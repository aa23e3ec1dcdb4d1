import { createInstance, type TFunction } from 'i18next';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };

// A language is added by a file beside this one and a line in this list.
const languages = { en, de, es, fr, pt, ru };

type Plural<Key extends string> =
  Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : Key;
type Paths<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Plural<Key> : `${Key}.${Paths<T[Key]>}`;
}[keyof T & string];

/** The name of a text, as in `button.skip`. */
export type WordKey = Paths<typeof en>;

/** Texts in one person's language. */
export type Words = {
  /** The text, with its places filled in. */
  (key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** A text that may not exist, such as that of a label nobody here knows. */
  find(key: string): string | undefined;
  /** The language the texts are in, for numbers and the names of languages. */
  locale: string;
};

/** Where texts are looked up, by Discord locale. */
export type Translator = {
  words(locale: string): Words;
  /** A text in every language there is but English, by Discord locale, for what Discord shows by itself. */
  localizations(key: WordKey): Record<string, string>;
};

// Discord's own names for languages that have several of them
const discordLocales: Readonly<Record<string, readonly string[]>> = {
  es: ['es-ES', 'es-419'],
  pt: ['pt-BR'],
  sv: ['sv-SE'],
  zh: ['zh-CN'],
};

/** The language there are texts in that is nearest to a Discord locale. */
function languageOf(locale: string): string {
  const base = locale.split('-')[0] ?? locale;
  return [locale, base].find((name) => Object.hasOwn(languages, name)) ?? 'en';
}

/** Reads all languages once. Where a language lacks a text, English stands in. */
export async function createTranslator(): Promise<Translator> {
  const i18n = createInstance();
  await i18n.init({
    resources: Object.fromEntries(
      Object.entries(languages).map(([name, translation]) => [name, { translation }]),
    ),
    fallbackLng: 'en',
    nonExplicitSupportedLngs: true,
    interpolation: { escapeValue: false }, // Discord shows Markdown, not HTML
  });

  function words(locale: string): Words {
    const t: TFunction = i18n.getFixedT(locale);
    const say = (key: string, values?: Readonly<Record<string, string | number>>) => t(key, { ...values });
    return Object.assign(say, {
      find: (key: string) => (i18n.exists(key, { lng: locale }) ? say(key) : undefined),
      locale: languageOf(locale),
    });
  }

  function localizations(key: WordKey): Record<string, string> {
    const others = Object.keys(languages).filter((name) => name !== 'en');
    return Object.fromEntries(
      others.flatMap((name) => (discordLocales[name] ?? [name]).map((locale) => [locale, words(name)(key)])),
    );
  }

  return { words, localizations };
}
