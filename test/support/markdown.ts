import { parseMarkdown } from '../../sandbox/page/markdown/parse.ts';
import type { Piece } from '../../sandbox/page/markdown/tree.ts';

// What Discord makes of a text, as the sandbox reads it.

/** Every piece of a text, those inside others too. */
export function piecesOf(markdown: string): Piece[] {
  return all(parseMarkdown(markdown));
}

/** Pieces in which somebody's words could pass for the bot's, or for Discord's own. */
export const forbidden: readonly Piece['type'][] = ['heading', 'subtext', 'mention', 'time', 'emoji'];

/** Links whose words are not where they lead. */
export function masked(markdown: string): Piece[] {
  return piecesOf(markdown).filter((piece) => piece.type === 'link' && wordsOf(piece) !== piece.url);
}

/** What is to read in a piece. */
export function wordsOf(piece: Piece): string {
  return all([piece])
    .flatMap((one) => ('text' in one ? [one.text] : one.type === 'break' ? ['\n'] : []))
    .join('');
}

function all(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => {
    const inner = Object.values(piece).flatMap((value) => (Array.isArray(value) ? (value as Piece[]) : []));
    return [piece, ...all(inner.flat().filter((one) => typeof one === 'object' && 'type' in one))];
  });
}
