import { z } from 'zod';
import type { Values, WordKey, Words } from '../../locales/words.ts';

/** One line of what is said of a job, in nobody's language yet. */
export type Line = { key: WordKey; values?: Values };

/** What is said of a job: how far it is, or what came of it. */
export type Said = readonly Line[];

const Stored = z.array(
  z.object({
    key: z.custom<WordKey>((key) => typeof key === 'string'), // one of another version is shown as it is
    values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).exactOptional(),
  }),
);

/** Reads what is said of a job from its row; nothing for what is none. */
export function saidIn(text: string): Said {
  return Stored.safeParse(JSON.parse(text)).data ?? [];
}

/** The same in one person's language. */
export function inWords(said: Said, words: Words): string {
  return said.map(({ key, values }) => words(key, values)).join('\n');
}
