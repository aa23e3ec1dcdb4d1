import type { TimeFrame } from '../../store/backend-tables.ts';
import type { Db } from '../context.ts';
import { type Deeds, noDeeds } from '../rules/score.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** When a time frame begins: 24 hours ago, midnight UTC 7 or 30 days ago, or ever (null). */
export function baseDate(frame: TimeFrame, now: number): number | null {
  if (frame === 'total') return null;
  if (frame === 'day') return now - DAY_MS;
  const days = frame === 'week' ? 7 : 30;
  return Math.floor(now / DAY_MS) * DAY_MS - days * DAY_MS;
}

/** What everybody did since `since`, by user; who did nothing is not there. */
export async function deedsSince(db: Db, since: number): Promise<Map<string, Deeds>> {
  const all = new Map<string, Deeds>();
  const add = (userId: string, deed: keyof Deeds, count: number) => {
    const deeds = all.get(userId) ?? noDeeds;
    all.set(userId, { ...deeds, [deed]: deeds[deed] + Number(count) });
  };
  for (const row of await written(db, since)) {
    const kind = kindOf(row);
    add(row.user_id, kind, row.count);
    if (row.review_result === 1) add(row.user_id, `accepted_${kind}`, row.count);
  }
  for (const { user_id, label_mode, count } of await judged(db, since))
    add(user_id, deedOf(label_mode), count);
  for (const { user_id, place, count } of await places(db, since))
    add(
      user_id,
      (['reply_ranked_1', 'reply_ranked_2', 'reply_ranked_3'] as const)[place] ?? 'reply_ranked_3',
      count,
    );
  return all;
}

function kindOf({ depth, is_assistant }: { depth: number; is_assistant: number }) {
  if (depth === 0) return 'prompts';
  return is_assistant === 1 ? 'replies_assistant' : 'replies_prompter';
}

function deedOf(mode: 'full' | 'simple' | null) {
  return mode === null ? 'rankings_total' : (`labels_${mode}` as const);
}

function written(db: Db, since: number) {
  return db
    .selectFrom('backend_messages')
    .select(({ fn }) => [
      'user_id',
      'depth',
      'is_assistant',
      'review_result',
      fn.countAll<number>().as('count'),
    ])
    .where('created_at', '>=', since)
    .where('deleted', '=', 0)
    .groupBy(['user_id', 'depth', 'is_assistant', 'review_result'])
    .execute();
}

/** The recent ones are set apart first: grouping at once makes SQLite go through all tasks in the order of users. */
function judged(db: Db, since: number) {
  return db
    .with(
      (name) => name('recent').materialized(),
      (query) =>
        query
          .selectFrom('backend_tasks')
          .select(['user_id', 'label_mode'])
          .where('done_at', '>=', since)
          .where('type', 'in', [
            'label_initial_prompt',
            'label_prompter_reply',
            'label_assistant_reply',
            'rank_initial_prompts',
            'rank_prompter_replies',
            'rank_assistant_replies',
          ]),
    )
    .selectFrom('recent')
    .select(({ fn }) => ['user_id', 'label_mode', fn.countAll<number>().as('count')])
    .groupBy(['user_id', 'label_mode'])
    .execute();
}

function places(db: Db, since: number) {
  return db
    .selectFrom('backend_rankings') // cross joins keep SQLite from beginning with all places there ever were
    .crossJoin('backend_places')
    .crossJoin('backend_messages')
    .whereRef('backend_places.ranking_id', '=', 'backend_rankings.id')
    .whereRef('backend_messages.id', '=', 'backend_places.message_id')
    .select(({ fn }) => [
      'backend_messages.user_id',
      'backend_places.place',
      fn.countAll<number>().as('count'),
    ])
    .where('backend_rankings.created_at', '>=', since)
    .where('backend_places.place', '<', 3)
    .groupBy(['backend_messages.user_id', 'backend_places.place'])
    .execute();
}
