// Discord opens and closes code blocks with three backticks anywhere, not only at the beginning of a line, and takes a
// language only when a line feed follows it. A longer run of backticks counts as one mark here.

const fence = /`{3,}/g;
const language = /[a-z0-9_+\-.#]{1,32}(?=\n)/iy;

/** What closes an open code block at the end of a text. */
export const closing = '\n```';

/** A code block that is open at some place in a text: its language, or an empty string. */
export type OpenBlock = { language: string };

/** The code block that is open at the end of a text, which may itself begin inside one. */
export function blockAtEnd(text: string, atStart?: OpenBlock): OpenBlock | undefined {
  let block = atStart;
  for (const { index, 0: run } of text.matchAll(fence)) {
    block = block === undefined ? { language: languageAt(text, index + run.length) } : undefined;
  }
  return block;
}

/** The line that opens a block again at the beginning of a text. */
export function opening(block: OpenBlock): string {
  return `\`\`\`${block.language}\n`;
}

function languageAt(text: string, index: number): string {
  language.lastIndex = index;
  return language.exec(text)?.[0] ?? '';
}
