import type { TFunction } from 'i18next';
import { filling } from './filling.ts';

type Values = Readonly<Record<string, string | number>>;

/** Of how many texts of a language the places are kept at hand; there are some hundreds, in a few plural forms. */
const MOST_TEXTS = 10_000;

/**
 * Says texts of a language with their places filled in. i18next finds each text once for each plural form; it would look for
 * the same one, and read its places anew, every time.
 */
export function saying(t: TFunction, language: string): (key: string, values: Values) => string {
  const known = new Map<string, ReturnType<typeof filling>>();
  const plurals = new Intl.PluralRules(language);

  function found(key: string, { count }: Values) {
    const isCounted = typeof count === 'number';
    const form = isCounted ? `${key} ${plurals.select(count)}` : key;
    const before = known.get(form);
    if (before) return before;
    const fill = filling(t(key, { skipInterpolation: true, ...(isCounted ? { count } : {}) }));
    if (known.size < MOST_TEXTS) known.set(form, fill);
    return fill;
  }

  return (key, values) => found(key, values)(values);
}
