import { z } from 'zod';

const LONGEST_PRIMARY = 3; // RFC 5646 §2.2.1: subtags of 4 letters are reserved, and none of 5 to 8 is registered

/** As many characters as the protocol has for a language. */
export const LANGUAGE_LIMIT = 32;

const MOST_KNOWN = 1_000;
const known = new Map<string, string | undefined>(); // reading one takes longer than many a statement

/**
 * The one form a language has everywhere in a collection, as BCP 47 writes it: `EN` is `en`, `pt_br` is `pt-BR`, `iw`
 * is `he`; what follows language, script, region and variants goes. Undefined for what is no
 * language tag, or one of more than 32 characters.
 */
export function canonicalLanguage(tag: string): string | undefined {
  if (known.has(tag)) return known.get(tag);
  const canonical = readTag(tag);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(tag, canonical);
  return canonical;
}

function readTag(tag: string): string | undefined {
  try {
    const { baseName, language } = new Intl.Locale(tag.trim().replaceAll('_', '-'));
    const isOne = language.length <= LONGEST_PRIMARY && baseName.length <= LANGUAGE_LIMIT;
    return isOne ? baseName : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A language in any spelling, read as its one form. `message` says what it must be, where there is one. */
export function languageTag(message: string) {
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : message) })
    .overwrite((tag) => canonicalLanguage(tag) ?? tag)
    .refine((tag) => canonicalLanguage(tag) === tag, message);
}
