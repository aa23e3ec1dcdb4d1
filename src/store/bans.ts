import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { noteAct } from './acts.ts';
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
  const nothingSaid = {
    appeal: null,
    appealed_at: null,
    answer: null,
    answered_by: null,
    answered_at: null,
    appeal_id: null,
  };
  await db
    .insertInto('bans')
    .values({ person_id, ...ban, ...nothingSaid })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ ...ban, ...nothingSaid }))
    .execute();
}

/** Takes back what `noteBan` noted then (epoch ms), with the ban that was there before; not what somebody else has noted since. */
export async function takeBackBan(
  db: Kysely<Schema>,
  personId: string,
  { notedAt, before }: { notedAt: number; before: Ban | undefined },
): Promise<void> {
  if (before)
    await db
      .updateTable('bans')
      .set(before)
      .where('person_id', '=', personId)
      .where('created_at', '=', notedAt)
      .execute();
  else
    await db.deleteFrom('bans').where('person_id', '=', personId).where('created_at', '=', notedAt).execute();
}

/** The last ban of somebody, lifted or not. */
export async function findBan(db: Kysely<Schema>, personId: string): Promise<Ban | undefined> {
  return await db.selectFrom('bans').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

/** The ban that an appeal is about. */
export async function banOfAppeal(db: Kysely<Schema>, appealId: string): Promise<Ban | undefined> {
  return await db.selectFrom('bans').selectAll().where('appeal_id', '=', appealId).executeTakeFirst();
}

/** Notes what somebody says to their ban; undefined when they have said it already. Belongs into the transaction that posts it. */
export async function noteAppeal(
  db: Kysely<Schema>,
  personId: string,
  text: string,
  now: number,
): Promise<Ban | undefined> {
  return await db
    .updateTable('bans')
    .set({ appeal: text, appealed_at: now, appeal_id: randomBytes(8).toString('hex') })
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .where('appeal', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Answers an appeal; undefined when somebody else has. Belongs into the transaction that posts it. */
export async function answerAppeal(
  db: Kysely<Schema>,
  appealId: string,
  { answer, by }: { answer: string; by: string },
  now: number,
): Promise<Ban | undefined> {
  const answered = await db
    .updateTable('bans')
    .set({ answer, answered_by: by, answered_at: now })
    .where('appeal_id', '=', appealId)
    .where('answer', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (answered) await noteAct(db, { act: 'appeal_answer', personId: answered.person_id }, { by, now });
  return answered;
}

/** Bans to which something was said that nobody has answered, the longest waiting first, and how many there are. */
export async function openAppeals(
  db: Kysely<Schema>,
  most: number,
): Promise<{ appeals: Ban[]; total: number }> {
  const open = db
    .selectFrom('bans')
    .where('lifted_at', 'is', null)
    .where('appeal', 'is not', null)
    .where('answer', 'is', null);
  const appeals = await open.selectAll().orderBy('appealed_at').limit(most).execute();
  const { total } = await open
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { appeals, total: Number(total) };
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
