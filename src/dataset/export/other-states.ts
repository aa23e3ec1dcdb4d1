import type { Db } from '../../backend/db.ts';
import { CLIENT as SAMPLES } from '../../backend/samples/names.ts';
import type { ExportFilter } from './choice.ts';
import type { LeftOut } from './left-out.ts';

/** Counts the trees that only their state keeps out of the choice, samples apart. */
export async function countOtherStates(db: Db, choice: ExportFilter, leftOut: LeftOut): Promise<void> {
  const { langs, states, since, until, samples } = choice;
  const trees = db
    .selectFrom('backend_trees as tree')
    .innerJoin('backend_messages as prompt', 'prompt.id', 'tree.id')
    .innerJoin('backend_users as author', 'author.id', 'prompt.user_id')
    .select(({ fn }) => ['tree.state', 'author.client', fn.countAll<number>().as('count')])
    .where('tree.state', 'not in', states)
    .where('prompt.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('prompt.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .groupBy(['tree.state', 'author.client']);
  for (const { state, client, count } of await (langs
    ? trees.where('tree.lang', 'in', langs)
    : trees
  ).execute())
    if (client === SAMPLES && !samples) leftOut.sampleStates += Number(count);
    else leftOut.states.set(state, (leftOut.states.get(state) ?? 0) + Number(count));
}
