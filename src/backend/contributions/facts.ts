import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Db } from '../db.ts';

// What is known of somebody's texts and of what others did with them. Each is found by index.

/** Messages with what others did with them so far; `now` in epoch milliseconds. */
export function messagesWithFacts(db: Db, now: number) {
  return db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_trees as tree', 'tree.id', 'message.tree_id')
    .selectAll('message')
    .select(({ selectFrom, exists, fn }) => [
      'tree.state as tree_state',
      selectFrom('backend_messages as reply')
        .select(fn.countAll<number>().as('count'))
        .whereRef('reply.parent_id', '=', 'message.id')
        .where('reply.deleted', '=', 0)
        .as('replies'),
      selectFrom('backend_messages as sibling')
        .select(fn.countAll<number>().as('count'))
        .whereRef('sibling.parent_id', '=', 'message.parent_id')
        .where('sibling.rank', 'is not', null)
        .as('ranked'),
      exists(
        selectFrom('backend_labels as opinion')
          .select('opinion.id')
          .whereRef('opinion.message_id', '=', 'message.id')
          .whereRef('opinion.user_id', '!=', 'message.user_id'),
      ).as('labelled'),
      exists(
        selectFrom('backend_places as place')
          .select('place.place')
          .whereRef('place.message_id', '=', 'message.id'),
      ).as('placed'),
    ])
    .select(inHand(sql.ref('message.id'), now).as('in_hand'));
}

export type MessageFacts = Awaited<ReturnType<ReturnType<typeof messagesWithFacts>['execute']>>[number];

/** Summaries with what others did with them so far. */
export function summariesWithFacts(db: Db, now: number) {
  return db
    .selectFrom('backend_summaries as summary')
    .selectAll('summary')
    .select(({ selectFrom }) => [
      selectFrom('backend_ratings as rating')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('rating.summary_id', '=', 'summary.id')
        .as('ratings'),
      selectFrom('backend_ratings as rating')
        .select(({ fn }) => fn.avg<number>('rating.rating').as('mean'))
        .whereRef('rating.summary_id', '=', 'summary.id')
        .as('mean'),
    ])
    .select(inHand(sql.ref('summary.id'), now).as('in_hand'));
}

export type SummaryFacts = Awaited<ReturnType<ReturnType<typeof summariesWithFacts>['execute']>>[number];

/** Whether somebody has a task about it before them that they can still answer. */
function inHand(id: RawBuilder<string>, now: number) {
  const { exists, selectFrom } = expressionBuilder<Schema>();
  return exists(
    selectFrom('backend_tasks as task')
      .select('task.id')
      .where('task.subject_id', '=', id)
      .where('task.done_at', 'is', null)
      .where('task.skipped_at', 'is', null)
      .where('task.expires_at', '>', now),
  );
}
