import { z } from 'zod';

/** A message as trainers read it: https://huggingface.co/docs/trl/dataset_formats#conversational */
export const Turn = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string() });
export type Turn = z.infer<typeof Turn>;

/** A conversation up to a place, the prompt first. */
export const Turns = z.array(Turn);
