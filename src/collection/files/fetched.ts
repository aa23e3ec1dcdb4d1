import { type FetchedFile, type FetchFile, FileRefused } from '../../discord/calls/fetch-file.ts';
import { UserError } from '../../locales/user-error.ts';

const MIB = 1024 * 1024;
/** The largest file that is taken, in bytes: ten times what Discord takes from those who pay nothing. */
const MOST_BYTES = 100 * MIB;

/** @throws UserError for a file that its sender says is larger than what is taken */
export function refuseLarge(bytes: number): void {
  if (bytes > MOST_BYTES) throw tooLarge();
}

/** Does something with a file of Discord's while it lies on the disk. @throws UserError when it cannot be fetched */
export async function withFile<T>(
  fetchFile: FetchFile,
  url: string,
  signal: AbortSignal,
  work: (file: Omit<FetchedFile, 'remove'>) => Promise<T>,
): Promise<T> {
  const file = await fetchFile(url, MOST_BYTES, signal).catch((error: unknown) => {
    throw error instanceof FileRefused ? explained(error) : error;
  });
  try {
    return await work(file);
  } finally {
    await file.remove();
  }
}

function explained({ why }: FileRefused): UserError {
  if (why === 'too_large') return tooLarge();
  return new UserError(why === 'gone' ? 'import.gone' : 'import.unreachable');
}

function tooLarge(): UserError {
  return new UserError('import.too_large', { limit: MOST_BYTES / MIB });
}
