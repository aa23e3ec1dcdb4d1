import type { Db } from '../../backend/db.ts';
import { groupAll } from './groups.ts';
import { collectionKey } from './key.ts';
import { type Split, sideOf } from './split.ts';

/** On which sides of a split trees and stories are. */
export type Sides = {
  /** The side of each of some roots; none for one that is on no side, because it would leak. */
  of(roots: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

/** Puts everything on a side that is on none yet, and says where all is. */
export async function createSides(db: Db, split: Split): Promise<Sides> {
  const key = await collectionKey(db);
  await groupAll(db, key);
  return {
    async of(roots) {
      if (roots.length === 0) return new Map();
      const rows = await db
        .selectFrom('dataset_groups')
        .select(['root', 'group_root'])
        .where('root', 'in', roots)
        .execute();
      return new Map(
        rows.flatMap(({ root, group_root }) => {
          const side = group_root === null ? undefined : sideOf(group_root, key, split);
          return side === undefined ? [] : [[root, side] as const];
        }),
      );
    },
  };
}
