import type { Db } from '../../../backend/db.ts';
import { sampleStories } from '../../../backend/samples/index.ts';
import { sampleStoryId } from '../../../backend/samples/names.ts';
import { addTo } from '../../counting.ts';
import { nameOf } from '../../names.ts';
import { inCampaigns } from '../campaigns.ts';
import type { ExportFilter } from '../choice.ts';
import type { LeftOut } from '../left-out.ts';
import { countOtherSummaries } from '../others/summaries.ts';
import type { Person } from '../people.ts';
import type { Reading } from '../reading.ts';
import { isWanted } from '../select.ts';
import { type Rating, ratingsOf } from './ratings.ts';

type Row = Awaited<ReturnType<typeof summariesOf>>[number];

/** Where it reads, which summaries, and who is told of those left out. */
type Source = Reading & { choice: ExportFilter; leftOut: LeftOut };

/** A summary with what it and its author are called in the files, and the ratings that count. */
export type StoredSummary = { row: Row; name: string; author: string; ratings: readonly Rating[] };

/** The chosen summaries of a story. */
export type StoredStory = { storyId: string; summaries: readonly StoredSummary[] };

/** The stories that have chosen summaries, a page at a time. What is left out is counted. */
export async function* summaryPages(source: Source): AsyncGenerator<StoredStory[]> {
  const { db, choice, people, leftOut, atOnce, pace } = source;
  await countOtherSummaries(db, choice, leftOut);
  const samples = new Set(sampleStories.map(sampleStoryId));
  for (let after = ''; ; ) {
    const stories = await storiesAfter(db, after, atOnce);
    after = stories.at(-1) ?? '';
    if (stories.length === 0) return;
    const rows = await summariesOf(db, choice, stories);
    const authors = await people.among(rows.map(({ user_id }) => user_id));
    const chosen = rows.filter((row) => isKept(row, choice, { samples, leftOut, authors }));
    const ids = chosen.map(({ id }) => id);
    const ratings = await ratingsOf(db, ids, people);
    const summaries = chosen.map((row) => ({
      row,
      name: nameOf(row),
      author: authors.get(row.user_id)?.name ?? row.user_id,
      ratings: ratings.get(row.id) ?? [],
    }));
    const byStory = Map.groupBy(summaries, ({ row }) => row.story_id);
    if (summaries.length > 0) yield [...byStory].map(([storyId, all]) => ({ storyId, summaries: all }));
    await pace();
  }
}

/** A summary of a sample counts as one: its story is not this community's. */
function isKept(
  { story_id, user_id, second_look }: Row,
  choice: ExportFilter,
  around: { samples: ReadonlySet<string>; leftOut: LeftOut; authors: ReadonlyMap<string, Person> },
) {
  const { samples, leftOut, authors } = around;
  const isWarned = second_look !== null;
  const author = authors.get(user_id);
  const isSample = author?.sample || samples.has(story_id);
  if (isSample && !choice.samples) addTo(leftOut.counts, 'sampleSummaries');
  else if (author?.withdrawn) {
    addTo(leftOut.withdrawn, 'summaries');
    leftOut.people.add(user_id);
  } else if (!isWanted(choice.warnings, isWarned))
    addTo(leftOut.counts, isWarned ? 'warnedSummaries' : 'unwarnedSummaries');
  else return true;
  return false;
}

async function storiesAfter(db: Db, after: string, limit: number) {
  const rows = await db
    .selectFrom('backend_stories')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

function summariesOf(db: Db, { langs, campaigns, since, until }: ExportFilter, storyIds: readonly string[]) {
  const summaries = db
    .selectFrom('backend_summaries as summary')
    .innerJoin('backend_stories as story', 'story.id', 'summary.story_id')
    .leftJoin('backend_tasks as task', 'task.id', 'summary.task_id')
    .select([
      'summary.id',
      'summary.story_id',
      'summary.user_id',
      'summary.client',
      'summary.frontend_message_id',
      'summary.lang',
      'summary.text',
      'summary.created_at',
      'summary.second_look',
      'story.text as story',
    ])
    .where('summary.story_id', 'in', storyIds)
    .where('summary.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('summary.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .where(({ ref }) => inCampaigns(ref('task.campaign_id'), campaigns))
    .orderBy('summary.story_id')
    .orderBy('summary.id');
  return (langs ? summaries.where('summary.lang', 'in', langs) : summaries).execute();
}
