import { PromptLine } from '../../schemas/prompt.ts';
import { labelColumns } from '../known-columns.ts';
import { byIds, pathTo, repliesTo, turn } from './conversation.ts';
import { type Context, type Format, ofTrees } from './format.ts';
import { type ChosenTree, treeBatches } from './from-trees.ts';

export const prompts: Format = {
  line: PromptLine,
  says: ['prompts alone; with --paths all, every conversation that ends with the user'],
  of: 'trees',
  options: [...ofTrees, 'labels', 'paths'],
  usual: { synthetic: 'yes' }, // a prompt is one whoever answered it
  batches: (context) =>
    treeBatches(context, {
      wanted: { labels: context.choice.labels, emojis: false, events: false, ballots: false },
      none: 'empty',
      page: () => (chosen) => lines(context, chosen),
    }),
};

function* lines({ shape, names }: Context, { tree, messages }: ChosenTree): Generator<PromptLine> {
  const byId = byIds(messages);
  const replies = repliesTo(messages);
  const asked = messages.filter(({ message }) => !message.isAssistant);
  for (const last of shape.paths === 'all' ? asked : asked.slice(0, 1)) {
    const { message, opinions } = last;
    yield {
      prompt: pathTo(last, byId).map(turn),
      lang: message.lang,
      message_tree_id: names.message_tree(tree.name),
      message_id: names.message(message.name),
      replies: replies.get(message.id)?.length ?? 0,
      synthetic: message.synthetic,
      prompt_labels: opinions.labels ? labelColumns(opinions.labels) : null,
    };
  }
}
