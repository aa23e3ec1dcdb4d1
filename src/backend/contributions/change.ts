import { shapeOf } from '../../min-hash.ts';
import type { Changed } from '../../oasst/contributions.ts';
import { isPostgres } from '../../store/dialect.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { candidatesFor, soughtFor } from '../messages/alike/candidates.ts';
import { deleteBranch } from '../moderation/delete-message.ts';
import { revise } from '../moderation/edit-message.ts';
import { mustBeGoodText, mustNotBeAlike } from '../tasks/answers/text-rules.ts';
import { settleTree } from '../trees/settle-tree.ts';
import { lockTree, setState } from '../trees/trees.ts';
import type { UserRow } from '../users/tables.ts';
import { messagesWithFacts, summariesWithFacts } from './facts.ts';
import { messageChangeable, summaryChangeable } from './fate.ts';

// Whether a text may still be changed and the change itself are one transaction, with what a judgment would need to
// change in its hands: whichever of the two comes first, the other sees it.

/**
 * Gives a text of somebody's own other words, while nobody has judged it or is about to.
 * @throws RequestError (400): 1008 too long, 9008 too short, 9009 and 9010 too much like another, 1004 when it cannot be
 *   stored
 */
export async function editOwn(backend: Backend, user: UserRow, id: string, text: string): Promise<Changed> {
  return await changeOwn(backend, user, id, {
    async message(trx, message) {
      const kind = message.depth === 0 ? 'prompt' : 'reply';
      mustBeGoodText(kind, text, backend.settings);
      if (message.text === text) return;
      const sought = soughtFor(shapeOf(text), message.is_assistant === 1);
      const candidates = await candidatesFor(trx, sought, user.id, id).execute();
      mustNotBeAlike(kind, text, candidates, backend.settings);
      await revise(trx, backend, user, message, text);
    },
    async summary(trx) {
      mustBeGoodText('reply', text, backend.settings);
      await trx.updateTable('backend_summaries').set({ text }).where('id', '=', id).execute();
    },
  });
}

/** Takes a text of somebody's own back, as if it had been deleted, while nobody has judged it or is about to. */
export async function withdrawOwn(backend: Backend, user: UserRow, id: string): Promise<Changed> {
  return await changeOwn(backend, user, id, {
    async message(trx, { tree_id, tree_state, depth }) {
      await deleteBranch(trx, tree_id, id);
      await trx.updateTable('backend_messages').set({ withdrawn: 1 }).where('id', '=', id).execute();
      // without its prompt a tree would keep its place among those in review
      if (depth === 0) await setState(trx, tree_id, 'halted_by_moderator');
      await settleTree(trx, backend, tree_id, { before: tree_state });
    },
    async summary(trx, { story_id }) {
      await trx.deleteFrom('backend_summaries').where('id', '=', id).execute();
      await trx
        .updateTable('backend_stories')
        .set(({ eb }) => ({ summary_count: eb('summary_count', '-', 1) }))
        .where('id', '=', story_id)
        .execute();
    },
  });
}

type Change = {
  message(trx: Trx, message: Awaited<ReturnType<typeof heldMessage>> & object): Promise<void>;
  summary(trx: Trx, summary: Awaited<ReturnType<typeof heldSummary>> & object): Promise<void>;
};

async function changeOwn(backend: Backend, user: UserRow, id: string, change: Change): Promise<Changed> {
  return await backend.db.transaction().execute(async (trx) => {
    const now = backend.now();
    const message = await heldMessage(trx, user.id, id, now);
    if (message) {
      const changeable = messageChangeable(message, now);
      if (changeable !== 'yes') return changeable;
      await change.message(trx, message);
      return 'done';
    }
    const summary = await heldSummary(trx, user.id, id, now);
    if (!summary) return 'gone';
    const changeable = summaryChangeable(summary, now);
    if (changeable !== 'yes') return changeable;
    await change.summary(trx, summary);
    return 'done';
  });
}

/** A message of somebody's own, with its tree and itself held until the transaction ends. */
async function heldMessage(trx: Trx, userId: string, id: string, now: number) {
  if (isPostgres(trx)) {
    const own = await trx
      .selectFrom('backend_messages')
      .select('tree_id')
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (!own) return undefined;
    await lockTree(trx, own.tree_id);
    await trx.selectFrom('backend_messages').select('id').where('id', '=', id).forUpdate().execute();
  }
  return await messagesWithFacts(trx, now)
    .where('message.id', '=', id)
    .where('message.user_id', '=', userId)
    .executeTakeFirst();
}

/** A summary of somebody's own, held likewise. */
async function heldSummary(trx: Trx, userId: string, id: string, now: number) {
  if (isPostgres(trx))
    await trx.selectFrom('backend_summaries').select('id').where('id', '=', id).forUpdate().execute();
  return await summariesWithFacts(trx, now)
    .where('summary.id', '=', id)
    .where('summary.user_id', '=', userId)
    .executeTakeFirst();
}
