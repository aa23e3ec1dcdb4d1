import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import ky, { HTTPError } from 'ky';

/** Where Discord keeps files that people attach. */
const CDN = 'https://cdn.discordapp.com';
/** Real time, as networks know no other. */
const FETCH_MS = 2 * 60_000;

/** A file of Discord's as it lies on the disk, until `remove`. */
export type FetchedFile = {
  path: string;
  /** SHA-256 of its bytes, in hex. */
  digest: string;
  remove(): Promise<void>;
};

/** Fetches what somebody attached, at most so many bytes. @throws FileRefused */
export type FetchFile = (url: string, mostBytes: number, signal?: AbortSignal) => Promise<FetchedFile>;

/** A file was not fetched: it lies elsewhere than where Discord keeps files, is too large, is gone, or did not come in time. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly why: 'elsewhere' | 'too_large' | 'gone' | 'unreachable';

  constructor(why: FileRefused['why'], cause?: unknown) {
    super(`A file was not fetched (${why})`, { cause });
    this.why = why;
  }
}

/** Fetches from Discord's own host and, where Discord is played by another server, from that (`api` is its REST base). */
export function fileFetcher(api: string): FetchFile {
  const { origin, hostname } = new URL(api);
  const isDiscord = hostname === 'discord.com' || hostname.endsWith('.discord.com');
  const origins = isDiscord ? [CDN] : [CDN, origin];

  return async (url, mostBytes, signal) => {
    if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) throw new FileRefused('elsewhere');
    const path = join(tmpdir(), `attachment-${randomUUID()}`);
    const remove = () => rm(path, { force: true });
    const hash = createHash('sha256');
    try {
      const body = await open(url, signal ? [signal] : []);
      const chunks = bounded(body, mostBytes, (chunk) => hash.update(chunk));
      await pipeline(chunks, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return { path, digest: hash.digest('hex'), remove };
    } catch (error) {
      await remove();
      signal?.throwIfAborted();
      throw error instanceof FileRefused ? error : new FileRefused(whyOf(error), error);
    }
  };
}

async function open(url: string, signals: AbortSignal[]): Promise<Readable> {
  const signal = AbortSignal.any([AbortSignal.timeout(FETCH_MS), ...signals]);
  // another host would be asked through a redirect
  const { body } = await ky.get(url, { signal, redirect: 'error', timeout: FETCH_MS, retry: { limit: 2 } });
  return body ? Readable.fromWeb(body as never) : Readable.from([]); // the same stream by another name
}

async function* bounded(body: Readable, most: number, note: (chunk: Buffer) => void) {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new FileRefused('too_large');
    note(chunk);
    yield chunk;
  }
}

function whyOf(error: unknown): FileRefused['why'] {
  return error instanceof HTTPError && error.response.status < 500 ? 'gone' : 'unreachable';
}
