import type { Unfinished } from '../store/unfinished.ts';
import { DatasetError } from './failures.ts';

/**
 * Makes files under names of their own, which are noted while they are made; `make` gives what it made, and what gives them
 * their names. Whatever comes of it, the caller deletes what is left and calls `forget`.
 * @throws DatasetError when somebody is forgotten meanwhile, who may be in them: then they have no names
 */
export async function finishing<T>(
  unfinished: Unfinished,
  paths: readonly string[],
  make: () => Promise<{ made: T; giveNames: () => Promise<void> }>,
): Promise<T> {
  try {
    const { made, giveNames } = await make();
    if (await unfinished.complete(paths, giveNames)) return made;
  } catch (error) {
    if (!(await unfinished.areStopped(paths))) throw error; // else they were taken away while they were made
  }
  throw new DatasetError(
    'Meanwhile somebody is forgotten who may be in what was written, so it was deleted: do it again.',
  );
}
