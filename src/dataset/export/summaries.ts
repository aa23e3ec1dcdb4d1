import { wireDate } from '../../backend/dates.ts';
import type { Db } from '../../backend/db.ts';
import { sampleStories } from '../../backend/samples/index.ts';
import { sampleStoryId } from '../../backend/samples/names.ts';
import { jsonLine } from '../json-line.ts';
import type { Naming } from '../names.ts';
import type { SummaryLine } from '../schemas/summary.ts';
import type { Account } from './account.ts';
import type { ExportFilter } from './choice.ts';
import { addTo, type LeftOut } from './left-out.ts';
import { countOtherSummaries } from './others/summaries.ts';
import type { People, Person } from './people.ts';

const SUMMARIES_PER_PAGE = 500;

type Row = Awaited<ReturnType<typeof pageOf>>[number];
type Rating = { user: string; rating: number };

/** The chosen summaries with their stories as JSON Lines, in chunks of whole lines. */
export async function* summaryLines(
  db: Db,
  { choice, names, people }: { choice: ExportFilter; names: Naming; people: People },
  { note, leftOut }: Account,
): AsyncGenerator<string> {
  await countOtherSummaries(db, choice, leftOut);
  const samples = new Set(sampleStories.map(sampleStoryId));
  let after = '';
  let written = 0;
  for (;;) {
    const page = await pageOf(db, choice, after);
    after = page.at(-1)?.id ?? '';
    if (page.length === 0) return;
    const authors = await people.among(page.map(({ user_id }) => user_id));
    const chosen = page.filter((row) => isKept(row, choice, { samples, leftOut, authors }));
    const ids = chosen.map(({ id }) => id);
    const ratings = await ratingsOf(db, ids, people);
    const lines = chosen.map((row) => {
      const author = authors.get(row.user_id)?.name ?? row.user_id;
      return jsonLine(toLine({ ...row, author }, ratings.get(row.id) ?? [], { choice, names }));
    });
    written += lines.length;
    note({ summaries: written });
    if (lines.length > 0) yield lines.join('');
  }
}

/** A summary of a sample counts as one: its story is not this community's. */
function isKept(
  { story_id, user_id }: Row,
  choice: ExportFilter,
  around: { samples: ReadonlySet<string>; leftOut: LeftOut; authors: ReadonlyMap<string, Person> },
) {
  const { samples, leftOut, authors } = around;
  const author = authors.get(user_id);
  const isSample = author?.sample || samples.has(story_id);
  if (isSample && !choice.samples) addTo(leftOut.counts, 'sampleSummaries');
  else if (author?.withdrawn) {
    addTo(leftOut.withdrawn, 'summaries');
    leftOut.people.add(user_id);
  } else return true;
  return false;
}

function toLine(
  row: Row & { author: string },
  ratings: readonly Rating[],
  { choice, names }: { choice: ExportFilter; names: Naming },
): SummaryLine {
  const sum = ratings.reduce((total, { rating }) => total + rating, 0);
  const rating = ratings.map((each) => ({
    type: 'rating' as const,
    user_id: names.user(each.user),
    rating: String(each.rating),
  }));
  return {
    summary_id: names.summary(row.id),
    story_id: names.story(row.story_id),
    user_id: names.user(row.author),
    created_date: wireDate(row.created_at),
    lang: row.lang,
    story: row.story,
    summary: row.text,
    ratings: { value: ratings.length > 0 ? sum / ratings.length : null, count: ratings.length },
    events: choice.events ? { rating } : null,
  };
}

function pageOf(db: Db, { langs, since, until }: ExportFilter, after: string) {
  const page = db
    .selectFrom('backend_summaries as summary')
    .innerJoin('backend_stories as story', 'story.id', 'summary.story_id')
    .select([
      'summary.id',
      'summary.story_id',
      'summary.user_id',
      'summary.lang',
      'summary.text',
      'summary.created_at',
      'story.text as story',
    ])
    .where('summary.id', '>', after)
    .where('summary.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('summary.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .orderBy('summary.id')
    .limit(SUMMARIES_PER_PAGE);
  return (langs ? page.where('summary.lang', 'in', langs) : page).execute();
}

/** Ratings by people who have left or were disabled do not count, and neither does one's own. */
async function ratingsOf(
  db: Db,
  summaryIds: readonly string[],
  people: People,
): Promise<Map<string, Rating[]>> {
  if (summaryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('backend_ratings as given')
    .innerJoin('backend_summaries as summary', 'summary.id', 'given.summary_id')
    .select(['given.summary_id', 'given.rating', 'given.user_id'])
    .where('given.summary_id', 'in', summaryIds)
    .whereRef('given.user_id', '!=', 'summary.user_id')
    .orderBy('given.created_at')
    .orderBy('given.user_id')
    .execute();
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const given = rows
    .filter(({ user_id }) => known.get(user_id)?.withdrawn === false)
    .map(({ summary_id, rating, user_id }) => ({
      summary_id,
      rating,
      user: known.get(user_id)?.name ?? user_id,
    }));
  return Map.groupBy(given, ({ summary_id }) => summary_id);
}
