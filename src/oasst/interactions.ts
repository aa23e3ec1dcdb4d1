import { z } from 'zod';
import { Id, User } from './protocol.ts';

/** A text for a writing task. `message_id` is the id the task was acked with, `user_message_id` a new unique one. */
export const TextReplyToMessage = z.object({
  type: z.literal('text_reply_to_message'),
  user: User,
  message_id: z.string().min(1),
  user_message_id: z.string().min(1).max(200),
  text: z.string().min(1),
  lang: z.string().min(1).max(32),
  /** What a second look found before it was sent; only for a backend that takes it. */
  second_look: z.array(z.string().max(32)).max(32).optional(),
});
export type TextReplyToMessage = z.infer<typeof TextReplyToMessage>;

/** A rating of a summary. `message_id` is the id the task was acked with. */
export const MessageRating = z.object({
  type: z.literal('message_rating'),
  user: User,
  message_id: z.string().min(1),
  rating: z.int(),
});
export type MessageRating = z.infer<typeof MessageRating>;

/** A ranking: zero-based places in the task's own order, best first; a permutation even when none is usable. */
export const MessageRanking = z.object({
  type: z.literal('message_ranking'),
  user: User,
  message_id: z.string().min(1),
  ranking: z
    .array(z.int().min(0))
    .min(1)
    .refine(
      (ranking) =>
        new Set(ranking).size === ranking.length && ranking.every((place) => place < ranking.length),
      {
        message: 'is not a permutation',
      },
    ),
  not_rankable: z.boolean().optional(),
});
export type MessageRanking = z.infer<typeof MessageRanking>;

/** Labels for a task: `message_id` is the backend's id of the labelled message, `labels` are values from 0 to 1. */
export const TextLabels = z.object({
  type: z.literal('text_labels'),
  user: User,
  text: z.string(),
  labels: z.record(z.string(), z.number().min(0).max(1)),
  message_id: Id,
  task_id: Id,
});
export type TextLabels = z.infer<typeof TextLabels>;

/** The four answers a person can give. */
export const Interaction = z.discriminatedUnion('type', [
  TextReplyToMessage,
  MessageRating,
  MessageRanking,
  TextLabels,
]);
export type Interaction = z.infer<typeof Interaction>;

/** A report on a message: puts a red flag on it and stores the labels and the reporter's words. */
export const Report = z.object({
  user: User,
  message_id: Id,
  text: z.string(),
  labels: z.record(z.string(), z.number().min(0).max(1)),
});
export type Report = z.infer<typeof Report>;
