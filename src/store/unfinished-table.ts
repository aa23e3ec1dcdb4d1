import type { Generated } from 'kysely';

/** A file or folder that is being made under a name of its own, wherever it lies. */
export type UnfinishedFilesTable = {
  /** Absolute. */
  path: string;
  /** The name to give it back where nothing has that name: it is what stood there before. */
  stands_for: string | null;
  host: string;
  pid: number;
  /** Epoch milliseconds: another process may have the same number. */
  process_began_at: number;
  /** 1 once it may not be finished any more, because somebody is forgotten whose texts it may have. */
  stopped: Generated<number>;
};
