import { z } from 'zod';
import { OutDate, OutId, page } from './base.ts';
import { SystemStats } from './stats.ts';

/** A message that somebody put a red flag on. */
export const FlaggedMessage = z
  .object({ message_id: OutId, processed: z.boolean(), created_date: OutDate })
  .meta({ id: 'FlaggedMessageResponse' });

export const FlaggedMessagePage = page(FlaggedMessage, 'FlaggedMessagePage');

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
