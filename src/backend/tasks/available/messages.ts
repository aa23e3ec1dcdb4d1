import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { TaskType } from '../../../oasst/protocol.ts';
import type { Schema } from '../../../store/schema.ts';
import type { Db } from '../../db.ts';
import { hasNone } from './item-by-item.ts';
import { inPool, type Pool } from './pool.ts';
import type { Search } from './search.ts';

// Who may be given what. Every query starts from the short list of open work in one language, by index,
// and asks for each item whether this person has had it already.

export const labelTypes = ['label_initial_prompt', 'label_assistant_reply', 'label_prompter_reply'] as const;
export const replyTypes = ['assistant_reply', 'prompter_reply'] as const;
export const rankTypes = ['rank_assistant_replies', 'rank_prompter_replies'] as const;

type MessageExpressions = ExpressionBuilder<Schema, 'backend_messages'>;

/** Messages to label: somebody else's, which they have neither reviewed nor skipped. */
export function toLabel(db: Db, search: Search, types: readonly TaskType[], pool: Pool) {
  const { userId, lang } = search;
  return db
    .selectFrom('backend_messages')
    .where('queue', '=', lang)
    .where('wanted', 'in', types)
    .where('user_id', '!=', userId)
    .where(({ selectFrom }) =>
      hasNone(
        selectFrom('backend_labels')
          .select('backend_labels.id')
          .whereRef('backend_labels.message_id', '=', 'backend_messages.id')
          .where('backend_labels.user_id', '=', userId)
          .where('backend_labels.kind', '=', 'review'),
      ),
    )
    .where((eb) => notSkipped(eb, userId, '_skip_labeling'))
    .where((eb) => withinShare(eb, search))
    .where((eb) => isIn(pool, eb, search));
}

/** Messages to reply to: not answered or skipped by them, and nobody is writing just now. */
export function toAnswer(db: Db, search: Search, types: readonly TaskType[], pool: Pool) {
  const { userId, lang, now } = search;
  return db
    .selectFrom('backend_messages')
    .where('queue', '=', lang)
    .where('wanted', 'in', types)
    .where(({ or, eb }) => or([eb('reserved_until', 'is', null), eb('reserved_until', '<=', now)]))
    .where((eb) => withoutReplyBy(eb, userId, false))
    .where((eb) => notSkipped(eb, userId, '_skip_reply'))
    .where((eb) => isIn(pool, eb, search));
}

/** Parents of replies to rank: none of the replies theirs, and they have neither ranked nor skipped them, or ranked them before more came. */
export function toRank(db: Db, search: Search, types: readonly TaskType[], pool: Pool) {
  const { userId, lang } = search;
  return db
    .selectFrom('backend_messages')
    .where('queue', '=', lang)
    .where('wanted', 'in', types)
    .where((eb) => withoutReplyBy(eb, userId, true))
    .where(({ selectFrom }) =>
      hasNone(
        selectFrom('backend_rankings')
          .select('backend_rankings.id')
          .whereRef('backend_rankings.parent_id', '=', 'backend_messages.id')
          .where('backend_rankings.user_id', '=', userId)
          .where('backend_rankings.covers', '!=', 'earlier'),
      ),
    )
    .where((eb) => notSkipped(eb, userId, '_skip_ranking'))
    .where((eb) => isIn(pool, eb, search));
}

/**
 * Whether somebody has given less of the reviews that the tree needs than one person may. Who may give all of them is not
 * counted.
 */
function withinShare(
  { selectFrom }: MessageExpressions,
  { userId, reviewShare, promptReviews, replyReviews }: Search,
) {
  const given = selectFrom('backend_messages as reviewed')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .whereRef('reviewed.tree_id', '=', 'backend_messages.tree_id')
    .where(({ exists, selectFrom: of }) =>
      exists(
        of('backend_labels as opinion')
          .select('opinion.id')
          .whereRef('opinion.message_id', '=', 'reviewed.id')
          .where('opinion.user_id', '=', userId)
          .where('opinion.kind', '=', 'review'),
      ),
    );
  const needed = selectFrom('backend_trees as reviewing')
    .select(
      sql<number>`${whole(promptReviews)} + (reviewing.goal_size - 1) * ${whole(replyReviews)}`.as('count'),
    )
    .whereRef('reviewing.id', '=', 'backend_messages.tree_id');
  const most = sql<number>`cast(${reviewShare} as double precision)`;
  return sql<SqlBool>`(${most} >= 1 or ${given} < ${most} * ${needed})`;
}

/** PostgreSQL takes the type of a parameter from what stands beside it. */
function whole(value: number) {
  return sql<number>`cast(${value} as integer)`;
}

function isIn(pool: Pool, { ref }: MessageExpressions, search: Search) {
  return inPool(ref('backend_messages.tree_id'), ref('backend_messages.campaign_id'), search, pool);
}

function notSkipped({ selectFrom }: MessageExpressions, userId: string, emoji: string) {
  return hasNone(
    selectFrom('backend_emojis')
      .select('backend_emojis.emoji')
      .whereRef('backend_emojis.message_id', '=', 'backend_messages.id')
      .where('backend_emojis.user_id', '=', userId)
      .where('backend_emojis.emoji', '=', emoji),
  );
}

function withoutReplyBy({ selectFrom }: MessageExpressions, userId: string, acceptedOnly: boolean) {
  const replies = selectFrom('backend_messages as reply')
    .select('reply.id')
    .whereRef('reply.parent_id', '=', 'backend_messages.id')
    .where('reply.user_id', '=', userId);
  return hasNone(
    // the sign keeps SQLite from going through all that somebody wrote, which an index has by what is deleted
    acceptedOnly ? replies.where(sql`+reply.deleted`, '=', 0).where('reply.review_result', '=', 1) : replies,
  );
}
