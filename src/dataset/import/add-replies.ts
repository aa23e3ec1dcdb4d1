import type { Transaction } from 'kysely';
import type { Settings } from '../../backend/settings/settings.ts';
import { Payload } from '../../backend/tasks/task-row.ts';
import { bringToRest, lockTree, treeRow } from '../../backend/trees/trees.ts';
import type { Schema } from '../../store/schema.ts';
import type { AdditionPlan } from './additions.ts';
import { insertMessages } from './insert-messages.ts';
import type { Rows } from './rows.ts';

type Trx = Transaction<Schema>;

/**
 * Adds replies to a tree that is here and lets it come to rest in the state that was planned; nothing if it has come to
 * another state since. Rankings there are of what was there earlier from now on, and so are those being made.
 */
export async function addReplies(
  trx: Trx,
  tree: { rootId: string; rows: readonly Rows[]; addition: AdditionPlan },
  { authors, settings, now }: { authors: ReadonlySet<string>; settings: Settings; now: number },
): Promise<boolean> {
  const { rootId, rows, addition } = tree;
  await lockTree(trx, rootId);
  const { state, won_lottery_at, campaign_id } = await treeRow(trx, rootId);
  if (state !== addition.from) return false;
  const theirs = rows.map((row) => ({ ...row, message: { ...row.message, campaign_id } }));
  await insertMessages(trx, theirs, authors);
  const parents = [...new Set(rows.flatMap(({ message }) => message.parent_id ?? []))];
  await trx
    .updateTable('backend_rankings')
    .set({ covers: 'earlier' })
    .where('parent_id', 'in', parents)
    .where('covers', '=', 'all')
    .execute();
  await outdateTasks(trx, parents);
  const begins = state === 'prompt_lottery_waiting' && addition.to !== state;
  await trx
    .updateTable('backend_trees')
    .set({ state: addition.to, won_lottery_at: begins ? now : won_lottery_at })
    .where('id', '=', rootId)
    .execute();
  await bringToRest(trx, rootId, settings);
  return true;
}

/** Whoever ranks these just now is not shown the new ones. */
async function outdateTasks(trx: Trx, parents: readonly string[]) {
  const tasks = await trx
    .selectFrom('backend_tasks')
    .select(['id', 'payload'])
    .where('subject_id', 'in', parents)
    .where('type', 'in', ['rank_assistant_replies', 'rank_prompter_replies'])
    .where('done_at', 'is', null)
    .where('skipped_at', 'is', null)
    .execute();
  for (const { id, payload } of tasks) {
    const shown = { ...Payload.parse(JSON.parse(payload)), partial: true };
    await trx
      .updateTable('backend_tasks')
      .set({ payload: JSON.stringify(shown) })
      .where('id', '=', id)
      .execute();
  }
}
