import { lstat, rename, rm } from 'node:fs/promises';
import type { Kysely, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import { type ProcessMark, thisProcess } from './unfinished.ts';
import type { UnfinishedFilesTable } from './unfinished-table.ts';

/** Others may still write into a folder while it is deleted. */
const patient = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

type Row = Selectable<UnfinishedFilesTable>;

/**
 * Deletes what processes of this machine were making when they died, wherever it lies; what had been set aside to be
 * replaced gets its name back. Gives what could not be deleted: it is tried again the next time.
 */
export async function clearDeadFiles(
  db: Kysely<Schema>,
  here: ProcessMark = thisProcess(),
): Promise<string[]> {
  const rows = await db.selectFrom('unfinished_files').selectAll().where('host', '=', here.host).execute();
  const failed: string[] = [];
  for (const row of rows.filter((one) => !isAlive(one, here)))
    await clear(db, row).catch(() => void failed.push(row.path));
  return failed;
}

/**
 * Deletes everything that is being made, or was when its process died, and lets nobody finish it: somebody is to be forgotten
 * whose texts may be in it. What another machine has is deleted by that machine, unless it is found here as well.
 * @throws what the system says of a file that cannot be deleted; all others are done
 */
export async function clearUnfinished(
  db: Kysely<Schema>,
  here: Pick<ProcessMark, 'host'> = thisProcess(),
): Promise<void> {
  await db.updateTable('unfinished_files').set({ stopped: 1 }).where('stopped', '=', 0).execute();
  const rows = await db.selectFrom('unfinished_files').selectAll().execute();
  const failed: unknown[] = [];
  for (const row of rows)
    if (row.host === here.host || (await isThere(row.path)))
      await clear(db, row).catch((error: unknown) => void failed.push(error));
  if (failed.length > 0) throw failed[0];
}

async function clear(db: Kysely<Schema>, { path, stands_for: standsFor }: Row): Promise<void> {
  if (standsFor !== null && (await isThere(path)) && !(await isThere(standsFor)))
    await rename(path, standsFor);
  else await rm(path, patient);
  await db.deleteFrom('unfinished_files').where('path', '=', path).execute();
}

/** @throws what the system says where it cannot be told */
async function isThere(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return found !== undefined;
}

/** Whether the process goes on that noted something; in doubt it does. */
function isAlive({ pid, process_began_at: beganAt }: Row, here: ProcessMark): boolean {
  if (pid === here.pid) return Number(beganAt) === here.beganAt;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
