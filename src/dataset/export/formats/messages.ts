import { MessageLine } from '../../schemas/message.ts';
import { toMessageLine } from '../message-columns.ts';
import { type Format, ofTrees } from './format.ts';
import { treeBatches } from './from-trees.ts';

export const messages: Format = {
  line: MessageLine,
  says: ['one message a line, depth first'],
  of: 'trees',
  options: [...ofTrees, 'labels', 'emojis', 'events'],
  batches: (context) =>
    treeBatches(context, {
      wanted: { ...context.choice, ballots: false },
      none: 'empty',
      page:
        () =>
        ({ tree, messages: all }) =>
          all.map((message) => toMessageLine(message, tree, context.names)),
    }),
};
