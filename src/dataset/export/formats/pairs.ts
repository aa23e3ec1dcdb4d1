import { addTo } from '../../counting.ts';
import { PairLine } from '../../schemas/pair.ts';
import { labelColumns } from '../known-columns.ts';
import type { NoLine } from '../left-out.ts';
import type { ToWrite } from '../message-columns.ts';
import type { StoredTree } from '../read.ts';
import type { PairKind } from '../shape.ts';
import { byIds, pathTo, turn } from './conversation.ts';
import { type Pair, pairsOfReplies } from './find-pairs.ts';
import { type Context, type Format, ofTrees } from './format.ts';
import { type ChosenTree, treeBatches } from './from-trees.ts';
import { aboutPair } from './pair-columns.ts';
import { type PromptBallot, promptBallots } from './prompt-ballots.ts';
import { pairsOfPrompt } from './prompt-pairs.ts';

export const pairs: Format = {
  line: PairLine,
  says: ['for every two replies of which one is better:', 'prompt, chosen, rejected'],
  of: 'trees',
  options: [...ofTrees, 'labels', 'pairs', 'between', 'min-margin', 'rank-by'],
  usual: { synthetic: 'yes' }, // it is people who ranked them
  batches: (context) =>
    treeBatches(context, {
      wanted: { labels: context.choice.labels, emojis: false, events: false, ballots: true },
      none: 'unranked',
      async page(trees) {
        const { between } = context.shape;
        const ballots = between.includes('prompts') ? await promptBallots(context, trees) : [];
        return (chosen) => pairLines(context, chosen, ballots);
      },
    }),
};

function* pairLines(
  context: Context,
  { tree, messages }: ChosenTree,
  ballots: readonly PromptBallot[],
): Generator<PairLine> {
  const { shape, names, leftOut } = context;
  const leave = (reason: NoLine) => addTo(leftOut.noLines, reason);
  const byId = byIds(messages);
  const [prompt] = messages;
  for (const kind of shape.between)
    for (const pair of pairsOf(kind)) yield toLine(pair, byId, { tree, names });

  function pairsOf(kind: PairKind): Iterable<Pair> {
    if (kind !== 'prompts') return pairsOfReplies(messages, kind, shape, leave);
    return prompt ? pairsOfPrompt(prompt, ballots, shape, leave) : [];
  }
}

function toLine(
  pair: Pair,
  byId: ReadonlyMap<string, ToWrite>,
  { tree, names }: { tree: StoredTree; names: Context['names'] },
): PairLine {
  const { parent, chosen, rejected } = pair;
  return {
    prompt: parent ? pathTo(parent, byId).map(turn) : [],
    chosen: [turn(chosen)],
    rejected: [turn(rejected)],
    ...aboutPair(pair, tree, names),
    chosen_labels: labelsOf(chosen),
    rejected_labels: labelsOf(rejected),
  };
}

function labelsOf({ opinions: { labels } }: ToWrite) {
  return labels ? labelColumns(labels) : null;
}
