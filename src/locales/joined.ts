/** One after the other, two by two as a language joins them; nothing of nothing. */
export function joined(items: readonly string[], join: (before: string, next: string) => string): string {
  return items.length === 0 ? '' : items.reduce(join);
}
