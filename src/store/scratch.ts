import { DatabaseSync } from 'node:sqlite';

/** A database for as long as something is worked out that may be larger than memory. */
export type Scratch = Pick<DatabaseSync, 'exec' | 'prepare' | 'close'>;

/** An empty one, in a temporary file that nobody else can open and that is gone when it is closed or the process ends. */
export function openScratch(): Scratch {
  const scratch = new DatabaseSync('');
  scratch.exec('pragma journal_mode = off; pragma synchronous = off');
  return scratch;
}
