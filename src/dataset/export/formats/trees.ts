import { TreeLine } from '../../schemas/message.ts';
import { toTreeLine } from '../message-columns.ts';
import type { Format } from './format.ts';
import { wholeTrees } from './from-trees.ts';

export const trees: Format = wholeTrees({
  line: TreeLine,
  says: ['one tree a line (default)'],
  asJson: ['prompt'],
  rows: ({ tree, messages: [prompt, ...others] }, names) =>
    prompt ? [toTreeLine(prompt, others, tree, names)] : [],
});
