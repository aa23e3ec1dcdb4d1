import { Locale } from 'discord-api-types/v10';
import { type Problem, problem } from './problem.ts';

const locales = new Set<string>(Object.values(Locale));
const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

export type Localized = {
  name: string;
  name_localizations?: Record<string, string> | null;
  description?: string | null;
  description_localizations?: Record<string, string> | null;
};

/** Keys of localisation maps are Discord's locales, and nothing else. */
export function localeProblems(item: Localized, path: Problem['path']): Problem[] {
  return (['name_localizations', 'description_localizations'] as const).flatMap((key) =>
    Object.keys(item[key] ?? {})
      .filter((locale) => !locales.has(locale))
      .map((locale) =>
        problem([...path, key, locale], 'DICT_INVALID_KEY', `Value must be one of Discord's locales.`),
      ),
  );
}

/** Names of slash commands and their options: one word, in lower case where the script has one, in every language. */
export function slashNameProblems(item: Localized, path: Problem['path']): Problem[] {
  const names: [Problem['path'], string][] = [
    [[...path, 'name'], item.name],
    ...Object.entries(item.name_localizations ?? {}).map(([locale, name]): [Problem['path'], string] => [
      [...path, 'name_localizations', locale],
      name,
    ]),
  ];
  return names.flatMap(([place, name]) =>
    slashName.test(name) && name === name.toLowerCase()
      ? []
      : [problem(place, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')],
  );
}

/** No two siblings share a name in any language. */
export function uniqueNameProblems(items: Localized[], path: Problem['path'], code: string): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const names = [['', item.name], ...Object.entries(item.name_localizations ?? {})].map((pair) =>
      pair.join('\n'),
    );
    const again = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return again ? [problem([...path, index, 'name'], code, 'This name is already used')] : [];
  });
}
