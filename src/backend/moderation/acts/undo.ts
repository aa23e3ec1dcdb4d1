import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import { RequestError } from '../../errors.ts';
import type { Client } from '../../keys/clients.ts';
import { lockRow } from '../../lock-row.ts';
import { messageById } from '../../messages/read.ts';
import { actorOf } from '../../trail/actor.ts';
import { Before } from '../../trail/before.ts';
import type { ActName, ActRow } from '../../trail/tables.ts';
import { settleTree } from '../../trees/settle-tree.ts';
import { type TreeState, treeStates } from '../../trees/tables.ts';
import { lockTree, setState, treeRow } from '../../trees/trees.ts';
import { ensureUser, lockUser, visibleUser } from '../../users/people.ts';
import type { IncomingPerson } from '../../users/requests.ts';
import type { UserRow } from '../../users/tables.ts';
import { within } from '../../within.ts';
import { changeUser } from '../change-user.ts';
import { deleteWithin, undelete } from '../delete-message.ts';
import { edit } from '../edit-message.ts';
import { setWaiting } from '../flags.ts';

const TreeStates = z.enum(treeStates).optional();

/** What can be taken back here: the rest is changed again where it was changed. */
const undoable: ReadonlySet<ActName> = new Set([
  ...(['delete', 'undelete', 'stop', 'start', 'keep', 'edit', 'abort'] as const),
  ...(['disable', 'enable', 'purge'] as const),
]);

/**
 * Takes an act back, as far as it has changed anything; once, however often it is asked. It stays written down.
 * @throws RequestError: 404 2001 for an act there is not, 400 1004 for what cannot be taken back, such as a merge
 */
export function undo(
  backend: Backend,
  client: Client,
  id: string,
  moderator: IncomingPerson,
): Promise<ActRow> {
  return within(backend.db, async (trx) => {
    const known = await find(trx, id);
    if (known.user_id) await lockUser(trx, known.user_id); // people before trees, as everywhere
    await lockRow(trx, 'backend_acts', id);
    const act = await find(trx, id);
    if (act.undone_at !== null) return act;
    if (!undoable.has(act.act))
      throw new RequestError(400, codes.interactionRequestFailed, 'That cannot be undone.');
    const inside = { ...backend, db: trx };
    const before = Before.parse(JSON.parse(act.before));
    if (act.message_id)
      await backToMessage(inside, trx, act, act.message_id, before, () =>
        ensureUser(inside, client, moderator, codes.invalidUser),
      );
    if (act.user_id) await backToPerson(inside, trx, client, act.user_id, before);
    return await trx
      .updateTable('backend_acts')
      .set({ undone_at: backend.now(), undone_by: actorOf(moderator) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

async function find(trx: Trx, id: string): Promise<ActRow> {
  const act = await trx.selectFrom('backend_acts').selectAll().where('id', '=', id).executeTakeFirst();
  if (!act) throw new RequestError(404, codes.messageNotFound, 'There is no such act.');
  return act;
}

async function backToMessage(
  backend: Backend,
  trx: Trx,
  { act }: ActRow,
  id: string,
  before: Before,
  editing: () => Promise<UserRow>,
) {
  const { tree_id } = await messageById(trx, id);
  const editor = act === 'edit' ? await editing() : undefined;
  await lockTree(trx, tree_id);
  const { deleted } = await messageById(trx, id);
  if (before.deleted === false && deleted === 1) await undelete(backend, id);
  if (before.deleted === true && deleted === 0) await deleteWithin(trx, backend, [id]);
  if (editor && before.text !== undefined) await edit(backend, editor, id, before.text);
  const earlier = TreeStates.parse(before.state);
  if (earlier !== undefined) await treeBackTo(backend, trx, { act, treeId: tree_id, earlier });
  if (before.waiting) await setWaiting(trx, id, true);
}

const ended: ReadonlySet<TreeState> = new Set(['halted_by_moderator', 'aborted_low_grade']);
const reviving: ReadonlySet<string> = new Set(['start', 'undelete'] satisfies ActName[]);
const ending: ReadonlySet<string> = new Set(['stop', 'abort', 'delete'] satisfies ActName[]);

/**
 * Brings a tree back to where it was before an act that ended it, or that took it up again; from there it goes on as far as
 * its messages let it. What others have made of it since, and what it has become by itself, stays.
 */
async function treeBackTo(
  backend: Backend,
  trx: Trx,
  { act, treeId, earlier }: { act: string; treeId: string; earlier: TreeState },
): Promise<void> {
  const { state } = await treeRow(trx, treeId);
  const isUndone = ended.has(earlier)
    ? reviving.has(act) && !ended.has(state)
    : ending.has(act) && ended.has(state);
  if (!isUndone) return;
  await setState(trx, treeId, earlier);
  await settleTree(trx, backend, treeId, { before: state });
}

async function backToPerson(backend: Backend, trx: Trx, client: Client, id: string, before: Before) {
  const user = await visibleUser(backend, client, id);
  if (before.enabled !== undefined) await changeUser(backend, client, user, { enabled: before.enabled });
  const all = await Promise.all((before.purged ?? []).map((one) => messageById(trx, one)));
  const purged = all.filter(({ text }) => text !== ''); // not what its author has erased since
  for (const { tree_id } of purged.toSorted((a, b) => (a.tree_id < b.tree_id ? -1 : 1)))
    await lockTree(trx, tree_id);
  for (const message of purged.toSorted((a, b) => a.depth - b.depth)) await undelete(backend, message.id);
}
