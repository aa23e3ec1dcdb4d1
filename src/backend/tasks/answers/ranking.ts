import { codes } from '../../../oasst/errors.ts';
import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import { RequestError } from '../../errors.ts';
import { messageById } from '../../messages/read.ts';
import { countRankings, countVotes } from '../../trees/counts.ts';
import { settleTree } from '../../trees/settle-tree.ts';
import { lockTree } from '../../trees/trees.ts';
import { withdrawRankings } from '../../trees/withdraw-rankings.ts';
import { noteActivity } from '../../users/people.ts';
import type { UserRow } from '../../users/tables.ts';
import type { IncomingRanking } from '../requests.ts';
import { claim, mustBeOpen, Payload, type TaskRow } from '../task-row.ts';
import type { Answering } from './answering.ts';

type Ballot = {
  order: string[];
  notRankable: boolean;
  twins: Readonly<Record<string, string>>;
  partial: boolean;
};

/** Stores a ranking of replies or of prompts, best first. Each person has one voice: a second one replaces the first. */
export async function submitRanking(
  backend: Backend,
  user: UserRow,
  task: TaskRow,
  answer: IncomingRanking,
): Promise<void> {
  mustBeOpen(task, user, backend.now());
  if (!task.type.startsWith('rank_'))
    throw new RequestError(400, codes.taskKindMismatch, `A task of type ${task.type} takes no ranking.`);
  const { candidates, twins, partial } = Payload.parse(JSON.parse(task.payload));
  mustBePermutation(answer.ranking, candidates.length);
  const ballot = {
    order: answer.ranking.flatMap((index) => candidates[index] ?? []),
    notRankable: answer.not_rankable ?? false,
    twins,
    partial,
  };
  const store = task.type === 'rank_initial_prompts' ? storeVotes : storeRanking;
  const now = backend.now();
  await backend.db.transaction().execute(async (trx) => {
    await claim(trx, task, user, now);
    await store(trx, { backend, user, task }, ballot);
    await noteActivity(trx, backend, user);
  });
}

function mustBePermutation(ranking: readonly number[], size: number) {
  const places = new Set(ranking);
  const complete =
    ranking.length === size && places.size === size && ranking.every((index) => index >= 0 && index < size);
  if (!complete)
    throw new RequestError(
      400,
      codes.invalidRanking,
      `Invalid ranking: each of the ${size} replies must appear exactly once.`,
    );
}

async function storeRanking(trx: Trx, { backend, user, task }: Answering, ballot: Ballot) {
  const { order, notRankable, twins, partial } = ballot;
  const parentId = String(task.subject_id);
  const { tree_id } = await messageById(trx, parentId);
  await lockTree(trx, tree_id);
  const earlier = await withdraw(trx, parentId, user.id);
  const id = backend.newId();
  await trx
    .insertInto('backend_rankings')
    .values({
      id,
      tree_id,
      parent_id: parentId,
      user_id: user.id,
      task_id: task.id,
      not_rankable: notRankable ? 1 : 0,
      created_at: backend.now(),
      covers: partial ? 'some' : 'all',
    })
    .execute();
  const places = [...order.map((shown) => [shown, shown] as const), ...Object.entries(twins)]
    .map(([message_id, shown]) => ({ ranking_id: id, message_id, place: order.indexOf(shown) }))
    .filter(({ place }) => place >= 0); // of a twin whose like is not among those shown
  await trx.insertInto('backend_places').values(places).execute();
  const ranked = places.map(({ message_id }) => message_id);
  for (const each of new Set([...ranked, ...earlier])) await countRankings(trx, each);
  await settleTree(trx, backend, tree_id);
}

/** Takes back an earlier ranking of the same person, and says which messages it was about. */
async function withdraw(trx: Trx, parentId: string, userId: string): Promise<string[]> {
  const ranking = await trx
    .selectFrom('backend_rankings')
    .select('id')
    .where('parent_id', '=', parentId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return withdrawRankings(trx, ranking ? [ranking.id] : []);
}

async function storeVotes(trx: Trx, { backend, user, task }: Answering, { order, notRankable }: Ballot) {
  const sorted = order.map((prompt_id, place) => ({ prompt_id, place })).sort(byPrompt);
  for (const { prompt_id, place } of sorted) {
    await lockTree(trx, prompt_id);
    const vote = { task_id: task.id, place, not_rankable: notRankable ? 1 : 0, created_at: backend.now() };
    await trx
      .insertInto('backend_prompt_votes')
      .values({ prompt_id, user_id: user.id, ...vote })
      .onConflict((conflict) => conflict.columns(['prompt_id', 'user_id']).doUpdateSet(vote))
      .execute();
    await countVotes(trx, prompt_id);
  }
}

/** Always the same order of locks, so that two rankings at once cannot wait for each other. */
function byPrompt(a: { prompt_id: string }, b: { prompt_id: string }) {
  return a.prompt_id < b.prompt_id ? -1 : 1;
}
