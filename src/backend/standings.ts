import type { Db } from './context.ts';
import { type Deeds, leaderScore, noDeeds } from './rules/score.ts';
import type { TimeFrame } from './wire.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** One line of a leaderboard; `rank` is null for those who are hidden. */
export type Standing = { userId: string; deeds: Deeds; score: number; rank: number | null };

/** When a time frame begins: 24 hours ago, midnight UTC 7 or 30 days ago, or ever (null). */
export function baseDate(frame: TimeFrame, now: number): number | null {
  if (frame === 'total') return null;
  if (frame === 'day') return now - DAY_MS;
  const days = frame === 'week' ? 7 : 30;
  return Math.floor(now / DAY_MS) * DAY_MS - days * DAY_MS;
}

/** Everybody who did something since `since`, best first; equal scores in the order of their ids. */
export async function standings(db: Db, since: number | null): Promise<Standing[]> {
  const deeds = await deedsSince(db, since ?? 0);
  const shown = await shownUsers(db);
  const sorted = [...deeds]
    .map(([userId, done]) => ({ userId, deeds: done, score: leaderScore(done) }))
    .sort((a, b) => b.score - a.score || (a.userId < b.userId ? -1 : 1));
  const ranks = new Map(
    sorted.filter(({ userId }) => shown.has(userId)).map(({ userId }, index) => [userId, index + 1]),
  );
  return sorted.map((line) => ({ ...line, rank: ranks.get(line.userId) ?? null }));
}

async function shownUsers(db: Db) {
  const rows = await db
    .selectFrom('backend_users')
    .select('id')
    .where('enabled', '=', 1)
    .where('deleted', '=', 0)
    .where('show_on_leaderboard', '=', 1)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function deedsSince(db: Db, since: number): Promise<Map<string, Deeds>> {
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

function judged(db: Db, since: number) {
  return db
    .selectFrom('backend_tasks')
    .select(({ fn }) => ['user_id', 'label_mode', fn.countAll<number>().as('count')])
    .where('done_at', '>=', since)
    .where('type', 'in', [
      'label_initial_prompt',
      'label_prompter_reply',
      'label_assistant_reply',
      'rank_initial_prompts',
      'rank_prompter_replies',
      'rank_assistant_replies',
    ])
    .groupBy(['user_id', 'label_mode'])
    .execute();
}

function places(db: Db, since: number) {
  return db
    .selectFrom('backend_places')
    .innerJoin('backend_rankings', 'backend_rankings.id', 'backend_places.ranking_id')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_places.message_id')
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
