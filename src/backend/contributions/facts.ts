import { sql } from 'kysely';
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
    .select(({ eb }) => eb('message.id', 'in', subjectsInHand(db, now)).as('in_hand'));
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
    .select(({ eb }) => eb('summary.id', 'in', subjectsInHand(db, now)).as('in_hand'));
}

export type SummaryFacts = Awaited<ReturnType<ReturnType<typeof summariesWithFacts>['execute']>>[number];

/** What somebody has a task about before them that they can still answer: read from the short index of unfinished tasks. */
function subjectsInHand(db: Db, now: number) {
  return db
    .selectFrom('backend_tasks as task')
    .select(sql<string>`task.subject_id`.as('subject_id'))
    .where(sql<boolean>`coalesce(task.done_at, 0) = 0`) // as the index says
    .where('task.expires_at', '>', now)
    .where('task.skipped_at', 'is', null)
    .where('task.subject_id', 'is not', null);
}
