import { sql } from 'kysely';
import { type Judgement, judgingTypes, type Outcome } from '../../oasst/judgements.ts';
import type { Db } from '../db.ts';
import type { Settings } from '../settings/settings.ts';
import { reviewsNeeded } from '../trees/rules.ts';
import { type FirstPrompt, firstPrompts } from './first-prompts.ts';

type Needed = Pick<Settings, 'reviewsForPrompt' | 'reviewsForReply' | 'rankingsNeeded'>;

/** Judgements that somebody gave, by the ids of their tasks, with what became of what they judged; one statement, and one for prompts. */
export async function judgementsIn(
  db: Db,
  userId: string,
  ids: readonly string[],
  settings: Needed,
): Promise<Map<string, Judgement>> {
  if (ids.length === 0) return new Map();
  const rows = await withFacts(db).where('task.id', 'in', ids).where('task.user_id', '=', userId).execute();
  const ofPrompts = rows.filter(({ type }) => type === 'rank_initial_prompts');
  const firsts = await firstPrompts(db, userId, ofPrompts, settings);
  return new Map(rows.map((row) => [row.id, judgementOf(row, firsts.get(row.id), settings)]));
}

/** Finished tasks with what is known of what they were about; each subject is found by its key. */
function withFacts(db: Db) {
  return db
    .selectFrom('backend_tasks as task')
    .leftJoin('backend_messages as message', 'message.id', 'task.subject_id')
    .leftJoin('backend_trees as tree', 'tree.id', 'message.tree_id')
    .leftJoin('backend_summaries as summary', 'summary.id', 'task.subject_id')
    .leftJoin('backend_ratings as own', (join) =>
      join.onRef('own.summary_id', '=', 'task.subject_id').onRef('own.user_id', '=', 'task.user_id'),
    )
    .select(['task.id', 'task.type', 'task.lang', 'task.done_at', 'task.payload', 'tree.state', 'own.rating'])
    .select([
      'message.text',
      'message.depth',
      'message.deleted',
      'message.review_count',
      'message.review_result',
    ])
    .select(['summary.text as summary'])
    .select(({ selectFrom, fn }) => [
      selectFrom('backend_rankings as ranking')
        .innerJoin('backend_places as place', 'place.ranking_id', 'ranking.id')
        .innerJoin('backend_messages as first', 'first.id', 'place.message_id')
        .select(sql<number | null>`min(first.rank)`.as('rank'))
        .whereRef('ranking.parent_id', '=', 'task.subject_id')
        .whereRef('ranking.user_id', '=', 'task.user_id')
        .where('ranking.not_rankable', '=', 0)
        .where('place.place', '=', 0)
        .as('first_rank'),
      selectFrom('backend_rankings as any_ranking')
        .select(fn.countAll<number>().as('count'))
        .whereRef('any_ranking.parent_id', '=', 'task.subject_id')
        .as('rankings'),
      selectFrom('backend_messages as reply')
        .select(fn.countAll<number>().as('count'))
        .whereRef('reply.parent_id', '=', 'task.subject_id')
        .where('reply.rank', 'is not', null)
        .as('ranked'),
      selectFrom('backend_ratings as rating')
        .select(fn.countAll<number>().as('count'))
        .whereRef('rating.summary_id', '=', 'task.subject_id')
        .as('ratings'),
      selectFrom('backend_ratings as rating')
        .select(sql<number | null>`avg(rating.rating)`.as('mean'))
        .whereRef('rating.summary_id', '=', 'task.subject_id')
        .as('mean'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof withFacts>['execute']>>[number];

function judgementOf(row: Row, first: FirstPrompt | undefined, settings: Needed): Judgement {
  const type = judgingTypes.find((one) => one === row.type);
  if (!type) throw new TypeError(`A task of type ${row.type} judges nothing`);
  const isGone = row.deleted === 1;
  return {
    id: row.id,
    type,
    lang: row.lang,
    about: isGone ? '' : (row.text ?? row.summary ?? first?.text ?? ''),
    created: new Date(Number(row.done_at)).toISOString(),
    outcome: first?.outcome ?? outcomeOf(row, type, settings),
  };
}

function outcomeOf(row: Row, type: Judgement['type'], settings: Needed): Outcome {
  if (type === 'rank_initial_prompts') return { is: 'counted' };
  if (type === 'rate_summary') {
    if (row.summary === null || row.rating === null) return { is: 'gone' };
    return { is: 'rated', own: row.rating, ratings: Number(row.ratings), mean: Number(row.mean) };
  }
  if (row.text === null || row.deleted === 1 || row.state === 'halted_by_moderator') return { is: 'gone' };
  if (type === 'rank_assistant_replies' || type === 'rank_prompter_replies') {
    const of = Number(row.ranked);
    const place = row.first_rank === null || of === 0 ? null : { place: Number(row.first_rank) + 1, of };
    return { is: 'ranked', rankings: Number(row.rankings), needed: settings.rankingsNeeded, place };
  }
  if (row.review_result === null) {
    const needed = reviewsNeeded(row.depth ?? 1, settings);
    return { is: 'waiting', reviews: row.review_count ?? 0, needed };
  }
  return { is: row.review_result === 1 ? 'accepted' : 'refused' };
}
