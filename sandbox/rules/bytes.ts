import type { APIEmbed } from 'discord-api-types/v10';
import { embedTexts } from './embeds.ts';
import { kind, type Part, walk } from './part.ts';
import type { Problem } from './problem.ts';

const mostBytes = 10_170;
const perText = 12;

/**
 * Discord fails with a 500 on texts that keep to its limits in characters but are too many bytes. Seen for Components
 * V2 (more than about 10,170 UTF-8 bytes, 12 more for each text) and for edits of messages with long embeds in scripts of three bytes a
 * character (discord-api-docs issues 8554 and 7628).
 */
export function byteProblems(parts: Part[], embeds: APIEmbed[], edit: boolean): Problem[] {
  const displayed = walk(parts)
    .filter(({ part }) => part.type === kind.text)
    .reduce((sum, { part }) => sum + Buffer.byteLength(part.content ?? '') + perText, 0);
  const embedded = edit ? embedTexts(embeds).reduce((sum, text) => sum + Buffer.byteLength(text), 0) : 0;
  if (displayed <= mostBytes && embedded <= mostBytes) return [];
  const message = `500: Internal Server Error`;
  return [{ path: [], code: 'TOO_MANY_BYTES', message, instead: { status: 500, code: 0 } }];
}
