import { addTo } from '../../counting.ts';
import { LlamaFactoryLine } from '../../schemas/llamafactory.ts';
import type { ToWrite } from '../message-columns.ts';
import { byIds, pathTo } from './conversation.ts';
import { pairsOfReplies } from './find-pairs.ts';
import { type Context, type Format, ofTrees } from './format.ts';
import { type ChosenTree, treeBatches } from './from-trees.ts';
import { aboutPair } from './pair-columns.ts';

export const llamafactory: Format = {
  line: LlamaFactoryLine,
  says: [
    'the same pairs for LLaMA-Factory: chosen and rejected are one message each;',
    'the file is entered in the dataset_info.json beside it',
  ],
  of: 'trees',
  options: [...ofTrees, 'pairs', 'min-margin', 'rank-by'],
  usual: { synthetic: 'yes' },
  info: datasetInfo,
  batches: (context) =>
    treeBatches(context, {
      wanted: { labels: false, emojis: false, events: false, ballots: true },
      none: 'unranked',
      page: () => (chosen) => lines(context, chosen),
    }),
};

/** What LLaMA-Factory has to be told of such a file. */
function datasetInfo(fileName: string) {
  return {
    file_name: fileName,
    formatting: 'sharegpt',
    ranking: true,
    columns: { messages: 'conversations', chosen: 'chosen', rejected: 'rejected' },
  };
}

function* lines(
  { shape, names, leftOut }: Context,
  { tree, messages }: ChosenTree,
): Generator<LlamaFactoryLine> {
  const byId = byIds(messages);
  const found = pairsOfReplies(messages, 'assistant', shape, (reason) => addTo(leftOut.noLines, reason));
  for (const pair of found)
    yield {
      conversations: pair.parent ? pathTo(pair.parent, byId).map(said) : [],
      chosen: said(pair.chosen),
      rejected: said(pair.rejected),
      ...aboutPair(pair, tree, names),
    };
}

function said({ message }: ToWrite): LlamaFactoryLine['chosen'] {
  return { from: message.isAssistant ? 'gpt' : 'human', value: message.text };
}
