import { seededRandom } from '../../test/support/random.ts';
import { apportion } from './apportion.ts';
import { messagesByLanguage, volume } from './volume.ts';

/** What is to be given in one language. */
export type Quota = { prompts: number; replies: number; labelSets: number };

/** Somebody who works, and in which languages; the first of them more than in the others. */
export type Person = { id: string; langs: string[] };

export type Plan = { quotas: Map<string, Quota>; people: Person[] };

/** A message needs three reviewers who are not its author, and its siblings three voters who wrote none of them. */
const LEAST_SPEAKERS = 10;
const FIRST_ID = 100_000;

/** The smallest share in which every language still has a prompt. */
export const SMALLEST_SHARE = 0.001;

/**
 * A share of the whole volume, from `SMALLEST_SHARE` to 1, in its proportions. That every language has the same share of prompts among its
 * messages, that people are spread over languages as messages are, and that a language of few people is helped by
 * others, are assumptions.
 */
export function planOf(share: number, seed: number): Plan {
  const weights = new Map(Object.entries(messagesByLanguage));
  const part = (whole: number) => Math.round(whole * share);
  const prompts = apportion(part(volume.prompts), weights, 1);
  const replies = apportion(part(volume.messages) - part(volume.prompts), weights);
  const messages = new Map([...prompts].map(([lang, count]) => [lang, count + (replies.get(lang) ?? 0)]));
  const labelSets = apportion(part(volume.labelSets), messages);
  const quotas = new Map(
    [...prompts].map(([lang, count]): [string, Quota] => [
      lang,
      { prompts: count, replies: replies.get(lang) ?? 0, labelSets: labelSets.get(lang) ?? 0 },
    ]),
  );
  return { quotas, people: peopleFor(part(volume.people), weights, seed) };
}

function peopleFor(count: number, weights: ReadonlyMap<string, number>, seed: number): Person[] {
  const random = seededRandom(seed);
  const people: Person[] = [];
  for (const [lang, speakers] of apportion(count, weights))
    for (let index = 0; index < speakers; index += 1)
      people.push({ id: String(FIRST_ID + people.length), langs: [lang] });
  for (const lang of weights.keys())
    for (let missing = LEAST_SPEAKERS - speakersOf(people, lang).length; missing > 0; ) {
      const helper = people[Math.floor(random() * people.length)];
      if (!helper || helper.langs.includes(lang)) continue;
      helper.langs.push(lang);
      missing -= 1;
    }
  return people;
}

/** Everybody who works in a language. */
export function speakersOf(people: readonly Person[], lang: string): Person[] {
  return people.filter(({ langs }) => langs.includes(lang));
}
