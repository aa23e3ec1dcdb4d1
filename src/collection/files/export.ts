import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { CommandInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import type { ViewFile } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Desk } from '../desk.ts';
import type { FilesParts } from './parts.ts';

/** What JSON Lines of conversations shrink to at best; more than this many limits of text is not even tried. */
const BEST_RATIO = 20;

const packed = promisify(gzip);

/** `/export`: the collection, or a part of it, as a file that only its owner sees; compressed where it would be too large. */
export async function exportCollection(
  { actor, options, attachmentSizeLimit }: CommandInteraction,
  { files, translator }: Pick<Desk, 'translator'> & FilesParts,
): Promise<Reply> {
  if (!files) throw new UserError('files.network');
  const words = translator.words(actor.locale);
  const format = String(options.format ?? 'trees');
  const filters = String(options.filters ?? '')
    .split(/\s+/)
    .filter((part) => part !== '');
  const made = await files.exportLines({ format, filters });
  if ('problem' in made) {
    throw new UserError('files.wrong', {
      problem: clip(foreign(made.problem), { units: 500, bytes: 1_000 }),
    });
  }
  const whole = await gathered(made.lines, attachmentSizeLimit * BEST_RATIO);
  if (whole.byteLength === 0) return { as: 'message', view: notice(words('files.nothing')) };
  const file = await fitting(`${format}.jsonl`, whole, attachmentSizeLimit);
  const text = words('files.exported', { count: made.written() });
  return { as: 'message', view: { ...notice(text), files: [file] } };
}

/** @throws UserError for more than `most` bytes */
async function gathered(lines: AsyncIterable<string>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of lines) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > most) throw new UserError('files.too_big');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** @throws UserError for what is too large even when it is compressed */
async function fitting(name: string, data: Buffer, limit: number): Promise<ViewFile> {
  if (data.byteLength <= limit) return { name, data, contentType: 'application/x-ndjson' };
  const small = await packed(data);
  if (small.byteLength > limit) throw new UserError('files.too_big');
  return { name: `${name}.gz`, data: small, contentType: 'application/gzip' };
}
