import { wireDate } from '../../backend/dates.ts';
import type { Db } from '../../backend/db.ts';
import { sampleStories } from '../../backend/samples/index.ts';
import { CLIENT as SAMPLES, sampleStoryId } from '../../backend/samples/names.ts';
import type { Naming } from '../names.ts';
import type { RatingEvent } from '../record.ts';
import type { Account } from './account.ts';
import type { ExportFilter } from './choice.ts';
import { addTo, type LeftOut } from './left-out.ts';
import { userName } from './read.ts';

const SUMMARIES_PER_PAGE = 500;

type Row = Awaited<ReturnType<typeof pageOf>>[number];
type Rating = { user: string; rating: number };

/** The chosen summaries with their stories as JSON Lines, in chunks of whole lines. */
export async function* summaryLines(
  db: Db,
  { choice, names }: { choice: ExportFilter; names: Naming },
  { note, leftOut }: Account,
): AsyncGenerator<string> {
  const samples = new Set(sampleStories.map(sampleStoryId));
  let after = '';
  let written = 0;
  for (;;) {
    const page = await pageOf(db, choice, after);
    after = page.at(-1)?.id ?? '';
    if (page.length === 0) return;
    const chosen = page.filter((row) => isKept(row, choice, { samples, leftOut }));
    const ratings = await ratingsOf(
      db,
      chosen.map(({ id }) => id),
    );
    const lines = chosen.map((row) => {
      const record = toRecord(row, ratings.get(row.id) ?? [], { choice, names });
      return `${JSON.stringify(record)}\n`;
    });
    written += lines.length;
    note({ summaries: written });
    if (lines.length > 0) yield lines.join('');
  }
}

/** A summary of a sample counts as one: its story is not this community's. */
function isKept(
  { story_id, user_id, client, enabled, deleted }: Row,
  choice: ExportFilter,
  { samples, leftOut }: { samples: ReadonlySet<string>; leftOut: LeftOut },
) {
  const isWithdrawn = enabled === 0 || deleted === 1;
  const isSample = client === SAMPLES || samples.has(story_id);
  if (isSample && !choice.samples) addTo(leftOut.counts, 'sampleSummaries');
  else if (isWithdrawn) {
    addTo(leftOut.withdrawn, 'summaries');
    leftOut.people.add(user_id);
  } else return true;
  return false;
}

function toRecord(
  row: Row,
  ratings: readonly Rating[],
  { choice, names }: { choice: ExportFilter; names: Naming },
): object {
  const sum = ratings.reduce((total, { rating }) => total + rating, 0);
  const rating = ratings.map(
    (each): RatingEvent => ({ type: 'rating', user_id: names.user(each.user), rating: String(each.rating) }),
  );
  return {
    summary_id: names.summary(row.id),
    story_id: names.story(row.story_id),
    user_id: names.user(userName(row.user_id, row.client, row.username)),
    created_date: wireDate(row.created_at),
    lang: row.lang,
    story: row.story,
    summary: row.text,
    ratings: ratings.length > 0 ? { value: sum / ratings.length, count: ratings.length } : undefined,
    events: choice.events && rating.length > 0 ? { rating } : undefined,
  };
}

function pageOf(db: Db, { langs, since, until }: ExportFilter, after: string) {
  const page = db
    .selectFrom('backend_summaries as summary')
    .innerJoin('backend_stories as story', 'story.id', 'summary.story_id')
    .innerJoin('backend_users as author', 'author.id', 'summary.user_id')
    .select([
      'summary.id',
      'summary.story_id',
      'summary.user_id',
      'summary.lang',
      'summary.text',
      'summary.created_at',
      'story.text as story',
      'author.client',
      'author.username',
      'author.enabled',
      'author.deleted',
    ])
    .where('summary.id', '>', after)
    .where('summary.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('summary.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .orderBy('summary.id')
    .limit(SUMMARIES_PER_PAGE);
  return (langs ? page.where('summary.lang', 'in', langs) : page).execute();
}

/** Ratings by people who have left or were disabled do not count, and neither does one's own. */
async function ratingsOf(db: Db, summaryIds: readonly string[]): Promise<Map<string, Rating[]>> {
  if (summaryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('backend_ratings as given')
    .innerJoin('backend_summaries as summary', 'summary.id', 'given.summary_id')
    .innerJoin('backend_users as user', 'user.id', 'given.user_id')
    .select(['given.summary_id', 'given.rating', 'user.id', 'user.client', 'user.username'])
    .where('given.summary_id', 'in', summaryIds)
    .where('user.enabled', '=', 1)
    .where('user.deleted', '=', 0)
    .whereRef('given.user_id', '!=', 'summary.user_id')
    .orderBy('given.created_at')
    .orderBy('given.user_id')
    .execute();
  const given = rows.map(({ summary_id, rating, id, client, username }) => ({
    summary_id,
    rating,
    user: userName(id, client, username),
  }));
  return Map.groupBy(given, ({ summary_id }) => summary_id);
}
