/** A language there are texts in, and whether a reader of the one that was asked for calls it their own. */
export type Nearest = { name: string; own: boolean };

/**
 * The nearest of some languages to a Discord locale: the same language in the same script (`es` for `es-419`) is a
 * reader's own; the same language in another script (`zh-CN` for `zh-TW`) is at least nearer than English.
 */
export function nearestLanguage(locale: string, names: readonly string[]): Nearest {
  const wanted = parse(locale);
  const related = names.filter((name) => wanted && parse(name)?.language === wanted.language);
  const own =
    related.find((name) => name === locale) ?? related.find((name) => parse(name)?.script === wanted?.script);
  return own === undefined ? { name: related[0] ?? 'en', own: false } : { name: own, own: true };
}

/** What is known of languages by their names: those of Discord's, and those that there are texts in. */
const known = new Map<string, Intl.Locale>();
const MOST_KNOWN = 200;

function parse(name: string): Intl.Locale | undefined {
  const before = known.get(name);
  if (before) return before;
  try {
    const locale = new Intl.Locale(name).maximize();
    if (known.size < MOST_KNOWN) known.set(name, locale);
    return locale;
  } catch {
    return undefined; // not a language at all
  }
}
