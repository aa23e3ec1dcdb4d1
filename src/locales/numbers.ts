/** Formats by the language they are in; there are some ten that people read. */
const known = new Map<string, Intl.NumberFormat>();
const MOST_KNOWN = 100;

/** How numbers are written in a language: `1,000` in English. Made once for each, as that takes longer than its use. */
export function numbersIn(locale: string): Intl.NumberFormat {
  const numbers = known.get(locale) ?? new Intl.NumberFormat(locale);
  if (known.size < MOST_KNOWN) known.set(locale, numbers);
  return numbers;
}
