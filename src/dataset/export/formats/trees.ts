import { TreeLine } from '../../schemas/message.ts';
import { toTreeLine } from '../message-columns.ts';
import { type Format, ofTrees } from './format.ts';
import { treeBatches } from './from-trees.ts';

export const trees: Format = {
  line: TreeLine,
  says: ['one tree a line (default)'],
  of: 'trees',
  options: [...ofTrees, 'labels', 'emojis', 'events'],
  batches: (context) =>
    treeBatches(context, {
      wanted: { ...context.choice, ballots: false },
      none: 'empty',
      page:
        () =>
        ({ tree, messages: [prompt, ...others] }) =>
          prompt ? [toTreeLine(prompt, others, tree, context.names)] : [],
    }),
};
