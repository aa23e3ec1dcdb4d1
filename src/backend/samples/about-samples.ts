import type { Db } from '../db.ts';
import { sampleStories } from './index.ts';
import { CLIENT, sampleStoryId } from './names.ts';

/** The ids of the sample trees: those that came with the software, and those that an export of them brought here. */
export function sampleTreeIds(db: Db) {
  return db.selectFrom('backend_trees').select('backend_trees.id').where('origin', '=', 'samples');
}

/** The ids of all messages in them, whoever wrote them. */
export function sampleMessageIds(db: Db) {
  return db
    .selectFrom('backend_messages')
    .select('backend_messages.id')
    .where('tree_id', 'in', sampleTreeIds(db));
}

/** The ids of the stories of the samples: those of this version, and any that the samples' people have summarized. */
export function sampleStoryIds(db: Db) {
  const known = sampleStories.map(sampleStoryId);
  return db
    .selectFrom('backend_stories')
    .select('backend_stories.id')
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('backend_stories.id', 'in', known),
        eb(
          'backend_stories.id',
          'in',
          selectFrom('backend_summaries').select('story_id').where('client', '=', CLIENT),
        ),
      ]),
    );
}

/** The ids of all summaries of them, whoever wrote them. */
export function sampleSummaryIds(db: Db) {
  return db
    .selectFrom('backend_summaries')
    .select('backend_summaries.id')
    .where('story_id', 'in', sampleStoryIds(db));
}
