import { MessageLine } from '../../schemas/message.ts';
import { toMessageLine } from '../message-columns.ts';
import type { Format } from './format.ts';
import { wholeTrees } from './from-trees.ts';

export const messages: Format = wholeTrees({
  line: MessageLine,
  says: ['one message a line, depth first'],
  rows: ({ tree, messages: all }, names) => all.map((message) => toMessageLine(message, tree, names)),
});
