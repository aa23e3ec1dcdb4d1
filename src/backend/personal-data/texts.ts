import { z } from 'zod';
import { wireDate } from '../dates.ts';
import type { Db } from '../db.ts';
import { accountsOf } from './accounts-of.ts';
import type { Stretch } from './stretch.ts';

const Found = z.array(z.string());

function findings(json: string | null): string[] {
  return Found.parse(JSON.parse(json ?? '[]'));
}

/** The messages somebody wrote, those that were deleted as well. */
export async function messagesOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_messages')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    tree_id: row.tree_id,
    parent_id: row.parent_id,
    role: row.is_assistant === 1 ? ('assistant' as const) : ('prompter' as const),
    text: row.text,
    lang: row.lang,
    created: wireDate(row.created_at),
    deleted: row.deleted === 1,
    accepted: row.review_result === null ? null : row.review_result === 1,
    rank: row.rank,
    second_look: findings(row.second_look),
  }));
}

/** The texts that messages had which somebody wrote or edited. */
export async function revisionsOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_revisions')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ message_id, step, text, created_at }) => ({
    message_id,
    step,
    text,
    created: wireDate(created_at),
  }));
}

/** The summaries somebody wrote. */
export async function summariesOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_summaries')
    .selectAll()
    .where('user_id', 'in', accountsOf(db, userId))
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ id, story_id, text, lang, created_at, second_look }) => ({
    id,
    story_id,
    text,
    lang,
    created: wireDate(created_at),
    second_look: findings(second_look),
  }));
}
