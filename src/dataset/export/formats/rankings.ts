import { textKey } from '../../../backend/trees/text-key.ts';
import { compareIds } from '../../compare-ids.ts';
import { addTo } from '../../counting.ts';
import { RankingLine } from '../../schemas/ranking.ts';
import type { ToWrite } from '../message-columns.ts';
import { byIds, byNames, pathTo, turn } from './conversation.ts';
import { type Context, type Format, ofTrees } from './format.ts';
import { type ChosenTree, treeBatches } from './from-trees.ts';
import { type PromptBallot, promptBallots } from './prompt-ballots.ts';

export const rankings: Format = {
  line: RankingLine,
  says: ['every ballot, without saying whose: prompt, and completions best first'],
  of: 'trees',
  options: [...ofTrees],
  usual: { synthetic: 'yes' },
  batches: (context) =>
    treeBatches(context, {
      wanted: { labels: false, emojis: false, events: false, ballots: true },
      none: 'unranked',
      async page(trees) {
        const ballots = await promptBallots(context, trees);
        return (chosen) => inNoOrder([...ofReplies(context, chosen), ...ofPrompts(context, chosen, ballots)]);
      },
    }),
};

function ofReplies(context: Context, { tree, messages }: ChosenTree): RankingLine[] {
  const byId = byIds(messages);
  const byName = byNames(messages);
  return messages.flatMap((parent) => {
    const { ballots = [] } = parent.opinions;
    if (ballots.length === 0) return [];
    const prompt = pathTo(parent, byId).map(turn);
    return ballots.flatMap(({ ranked_message_ids, not_rankable }) => {
      const order = ranked_message_ids.flatMap((name) => byName.get(name) ?? []);
      return ballotLine(context, { prompt, parent, order, tree: tree.name, isUsable: !not_rankable });
    });
  });
}

/** Those of which the tree's prompt is the best that is exported, so that each ballot stands once. */
function ofPrompts(context: Context, { tree }: ChosenTree, ballots: readonly PromptBallot[]): RankingLine[] {
  return ballots
    .filter(({ order: [best] }) => best?.tree.id === tree.id)
    .flatMap(({ order, isUsable }) => {
      const ofOneSide = order.filter(({ side }) => side === order[0]?.side);
      const prompts = ofOneSide.map(({ prompt }) => prompt);
      return ballotLine(context, {
        prompt: [],
        parent: undefined,
        order: prompts,
        tree: tree.name,
        isUsable,
      });
    });
}

type Ballot = {
  prompt: RankingLine['prompt'];
  parent: ToWrite | undefined;
  order: readonly ToWrite[];
  tree: string;
  isUsable: boolean;
};

function ballotLine({ names, leftOut }: Context, ballot: Ballot): RankingLine[] {
  const { prompt, parent, order, tree, isUsable } = ballot;
  const once = [
    ...new Map(order.toReversed().map((one) => [textKey(one.message.text), one])).values(),
  ].reverse();
  const [best] = once;
  if (!best || once.length < 2) {
    addTo(leftOut.noLines, 'shortBallot');
    return [];
  }
  return [
    {
      prompt,
      completions: once.map(turn),
      completion_ids: once.map(({ message }) => names.message(message.name)),
      not_rankable: !isUsable,
      lang: best.message.lang,
      message_tree_id: names.message_tree(tree),
      parent_id: parent ? names.message(parent.message.name) : null,
      model_names: once.map(({ message }) => message.modelName ?? null),
    },
  ];
}

/** Sorted by what was said, so that the order tells nothing of who said it or when. */
function inNoOrder(lines: RankingLine[]): RankingLine[] {
  const key = ({ parent_id, completion_ids, not_rankable }: RankingLine) =>
    JSON.stringify([parent_id, completion_ids, not_rankable]);
  return lines.toSorted((a, b) => compareIds(key(a), key(b)));
}
