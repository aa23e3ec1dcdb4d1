import { SftLine } from '../../schemas/sft.ts';
import { labelColumns } from '../known-columns.ts';
import type { ToWrite } from '../message-columns.ts';
import { turn } from './conversation.ts';
import { type Context, type Format, ofTrees } from './format.ts';
import { treeBatches } from './from-trees.ts';
import { paths } from './paths.ts';

export const sft: Format = {
  line: SftLine,
  says: ['conversations that end with a reply of the assistant, as messages with roles:', '--paths, --top-k'],
  of: 'trees',
  options: [...ofTrees, 'labels', 'paths', 'top-k', 'rank-by'],
  batches: (context) =>
    treeBatches(context, {
      wanted: { labels: context.choice.labels, emojis: false, events: false, ballots: false },
      none: 'unanswered',
      page:
        () =>
        ({ tree, messages }) =>
          lines(paths(messages, context.shape), tree.name, context),
    }),
};

function* lines(all: Iterable<readonly ToWrite[]>, tree: string, context: Context): Generator<SftLine> {
  for (const path of all) yield toLine(path, tree, context);
}

function toLine(path: readonly ToWrite[], tree: string, { names }: Context): SftLine {
  const last = path.at(-1);
  const labels = last?.opinions.labels;
  return {
    messages: path.map(turn),
    lang: path[0]?.message.lang ?? '',
    message_tree_id: names.message_tree(tree),
    message_ids: path.map(({ message }) => names.message(message.name)),
    rank: last?.message.rank ?? null,
    synthetic: path.some(({ message }) => message.synthetic),
    model_name: last?.message.modelName ?? null,
    reply_labels: labels ? labelColumns(labels) : null,
  };
}
