import { z } from 'zod';
import { Turn, Turns } from './conversation.ts';
import { Id } from './parts.ts';

/** A line of `rankings`: what one person, who is not named, made of some replies. */
export const RankingLine = z.strictObject({
  prompt: Turns.describe('the conversation that the replies answer; empty where prompts were ranked'),
  completions: z
    .array(Turn)
    .describe('the replies, best first; those of the same text stand once, those not exported not at all'),
  completion_ids: z.array(Id).describe('their ids, in the same order'),
  not_rankable: z.boolean().describe('whether the person found none of them usable'),
  lang: z.string().describe('language of the best'),
  message_tree_id: Id.describe('the tree; where prompts were ranked, that of the best'),
  parent_id: Id.nullable().describe('the message that they answer; null for prompts'),
  model_names: z.array(z.string().nullable()).describe('which models wrote them, in the same order'),
});
export type RankingLine = z.infer<typeof RankingLine>;
