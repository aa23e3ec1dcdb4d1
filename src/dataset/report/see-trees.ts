import type { Db } from '../../backend/db.ts';
import { ballotsIn, broughtAlong } from '../export/opinions/brought.ts';
import { labelJudgements } from '../export/opinions/label-judgements.ts';
import { rankingsOf } from '../export/opinions/rankings.ts';
import type { People } from '../export/people.ts';
import type { StoredTree } from '../export/read.ts';
import { selectMessages } from '../export/select.ts';
import { type TreeSource, treePages } from '../export/tree-pages.ts';
import type { SeenTree } from './seen.ts';

/** The chosen trees with what people said of them who have neither left nor were disabled, one after another. */
export async function* seeTrees(source: TreeSource): AsyncGenerator<SeenTree> {
  const { db, choice, people } = source;
  for await (const page of treePages(source)) {
    const chosen = page.map((tree) => ({ tree, messages: selectMessages(tree.messages, choice) }));
    const kept = chosen.filter(({ messages }) => messages.length > 0);
    if (kept.length > 0)
      yield* seen(
        kept,
        await judgementsOf(
          db,
          kept.map(({ tree }) => tree),
          people,
        ),
      );
  }
}

function* seen(
  kept: readonly Pick<SeenTree, 'tree' | 'messages'>[],
  { labels, rankings, brought, votes }: Awaited<ReturnType<typeof judgementsOf>>,
): Generator<SeenTree> {
  for (const { tree, messages } of kept)
    yield {
      ...{ tree, messages },
      labelsOf: (id) => labels.get(id) ?? [],
      rankingsOf(id) {
        const own = rankings.get(id);
        const along = ballotsIn(brought.get(id)?.events);
        const sizes = new Set(along.map(({ ranked_message_ids }) => ranked_message_ids.length));
        const partial = own?.partial === true || sizes.size > 1;
        return { counted: [...along, ...(own?.counted ?? [])], partial };
      },
      promptVotes: votes.get(tree.id) ?? [],
    };
}

async function judgementsOf(db: Db, trees: readonly StoredTree[], people: People) {
  const ids = trees.map(({ id }) => id);
  return {
    labels: await labelJudgements(db, ids, people),
    rankings: await rankingsOf(db, trees, people, { asTheyWereShown: false }),
    brought: await broughtAlong(db, ids, people),
    votes: await votesOf(db, ids, people),
  };
}

async function votesOf(db: Db, promptIds: readonly string[], people: People) {
  const rows = await db
    .selectFrom('backend_prompt_votes')
    .select(['prompt_id', 'user_id', 'task_id'])
    .where('prompt_id', 'in', promptIds)
    .where('place', 'is not', null)
    .execute();
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const votes = rows.flatMap(({ prompt_id, user_id, task_id }) => {
    const person = known.get(user_id);
    if (person?.withdrawn !== false || person.name === undefined) return [];
    return [{ prompt_id, ballot: `${task_id}/${user_id}`, user: person.name }];
  });
  return Map.groupBy(votes, ({ prompt_id }) => prompt_id);
}
