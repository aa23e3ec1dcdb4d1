import type { TaskType } from '../../../oasst/protocol.ts';
import type { Trx } from '../../db.ts';
import type { Pair } from './drop-opinions.ts';

const unchecked: readonly TaskType[] = [
  'rank_initial_prompts',
  'rank_prompter_replies',
  'rank_assistant_replies',
  'rate_summary',
];

/**
 * Makes the source's tasks the destination's. Open ones that ask to compare or rate end `now`, because what they are
 * about may be the person's own by now; the others are checked when they are answered.
 */
export async function moveTasks(trx: Trx, { source, destination }: Pair, now: number): Promise<void> {
  await trx
    .updateTable('backend_tasks')
    .set({ expires_at: now })
    .where('user_id', 'in', [source, destination])
    .where('type', 'in', unchecked)
    .where('done_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  await trx
    .updateTable('backend_tasks')
    .set({ user_id: destination })
    .where('user_id', '=', source)
    .execute();
}
