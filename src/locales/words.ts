import { createInstance, type TFunction } from 'i18next';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import { joined } from './joined.ts';
import { nearestLanguage } from './nearest.ts';
import pt from './pt.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import { saying } from './saying.ts';
import zhCN from './zh-CN.json' with { type: 'json' };

// A language is added by a file beside this one and a line in this list.
const languages = { en, de, es, fr, ja, pt, ru, 'zh-CN': zhCN };

/** The names of the languages there are texts in, as the files are named. */
export const textLanguages: readonly string[] = Object.keys(languages);

type Plural<Key extends string> =
  Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : Key;
type Paths<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Plural<Key> : `${Key}.${Paths<T[Key]>}`;
}[keyof T & string];

/** The name of a text, as in `button.skip`. */
export type WordKey = Paths<typeof en>;

/** What fills the places of a text, by name: several things are listed as the language writes that. */
export type Values = Readonly<Record<string, string | number | readonly string[]>>;

/** Texts in one person's language. */
export type Words = {
  /** The text, with its places filled in. */
  (key: WordKey, values?: Values): string;
  /** A text that may not exist, such as that of a label nobody here knows. */
  find(key: string): string | undefined;
  /** The language the texts are in, for numbers and the names of languages. */
  locale: string;
  /** The language that was asked for, where these texts only stand in for it; undefined when they are in it. */
  insteadOf: string | undefined;
};

/** Where texts are looked up, by Discord locale. */
export type Translator = {
  words(locale: string): Words;
  /** What Discord shows by itself, in English and by Discord locale in every other language there is: a description. */
  described(key: WordKey): { description: string; description_localizations: Record<string, string> };
  /** The same for the name of a choice. */
  named(key: WordKey): { name: string; name_localizations: Record<string, string> };
};

// Discord's own names for languages that it calls otherwise
const discordLocales: Readonly<Record<string, readonly string[]>> = {
  es: ['es-ES', 'es-419'],
  pt: ['pt-BR'],
};

/** Of how many locales the texts are kept at hand; Discord has some thirty. */
const MOST_LOCALES = 100;

/** Of how many texts of a language; there are some hundreds. */
const MOST_TEXTS = 10_000;

/** Reads all languages once. Where a language lacks a text, English stands in. */
export async function createTranslator(): Promise<Translator> {
  const i18n = createInstance();
  await i18n.init({
    resources: Object.fromEntries(
      Object.entries(languages).map(([name, texts]) => [name, { translation: flat(texts) }]),
    ),
    keySeparator: false, // looking a text up by its whole name takes a third less
    nsSeparator: false,
    fallbackLng: 'en',
    interpolation: { escapeValue: false }, // Discord shows Markdown, not HTML
  });

  const known = new Map<string, Words>();

  function words(locale: string): Words {
    const found = known.get(locale) ?? wordsIn(locale);
    if (known.size < MOST_LOCALES) known.set(locale, found);
    return found;
  }

  function wordsIn(locale: string): Words {
    const { name, own } = nearestLanguage(locale, Object.keys(languages));
    const t: TFunction = i18n.getFixedT(name);
    const fillIn = saying(t, name);
    const said = new Map<string, string>(); // what has no places to fill in is the same every time
    const filled = (value: Values[string]) =>
      typeof value === 'object'
        ? joined(value, (before, next) => fillIn('join.list', { before, next }))
        : value;
    const say = (key: string, values?: Values) => {
      if (values) return fillIn(key, mapped(values, filled));
      const text = said.get(key) ?? t(key);
      if (said.size < MOST_TEXTS) said.set(key, text);
      return text;
    };
    return Object.assign(say, {
      find: (key: string) => (i18n.exists(key, { lng: name }) ? say(key) : undefined),
      locale: name,
      insteadOf: own ? undefined : locale,
    });
  }

  /** A text in every language there is but English, by Discord locale. */
  function localizations(key: WordKey): Record<string, string> {
    const others = Object.keys(languages).filter((name) => name !== 'en');
    return Object.fromEntries(
      others.flatMap((name) => (discordLocales[name] ?? [name]).map((locale) => [locale, words(name)(key)])),
    );
  }

  return {
    words,
    described: (key) => ({
      description: words('en')(key),
      description_localizations: localizations(key),
    }),
    named: (key) => ({ name: words('en')(key), name_localizations: localizations(key) }),
  };
}

function mapped<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

type Texts = { readonly [name: string]: string | Texts };

/** All texts by their whole names, as in `button.skip`. */
function flat(texts: Texts, before = ''): Record<string, string> {
  const pairs = Object.entries(texts).flatMap(([name, one]) =>
    typeof one === 'string' ? [[before + name, one]] : Object.entries(flat(one, `${before}${name}.`)),
  );
  return Object.fromEntries(pairs);
}
