import { z } from 'zod';
import { FrontEndUser } from './people.ts';
import { Id, User } from './protocol.ts';

/** A message as moderators see it. `below` counts what hangs on it; what a backend cannot tell is undefined. */
export const MessageFacts = z.object({
  id: Id,
  text: z.string(),
  lang: z.string().optional(),
  is_assistant: z.boolean(),
  deleted: z.boolean(),
  state: z.string(),
  below: z.int().optional(),
  author: FrontEndUser.nullish(),
  conversation: z.array(z.object({ text: z.string(), is_assistant: z.boolean() })),
});
export type MessageFacts = z.infer<typeof MessageFacts>;

/** Something that was done to a message, a tree or a person. `actor` is `automatic`, or `discord:` and a Discord id. */
export const Act = z.object({
  id: Id,
  act: z.string(),
  actor: z.string(),
  message_id: Id.nullable(),
  user_id: Id.nullable(),
  reason: z.string(),
  created_date: z.string(),
  undone_date: z.string().nullable(),
  undone_by: z.string().nullable(),
});
export type Act = z.infer<typeof Act>;

/** How many red flags are on what somebody wrote, and on how many of their messages. */
export const FlagsOn = z.object({ flags: z.int().min(0), messages: z.int().min(0) });
export type FlagsOn = z.infer<typeof FlagsOn>;

/** What a moderator wants done. */
export const Wish = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['delete', 'undelete', 'stop', 'start', 'keep']), message_id: Id }),
  z.object({ act: z.literal('edit'), message_id: Id, text: z.string().min(1) }),
  z.object({ act: z.enum(['disable', 'enable', 'purge']), user_id: Id }),
  z.object({ act: z.literal('merge'), user_id: Id, into_user_id: Id }),
]);
export type Wish = z.infer<typeof Wish>;

/** An act to be done, by whom and why. */
export const ActRequest = z.object({ moderator: User, reason: z.string().max(1_000), wish: Wish });

/** Who takes an act back. */
export const UndoRequest = z.object({ moderator: User });
