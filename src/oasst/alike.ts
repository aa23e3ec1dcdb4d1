import { z } from 'zod';

/** A text to compare with what is there, by whom and on which side of a conversation. */
export const ToCompare = z.object({
  auth_method: z.string(),
  username: z.string(),
  role: z.enum(['prompter', 'assistant']),
  text: z.string(),
});

/** Whether there are texts that are nearly the same: of the writer's own, and of others. */
export const AlikeTexts = z.object({ own: z.boolean(), others: z.boolean() });
export type AlikeTexts = z.infer<typeof AlikeTexts>;
