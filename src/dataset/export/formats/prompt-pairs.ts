import type { ToWrite } from '../message-columns.ts';
import type { Shape } from '../shape.ts';
import { compare, type Leave, type Pair, type Standing } from './find-pairs.ts';
import type { ChosenPrompt, PromptBallot } from './prompt-ballots.ts';

/**
 * The pairs of prompts of which this one is the better, by the people who ranked both; there is no final order of
 * prompts, so they go by the majority whatever the mode is. What makes no pair is told for the one whose id comes first.
 */
export function pairsOfPrompt(
  prompt: ToWrite,
  ballots: readonly PromptBallot[],
  { minMargin }: Pick<Shape, 'minMargin'>,
  leave: Leave,
): Pair[] {
  const { id } = prompt.message;
  return [...standings(id, ballots).values()].flatMap(({ self, other, votes }) => {
    const isTold = id < other.prompt.message.id;
    if (self.side !== other.side) {
      if (isTold) leave('acrossSides');
      return [];
    }
    const two = { parent: undefined, first: prompt, second: other.prompt, votes };
    const pairs = compare(two, { pairs: 'majority', minMargin }, isTold ? leave : () => {});
    return pairs.filter(({ chosen }) => chosen === prompt);
  });
}

/** How the prompt stood to every other that somebody saw beside it. */
function standings(id: string, ballots: readonly PromptBallot[]) {
  const found = new Map<string, { self: ChosenPrompt; other: ChosenPrompt; votes: Standing }>();
  for (const { order, isUsable } of ballots) {
    const place = order.findIndex(({ prompt }) => prompt.message.id === id);
    const self = order[place];
    if (!self || !isUsable) continue;
    for (const [at, other] of order.entries()) {
      if (at === place) continue;
      const { votes } = found.get(other.prompt.message.id) ?? { votes: { first: 0, second: 0 } };
      votes[place < at ? 'first' : 'second'] += 1;
      found.set(other.prompt.message.id, { self, other, votes });
    }
  }
  return found;
}
