import { MessageLine, TreeLine } from './message.ts';
import { PairLine } from './pair.ts';
import { SummaryLine } from './summary.ts';

/** What a line of each format is. Readers, tests and documents go by these. */
export const lineSchemas = {
  trees: TreeLine,
  messages: MessageLine,
  pairs: PairLine,
  summaries: SummaryLine,
} as const;
