import { DatasetError } from '../../failures.ts';
import { nothingLeftOut } from '../left-out.ts';
import type { StoredMessage, StoredTree } from '../read.ts';
import type { TreeSource } from '../tree-pages.ts';
import { bradleyTerry } from './bradley-terry.ts';
import { competitorKey } from './competitors.ts';
import { NO_GAMES, tournamentOf } from './games.ts';

/** The prior of the strengths that replies are ranked by, so that every model that was compared has one. */
export const USUAL_PRIOR = 0.5;

/**
 * Reads the rankings of the chosen trees, and gives what puts replies of the assistant in the order of their models'
 * strengths, those of one model in that of their ranks. A reply of a model that was never compared has no rank then.
 * @throws DatasetError where none was
 */
export async function rerankByModel(
  source: Omit<TreeSource, 'leftOut'>,
): Promise<(tree: StoredTree) => StoredTree> {
  const { competitors, games } = await tournamentOf({ ...source, leftOut: nothingLeftOut() }, 'ballots');
  if (games.length === 0) throw new DatasetError(`${NO_GAMES} --rank-by model would rank by nothing.`);
  const strengths = bradleyTerry(competitors.length, games, USUAL_PRIOR);
  const byKey = new Map(
    competitors.map(({ model, synthetic }, index) => [
      competitorKey({ modelName: model ?? undefined, synthetic }),
      strengths[index]?.strength,
    ]),
  );
  return (tree) => reranked(tree, (message) => byKey.get(competitorKey(message)));
}

/** The tree with the ranks that the strengths of its replies make; two of the same strength and rank share a place. */
function reranked(tree: StoredTree, strengthOf: (message: StoredMessage) => number | undefined): StoredTree {
  const ranks = new Map<string, number | undefined>();
  const replies = tree.messages.filter(({ isAssistant }) => isAssistant);
  for (const siblings of Map.groupBy(replies, ({ parentId }) => parentId).values()) {
    const known = siblings.flatMap((reply) => {
      const strength = strengthOf(reply);
      const { id, rank = Number.MAX_SAFE_INTEGER } = reply;
      return strength === undefined ? [] : [{ id, rank, strength }];
    });
    for (const { id } of siblings) ranks.set(id, undefined);
    for (const { id, strength, rank } of known)
      ranks.set(
        id,
        known.filter(
          (other) => other.strength > strength || (other.strength === strength && other.rank < rank),
        ).length,
      );
  }
  const messages = tree.messages.map((message) =>
    ranks.has(message.id) ? { ...message, rank: ranks.get(message.id) } : message,
  );
  return { ...tree, messages };
}
