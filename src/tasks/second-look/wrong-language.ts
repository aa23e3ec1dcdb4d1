import type { Detected } from './detector.ts';

/** A text with fewer letters is not judged; a letter of a script that has one for a syllable or a word counts as more. */
const LEAST_LETTERS = 24;
const OF_DENSE = 2.5;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** By how much the other language has to be likelier: near relatives are closer to each other than that. */
const MARGIN = 0.1;
const MOST_SENTENCES = 8;

/** The languages that the detector tells apart. What is none of these is not judged. */
export const detectable: ReadonlySet<string> = new Set(
  (
    'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no or ' +
    'pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'
  ).split(' '),
);

/** What the detector may say of languages that it has no name for, or takes for another. */
const others: Readonly<Record<string, readonly string[]>> = {
  nb: ['no', 'da'],
  nn: ['no', 'da'],
  no: ['no', 'da'],
  da: ['da', 'no'],
  sr: ['sr', 'hr', 'sl'],
  hr: ['hr', 'sr', 'sl'],
  bs: ['hr', 'sr', 'sl'],
  id: ['ms'],
  fil: ['tl'],
};

/**
 * What of a text is to be told the language of: all its words, then its sentences, without code and addresses. Nothing
 * where that is too little to say.
 */
export function toDetect(text: string): string[] {
  const words = text
    .replaceAll(/```.*?(?:```|$)/gs, ' ')
    .replaceAll(/`[^`\n]*`/g, ' ')
    .replaceAll(/\bhttps?:\/\/\S+/g, ' ');
  if (letters(words) < LEAST_LETTERS) return [];
  const sentences = words.split(/\n|(?<=[.!?:])\s|(?<=[。！？])/u);
  return [words, ...sentences.filter((one) => letters(one) >= LEAST_LETTERS).slice(0, MOST_SENTENCES)];
}

/**
 * Whether a text is in another language than `lang` (BCP 47), by what `toDetect` gave of it: only where that is certain,
 * and no sentence is in the right one.
 */
export function isWrongLanguage([whole, ...sentences]: readonly Detected[], lang: string): boolean {
  const own = namesOf(lang);
  if (!whole?.isReliable || own.length === 0 || own.includes(whole.language)) return false;
  const score = (name: string) => whole.scores[name] ?? 0;
  if (score(whole.language) - Math.max(...own.map(score)) <= MARGIN) return false;
  return !sentences.some(({ isReliable, language }) => isReliable && own.includes(language));
}

/** What the detector calls a language; nothing for one that it does not know. */
function namesOf(lang: string): readonly string[] {
  const { language } = new Intl.Locale(lang);
  return others[language] ?? (detectable.has(language) ? [language] : []);
}

function letters(text: string): number {
  let sum = 0;
  for (const [letter] of text.matchAll(/\p{L}/gu)) sum += DENSE.test(letter) ? OF_DENSE : 1;
  return sum;
}
