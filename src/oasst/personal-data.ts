import { z } from 'zod';
import { Id } from './protocol.ts';

// What the embedded backend can say of one person and do about it, beyond the protocol. Dates are ISO 8601.

const date = z.string();

/** What a backend keeps of one person, list by list, each with the form of its entries. */
export const personalLists = {
  messages: z.object({
    id: Id,
    tree_id: Id,
    parent_id: Id.nullable(),
    role: z.enum(['prompter', 'assistant']),
    text: z.string(),
    lang: z.string(),
    created: date,
    deleted: z.boolean(),
    /** Null while undecided. */
    accepted: z.boolean().nullable(),
    /** Place among its siblings, 0 the best. */
    rank: z.int().nullable(),
    /** What its author was warned of before they sent it. */
    second_look: z.array(z.string()),
  }),
  revisions: z.object({ message_id: Id, step: z.int(), text: z.string(), created: date }),
  summaries: z.object({
    id: Id,
    story_id: Id,
    text: z.string(),
    lang: z.string(),
    created: date,
    second_look: z.array(z.string()).default([]),
  }),
  labels: z.object({
    message_id: Id,
    kind: z.enum(['review', 'free', 'report']),
    labels: z.record(z.string(), z.number()),
    text: z.string(),
    created: date,
  }),
  rankings: z.object({
    parent_id: Id,
    /** Best first. */
    message_ids: z.array(Id),
    none_usable: z.boolean(),
    created: date,
  }),
  prompt_votes: z.object({ prompt_id: Id, place: z.int().nullable(), created: date }),
  ratings: z.object({ summary_id: Id, rating: z.int(), created: date }),
  emojis: z.object({ message_id: Id, emoji: z.string(), created: date }),
  tasks: z.object({
    id: Id,
    type: z.string(),
    lang: z.string(),
    subject_id: z.string().nullable(),
    created: date,
    done: date.nullable(),
    skipped: date.nullable(),
    skip_reason: z.string().nullable(),
  }),
  scores: z.object({
    time_frame: z.string(),
    rank: z.int().nullable(),
    leader_score: z.int(),
    deeds: z.record(z.string(), z.number()),
  }),
} as const;

export type PersonalListName = keyof typeof personalLists;
export const personalListNames = Object.keys(personalLists) as [PersonalListName, ...PersonalListName[]]; // a closed object

/** The account a backend keeps of a person. */
export const PersonalAccount = z.object({
  user_id: Id,
  display_name: z.string(),
  show_on_leaderboard: z.boolean(),
  enabled: z.boolean(),
  notes: z.string(),
  created: date,
  terms_accepted: date.nullable(),
  last_activity: date.nullable(),
  /** Ids by which the same person was known before their accounts became one. */
  former_ids: z.array(z.string()),
  /** All by which the person is known, now or before their accounts became one. */
  identities: z.array(z.object({ auth_method: z.string(), id: z.string() })).default([]),
});

const count = z.int().min(0).default(0); // an older backend may not have every list, a newer one has more
const Counts = z.object(
  Object.fromEntries(personalListNames.map((name) => [name, count])) as Record<
    PersonalListName,
    typeof count
  >,
);

/** Whether somebody is known, and how much of theirs is kept, list by list. */
export const PersonalOverview = z.object({
  account: PersonalAccount.nullable(),
  counts: Counts,
});
export type PersonalOverview = z.infer<typeof PersonalOverview>;

/** A page of a list; `next` is where the following one begins, null after the last. */
export function personalPage<T extends z.ZodType>(entry: T) {
  return z.object({ items: z.array(entry), next: z.int().nullable() });
}

/** What became of a wish to be forgotten: the texts that are gone, so that copies elsewhere can be found. */
export const Erased = z.object({ texts: z.int().min(0) });
