import type { ExpressionBuilder } from 'kysely';
import type { TaskType } from '../oasst/protocol.ts';
import type { Schema } from '../store/schema.ts';
import type { Backend, Db } from './context.ts';

// Who may be given what. Every query starts from the short list of open work in one language, by index,
// and asks for each item whether this person has had it already.

/** Who asks, for which language, and when. */
export type Seeker = { userId: string; lang: string; now: number };

export const labelTypes = ['label_initial_prompt', 'label_assistant_reply', 'label_prompter_reply'] as const;
export const replyTypes = ['assistant_reply', 'prompter_reply'] as const;
export const rankTypes = ['rank_assistant_replies', 'rank_prompter_replies'] as const;

type MessageExpressions = ExpressionBuilder<Schema, 'backend_messages'>;

/** Messages to label: somebody else's, which they have neither reviewed nor skipped. */
export function toLabel(db: Db, { userId, lang }: Seeker, types: readonly TaskType[] = labelTypes) {
  return db
    .selectFrom('backend_messages')
    .where('queue', '=', lang)
    .where('wanted', 'in', types)
    .where('user_id', '!=', userId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_labels')
            .select('backend_labels.id')
            .whereRef('backend_labels.message_id', '=', 'backend_messages.id')
            .where('backend_labels.user_id', '=', userId)
            .where('backend_labels.kind', '=', 'review'),
        ),
      ),
    )
    .where((eb) => notSkipped(eb, userId, '_skip_labeling'));
}

/** Messages to reply to: not answered or skipped by them, and nobody is writing just now. */
export function toAnswer(db: Db, { userId, lang, now }: Seeker, types: readonly TaskType[] = replyTypes) {
  return db
    .selectFrom('backend_messages')
    .where('queue', '=', lang)
    .where('wanted', 'in', types)
    .where(({ or, eb }) => or([eb('reserved_until', 'is', null), eb('reserved_until', '<=', now)]))
    .where((eb) => withoutReplyBy(eb, userId, false))
    .where((eb) => notSkipped(eb, userId, '_skip_reply'));
}

/** Parents of replies to rank: none of the replies theirs, and they have neither ranked nor skipped them. */
export function toRank(db: Db, { userId, lang }: Seeker, types: readonly TaskType[] = rankTypes) {
  return db
    .selectFrom('backend_messages')
    .where('queue', '=', lang)
    .where('wanted', 'in', types)
    .where((eb) => withoutReplyBy(eb, userId, true))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_rankings')
            .select('backend_rankings.id')
            .whereRef('backend_rankings.parent_id', '=', 'backend_messages.id')
            .where('backend_rankings.user_id', '=', userId),
        ),
      ),
    )
    .where((eb) => notSkipped(eb, userId, '_skip_ranking'));
}

/** Prompts that wait or grow, and that they have not compared with others yet. */
export function promptsToRank({ db, settings }: Pick<Backend, 'db' | 'settings'>, { userId, lang }: Seeker) {
  return db
    .selectFrom('backend_trees')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
    .where('backend_trees.lang', '=', lang)
    .where('backend_trees.state', 'in', ['prompt_lottery_waiting', 'growing'])
    .where('backend_trees.prompt_votes', '<', settings.rankInitialPrompts ? settings.rankingsNeeded : 0)
    .where('backend_messages.user_id', '!=', userId)
    .where('backend_messages.deleted', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_prompt_votes')
            .select('backend_prompt_votes.task_id')
            .whereRef('backend_prompt_votes.prompt_id', '=', 'backend_trees.id')
            .where('backend_prompt_votes.user_id', '=', userId),
        ),
      ),
    );
}

/** Stories they have neither summarised nor skipped. */
export function storiesToSummarise(
  { db, settings }: Pick<Backend, 'db' | 'settings'>,
  { userId, lang }: Seeker,
) {
  return db
    .selectFrom('backend_stories')
    .where('lang', '=', lang)
    .where('summary_count', '<', settings.summaries ? settings.summariesPerStory : 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_summaries')
            .select('backend_summaries.id')
            .whereRef('backend_summaries.story_id', '=', 'backend_stories.id')
            .where('backend_summaries.user_id', '=', userId),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_tasks')
            .select('backend_tasks.id')
            .whereRef('backend_tasks.subject_id', '=', 'backend_stories.id')
            .where('backend_tasks.user_id', '=', userId)
            .where('backend_tasks.skipped_at', 'is not', null),
        ),
      ),
    );
}

/** Other people's summaries they have neither rated nor skipped. */
export function summariesToRate(
  { db, settings }: Pick<Backend, 'db' | 'settings'>,
  { userId, lang }: Seeker,
) {
  return db
    .selectFrom('backend_summaries')
    .where('lang', '=', lang)
    .where('rating_count', '<', settings.summaries ? settings.ratingsPerSummary : 0)
    .where('user_id', '!=', userId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_ratings')
            .select('backend_ratings.summary_id')
            .whereRef('backend_ratings.summary_id', '=', 'backend_summaries.id')
            .where('backend_ratings.user_id', '=', userId),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('backend_tasks')
            .select('backend_tasks.id')
            .whereRef('backend_tasks.subject_id', '=', 'backend_summaries.id')
            .where('backend_tasks.user_id', '=', userId)
            .where('backend_tasks.skipped_at', 'is not', null),
        ),
      ),
    );
}

function notSkipped({ not, exists, selectFrom }: MessageExpressions, userId: string, emoji: string) {
  return not(
    exists(
      selectFrom('backend_emojis')
        .select('backend_emojis.emoji')
        .whereRef('backend_emojis.message_id', '=', 'backend_messages.id')
        .where('backend_emojis.user_id', '=', userId)
        .where('backend_emojis.emoji', '=', emoji),
    ),
  );
}

function withoutReplyBy(
  { not, exists, selectFrom }: MessageExpressions,
  userId: string,
  acceptedOnly: boolean,
) {
  const replies = selectFrom('backend_messages as reply')
    .select('reply.id')
    .whereRef('reply.parent_id', '=', 'backend_messages.id')
    .where('reply.user_id', '=', userId);
  return not(
    exists(
      acceptedOnly ? replies.where('reply.deleted', '=', 0).where('reply.review_result', '=', 1) : replies,
    ),
  );
}
