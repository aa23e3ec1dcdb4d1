import { type Expression, expressionBuilder } from 'kysely';
import type { Schema } from '../../../store/schema.ts';
import type { Db } from '../../db.ts';
import type { TreeState } from '../../trees/tables.ts';
import { hasNone, itemByItem } from './item-by-item.ts';
import { inPool, type Pool } from './pool.ts';
import type { Search } from './search.ts';

/** The states of trees whose prompts are compared: they wait or grow. */
export const comparedStates = ['prompt_lottery_waiting', 'growing'] as const;

/** Prompts of trees in these states that they have not compared with others yet. */
export function promptsToRank(
  db: Db,
  search: Search,
  pool: Pool,
  states: readonly TreeState[] = comparedStates,
) {
  const { userId, lang, votesWanted } = search;
  return db
    .selectFrom('backend_trees')
    .where('backend_trees.lang', '=', lang)
    .where('backend_trees.state', 'in', states)
    .where('backend_trees.prompt_votes', '<', votesWanted)
    .where(({ exists, selectFrom }) =>
      itemByItem(
        exists(
          selectFrom('backend_messages as prompt')
            .select('prompt.id')
            .whereRef('prompt.id', '=', 'backend_trees.id')
            .where('prompt.user_id', '!=', userId)
            .where('prompt.deleted', '=', 0),
        ),
      ),
    )
    .where(({ selectFrom }) =>
      hasNone(
        selectFrom('backend_prompt_votes')
          .select('backend_prompt_votes.task_id')
          .whereRef('backend_prompt_votes.prompt_id', '=', 'backend_trees.id')
          .where('backend_prompt_votes.user_id', '=', userId),
      ),
    )
    .where(({ ref }) => inPool(ref('backend_trees.id'), ref('backend_trees.campaign_id'), search, pool));
}

/** Stories they have neither summarised nor skipped. */
export function storiesToSummarise(db: Db, { userId, lang, summariesWanted }: Search) {
  return db
    .selectFrom('backend_stories')
    .where('lang', '=', lang)
    .where('summary_count', '<', summariesWanted)
    .where(({ selectFrom }) =>
      hasNone(
        selectFrom('backend_summaries')
          .select('backend_summaries.id')
          .whereRef('backend_summaries.story_id', '=', 'backend_stories.id')
          .where('backend_summaries.user_id', '=', userId),
      ),
    )
    .where(({ ref }) => notSkipped(ref('backend_stories.id'), userId));
}

/** Other people's summaries they have neither rated nor skipped. */
export function summariesToRate(db: Db, { userId, lang, ratingsWanted }: Search) {
  return db
    .selectFrom('backend_summaries')
    .where('lang', '=', lang)
    .where('rating_count', '<', ratingsWanted)
    .where('user_id', '!=', userId)
    .where(({ selectFrom }) =>
      hasNone(
        selectFrom('backend_ratings')
          .select('backend_ratings.summary_id')
          .whereRef('backend_ratings.summary_id', '=', 'backend_summaries.id')
          .where('backend_ratings.user_id', '=', userId),
      ),
    )
    .where(({ ref }) => notSkipped(ref('backend_summaries.id'), userId));
}

/** No task about this was skipped by them. */
function notSkipped(subject: Expression<string>, userId: string) {
  const { selectFrom } = expressionBuilder<Schema>();
  return hasNone(
    selectFrom('backend_tasks')
      .select('backend_tasks.id')
      .where('backend_tasks.subject_id', '=', subject)
      .where('backend_tasks.user_id', '=', userId)
      .where('backend_tasks.skipped_at', 'is not', null),
  );
}
