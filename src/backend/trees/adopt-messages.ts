import type { Db } from '../db.ts';
import { inTurns, type Pace } from '../pace.ts';
import { treeStates } from './tables.ts';

const over = ['ready_for_export', 'aborted_low_grade', 'halted_by_moderator'] as const;
const open = treeStates.filter((state) => !over.some((one) => one === state));

/** Gives messages the campaign of their tree where an earlier version, which does not know of it, has written them meanwhile. */
export async function adoptMessages(db: Db, pace: Pace = inTurns): Promise<void> {
  const campaigns = await db.selectFrom('backend_campaigns').select('id').execute();
  for (const { id } of campaigns) {
    await pace();
    await db
      .updateTable('backend_messages')
      .set({ campaign_id: id })
      .where('campaign_id', 'is', null)
      .where('tree_id', 'in', ({ selectFrom }) =>
        selectFrom('backend_trees').select('id').where('campaign_id', '=', id).where('state', 'in', open),
      )
      .execute();
  }
}
