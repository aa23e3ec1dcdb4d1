import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../backend/db.ts';
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

/** Those of some names or ids that no campaign has. */
export async function unknownCampaigns(db: Db, campaigns: readonly string[] = []): Promise<string[]> {
  if (campaigns.length === 0) return [];
  const rows = await db.selectFrom('backend_campaigns').select(['id', 'name_key']).execute();
  const known = new Set(rows.flatMap(({ id, name_key }) => [id, name_key]));
  return campaigns.filter((one) => !known.has(one) && !known.has(nameKey(one)));
}
