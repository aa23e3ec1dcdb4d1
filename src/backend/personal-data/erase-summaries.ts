import type { Trx } from '../db.ts';
import { recount } from '../moderation/merging/recount.ts';
import { accountsOf } from './accounts-of.ts';

/**
 * Takes away somebody's summaries, with what others thought of them, and their own ratings. Open tasks about such a
 * summary end `now`. Gives how many texts are gone.
 */
export async function eraseSummaries(trx: Trx, userId: string, now: number): Promise<number> {
  const ratings = await trx
    .deleteFrom('backend_ratings')
    .where('user_id', '=', userId)
    .returning('summary_id')
    .execute();
  const rated = ratings.map(({ summary_id }) => summary_id);
  await recount(trx, { reviewed: [], ranked: [], votedOn: [], rated });
  const summaries = await trx
    .selectFrom('backend_summaries')
    .select(['id', 'story_id'])
    .where('user_id', 'in', accountsOf(trx, userId))
    .execute();
  let texts = 0;
  for (const { id, story_id } of summaries) {
    await trx.deleteFrom('backend_ratings').where('summary_id', '=', id).execute();
    await trx
      .updateTable('backend_tasks')
      .set({ expires_at: now })
      .where('type', '=', 'rate_summary')
      .where('subject_id', '=', id)
      .where('done_at', 'is', null)
      .where('expires_at', '>', now)
      .execute();
    const { numDeletedRows } = await trx
      .deleteFrom('backend_summaries')
      .where('id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) continue; // taken back by themselves just now
    texts += 1;
    await trx
      .updateTable('backend_stories')
      .set(({ eb }) => ({ summary_count: eb('summary_count', '-', 1) }))
      .where('id', '=', story_id)
      .execute();
  }
  return texts;
}
