import { expressionBuilder } from 'kysely';
import type { Schema } from '../../../store/schema.ts';
import type { Trx } from '../../db.ts';
import { withdrawRankings } from '../../trees/withdraw-rankings.ts';

/** Two people who are one. */
export type Pair = { source: string; destination: string };

/** What lost an opinion that is counted, by id. */
export type Dropped = Record<'reviewed' | 'ranked' | 'votedOn' | 'rated', string[]>;

/**
 * Takes away what two people may have said, but one may not: the source's part of what both said of the same thing,
 * and what either said of the other's work. Labels and reports without a task may be about one's own.
 */
export async function dropOpinions(trx: Trx, pair: Pair): Promise<Dropped> {
  await dropEmojis(trx, pair);
  return {
    reviewed: await dropLabels(trx, pair),
    ranked: await dropRankings(trx, pair),
    votedOn: await dropVotes(trx, pair),
    rated: await dropRatings(trx, pair),
  };
}

async function dropLabels(trx: Trx, { source, destination }: Pair) {
  const doubles = await trx
    .deleteFrom('backend_labels')
    .where('user_id', '=', source)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('backend_labels as other')
          .select('other.id')
          .whereRef('other.message_id', '=', 'backend_labels.message_id')
          .whereRef('other.kind', '=', 'backend_labels.kind')
          .where('other.user_id', '=', destination),
      ),
    )
    .returning(['message_id', 'kind'])
    .execute();
  const own = await trx
    .deleteFrom('backend_labels')
    .where('user_id', 'in', [source, destination])
    .where('kind', '=', 'review')
    .where('message_id', 'in', messagesOf({ source, destination }))
    .returning(['message_id', 'kind'])
    .execute();
  return [...doubles, ...own].filter(({ kind }) => kind === 'review').map(({ message_id }) => message_id);
}

async function dropRankings(trx: Trx, { source, destination }: Pair) {
  const rankings = await trx
    .selectFrom('backend_rankings as ranking')
    .select('ranking.id')
    .where('ranking.user_id', 'in', [source, destination])
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        and([
          eb('ranking.user_id', '=', source),
          exists(
            selectFrom('backend_rankings as other')
              .select('other.id')
              .whereRef('other.parent_id', '=', 'ranking.parent_id')
              .where('other.user_id', '=', destination),
          ),
        ]),
        exists(
          selectFrom('backend_places as place')
            .innerJoin('backend_messages as message', 'message.id', 'place.message_id')
            .select('place.message_id')
            .whereRef('place.ranking_id', '=', 'ranking.id')
            .where('message.user_id', 'in', [source, destination]),
        ),
      ]),
    )
    .execute();
  return withdrawRankings(
    trx,
    rankings.map(({ id }) => id),
  );
}

const thumbs = ['+1', '-1'] as const;

/** Of two thumbs, too, the destination's stays, whichever way they point. */
async function dropEmojis(trx: Trx, { source, destination }: Pair) {
  await trx
    .deleteFrom('backend_emojis')
    .where('user_id', '=', source)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('backend_emojis as other')
          .select('other.emoji')
          .whereRef('other.message_id', '=', 'backend_emojis.message_id')
          .where('other.user_id', '=', destination)
          .where(({ or, and, eb, ref }) =>
            or([
              eb('other.emoji', '=', ref('backend_emojis.emoji')),
              and([eb('other.emoji', 'in', thumbs), eb('backend_emojis.emoji', 'in', thumbs)]),
            ]),
          ),
      ),
    )
    .execute();
  await trx
    .deleteFrom('backend_emojis')
    .where('user_id', 'in', [source, destination])
    .where('emoji', 'in', thumbs)
    .where('message_id', 'in', messagesOf({ source, destination }))
    .execute();
}

async function dropVotes(trx: Trx, { source, destination }: Pair) {
  const votes = await trx
    .deleteFrom('backend_prompt_votes')
    .where('user_id', 'in', [source, destination])
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        and([
          eb('user_id', '=', source),
          exists(
            selectFrom('backend_prompt_votes as other')
              .select('other.task_id')
              .whereRef('other.prompt_id', '=', 'backend_prompt_votes.prompt_id')
              .where('other.user_id', '=', destination),
          ),
        ]),
        eb('prompt_id', 'in', messagesOf({ source, destination })),
      ]),
    )
    .returning('prompt_id')
    .execute();
  return votes.map(({ prompt_id }) => prompt_id);
}

async function dropRatings(trx: Trx, { source, destination }: Pair) {
  const ratings = await trx
    .deleteFrom('backend_ratings')
    .where('user_id', 'in', [source, destination])
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        and([
          eb('user_id', '=', source),
          exists(
            selectFrom('backend_ratings as other')
              .select('other.rating')
              .whereRef('other.summary_id', '=', 'backend_ratings.summary_id')
              .where('other.user_id', '=', destination),
          ),
        ]),
        eb(
          'summary_id',
          'in',
          selectFrom('backend_summaries').select('id').where('user_id', 'in', [source, destination]),
        ),
      ]),
    )
    .returning('summary_id')
    .execute();
  return ratings.map(({ summary_id }) => summary_id);
}

function messagesOf({ source, destination }: Pair) {
  return expressionBuilder<Schema>()
    .selectFrom('backend_messages')
    .select('id')
    .where('user_id', 'in', [source, destination]);
}
