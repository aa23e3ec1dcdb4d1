import { z } from 'zod';
import { wireDate, wireDateOrNull } from '../dates.ts';
import type { Db } from '../db.ts';
import type { Stretch } from './stretch.ts';

/** The tasks somebody was given, and what became of them. */
export async function tasksOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_tasks')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    lang: row.lang,
    subject_id: row.subject_id,
    created: wireDate(row.created_at),
    done: wireDateOrNull(row.done_at),
    skipped: wireDateOrNull(row.skipped_at),
    skip_reason: row.skip_reason,
  }));
}

const Deeds = z.record(z.string(), z.number());

/** Somebody's scores, as they were counted last. */
export async function scoresOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_scores')
    .innerJoin('backend_standings', 'backend_standings.id', 'backend_scores.standings_id')
    .select(['time_frame', 'rank', 'leader_score', 'deeds'])
    .where('user_id', '=', userId)
    .orderBy('counted_at')
    .orderBy('standings_id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ time_frame, rank, leader_score, deeds }) => ({
    time_frame,
    rank,
    leader_score,
    deeds: Deeds.parse(JSON.parse(deeds)),
  }));
}
