import { sql } from 'kysely';
import { transactLazily } from '../../store/transact-lazily.ts';
import type { Backend } from '../context.ts';
import type { Db, Trx } from '../db.ts';
import { inTurns, type Pace } from '../pace.ts';
import { pages } from '../slices/pages.ts';
import { behind, treePages } from '../slices/table-pages.ts';
import { adoptMessages } from '../trees/adopt-messages.ts';
import { settleTree } from '../trees/settle-tree.ts';
import { lockTree, setState, treeRow } from '../trees/trees.ts';

const EVER = Number.MIN_SAFE_INTEGER;
const TASKS_AT_ONCE = 100; // each is in six indexes

/** Deletes tasks that expired unanswered, stops waiting prompts whose authors were banned or are gone, and finds what campaigns have. */
export async function cleanUp(backend: Backend, pace: Pace = inTurns): Promise<void> {
  await deleteExpired(backend, pace);
  await stopOrphans(backend, pace);
  await adoptMessages(backend.db, pace);
}

/** What was skipped without leaving a mark elsewhere is kept, so that it is not handed out again. */
async function deleteExpired({ db, now }: Backend, pace: Pace) {
  for await (const tasks of expiredTasks(db, now(), pace))
    await transactLazily(db, (trx) =>
      deleteTasks(
        trx,
        tasks.map(({ id }) => id),
      ),
    );
}

async function deleteTasks(trx: Trx, ids: readonly string[]) {
  await trx
    .deleteFrom('backend_tasks')
    .where('id', 'in', ids)
    .where('done_at', 'is', null)
    .where('collective', '=', 0)
    .where(({ or, eb }) =>
      or([eb('skipped_at', 'is', null), eb('type', 'not in', ['summarize_story', 'rate_summary'])]),
    )
    .execute();
}

function expiredTasks(db: Db, now: number, pace: Pace) {
  return pages<{ id: string; expires_at: number }>(
    pace,
    (after, limit) =>
      db
        .selectFrom('backend_tasks')
        .select(['id', 'expires_at'])
        .where(sql<boolean>`coalesce(done_at, 0) = 0`) // as the index has it
        .where('expires_at', '<=', now)
        .where(behind('expires_at', after?.expires_at ?? EVER, after?.id))
        .orderBy('expires_at')
        .orderBy('id')
        .limit(limit)
        .execute(),
    TASKS_AT_ONCE,
  );
}

async function stopOrphans(backend: Backend, pace: Pace) {
  for await (const trees of treePages(backend.db, pace)) {
    const waiting = trees.filter(({ state }) => state === 'prompt_lottery_waiting').map(({ id }) => id);
    for (const id of await withoutAuthors(backend.db, waiting)) {
      await pace();
      await stop(backend, id);
    }
  }
}

/** Those of these prompts whose authors were banned or are gone. */
async function withoutAuthors(db: Db, prompts: readonly string[]) {
  if (prompts.length === 0) return [];
  const rows = await db
    .selectFrom('backend_messages')
    .innerJoin('backend_users', 'backend_users.id', 'backend_messages.user_id')
    .select('backend_messages.id')
    .where('backend_messages.id', 'in', prompts)
    .where(({ or, eb }) => or([eb('backend_users.enabled', '=', 0), eb('backend_users.deleted', '=', 1)]))
    .execute();
  return rows.map(({ id }) => id);
}

async function stop(backend: Backend, id: string) {
  await backend.db.transaction().execute(async (trx) => {
    await lockTree(trx, id);
    if ((await treeRow(trx, id)).state !== 'prompt_lottery_waiting') return;
    await setState(trx, id, 'halted_by_moderator');
    await settleTree(trx, backend, id);
  });
}
