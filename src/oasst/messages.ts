import { z } from 'zod';
import { FrontEndUser } from './people.ts';
import { ConversationMessage, Id, LabelDescription } from './protocol.ts';

/** A stored message. `rank` 0 is the best of its siblings; `review_result` is null while undecided. */
export const Message = ConversationMessage.extend({
  parent_id: Id.nullish(),
  created_date: z.string().nullish(),
  review_result: z.boolean().nullish(),
  review_count: z.int().nullish(),
  deleted: z.boolean().nullish(),
  edited: z.boolean().nullish(),
  model_name: z.string().nullish(),
  message_tree_id: Id.nullish(),
  ranking_count: z.int().nullish(),
  rank: z.int().nullish(),
  user: FrontEndUser.nullish(),
});
export type Message = z.infer<typeof Message>;

/** A page of a long list of messages; `next` is where the following one begins. */
export const MessagePage = z.object({ items: z.array(Message), next: z.string().nullish() });

/** All messages of one tree, in no promised order; `id` is the id of its prompt. */
export const MessageTree = z.object({ id: Id, messages: z.array(Message).default([]) });
export type MessageTree = z.infer<typeof MessageTree>;

/** Where a tree is in its life. `state` is kept as sent: a newer backend may know more states. */
export const TreeStatus = z.object({
  message_tree_id: Id,
  state: z.string(),
  goal_tree_size: z.int(),
  max_depth: z.int(),
  max_children_count: z.int(),
  active: z.boolean(),
  origin: z.string().nullish(),
});
export type TreeStatus = z.infer<typeof TreeStatus>;

/** The labels that may be given to a message, or used in a report. */
export const LabelList = z.object({ valid_labels: z.array(LabelDescription) });
