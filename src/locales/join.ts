import { joined } from './joined.ts';
import type { Words } from './words.ts';

/** `Prompt: Can you explain …`: a name and what is said of it, as the language writes that. */
export function withName(name: string, said: string, words: Words): string {
  return words('join.name', { name, said });
}

/** `English, German, French`: one after the other, as the language writes that; nothing of nothing. */
export function listed(items: readonly string[], words: Words): string {
  return joined(items, (before, next) => words('join.list', { before, next }));
}

/** `Prompts: 3 to 2; replies: on to off`: the same where the things themselves may be lists. */
export function parted(parts: readonly string[], words: Words): string {
  return joined(parts, (before, next) => words('join.parts', { before, next }));
}

/** What stands between two of a list, for where it is made and changed without the language at hand. */
export function betweenTwo(words: Words): string {
  return words('join.list', { before: '', next: '' });
}
