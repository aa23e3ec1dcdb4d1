import { sql } from 'kysely';
import type { Contribution, ContributionPage } from '../../oasst/contributions.ts';
import { judgingTypes } from '../../oasst/judgements.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { messagesWithFacts, summariesWithFacts } from './facts.ts';
import { ofMessage, ofSummary } from './fate.ts';
import { foundInMessages } from './found.ts';
import { judgementsIn } from './judged.ts';

/** Some of what somebody gave, texts and judgements, the newest first, and how much there is. */
export async function contributionsOf(
  backend: Pick<Backend, 'db' | 'now' | 'settings'>,
  userId: string,
  { offset, most }: { offset: number; most: number },
): Promise<ContributionPage> {
  const { db } = backend;
  const rows = await givenBy(db, userId, offset + most)
    .limit(most)
    .offset(offset)
    .execute();
  const idsOf = (judges: boolean) => rows.filter((row) => (row.judges === 1) === judges).map(({ id }) => id);
  const texts = await read(backend, userId, idsOf(false));
  const judgements = await judgementsIn(db, userId, idsOf(true), backend.settings);
  const items = rows.flatMap(({ id }) => texts.get(id) ?? judgements.get(id) ?? []);
  return { total: await countGiven(db, userId), items };
}

/** One of the texts that somebody gave; undefined for what is not there or not theirs. */
export async function contributionOf(
  backend: Pick<Backend, 'db' | 'now' | 'settings'>,
  userId: string,
  id: string,
): Promise<Contribution | undefined> {
  return (await read(backend, userId, [id])).get(id);
}

/** The newest of what they gave, as many of each kind as there may be of one; each read by index, newest first. */
function givenBy(db: Db, userId: string, most: number) {
  const newest = (table: 'backend_messages' | 'backend_summaries') =>
    db
      .selectFrom(table)
      .select(['id', 'created_at', sql.lit(0).as('judges')])
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most);
  const newestJudgements = judgedBy(db, userId)
    .select(['id', sql<number>`done_at`.as('created_at'), sql.lit(1).as('judges')])
    .orderBy('done_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most);
  const judgements = db.selectFrom(newestJudgements.as('newest_judgements')).selectAll();
  const messages = db.selectFrom(newest('backend_messages').as('newest_messages')).selectAll();
  const summaries = db.selectFrom(newest('backend_summaries').as('newest_summaries')).selectAll();
  return db
    .selectFrom(messages.unionAll(summaries).unionAll(judgements).as('given'))
    .select(['id', 'judges'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');
}

/** The tasks in which somebody judged what others wrote. */
function judgedBy(db: Db, userId: string) {
  return db
    .selectFrom('backend_tasks')
    .where('user_id', '=', userId)
    .where('done_at', 'is not', null)
    .where('type', 'in', judgingTypes);
}

async function countGiven(db: Db, userId: string): Promise<number> {
  const count = (table: 'backend_messages' | 'backend_summaries') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', '=', userId);
  const judged = judgedBy(db, userId).select(({ fn }) => fn.countAll<number>().as('count'));
  const counts = await db
    .selectNoFrom([
      count('backend_messages').as('messages'),
      count('backend_summaries').as('summaries'),
      judged.as('judgements'),
    ])
    .executeTakeFirstOrThrow();
  return Object.values(counts).reduce<number>((sum, number) => sum + Number(number), 0);
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
