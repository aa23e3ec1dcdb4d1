import type { Words } from '../locales/words.ts';
import type { CollectionParts } from './parts.ts';
import { allTrees } from './progress/sums.ts';

/** What an owner can do while the collection has no trees, a line each; none when it has some or nobody can tell. */
export async function firstSteps(
  { readProgress }: Pick<CollectionParts, 'readProgress'>,
  words: Words,
): Promise<string[]> {
  const { progress } = await readProgress();
  if (progress === undefined || allTrees(progress) > 0) return [];
  return ['', words('setup.empty'), words('setup.people_write'), words('setup.import'), words('setup.run')];
}
