import { prepared } from '../../../store/prepared.ts';
import type { Db } from '../../db.ts';
import type { Random } from '../../random.ts';
import type { TreeState } from '../../trees/tables.ts';
import { comparedStates, promptsToRank } from './others.ts';
import { type Pool, poolOf } from './pool.ts';
import { type From, type Search, somewhere } from './search.ts';

/**
 * Up to `most` prompts of different trees, to be compared: those that come next after a point drawn by chance, and from the
 * first on behind the last, so that finding them takes no longer when more are open.
 */
export async function promptsToCompare(
  db: Db,
  search: Search,
  most: number,
  random: Random,
): Promise<string[]> {
  const behind = await next(db, { ...search, most, point: somewhere(random) });
  if (behind.length === most) return behind;
  const fromTheFirst = await next(db, { ...search, most, point: '' });
  return [...new Set([...behind, ...fromTheFirst])].slice(0, most);
}

type Slice = From & { most: number };

/** The next ids in their order: of those with each number of votes that is still too low as many as might be among them. */
async function next(db: Db, slice: Slice): Promise<string[]> {
  const ids: string[] = [];
  for (let votes = 0; votes < slice.votesWanted; votes += 1)
    for (const { id } of await withVotes[poolOf(slice)](db, { ...slice, votes })) ids.push(id);
  return ids.sort().slice(0, slice.most);
}

const withVotes = { everybody: withVotesIn('everybody'), campaign: withVotesIn('campaign') };

/** An index by state, votes and id has each of the two lists at hand, where both together would have to be sorted. */
function withVotesIn(pool: Pool) {
  return prepared((db, slice: Slice & { votes: number }) => {
    const inState = (state: TreeState) =>
      db
        .selectFrom(
          promptsToRank(db, slice, pool, [state])
            .select('backend_trees.id')
            .where('backend_trees.prompt_votes', '=', slice.votes)
            .where('backend_trees.id', '>=', slice.point)
            .orderBy('backend_trees.id')
            .limit(slice.most)
            .as('open'),
        )
        .select('open.id');
    const [waiting, growing] = comparedStates;
    return inState(waiting).unionAll(inState(growing));
  });
}
