import { z } from 'zod';
import { DateSchema, IdSchema, pageResponseSchema } from '../responses.ts';
import { SystemStatsResponseSchema } from '../stats/responses.ts';
import { treeStates } from '../trees/tables.ts';

const flagged = {
  message_id: IdSchema,
  processed: z.boolean().describe('Whether a moderator has looked at it.'),
  created_date: DateSchema.describe('When it got its first red flag.'),
};

/** A message that somebody put a red flag on. */
export const FlaggedMessageResponseSchema = z.object(flagged).meta({ id: 'FlaggedMessageResponse' });

export const FlaggedMessagePageResponseSchema = pageResponseSchema(
  FlaggedMessageResponseSchema,
  'FlaggedMessagePage',
);

/** Why somebody reported a message; of several reports by the same person the first text and the last labels stay. */
const Report = z
  .object({
    user_id: IdSchema.describe('Who reported it.'),
    text: z.string(),
    labels: z.record(z.string(), z.number()),
    created_date: DateSchema,
  })
  .meta({ id: 'Report' });

/** A flagged message with what a moderator needs to decide about it. */
const ReportedMessageResponseSchema = z
  .object({
    ...flagged,
    text: z.string(),
    lang: z.string(),
    is_assistant: z.boolean(),
    user_id: IdSchema.describe('Who wrote it.'),
    parent_id: IdSchema.nullable(),
    message_tree_id: IdSchema,
    tree_state: z.enum(treeStates),
    deleted: z.boolean(),
    red_flags: z.array(IdSchema).describe('Who has a red flag on it now, by a report or by the emoji alone.'),
    reports: z.array(Report),
  })
  .meta({ id: 'ReportedMessage' });

export const ReportedMessagePageResponseSchema = pageResponseSchema(
  ReportedMessageResponseSchema,
  'ReportedMessagePage',
);

const publicSettings = {
  PROJECT_NAME: z.string(),
  API_V1_STR: z.string(),
  MESSAGE_SIZE_LIMIT: z.int(),
  DEBUG_USE_SEED_DATA: z.boolean(),
  DEBUG_ALLOW_SELF_LABELING: z.boolean(),
  DEBUG_SKIP_EMBEDDING_COMPUTATION: z.boolean(),
  DEBUG_SKIP_TOXICITY_CALCULATION: z.boolean(),
  DEBUG_DATABASE_ECHO: z.boolean(),
  USER_STATS_INTERVAL_DAY: z.int(),
  USER_STATS_INTERVAL_WEEK: z.int(),
  USER_STATS_INTERVAL_MONTH: z.int(),
  USER_STATS_INTERVAL_TOTAL: z.int(),
};

/** Settings as the reference backend names them; intervals are minutes. */
export const PublicSettingsResponseSchema = z.object(publicSettings).meta({ id: 'PublicSettings' });

/** The same with all of this backend's own, but no secrets. */
export const FullSettingsResponseSchema = z
  .object({ ...publicSettings, rules: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Settings' });

/** What was there before and after somebody's messages were removed. */
export const PurgeResponseSchema = z
  .object({
    before: SystemStatsResponseSchema,
    after: SystemStatsResponseSchema,
    preview: z.boolean(),
    duration: z.number(),
  })
  .meta({ id: 'PurgeResultModel' });
