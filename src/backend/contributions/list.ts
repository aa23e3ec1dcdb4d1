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
  const rows = await textsOf(db, userId, offset + most)
    .limit(most)
    .offset(offset)
    .execute();
  const ids = rows.map(({ id }) => id);
  const found = await read(backend, userId, ids);
  return { total: await countTexts(db, userId), items: ids.flatMap((id) => found.get(id) ?? []) };
}

/** One of the texts that somebody gave; undefined for what is not there or not theirs. */
export async function contributionOf(
  backend: Pick<Backend, 'db' | 'now' | 'settings'>,
  userId: string,
  id: string,
): Promise<Contribution | undefined> {
  return (await read(backend, userId, [id])).get(id);
}

/** The newest of their texts, as many of each kind as there may be of one; each read by index, newest first. */
function textsOf(db: Db, userId: string, most: number) {
  const newest = (table: 'backend_messages' | 'backend_summaries') =>
    db
      .selectFrom(table)
      .select(['id', 'created_at'])
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most);
  const messages = db.selectFrom(newest('backend_messages').as('newest_messages')).selectAll();
  const summaries = db.selectFrom(newest('backend_summaries').as('newest_summaries')).selectAll();
  return db
    .selectFrom(messages.unionAll(summaries).as('given'))
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
}

async function countTexts(db: Db, userId: string): Promise<number> {
  const count = (table: 'backend_messages' | 'backend_summaries') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', '=', userId);
  const { messages, summaries } = await db
    .selectNoFrom([count('backend_messages').as('messages'), count('backend_summaries').as('summaries')])
    .executeTakeFirstOrThrow();
  return Number(messages) + Number(summaries);
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
