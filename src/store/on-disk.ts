import type { Kysely } from 'kysely';
import type { GroupCommits } from './group-commits.ts';
import type { Schema } from './schema.ts';
import { SqliteFileAdapter } from './sqlite.ts';

/**
 * Resolves when all that was committed to the database before is on the disk; at once where each commit waits for that
 * itself. To be awaited before anybody outside is told something that rests on it. Rejects when the disk has failed.
 */
export async function onDisk(db: Kysely<Schema>): Promise<void> {
  await groupsOf(db)?.onDisk();
}

/** Whether commits are taken to the disk in groups, so that none of them waits for it. */
export function commitsInGroups(db: Kysely<Schema>): boolean {
  return groupsOf(db) !== undefined;
}

function groupsOf(db: Kysely<Schema>): GroupCommits | undefined {
  const { adapter } = db.getExecutor(); // a transaction has that of its database
  return adapter instanceof SqliteFileAdapter ? adapter.commits : undefined;
}
