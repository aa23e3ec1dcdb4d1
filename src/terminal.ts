// controls but line feed, carriage return and tab; characters that turn the direction of writing; line and paragraph ends
const commands = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu;
const harmless = new Set(['\n', '\t']);

/**
 * A text for somebody's terminal, in which nothing but words and lines is left: what would move the cursor, colour or
 * rename the window, or turn the words around is written as its code, `\u{1b}`.
 */
export function forTerminal(text: string): string {
  return text.replace(commands, (character) =>
    harmless.has(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
