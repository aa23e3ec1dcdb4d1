import { resolve } from 'node:path';
import { placeOf } from './explain.ts';

/** Where a database is, in words for whoever looks for it: the whole path of the file, or the server without a password. */
export function databasePlace({ dataDir, url }: { dataDir: string; url?: string | undefined }): string {
  return url === undefined ? resolve(dataDir, 'bot.sqlite') : `PostgreSQL at ${placeOf(url)}`;
}
