import { z } from 'zod';

/** The longest reason a nack may carry; the reference backend answers 500 to more. */
export const NACK_REASON_LIMIT = 512;

/** Ids on the wire: any 8-4-4-4-12 hexadecimal form, whatever its version bits. */
export const Id = z.guid();

/** A person as the backend knows them: the Discord id and the name to show. */
export const User = z.object({
  id: z.string().min(1).max(128),
  display_name: z.string().max(256),
  auth_method: z.enum(['discord', 'google', 'local', 'system']),
});
export type User = z.infer<typeof User>;

export const taskTypes = [
  'summarize_story',
  'rate_summary',
  'initial_prompt',
  'prompter_reply',
  'assistant_reply',
  'rank_initial_prompts',
  'rank_prompter_replies',
  'rank_assistant_replies',
  'label_initial_prompt',
  'label_prompter_reply',
  'label_assistant_reply',
] as const;
export const TaskType = z.enum(taskTypes);
export type TaskType = z.infer<typeof TaskType>;

/** What may be asked for: any task type, or `random` to let the backend choose. */
export const TaskRequestType = z.enum([...taskTypes, 'random']);
export type TaskRequestType = z.infer<typeof TaskRequestType>;

/** One message as tasks carry it. Everything but the text and the role may be missing on older backends. */
export const ConversationMessage = z.object({
  id: Id.nullish(),
  user_id: z.string().nullish(),
  frontend_message_id: z.string().nullish(),
  text: z.string(),
  lang: z.string().nullish(),
  is_assistant: z.boolean(),
  emojis: z.record(z.string(), z.number()).nullish(),
  user_emojis: z.array(z.string()).nullish(),
  user_is_author: z.boolean().nullish(),
  synthetic: z.boolean().nullish(),
});
export type ConversationMessage = z.infer<typeof ConversationMessage>;

export const Conversation = z.object({ messages: z.array(ConversationMessage).default([]) });
export type Conversation = z.infer<typeof Conversation>;

/** A label to ask for: `widget` is `yes_no`, `flag` or `likert` today, and may be something new tomorrow. */
export const LabelDescription = z.object({
  name: z.string().min(1),
  widget: z.string(),
  display_text: z.string(),
  help_text: z.string().nullish(),
});
export type LabelDescription = z.infer<typeof LabelDescription>;
