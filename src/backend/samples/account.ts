import { sql } from 'kysely';
import type { Db } from '../db.ts';
import { sampleMessageIds, sampleStoryIds, sampleSummaryIds, sampleTreeIds } from './about-samples.ts';
import { CLIENT } from './names.ts';

/** What people have added to the samples, by kind; and what was imported into them. */
export type Additions = {
  messages: number;
  labels: number;
  rankings: number;
  reactions: number;
  summaries: number;
  ratings: number;
  /** Messages that came by an import, such as candidates of models. */
  imported: number;
};

export type SamplesAccount = { trees: number; stories: number; additions: Additions };

/** How many samples there are, and what was added to them. */
export async function accountOfSamples(db: Db): Promise<SamplesAccount> {
  const messages = await whose(db, 'backend_messages', sampleMessageIds(db), 'id');
  const labels = await whose(db, 'backend_labels', sampleMessageIds(db), 'message_id');
  const rankings = await whose(db, 'backend_rankings', sampleMessageIds(db), 'parent_id');
  const votes = await whose(
    db,
    'backend_prompt_votes',
    sampleMessageIds(db),
    'prompt_id',
    sql`count(distinct task_id)`,
  );
  const reactions = await whose(db, 'backend_emojis', sampleMessageIds(db), 'message_id');
  const summaries = await whose(db, 'backend_summaries', sampleSummaryIds(db), 'id');
  const ratings = await whose(db, 'backend_ratings', sampleSummaryIds(db), 'summary_id');
  return {
    trees: (await sampleTreeIds(db).execute()).length,
    stories: (await sampleStoryIds(db).execute()).length,
    additions: {
      messages: messages.people,
      labels: labels.people,
      rankings: rankings.people + votes.people,
      reactions: reactions.people,
      summaries: summaries.people,
      ratings: ratings.people,
      imported: messages.others,
    },
  };
}

type Ids = ReturnType<typeof sampleMessageIds> | ReturnType<typeof sampleSummaryIds>;

/** How many rows about these are people's, and how many are of others who are not the samples' own. */
async function whose(db: Db, table: string, ids: Ids, column: string, counted = sql`count(*)`) {
  const { rows } = await sql<{ person: number | boolean; rows: number | string }>`
    select u.auth_method <> 'system' as person, ${counted} as rows
    from ${sql.table(table)} t join backend_users u on u.id = t.user_id
    where ${sql.ref(`t.${column}`)} in (${ids}) and u.client <> ${CLIENT} group by 1`.execute(db);
  const of = (isPerson: boolean) =>
    Number(rows.find(({ person }) => Boolean(person) === isPerson)?.rows ?? 0);
  return { people: of(true), others: of(false) };
}
