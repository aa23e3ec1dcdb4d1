import { type Expression, sql } from 'kysely';
import type { Db } from '../../db.ts';
import { toAnswer } from './messages.ts';
import { storiesToSummarise, summariesToRate } from './others.ts';
import type { Pool } from './pool.ts';
import type { From } from './search.ts';

/** The open story with the least id from a point on: one row, whose id is null when there is none. */
export function firstStory(db: Db, search: From) {
  return firstOfEach(db, 0, search.summariesWanted, (given) =>
    storiesToSummarise(db, search)
      .select('backend_stories.id')
      .where('summary_count', '=', given)
      .where('backend_stories.id', '>=', search.point)
      .orderBy('backend_stories.id')
      .limit(1),
  );
}

/** The same for summaries to rate. */
export function firstSummary(db: Db, search: From) {
  return firstOfEach(db, 0, search.ratingsWanted, (given) =>
    summariesToRate(db, search)
      .select('backend_summaries.id')
      .where('rating_count', '=', given)
      .where('backend_summaries.id', '>=', search.point)
      .orderBy('backend_summaries.id')
      .limit(1),
  );
}

/** The same for messages to answer as the assistant that have a reply already, but fewer than are wanted before others come. */
export function firstLonely(db: Db, search: From, pool: Pool) {
  return firstOfEach(db, 1, search.lonelyChildren, (given) =>
    toAnswer(db, search, ['assistant_reply'], pool)
      .select('backend_messages.id')
      .where('child_count', '>', sql.lit(0)) // as the index says it, which has no others
      .where('child_count', '=', given)
      .where('backend_messages.id', '>=', search.point)
      .orderBy('backend_messages.id')
      .limit(1),
  );
}

/**
 * Of those that were given something `least` times, once more, and so on up to less than `most`, the first each; and of these the one
 * with the least id. An index by the number and the id has each at hand, where all together would have to be sorted.
 */
function firstOfEach(
  db: Db,
  least: number,
  most: number,
  first: (given: Expression<number>) => Expression<{ id: string }>,
) {
  const limit = sql<number>`cast(${most} as integer)`;
  return db
    .withRecursive('counts', (start) =>
      start
        .selectNoFrom(sql<number>`${sql.lit(least)}`.as('given'))
        .where(limit, '>', sql.lit(least))
        .unionAll((next) =>
          next
            .selectFrom('counts')
            .select(sql<number>`given + 1`.as('given'))
            .where(sql<number>`given + 1`, '<', limit),
        ),
    )
    .selectFrom((eb) =>
      eb
        .selectFrom('counts')
        .select(({ ref }) => sql<string | null>`${first(ref('counts.given'))}`.as('id'))
        .as('firsts'),
    )
    .select(({ fn }) => fn.min<string | null>('firsts.id').as('id'));
}
