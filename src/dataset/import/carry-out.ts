import type { Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Source } from './source.ts';
import { type Stored, store } from './store-slices.ts';
import { storeStories } from './stories.ts';
import { storeSummaries } from './summaries.ts';
import type { ImportRules, Survey } from './survey.ts';
import { wholeTrees } from './whole-trees.ts';

/** How much came of a source: trees and replies, stories and summaries. */
export type Carried = Stored & { stories: number; summaries: number };

/**
 * Stores what a survey found: what is bad is left out, with what hangs on it. `rest` is waited for between trees that
 * belong together, and may end it by rejecting.
 * @throws DatasetError when the source is not what was surveyed, or `rest` rejects with one
 */
export async function carryOut(
  db: Kysely<Schema>,
  source: Source,
  found: Survey,
  { arrival, textLimit, settings, campaignId }: ImportRules,
  { now, rest }: { now: number; rest?: (stored: Stored) => Promise<unknown> },
): Promise<Carried> {
  const trees = wholeTrees(source, found, { arrival, textLimit, campaignId }, now);
  const stored = await store(db, trees, { settings, now }, rest);
  const stories = await storeStories(db, source, { ids: found.stories, textLimit, now });
  const summaries = await storeSummaries(db, source, { ids: found.summaries, textLimit, now });
  return { ...stored, stories, summaries };
}
