import { codes } from '../../../oasst/errors.ts';
import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import type { Client } from '../../keys/clients.ts';
import { messageById } from '../../messages/read.ts';
import { actorOf, keyHolder } from '../../trail/actor.ts';
import type { Before } from '../../trail/before.ts';
import { record } from '../../trail/record.ts';
import type { ActRow } from '../../trail/tables.ts';
import { lockTree, treeRow } from '../../trees/trees.ts';
import { ensureUser, lockUser, visibleUser } from '../../users/people.ts';
import type { IncomingPerson } from '../../users/requests.ts';
import type { UserRow } from '../../users/tables.ts';
import { within } from '../../within.ts';
import { changeUser } from '../change-user.ts';
import { deleteWithin, undelete } from '../delete-message.ts';
import { edit } from '../edit-message.ts';
import { isWaiting, setWaiting } from '../flags.ts';
import { mergeUsers } from '../merging/merge-users.ts';
import { purgeWithin } from '../purge.ts';
import { stopOrStart } from '../tree-state.ts';
import type { Act } from './requests.ts';

type MessageAct = Extract<Act, { message_id: string }>;
type PersonAct = Extract<Act, { user_id: string }>;

/**
 * Does what a moderator wants, and writes down who did what, why, and how it was before, in one transaction. Whoever
 * decides about a reported message has looked at it.
 * @throws RequestError for a message or a person there is not, and for what cannot be done
 */
export function perform(
  backend: Backend,
  client: Client,
  { moderator, reason, wish }: { moderator: IncomingPerson; reason: string; wish: Act },
): Promise<ActRow> {
  const actor = actorOf(moderator);
  return within(backend.db, async (trx) => {
    const inside = { ...backend, db: trx };
    const before =
      'message_id' in wish
        ? await toMessage(inside, trx, wish, () => ensureUser(inside, client, moderator, codes.invalidUser))
        : await toPerson(inside, trx, wish, client);
    const { act } = wish;
    const about = 'message_id' in wish ? { message_id: wish.message_id } : { user_id: wish.user_id };
    const after = wish.act === 'merge' ? { into: wish.into_user_id } : {};
    return await record(trx, backend, { act, actor, reason, ...about }, before, after);
  });
}

/** The same by a call of the protocol, which says no more of who makes it than its key. */
export function performByKey(backend: Backend, client: Client, wish: Act): Promise<ActRow> {
  return perform(backend, client, { moderator: keyHolder(client), reason: '', wish });
}

async function toMessage(
  backend: Backend,
  trx: Trx,
  wish: MessageAct,
  editing: () => Promise<UserRow>,
): Promise<Before> {
  const { message_id: id } = wish;
  const { tree_id } = await messageById(trx, id);
  // people before trees, as everywhere
  const editor = wish.act === 'edit' ? await editing() : undefined;
  await lockTree(trx, tree_id);
  const { deleted, text } = await messageById(trx, id);
  const { state } = await treeRow(trx, tree_id);
  const before = { deleted: deleted === 1, state, waiting: await isWaiting(trx, id) };
  if (wish.act === 'delete') await deleteWithin(trx, backend, [id]);
  if (wish.act === 'undelete') await undelete(backend, id);
  if (wish.act === 'stop' || wish.act === 'start') await stopOrStart(backend, tree_id, wish.act === 'stop');
  if (wish.act === 'edit' && editor) await edit(backend, editor, id, wish.text);
  await setWaiting(trx, id, false);
  return wish.act === 'edit' ? { ...before, text } : before;
}

async function toPerson(backend: Backend, trx: Trx, wish: PersonAct, client: Client): Promise<Before> {
  if (wish.act === 'merge') {
    await mergeUsers(backend, { destination_user_id: wish.into_user_id, source_user_ids: [wish.user_id] });
    return { merged: [wish.user_id] };
  }
  await lockUser(trx, wish.user_id);
  const user = await visibleUser(backend, client, wish.user_id);
  const before = { enabled: user.enabled === 1 };
  if (wish.act === 'purge')
    return { ...before, purged: await purgeWithin(trx, backend, user, { ban: true, prompts: true }) };
  await changeUser(backend, client, user, { enabled: wish.act === 'enable' });
  return before;
}
