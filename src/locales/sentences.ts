/** Sentences one after another, as a language writes them: Japanese and Chinese leave no space between two. */
export function sentences(locale: string, ...parts: readonly string[]): string {
  return parts.join(/^(ja|zh)\b/.test(locale) ? '' : ' ');
}
