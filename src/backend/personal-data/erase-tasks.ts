import type { Trx } from '../db.ts';

/** Forgets which tasks somebody had and what they scored; what they were about to answer is free for others. */
export async function eraseTasks(trx: Trx, userId: string): Promise<void> {
  const theirs = trx.selectFrom('backend_tasks').select('id').where('user_id', '=', userId);
  await trx
    .updateTable('backend_messages')
    .set({ reserved_by: null, reserved_until: null })
    .where('reserved_by', 'in', theirs)
    .execute();
  for (const table of ['backend_tasks', 'backend_scores', 'backend_troll_scores'] as const)
    await trx.deleteFrom(table).where('user_id', '=', userId).execute();
}
