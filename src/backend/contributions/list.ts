import { sql } from 'kysely';
import type { Contribution, ContributionPage } from '../../oasst/contributions.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { messagesWithFacts, summariesWithFacts } from './facts.ts';
import { ofMessage, ofSummary } from './fate.ts';
import { foundInMessages } from './found.ts';

/** Some of the texts that somebody gave, the newest first, and how many there are. */
export async function contributionsOf(
  backend: Pick<Backend, 'db' | 'now' | 'settings'>,
  userId: string,
  { offset, most }: { offset: number; most: number },
): Promise<ContributionPage> {
  const { db } = backend;
  const rows = await textsOf(db, userId).limit(most).offset(offset).execute();
  const ids = rows.map(({ id }) => id);
  const [first] = rows;
  const total = first ? Number(first.total) : await countTexts(db, userId);
  const found = await read(backend, userId, ids);
  return { total, items: ids.flatMap((id) => found.get(id) ?? []) };
}

/** One of the texts that somebody gave; undefined for what is not there or not theirs. */
export async function contributionOf(
  backend: Pick<Backend, 'db' | 'now' | 'settings'>,
  userId: string,
  id: string,
): Promise<Contribution | undefined> {
  return (await read(backend, userId, [id])).get(id);
}

function textsOf(db: Db, userId: string) {
  const messages = db
    .selectFrom('backend_messages')
    .select(['id', 'created_at'])
    .where('user_id', '=', userId);
  const summaries = db
    .selectFrom('backend_summaries')
    .select(['id', 'created_at'])
    .where('user_id', '=', userId);
  return db
    .selectFrom(messages.unionAll(summaries).as('given'))
    .select(['id', sql<number>`count(*) over ()`.as('total')])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
}

/** Asked only for a page behind the last one, which has no row to tell. */
async function countTexts(db: Db, userId: string): Promise<number> {
  return (await textsOf(db, userId).limit(1).execute())[0]?.total ?? 0;
}

async function read(
  { db, now, settings }: Pick<Backend, 'db' | 'now' | 'settings'>,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, Contribution>> {
  if (ids.length === 0) return new Map();
  const time = now();
  const messages = await messagesWithFacts(db, time)
    .where('message.id', 'in', ids)
    .where('message.user_id', '=', userId)
    .execute();
  const refused = messages.filter(({ review_result }) => review_result === 0).map(({ id }) => id);
  const found = await foundInMessages(db, refused);
  const summaries =
    messages.length === ids.length
      ? []
      : await summariesWithFacts(db, time)
          .where('summary.id', 'in', ids)
          .where('summary.user_id', '=', userId)
          .execute();
  return new Map([
    ...messages.map(
      (message) => [message.id, ofMessage(message, found.get(message.id) ?? [], settings, time)] as const,
    ),
    ...summaries.map((summary) => [summary.id, ofSummary(summary, time)] as const),
  ]);
}
