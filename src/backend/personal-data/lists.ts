import type { z } from 'zod';
import {
  type PersonalListName,
  type PersonalOverview,
  personalListNames,
  type personalLists,
} from '../../oasst/personal-data.ts';
import type { Db } from '../db.ts';
import { accountsOf } from './accounts-of.ts';
import { emojisOf, labelsOf, rankingsOf, ratingsOf, votesOf } from './opinions.ts';
import type { Stretch } from './stretch.ts';
import { messagesOf, revisionsOf, summariesOf } from './texts.ts';
import { scoresOf, tasksOf } from './work.ts';

type Lists = {
  [Name in PersonalListName]: (
    db: Db,
    userId: string,
    stretch: Stretch,
  ) => Promise<z.infer<(typeof personalLists)[Name]>[]>;
};

/** Everything a person did, list by list, in an order in which new entries come last. */
export const lists: Lists = {
  messages: messagesOf,
  revisions: revisionsOf,
  summaries: summariesOf,
  labels: labelsOf,
  rankings: rankingsOf,
  prompt_votes: votesOf,
  ratings: ratingsOf,
  emojis: emojisOf,
  tasks: tasksOf,
  scores: scoresOf,
};

const tables = {
  messages: 'backend_messages',
  revisions: 'backend_revisions',
  summaries: 'backend_summaries',
  labels: 'backend_labels',
  rankings: 'backend_rankings',
  prompt_votes: 'backend_prompt_votes',
  ratings: 'backend_ratings',
  emojis: 'backend_emojis',
  tasks: 'backend_tasks',
  scores: 'backend_scores',
} as const satisfies Record<PersonalListName, string>;

/** How many entries each list of a person has. */
export async function countsOf(db: Db, userId: string): Promise<PersonalOverview['counts']> {
  const row = await db
    .selectNoFrom(({ selectFrom }) =>
      personalListNames.map((name) =>
        selectFrom(tables[name])
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('user_id', 'in', name === 'summaries' ? accountsOf(db, userId) : [userId])
          .as(name),
      ),
    )
    .executeTakeFirstOrThrow();
  return Object.fromEntries(
    personalListNames.map((name) => [name, Number(row[name])]),
  ) as PersonalOverview['counts'];
}
