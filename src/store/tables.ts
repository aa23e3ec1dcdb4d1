import type { Generated } from 'kysely';
import type { ActsTable } from './acts-table.ts';
import type { BansTable, EarlierBansTable } from './bans-table.ts';
import type {
  CaseCardsTable,
  CaseFeedTable,
  CaseReportsTable,
  CasesTable,
  TrustedChannelsTable,
} from './cases-table.ts';
import type { ConsentsTable } from './consents-table.ts';
import type { ErasuresTable } from './erasures-table.ts';
import type { JobsTable } from './jobs-table.ts';
import type { LeasesTable, TakenInteractionsTable } from './leases-table.ts';
import type { ConsentRaisesTable, OwnTextsTable } from './own-texts-table.ts';
import type { PostsTable } from './posts-table.ts';
import type { QuotasTable } from './quotas-table.ts';
import type { ServersTable } from './servers-table.ts';
import type { UnfinishedFilesTable } from './unfinished-table.ts';
import type { WebhookEventsTable, WebhooksTable } from './webhooks-table.ts';

// The bot's own tables. Times are epoch milliseconds, switches 0 or 1, JSON is text.

/** A person who has used the bot. */
export type PeopleTable = {
  /** Discord id. */
  id: string;
  display_name: string;
  /** The language of the tasks they want, or null to follow their Discord language. */
  lang: string | null;
  /** The consent text they agreed to, by its version; null before that. */
  consent_version: number | null;
  consented_at: number | null;
  /** How many answers of theirs were forgotten with their sessions; null where that was never counted. */
  forgotten_answers: Generated<number | null>;
  /** 1 for somebody whose texts and labels go out without a review; 0 for everybody else. */
  skips_review: Generated<number>;
  /** The names of the lessons they have had or did not want, each with a blank behind it. */
  lessons: Generated<string>;
  /** Where they were last offered a lesson, in JSON, with the token to edit that; null once they have gone on from it. */
  lesson_offer: string | null;
  created_at: number;
  /** Since when they agree to be named in public; null while they do not. */
  named_at: number | null;
  /** The campaign they have chosen to work in, as the backend calls it; null for none. */
  campaign_id: string | null;
};

/** Where a session can be; a newer version may know more. */
export const sessionStates = ['open', 'sending', 'done', 'returned', 'skipping', 'skipped', 'gone'] as const;

/**
 * - `open`: handed out, waits for an answer
 * - `sending`: answered; the answer is in the outbox
 * - `done`: the backend has the answer
 * - `returned`: the backend refused the answer for good; it is given back to its author
 * - `skipping`: skipped; the nack still waits, so that it can be taken back
 * - `skipped`: the backend has the nack
 * - `gone`: expired, unknown to the backend, or handed back because it could not be shown
 */
export type SessionState = (typeof sessionStates)[number];

/** A task in somebody's hands: who has it, what it is, how far it got. */
export type SessionsTable = {
  task_id: string;
  person_id: string;
  type: string;
  /** What was asked for: a task type or `random`. */
  requested: string;
  lang: string;
  /** The task in its full form, as JSON. */
  task: string;
  state: SessionState;
  /** The id the task is acked with: that of the first message that showed it. Null until it is shown. */
  message_id: string | null;
  /** Why an answer came back: an OASST error code. */
  refusal_code: number | null;
  /** 1 for what came back and was changed since. */
  amended: Generated<number>;
  /**
   * The newest interaction that changed anything, 20 digits long so that they compare as text, with a 1 behind them once its
   * second step has. Null before the first.
   */
  last_turn: string | null;
  created_at: number;
  expires_at: number;
  updated_at: number;
};

/** What somebody has entered so far, kept until the backend has it. */
export type DraftsTable = {
  task_id: string;
  /** JSON in the form of the task's kind. */
  content: string;
  /** Rises with every change, so that of two changes at once none is lost. */
  version: number;
  updated_at: number;
};

/** The calls to the backend that this version can send; a newer one may know more, and sends these itself. */
export const outboxKinds = ['ack', 'answer', 'nack', 'report'] as const;

/** A message to the address of an owner's own program, which nobody in Discord waits for. */
export const webhookKinds = ['webhook'] as const;

export type OutboxKind = (typeof outboxKinds)[number] | (typeof webhookKinds)[number];

/** One call the backend still has to get. Rows of one queue go out in the order of `position`. */
export type OutboxTable = {
  id: string;
  /** The key of its queue: the task id, or one of its own for what need not wait for others. */
  lane: string;
  position: number;
  kind: OutboxKind;
  task_id: string;
  /** The exact request, as JSON. */
  body: string;
  state: 'waiting' | 'sent' | 'refused';
  attempts: number;
  not_before: number;
  /** Until when some process is busy with it. */
  leased_until: number;
  created_at: number;
};

/** The last place where a task was shown, to be brought up to date when an answer arrives late. */
export type CardsTable = {
  task_id: string;
  /** The interaction's token, good for 15 minutes. */
  token: string;
  /** The message to edit; `@original` for the interaction's own. */
  message_id: string;
  locale: string;
  valid_until: number;
  /** 1 for a card that has become one line, because its person has gone on to another task. */
  collapsed: Generated<number>;
  /** The server its person was on; null elsewhere. */
  guild_id: string | null;
  /** The ids of the roles they had there, with spaces between; null elsewhere. */
  roles: string | null;
};

/** Where the bot's commands were registered: the id of a server, or `everywhere`. */
export type CommandScopesTable = { scope: string };

/** Which database this is: one row. */
export type StoreIdentityTable = {
  /** Always 1. */
  one: number;
  /** Kept for as long as the database lives, and shared by its copies. */
  id: string;
  /** When it was last seen that writing works, epoch ms. */
  probed_at: number;
};

export type BotTables = {
  acts: ActsTable;
  store_identity: StoreIdentityTable;
  command_scopes: CommandScopesTable;
  people: PeopleTable;
  consents: ConsentsTable;
  erasures: ErasuresTable;
  leases: LeasesTable;
  quotas: QuotasTable;
  taken_interactions: TakenInteractionsTable;
  sessions: SessionsTable;
  drafts: DraftsTable;
  outbox: OutboxTable;
  cards: CardsTable;
  posts: PostsTable;
  servers: ServersTable;
  bans: BansTable;
  earlier_bans: EarlierBansTable;
  cases: CasesTable;
  case_cards: CaseCardsTable;
  case_reports: CaseReportsTable;
  trusted_channels: TrustedChannelsTable;
  case_feed: CaseFeedTable;
  jobs: JobsTable;
  own_texts: OwnTextsTable;
  consent_raises: ConsentRaisesTable;
  webhooks: WebhooksTable;
  webhook_events: WebhookEventsTable;
  unfinished_files: UnfinishedFilesTable;
};
