import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { isUniqueViolation } from './unique-violation.ts';

/** What somebody has entered for a task so far, as stored; undefined when nothing yet. */
export async function readDraft(db: Kysely<Schema>, taskId: string): Promise<unknown> {
  const row = await rowOf(db, taskId);
  return row && JSON.parse(row.content);
}

/**
 * Changes a draft: `change` gets what is stored (undefined at first) and says what to store. It may run more than once,
 * because of two changes at the same time none may be lost.
 */
export async function changeDraft<T>(
  db: Kysely<Schema>,
  taskId: string,
  now: number,
  change: (stored: unknown) => T,
): Promise<T> {
  for (;;) {
    const row = await rowOf(db, taskId);
    const changed = change(row && JSON.parse(row.content));
    const content = JSON.stringify(changed);
    if (row ? await replace(db, taskId, row.version, content, now) : await add(db, taskId, content, now)) {
      return changed;
    }
  }
}

export async function deleteDraft(db: Kysely<Schema>, taskId: string): Promise<void> {
  await db.deleteFrom('drafts').where('task_id', '=', taskId).execute();
}

async function rowOf(db: Kysely<Schema>, taskId: string) {
  return await db
    .selectFrom('drafts')
    .select(['content', 'version'])
    .where('task_id', '=', taskId)
    .executeTakeFirst();
}

async function replace(db: Kysely<Schema>, taskId: string, version: number, content: string, now: number) {
  const { numUpdatedRows } = await db
    .updateTable('drafts')
    .set({ content, version: version + 1, updated_at: now })
    .where('task_id', '=', taskId)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function add(db: Kysely<Schema>, taskId: string, content: string, now: number) {
  try {
    await db.insertInto('drafts').values({ task_id: taskId, content, version: 0, updated_at: now }).execute();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
