import { z } from 'zod';
import { PersonalAccount, personalLists } from '../../oasst/personal-data.ts';

const date = z.iso.datetime();
const json = z.unknown(); // as it is kept, in the form of its kind

const lists = {
  /** The receipts of consents. */
  consents: z.object({
    version: z.int(),
    lang: z.string().nullable(),
    text_sha256: z.string().nullable(),
    given: date,
    withdrawn: date.nullable(),
  }),
  /** The tasks that the bot remembers having shown. */
  shown_tasks: z.object({
    task_id: z.string(),
    type: z.string(),
    lang: z.string(),
    state: z.string(),
    created: date,
    expires: date,
    task: json,
  }),
  /** What was entered and not sent yet. */
  drafts: z.object({ task_id: z.string(), content: json, updated: date }),
  /** What was sent to the task server, or still waits to be. */
  calls: z.object({
    kind: z.string(),
    task_id: z.string(),
    state: z.string(),
    body: json,
    created: date,
  }),
  /** What they reported to the moderators. */
  reports: z.object({ message_id: z.string(), words: z.string(), labels: json, reported: date }),
  /** Why they were kept out, and what was said to it. */
  bans: z.object({
    reason: z.string(),
    since: date,
    lifted: date.nullable(),
    appeal: z.string().nullable(),
    answer: z.string().nullable(),
  }),
  /** What they did as a manager, as far as the bot has that written down. */
  managed: z.object({ act: z.string(), subject: z.string(), before: json, after: json, done: date }),
  ...personalLists,
} as const;

/**
 * The file somebody gets of their own data. Large ones come in several files of this form, whose lists follow each other;
 * the rest is the same in each.
 */
export const PersonalDocument = z.object({
  format: z.literal('oasst-discord-bot/personal-data'),
  version: z.literal(1),
  made: date,
  part: z.int().min(1),
  parts: z.int().min(1),
  person: z.object({
    discord_id: z.string(),
    display_name: z.string().nullable(),
    first_seen: date.nullable(),
    /** The Discord accounts that moderators made one with this: what is in the lists came from any of them. */
    other_ids: z.array(z.object({ discord_id: z.string(), display_name: z.string().nullable() })).default([]),
  }),
  settings: z.object({
    task_language: z.string().nullable(),
    /** The id of the campaign they have chosen to work in. */
    campaign: z.string().nullable(),
    sends_without_review: z.boolean(),
    thanked_by_name: z.boolean(),
    show_on_leaderboard: z.boolean().nullable(),
    moderator: z.boolean(),
    servers_changed: z.array(z.string()),
  }),
  task_server: z.object({
    /** `embedded`, or the host of a task server on the network. */
    where: z.string(),
    /** False where it tells no more than messages: then its lists but for these are not in here. */
    complete: z.boolean(),
    account: PersonalAccount.nullable(),
  }),
  lists: z.object({
    consents: z.array(lists.consents),
    shown_tasks: z.array(lists.shown_tasks),
    drafts: z.array(lists.drafts),
    calls: z.array(lists.calls),
    reports: z.array(lists.reports),
    bans: z.array(lists.bans),
    managed: z.array(lists.managed),
    messages: z.array(lists.messages),
    revisions: z.array(lists.revisions),
    summaries: z.array(lists.summaries),
    labels: z.array(lists.labels),
    rankings: z.array(lists.rankings),
    prompt_votes: z.array(lists.prompt_votes),
    ratings: z.array(lists.ratings),
    emojis: z.array(lists.emojis),
    tasks: z.array(lists.tasks),
    scores: z.array(lists.scores),
  }),
});
export type PersonalDocument = z.infer<typeof PersonalDocument>;

export type ListName = keyof PersonalDocument['lists'];

/** Lists with nothing in them. */
export const emptyLists: PersonalDocument['lists'] = {
  consents: [],
  shown_tasks: [],
  drafts: [],
  calls: [],
  reports: [],
  bans: [],
  managed: [],
  messages: [],
  revisions: [],
  summaries: [],
  labels: [],
  rankings: [],
  prompt_votes: [],
  ratings: [],
  emojis: [],
  tasks: [],
  scores: [],
};
