import { readFile } from 'node:fs/promises';
import type { FetchFile } from '../../discord/calls/fetch-file.ts';
import type { AttachedFile } from '../../discord/interaction.ts';
import { UserError } from '../../locales/user-error.ts';
import { withFile } from '../files/fetched.ts';

/** More than any text may be, in bytes; what is larger is not looked at. */
const MOST_BYTES = 64 * 1024;
/** How long it may take, in real time: less than the answer to a command may. */
const FETCH_MS = 60_000;

/**
 * The text in a file that somebody attached: UTF-8, with or without a mark at its beginning, whatever ends its lines;
 * undefined for one that is far too long.
 * @throws UserError when it cannot be fetched, or is no plain text
 */
export async function textFrom(
  fetchFile: FetchFile,
  { url, bytes }: AttachedFile,
): Promise<string | undefined> {
  if (bytes > MOST_BYTES) return undefined;
  const content = await withFile(fetchFile, url, AbortSignal.timeout(FETCH_MS), ({ path }) => readFile(path));
  return content.length > MOST_BYTES ? undefined : decoded(content).replaceAll(/\r\n?/g, '\n');
}

function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new UserError('texts.not_text');
  }
}
