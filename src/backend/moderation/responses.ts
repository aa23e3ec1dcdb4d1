import { z } from 'zod';
import { OutDate, OutId, page } from '../responses.ts';
import { SystemStats } from '../stats/responses.ts';
import { treeStates } from '../trees/tables.ts';

const flagged = {
  message_id: OutId,
  processed: z.boolean().describe('Whether a moderator has looked at it.'),
  created_date: OutDate.describe('When it got its first red flag.'),
};

/** A message that somebody put a red flag on. */
export const FlaggedMessage = z.object(flagged).meta({ id: 'FlaggedMessageResponse' });

export const FlaggedMessagePage = page(FlaggedMessage, 'FlaggedMessagePage');

/** Why somebody reported a message; of several reports by the same person the first text and the last labels stay. */
const Report = z
  .object({
    user_id: OutId.describe('Who reported it.'),
    text: z.string(),
    labels: z.record(z.string(), z.number()),
    created_date: OutDate,
  })
  .meta({ id: 'Report' });

/** A flagged message with what a moderator needs to decide about it. */
export const ReportedMessage = z
  .object({
    ...flagged,
    text: z.string(),
    lang: z.string(),
    is_assistant: z.boolean(),
    user_id: OutId.describe('Who wrote it.'),
    parent_id: OutId.nullable(),
    message_tree_id: OutId,
    tree_state: z.enum(treeStates),
    deleted: z.boolean(),
    red_flags: z.array(OutId).describe('Who has a red flag on it now, by a report or by the emoji alone.'),
    reports: z.array(Report),
  })
  .meta({ id: 'ReportedMessage' });

export const ReportedMessagePage = page(ReportedMessage, 'ReportedMessagePage');

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
export const PublicSettings = z.object(publicSettings).meta({ id: 'PublicSettings' });

/** The same with all of this backend's own, but no secrets. */
export const FullSettings = z
  .object({ ...publicSettings, rules: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Settings' });

/** What was there before and after somebody's messages were removed. */
export const PurgeResult = z
  .object({ before: SystemStats, after: SystemStats, preview: z.boolean(), duration: z.number() })
  .meta({ id: 'PurgeResultModel' });
