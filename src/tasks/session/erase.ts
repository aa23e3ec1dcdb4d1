import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { withoutTexts } from '../../store/without-texts.ts';

const AT_ONCE = 200;

/** Deletes the sessions of a person, whatever their state, with drafts and the places of cards. */
export async function forgetSessions(tx: Kysely<Schema>, personId: string): Promise<void> {
  const theirs = tx.selectFrom('sessions').select('task_id').where('person_id', '=', personId);
  for (const table of ['drafts', 'cards'] as const)
    await tx.deleteFrom(table).where('task_id', 'in', theirs).execute();
  await tx.deleteFrom('sessions').where('person_id', '=', personId).execute();
}

/** Empties texts wherever tasks in somebody's hands hold them, a few sessions at a time. */
export async function emptyTexts(db: Kysely<Schema>, texts: ReadonlySet<string>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('sessions')
      .select(['task_id', 'task'])
      .where('task_id', '>', after)
      .orderBy('task_id')
      .limit(AT_ONCE)
      .execute();
    for (const { task_id, task } of rows) {
      const emptied = withoutTexts(task, texts);
      if (emptied !== task)
        await db.updateTable('sessions').set({ task: emptied }).where('task_id', '=', task_id).execute();
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = last.task_id;
  }
}
