import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Schema } from '../../../store/schema.ts';
import { hasNone } from './item-by-item.ts';
import type { Search } from './search.ts';

/** Where work is looked for: in all that is for everybody, or in the conversations of one campaign. */
export type Pool = 'everybody' | 'campaign';

/** Where somebody looks who searches this way. */
export function poolOf({ campaignId }: Pick<Search, 'campaignId'>): Pool {
  return campaignId === null ? 'everybody' : 'campaign';
}

/**
 * Whether a conversation is one to look in, by the id of its tree and the campaign that the row itself names, of which there are
 * indexes. Those of a campaign that is only for some are nobody else's as long as it is not over; then everybody helps to finish them.
 */
export function inPool(
  tree: Expression<string>,
  campaign: Expression<string | null>,
  { campaignId, now }: Search,
  pool: Pool,
): Expression<SqlBool> {
  const { selectFrom } = expressionBuilder<Schema>();
  if (pool === 'campaign') return sql<SqlBool>`${campaign} = ${campaignId}`;
  return hasNone(
    selectFrom('backend_trees as theirs')
      .innerJoin('backend_campaigns', 'backend_campaigns.id', 'theirs.campaign_id')
      .select('theirs.id')
      .where('theirs.id', '=', tree)
      .where('backend_campaigns.role_id', 'is not', null)
      .where('backend_campaigns.ended_at', 'is', null)
      .where(({ or, eb }) =>
        or([eb('backend_campaigns.closes_at', 'is', null), eb('backend_campaigns.closes_at', '>', now)]),
      ),
  );
}
