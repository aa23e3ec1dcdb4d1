import { type StoredStory, summaryPages } from '../summaries/pages.ts';
import type { Batch, Context } from './format.ts';

/** Goes through the stories that have chosen summaries, a page at a time. What is left out is counted. */
export async function* storyBatches(
  context: Context,
  rowsOf: (story: StoredStory) => Iterable<object>,
): AsyncGenerator<Batch[]> {
  for await (const page of summaryPages(context))
    yield page.map((story) => ({
      of: 'story',
      root: story.storyId,
      texts: story.summaries.length,
      rows: rowsOf(story),
    }));
}
