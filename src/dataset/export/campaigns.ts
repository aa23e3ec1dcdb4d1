import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { nameKey } from '../../oasst/campaigns.ts';

/** Whether a campaign's id is that of one of these, which are named or are ids themselves; without any, all are. */
export function inCampaigns(
  campaignId: Expression<string | null>,
  campaigns: readonly string[] | undefined,
): RawBuilder<SqlBool> {
  if (!campaigns) return sql<SqlBool>`1 = 1`;
  const keys = sql.join(campaigns.map(nameKey));
  return sql<SqlBool>`coalesce(${campaignId}, '') in (
    select id from backend_campaigns where name_key in (${keys}) or id in (${sql.join(campaigns)})
  )`;
}
