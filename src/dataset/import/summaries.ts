import type { Kysely, Transaction } from 'kysely';
import { isPostgres } from '../../store/dialect.ts';
import type { Schema } from '../../store/schema.ts';
import { inParts } from '../in-parts.ts';
import { IMPORTED, idOf } from '../names.ts';
import { insertAuthors } from './insert-authors.ts';
import { parseLine } from './parse.ts';
import type { Summary } from './parse-summary.ts';
import { authorOf } from './rows.ts';
import type { Source } from './source.ts';
import { withRatings } from './with-annotations.ts';

const SUMMARIES_PER_INSERT = 200;
const ROWS_PER_INSERT = 500;

/** Which of these summaries are not in the collection yet. */
export async function newSummaries(db: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> {
  const unknown = new Set(ids);
  for (const some of inParts(ids, ROWS_PER_INSERT)) {
    const rows = await db.selectFrom('backend_summaries').select('id').where('id', 'in', some).execute();
    for (const { id } of rows) unknown.delete(id);
  }
  return unknown;
}

/**
 * Reads a surveyed source once more and stores its new summaries, with those of their stories, authors and ratings that
 * are new; gives how many summaries there were. A person has one summary of a story: where theirs is here already,
 * another is not stored.
 * @throws DatasetError
 */
export async function storeSummaries(
  db: Kysely<Schema>,
  source: Source,
  { ids, textLimit, now }: { ids: ReadonlySet<string>; textLimit: number; now: number },
): Promise<number> {
  let waiting = new Map<string, Summary>();
  let stored = 0;
  if (ids.size === 0) return stored;
  for await (const line of source.lines()) {
    const { summary } = parseLine(line, textLimit);
    if (summary && ids.has(summary.id)) waiting.set(summary.id, withRatings(summary, source));
    if (waiting.size >= SUMMARIES_PER_INSERT) await flush();
  }
  await flush();
  return stored;

  async function flush() {
    const all = [...waiting.values()];
    waiting = new Map();
    if (all.length > 0) stored += await db.transaction().execute((trx) => insert(trx, all, now));
  }
}

async function insert(trx: Transaction<Schema>, all: readonly Summary[], now: number): Promise<number> {
  const people = new Set(all.flatMap(({ user, ratings }) => [user, ...ratings.map((rating) => rating.user)]));
  await insertAuthors(
    trx,
    [...people].map((name) => authorOf(name, now)),
  );
  const stories = new Map(all.map(({ story }) => [story.id, story]));
  await trx
    .insertInto('backend_stories')
    .values([...stories.values()].map((story) => ({ ...story, created_at: now, summary_count: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await holdStories(trx, [...stories.keys()]);
  const rows = await trx
    .insertInto('backend_summaries')
    .values(all.map((summary) => summaryRow(summary, now)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const here = new Set(rows.map(({ id }) => id));
  const ratings = all.flatMap((summary) => (here.has(summary.id) ? ratingRows(summary, now) : []));
  for (const some of inParts(ratings, ROWS_PER_INSERT))
    await trx
      .insertInto('backend_ratings')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await trx
    .updateTable('backend_stories')
    .set((eb) => ({
      summary_count: eb
        .selectFrom('backend_summaries as summary')
        .select((count) => count.fn.countAll<number>().as('number'))
        .whereRef('summary.story_id', '=', 'backend_stories.id'),
    }))
    .where('id', 'in', [...stories.keys()])
    .execute();
  return here.size;
}

/** Keeps others from adding to stories until theirs are counted; always in the same order. */
async function holdStories(trx: Transaction<Schema>, ids: readonly string[]): Promise<void> {
  if (isPostgres(trx))
    await trx
      .selectFrom('backend_stories')
      .select('id')
      .where('id', 'in', ids)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
}

function summaryRow(
  { id, name, user, lang, text, createdAt, story, ratings, secondLook }: Summary,
  now: number,
) {
  return {
    id,
    story_id: story.id,
    lang,
    client: IMPORTED,
    user_id: idOf(user),
    frontend_message_id: name,
    task_id: null,
    text,
    created_at: createdAt ?? now,
    rating_count: ratings.length,
    second_look: secondLook.length > 0 ? JSON.stringify(secondLook) : null,
  };
}

/** In the order of the file, which is that of their times. */
function ratingRows({ id, ratings, createdAt }: Summary, now: number) {
  return ratings.map(({ user, rating }, index) => ({
    summary_id: id,
    user_id: idOf(user),
    task_id: null,
    rating,
    created_at: (createdAt ?? now) + index,
  }));
}
