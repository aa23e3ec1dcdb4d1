/** One piece of a message as Discord's Markdown reads it. Text is kept as text: nothing here is HTML. */
export type Piece =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext'; pieces: Piece[] }
  | { type: 'heading'; level: 1 | 2 | 3; pieces: Piece[] }
  | { type: 'code'; text: string }
  | { type: 'codeBlock'; language: string; text: string }
  | { type: 'list'; ordered: boolean; start: number; items: Piece[][] }
  | { type: 'link'; url: string; pieces: Piece[] }
  | { type: 'mention'; of: 'user' | 'channel' | 'role' | 'command' | 'everyone' | 'place'; id: string }
  | { type: 'time'; seconds: number; style: string }
  | { type: 'emoji'; name: string };
