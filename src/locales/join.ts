import type { Words } from './words.ts';

/** `Prompt: Can you explain …`: a name and what is said of it, as the language writes that. */
export function withName(name: string, said: string, words: Words): string {
  return words('join.name', { name, said });
}

/** `English, German, French`: one after the other, as the language writes that; nothing of nothing. */
export function listed(items: readonly string[], words: Words): string {
  return items.length === 0 ? '' : items.reduce((before, next) => words('join.list', { before, next }));
}
