import { purgePosts } from '../../store/purge-posts.ts';
import type { ErasureParts, Forgotten } from './parts.ts';

/** Takes somebody's texts out of the tasks in others' hands, and what shows them or names the person out of channels; false while that has to be tried again. */
export async function removeCopies(
  { db, emptyTexts }: Pick<ErasureParts, 'db' | 'emptyTexts'>,
  { ids, mode, texts }: Forgotten,
  now: number,
): Promise<boolean> {
  const gone = mode === 'erase' ? texts : [];
  if (gone.length > 0) await emptyTexts(db, new Set(gone));
  return await purgePosts(db, [...ids, ...gone], now);
}
