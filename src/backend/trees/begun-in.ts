import { expressionBuilder } from 'kysely';
import type { Schema } from '../../store/schema.ts';

/** Whether a tree was begun in a campaign; without one, whether it was begun in none. */
export function begunIn(campaignId: string | null | undefined) {
  const eb = expressionBuilder<Schema, 'backend_trees'>();
  return campaignId === null || campaignId === undefined
    ? eb('backend_trees.campaign_id', 'is', null)
    : eb('backend_trees.campaign_id', '=', campaignId);
}
