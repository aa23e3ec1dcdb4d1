import { SimpleMarkdown } from 'discord-markdown-parser';
import { rules } from './rules.ts';
import type { Piece } from './tree.ts';

const read = SimpleMarkdown.parserFor(rules);
type Node = ReturnType<typeof read>[number];

/** Reads a text the way Discord does. Never throws: what cannot be read is shown as it was written. */
export function parseMarkdown(text: string): Piece[] {
  try {
    return tidy(pieces(read(text, { inline: true })));
  } catch {
    return [{ type: 'text', text }];
  }
}

function pieces(nodes: unknown): Piece[] {
  return Array.isArray(nodes) ? nodes.flatMap((node: Node) => piece(node)) : [];
}

function piece(node: Node): Piece {
  const within = () => tidy(pieces(node.content));
  switch (node.type) {
    case 'br':
    case 'newline':
      return { type: 'break' };
    case 'strong':
    case 'em':
    case 'underline':
    case 'spoiler':
    case 'subtext':
      return { type: node.type, pieces: within() };
    case 'strikethrough':
      return { type: 'strike', pieces: within() };
    case 'blockQuote':
      return { type: 'quote', pieces: withoutLastBreak(within()) };
    case 'heading':
      return { type: 'heading', level: node.level === 1 ? 1 : node.level === 2 ? 2 : 3, pieces: within() };
    case 'inlineCode':
      return { type: 'code', text: String(node.content) };
    case 'codeBlock':
      return { type: 'codeBlock', language: String(node.lang ?? ''), text: String(node.content) };
    case 'list':
      return {
        type: 'list',
        ordered: Boolean(node.ordered),
        start: Number(node.start),
        items: (Array.isArray(node.content) ? node.content : []).map((item) => tidy(pieces(item))),
      };
    case 'url':
    case 'autolink':
    case 'link':
      return link(String(node.target), within());
    case 'user':
    case 'channel':
    case 'role':
      return { type: 'mention', of: node.type, id: String(node.id) };
    case 'everyone':
    case 'here':
      return { type: 'mention', of: 'everyone', id: node.type };
    case 'slashCommand':
      return { type: 'mention', of: 'command', id: String(node.fullName) };
    case 'guildNavigation':
      return { type: 'mention', of: 'place', id: String(node.navigation) };
    case 'timestamp':
      return { type: 'time', seconds: Number(node.timestamp), style: String(node.format ?? 'f') };
    case 'emoji':
      return { type: 'emoji', name: String(node.name) };
    case 'twemoji':
      return { type: 'text', text: String(node.name) };
    default:
      return { type: 'text', text: String(node.content ?? '') };
  }
}

function link(url: string, within: Piece[]): Piece {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return { type: 'text', text: url };
  return { type: 'link', url, pieces: within.length ? within : [{ type: 'text', text: url }] };
}

/** Joins neighbouring texts, and drops the line end after a code block, which ends its own line. */
function tidy(pieces: Piece[]): Piece[] {
  const tidied: Piece[] = [];
  for (const piece of pieces) {
    const last = tidied.at(-1);
    if (piece.type === 'text' && last?.type === 'text')
      tidied.splice(-1, 1, { ...last, text: last.text + piece.text });
    else if (!(piece.type === 'break' && last?.type === 'codeBlock')) tidied.push(piece);
  }
  return tidied;
}

function withoutLastBreak(pieces: Piece[]): Piece[] {
  return pieces.at(-1)?.type === 'break' ? pieces.slice(0, -1) : pieces;
}
