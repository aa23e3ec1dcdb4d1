import { listed, withName } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import { ownTextLanguages } from '../../store/own-texts.ts';
import type { Desk } from '../desk.ts';

/** Which texts a collection has of its own, and in which languages. */
export async function textLines(
  { db, translator }: Pick<Desk, 'db' | 'translator'>,
  words: Words,
): Promise<string[]> {
  const known = await ownTextLanguages(db);
  const lines = [...known].map(([kind, langs]) => {
    const languages = listed(
      langs.map((lang) => translator.words(lang)('language')),
      words,
    );
    return `• ${withName(words(`texts.kind_${kind}`), languages, words)}`;
  });
  return [[`**${words('texts.title')}**`, ...lines, words('texts.how')].join('\n')];
}
