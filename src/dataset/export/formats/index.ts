import { exportFormats, type FormatName } from '../../../exports.ts';
import { annotations } from './annotations.ts';
import type { Format } from './format.ts';
import { kto } from './kto.ts';
import { llamafactory } from './llamafactory.ts';
import { messages } from './messages.ts';
import { pairs } from './pairs.ts';
import { prompts } from './prompts.ts';
import { rankings } from './rankings.ts';
import { sft } from './sft.ts';
import { summaries } from './summaries.ts';
import { summary_pairs } from './summary-pairs.ts';
import { trees } from './trees.ts';

/** Every form in which a collection is written, by the name that `--format` takes. */
export const formats = {
  trees,
  messages,
  sft,
  pairs,
  llamafactory,
  kto,
  prompts,
  rankings,
  annotations,
  summaries,
  summary_pairs,
} as const satisfies Record<FormatName, Format>;

export type { FormatName };

export const formatNames = exportFormats;
