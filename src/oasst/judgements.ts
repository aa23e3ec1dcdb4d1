import { z } from 'zod';
import { Id } from './protocol.ts';

// What the embedded backend tells somebody of the judgements they gave, beyond the protocol. Dates are ISO 8601.

/** The tasks that judge what others wrote. */
export const judgingTypes = [
  'label_initial_prompt',
  'label_prompter_reply',
  'label_assistant_reply',
  'rank_initial_prompts',
  'rank_prompter_replies',
  'rank_assistant_replies',
  'rate_summary',
] as const;

/** What became of what was judged. Of replies, `place` is that of the one put first, in the final order; null before that. */
const Outcome = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting'), reviews: z.int().min(0), needed: z.int().min(1) }),
  z.object({ is: z.literal('accepted') }),
  z.object({ is: z.literal('refused') }),
  z.object({
    is: z.literal('ranked'),
    rankings: z.int().min(0),
    needed: z.int().min(1),
    place: z.object({ place: z.int().min(1), of: z.int().min(1) }).nullable(),
  }),
  z.object({ is: z.literal('rated'), own: z.int(), ratings: z.int().min(0), mean: z.number() }),
  /** Of prompts: how often the one put first has been ranked, and how far its conversation is. */
  z.object({
    is: z.literal('compared'),
    rankings: z.int().min(0),
    needed: z.int().min(1),
    conversation: z.enum(['waiting', 'growing', 'finished']),
  }),
  /** Nothing is told but that it was counted. */
  z.object({ is: z.literal('counted') }),
  /** Deleted, or its conversation stopped. */
  z.object({ is: z.literal('gone') }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** A labelling, ranking or rating that somebody gave; `about` is the text that it was about, empty where there is none. */
export const Judgement = z.object({
  id: Id,
  type: z.enum(judgingTypes),
  lang: z.string(),
  about: z.string(),
  created: z.string(),
  outcome: Outcome,
});
export type Judgement = z.infer<typeof Judgement>;
