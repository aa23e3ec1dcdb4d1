import { z } from 'zod';
import { Report } from './interactions.ts';
import { Id, NACK_REASON_LIMIT, TaskRequestType, User } from './protocol.ts';

/** Asks for a task in one language. `collective` tasks may be answered by anybody; leave it false. */
export const TaskRequest = z.object({
  type: TaskRequestType,
  user: User,
  lang: z.string().min(1).max(32),
  collective: z.boolean(),
  /** An extension of the embedded backend: the campaign it is asked for in. Others ignore it. */
  campaign: Id.optional(),
});

/** Binds our own id to a task, and names it again when closing one. */
export const Binding = z.object({ message_id: z.string().min(1).max(300) });

/** Gives a task back. A longer reason is cut, because the reference backend answers 500 to it. */
export const Nack = z.object({
  reason: z
    .string()
    .transform((reason) => [...reason].slice(0, NACK_REASON_LIMIT).join(''))
    .optional(),
});

/** The reactions a message can get. */
export const emojiCodes = [
  '+1',
  '-1',
  'red_flag',
  '100',
  'rofl',
  'clap',
  'diamond',
  'heart_eyes',
  'disappointed',
  'poop',
  'skull',
] as const;
export const EmojiCode = z.enum(emojiCodes);
export type EmojiCode = z.infer<typeof EmojiCode>;

/** What to do with a reaction. */
export const EmojiOp = z.enum(['toggle', 'add', 'remove']);
export type EmojiOp = z.infer<typeof EmojiOp>;

/** Sets or takes back one person's reaction. */
export const EmojiRequest = z.object({ user: User, emoji: EmojiCode, op: EmojiOp });

/** A free labelling that is a report; without `is_report` it would be an ordinary opinion. */
export const ReportRequest = Report.extend({
  type: z.literal('text_labels'),
  is_report: z.literal(true),
});

/** What may be set on a person besides their name; the rest keeps the value it has. */
export const PersonSettings = z.object({
  show_on_leaderboard: z.boolean().optional(),
  notes: z.string().max(1024).optional(),
});
export type PersonSettings = z.infer<typeof PersonSettings>;

/** Creates or overwrites a person. The two switches are required here, since the backend resets what is left out. */
export const FrontEndUserRequest = User.extend({
  enabled: z.boolean(),
  show_on_leaderboard: z.boolean(),
  notes: z.string().max(1024).optional(),
  tos_acceptance: z.literal(true).optional(),
});
