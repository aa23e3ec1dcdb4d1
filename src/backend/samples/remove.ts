import { sql } from 'kysely';
import { isPostgres } from '../../store/dialect.ts';
import type { Db, Trx } from '../db.ts';
import { Payload } from '../tasks/task-row.ts';
import { recordCommand } from '../trail/command-line.ts';
import { sampleMessageIds, sampleStoryIds, sampleSummaryIds, sampleTreeIds } from './about-samples.ts';
import { type Additions, accountOfSamples, type SamplesAccount } from './account.ts';
import { CLIENT } from './names.ts';

/** Tables whose rows are about a message, by the column that names it: all of them go with the message. */
export const aboutMessages = {
  backend_labels: 'message_id',
  backend_emojis: 'message_id',
  backend_revisions: 'message_id',
  backend_flags: 'message_id',
  backend_imported: 'message_id',
  backend_prompt_votes: 'prompt_id',
} as const;

/** Something that the samples are gone with: whether they are, and what there was. */
export type Removal = { removed: boolean; account: SamplesAccount };

/**
 * Takes the samples out of a collection, all at once or not at all: their trees and stories, with all that hangs on
 * them, and the samples' people. Where people or imports have added to them, that happens only `withAdditions`. What went is in the trail from `now` (epoch ms) on.
 */
export async function removeSamples(db: Db, withAdditions: boolean, now: number): Promise<Removal> {
  return await db.transaction().execute(async (trx) => {
    await holdSamples(trx);
    const account = await accountOfSamples(trx);
    if (hasAdditions(account.additions) && !withAdditions) return { removed: false, account };
    await removeTasks(trx);
    await removeTrees(trx);
    await removeStories(trx);
    await removeAuthors(trx);
    const { trees, stories } = account;
    if (trees + stories > 0) await recordCommand(trx, 'samples_remove', { trees, stories }, now);
    return { removed: true, account };
  });
}

/**
 * Keeps everybody from adding to the samples until it is over, in the order in which answers take what they need: what is there
 * by then is counted, and what comes later finds nothing to answer.
 */
async function holdSamples(trx: Trx): Promise<void> {
  if (!isPostgres(trx)) return;
  const about = [sampleMessageIds(trx), sampleStoryIds(trx), sampleSummaryIds(trx)];
  const tasks = trx.selectFrom('backend_tasks').select('id').where('done_at', 'is', null);
  for (const ids of about) await tasks.where('subject_id', 'in', ids).orderBy('id').forUpdate().execute();
  await sampleTreeIds(trx).orderBy('id').forUpdate().execute();
  await sampleStoryIds(trx).orderBy('id').forUpdate().execute();
  await sampleSummaryIds(trx).orderBy('id').forUpdate().execute();
}

function hasAdditions(additions: Additions): boolean {
  return Object.values(additions).some((number) => number > 0);
}

/** Tasks about them: whoever has one in hand is told that it is gone, and gets back what they wrote. */
async function removeTasks(trx: Trx) {
  await trx.deleteFrom('backend_tasks').where('subject_id', 'in', sampleMessageIds(trx)).execute();
  await trx.deleteFrom('backend_tasks').where('subject_id', 'in', sampleStoryIds(trx)).execute();
  await trx.deleteFrom('backend_tasks').where('subject_id', 'in', sampleSummaryIds(trx)).execute();
  const prompts = new Set((await sampleTreeIds(trx).execute()).map(({ id }) => id));
  const rankings = await trx
    .selectFrom('backend_tasks')
    .select(['id', 'payload'])
    .where('type', '=', 'rank_initial_prompts')
    .where('done_at', 'is', null)
    .execute();
  for (const { id, payload } of rankings) {
    const { candidates } = Payload.parse(JSON.parse(payload));
    if (candidates.some((prompt) => prompts.has(prompt)))
      await trx.deleteFrom('backend_tasks').where('id', '=', id).execute();
  }
}

async function removeTrees(trx: Trx) {
  await trx
    .deleteFrom('backend_places')
    .where('ranking_id', 'in', ({ selectFrom }) =>
      selectFrom('backend_rankings').select('id').where('tree_id', 'in', sampleTreeIds(trx)),
    )
    .execute();
  await trx.deleteFrom('backend_rankings').where('tree_id', 'in', sampleTreeIds(trx)).execute();
  for (const [table, column] of Object.entries(aboutMessages))
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} in (${sampleMessageIds(trx)})`.execute(
      trx,
    );
  await trx.deleteFrom('backend_messages').where('tree_id', 'in', sampleTreeIds(trx)).execute();
  await trx.deleteFrom('backend_trees').where('origin', '=', 'samples').execute();
}

async function removeStories(trx: Trx) {
  const stories = (await sampleStoryIds(trx).execute()).map(({ id }) => id);
  if (stories.length === 0) return;
  await trx.deleteFrom('backend_ratings').where('summary_id', 'in', sampleSummaryIds(trx)).execute();
  await trx.deleteFrom('backend_summaries').where('story_id', 'in', stories).execute();
  await trx.deleteFrom('backend_stories').where('id', 'in', stories).execute();
}

async function removeAuthors(trx: Trx) {
  const authors = trx.selectFrom('backend_users').select('id').where('client', '=', CLIENT);
  for (const table of ['backend_scores', 'backend_troll_scores'] as const)
    await trx.deleteFrom(table).where('user_id', 'in', authors).execute();
  await trx
    .deleteFrom('backend_users')
    .where('client', '=', CLIENT)
    // an account that a moderator has merged somebody's into stays
    .where('id', 'not in', ({ selectFrom }) => selectFrom('backend_messages').select('user_id'))
    .execute();
}
