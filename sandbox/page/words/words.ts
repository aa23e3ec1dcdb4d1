import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };

const languages: Readonly<Record<string, typeof en>> = { en, de, es, fr, ja, pt, ru, 'zh-CN': zhCN };

/** Stands where a name will be; no text has it. */
const GAP = '\n';

/** A text that stands around every message and form. */
export type PageWord = keyof typeof en;

/** What Discord's own client says around messages and forms, in the language somebody reads it in; in English where there is none. */
export function say(word: PageWord, locale: string, name = ''): string {
  const texts = languages[locale] ?? languages[locale.split('-')[0] ?? ''] ?? en;
  return texts[word].replace('{name}', () => name);
}

/** The words before and after the place of the name, for a name that is drawn in a way of its own. */
export function sayAround(word: PageWord, locale: string): readonly [before: string, after: string] {
  const [before = '', after = ''] = say(word, locale, GAP).split(GAP);
  return [before, after];
}
