import type { Kysely, Selectable } from 'kysely';
import type { BansTable } from './bans-table.ts';
import type { Schema } from './schema.ts';

export type Ban = Selectable<BansTable>;

/** Notes why somebody is to be kept out. An earlier ban and what was said to it are replaced, unless it is the same again. */
export async function noteBan(
  db: Kysely<Schema>,
  { personId: person_id, reason, by }: { personId: string; reason: string; by: string },
  now: number,
): Promise<void> {
  const ban = { reason, by, created_at: now, lifted_at: null };
  const nothingSaid = { appeal: null, appealed_at: null, answer: null, answered_by: null, answered_at: null };
  await db
    .insertInto('bans')
    .values({ person_id, ...ban, ...nothingSaid })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ ...ban, ...nothingSaid }))
    .execute();
}

/** Notes that somebody may work again. */
export async function liftBan(db: Kysely<Schema>, personId: string, now: number): Promise<void> {
  await db
    .updateTable('bans')
    .set({ lifted_at: now })
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .execute();
}
