import type { Kysely } from 'kysely';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** What somebody has entered for a task so far, as stored; undefined when nothing yet. */
export async function readDraft(db: Kysely<Schema>, taskId: string): Promise<unknown> {
  return (await knownDraft(db, taskId)).stored;
}

/** What the content of a draft holds; undefined when it is no JSON any more, as if nothing had been entered. */
export function entered(content: string | null | undefined): unknown {
  try {
    return content ? JSON.parse(content) : undefined;
  } catch {
    return undefined;
  }
}

/** A draft as it was read: what is stored, and its version, undefined when there was none. */
export type KnownDraft = { stored: unknown; draftVersion: number | undefined };

/**
 * Changes a draft: `change` gets what is stored (undefined at first) and says what to store. It may run more than once,
 * because of two changes at the same time none may be lost. A draft that was read already need not be read again.
 */
export async function changeDraft<T>(
  db: Kysely<Schema>,
  taskId: string,
  now: number,
  change: (stored: unknown) => T,
  known?: KnownDraft,
): Promise<T> {
  let draft = known ?? (await knownDraft(db, taskId));
  for (;;) {
    const changed = change(draft.stored);
    const content = JSON.stringify(changed);
    const version = draft.draftVersion;
    const kept =
      version === undefined
        ? await added(db, { taskId, content, version: 0, now })
        : await replaced(db, { taskId, content, version: version + 1, now, before: version });
    if (kept.length > 0) return changed;
    draft = await knownDraft(db, taskId);
  }
}

/** Puts one draft in the place of another, if that is still there. */
export async function replaceDraft(
  db: Kysely<Schema>,
  taskId: string,
  now: number,
  [before, after]: readonly [unknown, unknown],
): Promise<void> {
  await db
    .updateTable('drafts')
    .set(({ eb }) => ({
      content: JSON.stringify(after),
      version: eb('version', '+', 1),
      updated_at: now,
    }))
    .where('task_id', '=', taskId)
    .where('content', '=', JSON.stringify(before))
    .execute();
}

async function knownDraft(db: Kysely<Schema>, taskId: string): Promise<KnownDraft> {
  const row = await db
    .selectFrom('drafts')
    .select(['content', 'version'])
    .where('task_id', '=', taskId)
    .executeTakeFirst();
  return { stored: entered(row?.content), draftVersion: row?.version };
}

export async function deleteDraft(db: Kysely<Schema>, taskId: string): Promise<void> {
  await deleted(db, { taskId });
}

const deleted = prepared((db, { taskId }: { taskId: string }) =>
  db.deleteFrom('drafts').where('task_id', '=', taskId),
);

/** What is to be in a draft, and the version that it has in that case. */
type Content = { taskId: string; content: string; version: number; now: number };

const replaced = prepared((db, { taskId, content, version, now, before }: Content & { before: number }) =>
  db
    .updateTable('drafts')
    .set({ content, version, updated_at: now })
    .where('task_id', '=', taskId)
    .where('version', '=', before)
    .returning('version'),
);

const added = prepared((db, { taskId, content, version, now }: Content) =>
  db
    .insertInto('drafts')
    .values({ task_id: taskId, content, version, updated_at: now })
    .onConflict((conflict) => conflict.column('task_id').doNothing())
    .returning('version'),
);
