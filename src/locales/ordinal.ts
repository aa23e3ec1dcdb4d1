const english: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' };

// How a language writes a place in figures; where nothing is said, the figure with a dot.
const forms: Readonly<Record<string, (place: number) => string>> = {
  en: (place) => `${place}${english[new Intl.PluralRules('en', { type: 'ordinal' }).select(place)] ?? 'th'}`,
  es: (place) => `${place}.º`,
  fr: (place) => (place === 1 ? '1er' : `${place}e`),
  ja: (place) => `${place}位`,
  pt: (place) => `${place}º`,
  ru: (place) => `${place}-е`,
  'zh-CN': (place) => `第${place}`,
};

/** A place in figures, as in `2nd`. */
export function ordinal(place: number, locale: string): string {
  return forms[locale]?.(place) ?? `${place}.`;
}
