import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { systemStats } from '../stats/system.ts';
import { record } from '../trail/record.ts';
import { lockUser } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';
import { disable } from './change-user.ts';
import { deleteWithin } from './delete-message.ts';

export type PurgeOptions = {
  /** Whether they are disabled as well. */
  ban: boolean;
  /** Whether prompts go as well, with their whole trees. */
  prompts: boolean;
  from?: number | undefined;
  to?: number | undefined;
};

/** Deletes what somebody wrote and, if wished, disables them; a preview counts and changes nothing. `actor` is who does it. */
export async function purge(
  backend: Backend,
  actor: string,
  user: UserRow,
  wish: PurgeOptions & { preview: boolean },
) {
  const started = backend.now();
  const before = await systemStats(backend.db);
  const after = await changing(backend, wish.preview, async (trx) => {
    await lockUser(trx, user.id);
    const purged = await purgeWithin(trx, backend, user, wish);
    await record(
      trx,
      backend,
      { act: 'purge', actor, user_id: user.id },
      { enabled: user.enabled === 1, purged },
    );
    return systemStats(trx);
  });
  return { before, after, preview: wish.preview, duration: (backend.now() - started) / 1_000 };
}

/** The same in a transaction in which they are locked, without a preview and without an entry; the ids of what went. */
export async function purgeWithin(
  trx: Trx,
  backend: Backend,
  user: UserRow,
  wish: PurgeOptions,
): Promise<string[]> {
  const ids = await written(trx, user, wish);
  await deleteWithin(trx, backend, ids);
  if (wish.ban) await disable(trx, backend, user);
  return ids;
}

/** Deletes everything somebody wrote. */
export async function deleteAllOf(backend: Backend, user: UserRow): Promise<void> {
  await backend.db.transaction().execute(async (trx) => {
    await lockUser(trx, user.id); // before the trees, as everywhere
    await purgeWithin(trx, backend, user, { ban: false, prompts: true });
  });
}

async function written(trx: Trx, user: UserRow, { prompts, from, to }: PurgeOptions) {
  const rows = await trx
    .selectFrom('backend_messages')
    .select('id')
    .where('user_id', '=', user.id)
    .where('deleted', '=', 0)
    .$if(!prompts, (query) => query.where('depth', '>', 0))
    .$if(from !== undefined, (query) => query.where('created_at', '>=', Number(from)))
    .$if(to !== undefined, (query) => query.where('created_at', '<=', Number(to)))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

class Undo<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('only a preview');
    this.result = result;
  }
}

/** The result of some work, which is undone when it is only to be seen. */
async function changing<T>({ db }: Backend, preview: boolean, work: (trx: Trx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (trx) => {
      const result = await work(trx);
      if (preview) throw new Undo(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undo) return error.result;
    throw error;
  }
}
