import { z } from 'zod';
import { aboutPair } from './pair.ts';

// https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md#preference-dataset-1

const Said = z.strictObject({ from: z.enum(['human', 'gpt']), value: z.string() });

/** A line of `llamafactory`: a pair in the form that LLaMA-Factory calls `sharegpt` with `ranking`. */
export const LlamaFactoryLine = z.strictObject({
  conversations: z.array(Said).describe('the conversation that both answer'),
  chosen: Said.describe('the better reply: one message, not a list'),
  rejected: Said.describe('the other, the same way'),
  ...aboutPair,
});
export type LlamaFactoryLine = z.infer<typeof LlamaFactoryLine>;
