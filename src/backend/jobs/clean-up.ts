import type { Backend } from '../context.ts';
import { settleTree } from '../settle-tree.ts';
import { lockTree, treeRow } from '../trees.ts';

/** Deletes tasks that expired unanswered and stops waiting prompts whose authors were banned or are gone. */
export async function cleanUp(backend: Backend): Promise<void> {
  await deleteExpired(backend);
  await stopOrphans(backend);
}

/** What was skipped without leaving a mark elsewhere is kept, so that it is not handed out again. */
async function deleteExpired({ db, now }: Backend) {
  await db
    .deleteFrom('backend_tasks')
    .where('expires_at', '<=', now())
    .where('done_at', 'is', null)
    .where('collective', '=', 0)
    .where(({ or, eb }) =>
      or([eb('skipped_at', 'is', null), eb('type', 'not in', ['summarize_story', 'rate_summary'])]),
    )
    .execute();
}

async function stopOrphans(backend: Backend) {
  const orphans = await backend.db
    .selectFrom('backend_trees')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
    .innerJoin('backend_users', 'backend_users.id', 'backend_messages.user_id')
    .select('backend_trees.id')
    .where('backend_trees.state', '=', 'prompt_lottery_waiting')
    .where(({ or, eb }) => or([eb('backend_users.enabled', '=', 0), eb('backend_users.deleted', '=', 1)]))
    .execute();
  for (const { id } of orphans)
    await backend.db.transaction().execute(async (trx) => {
      await lockTree(trx, id);
      if ((await treeRow(trx, id)).state !== 'prompt_lottery_waiting') return;
      await trx
        .updateTable('backend_trees')
        .set({ state: 'halted_by_moderator' })
        .where('id', '=', id)
        .execute();
      await settleTree(trx, backend, id);
    });
}
