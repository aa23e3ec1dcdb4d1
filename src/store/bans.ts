import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { noteAct } from './acts.ts';
import type { BansTable } from './bans-table.ts';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

export type Ban = Selectable<BansTable>;

type Entered = Omit<Ban, 'person_id' | 'reason' | 'by' | 'created_at'>;
const nothingSaid: Entered = {
  lifted_at: null,
  appeal: null,
  appealed_at: null,
  appeal_id: null,
  answer: null,
  answered_by: null,
  answered_at: null,
  act_id: null,
};

/** Notes why somebody is to be kept out, in the place of an earlier ban, which is kept with what was said to it. */
export async function noteBan(
  db: Kysely<Schema>,
  { personId: person_id, reason, by }: { personId: string; reason: string; by: string },
  now: number,
): Promise<void> {
  const ban = { ...nothingSaid, reason, by, created_at: now };
  await db.transaction().execute(async (tx) => {
    const before = await heldBan(tx, person_id);
    if (before) await keepEarlier(tx, before);
    await tx
      .insertInto('bans')
      .values({ person_id, ...ban })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(ban))
      .execute();
  });
}

/** Notes which act of the backend’s a ban came of that was noted then (epoch ms): what is undone is known by it. */
export async function noteActOfBan(
  db: Kysely<Schema>,
  personId: string,
  { notedAt, actId }: { notedAt: number; actId: string },
): Promise<void> {
  await db
    .updateTable('bans')
    .set({ act_id: actId })
    .where('person_id', '=', personId)
    .where('created_at', '=', notedAt)
    .execute();
}

/** Takes back what `noteBan` noted then (epoch ms): the ban before it holds again. Not what somebody else has noted since. */
export async function takeBackBan(db: Kysely<Schema>, personId: string, notedAt: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ban = await heldBan(tx, personId);
    if (ban?.created_at !== notedAt) return;
    if (!(await bringBackEarlier(tx, personId)))
      await tx.deleteFrom('bans').where('person_id', '=', personId).execute();
  });
}

/**
 * Notes that an act is undone: a ban that came of it no longer counts, and the one before holds again as it was, with what
 * was said to it. Without one before, it is left to be lifted.
 */
export async function undoBan(db: Kysely<Schema>, personId: string, actId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ban = await heldBan(tx, personId);
    if (ban?.act_id === actId) await bringBackEarlier(tx, personId);
    else
      await tx
        .deleteFrom('earlier_bans')
        .where('person_id', '=', personId)
        .where('act_id', '=', actId)
        .execute();
  });
}

/** Notes that somebody may not work after all: what they were told last holds again. */
export async function renewBan(db: Kysely<Schema>, personId: string): Promise<void> {
  await db.updateTable('bans').set({ lifted_at: null }).where('person_id', '=', personId).execute();
}

/** All bans of somebody, lifted or not, the first first. */
export async function allBans(db: Kysely<Schema>, personId: string): Promise<Ban[]> {
  const earlier = await db
    .selectFrom('earlier_bans')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('place')
    .execute();
  const last = await findBan(db, personId);
  return last ? [...earlier, last] : earlier;
}

async function heldBan(tx: Kysely<Schema>, personId: string): Promise<Ban | undefined> {
  const ban = tx.selectFrom('bans').selectAll().where('person_id', '=', personId);
  return await ban.$if(isPostgres(tx), (query) => query.forUpdate()).executeTakeFirst();
}

async function keepEarlier(tx: Kysely<Schema>, ban: Ban): Promise<void> {
  const last = await lastEarlier(tx, ban.person_id);
  await tx
    .insertInto('earlier_bans')
    .values({ ...ban, place: (last?.place ?? 0) + 1 })
    .execute();
}

async function lastEarlier(tx: Kysely<Schema>, personId: string) {
  const earlier = tx.selectFrom('earlier_bans').selectAll().where('person_id', '=', personId);
  return await earlier.orderBy('place', 'desc').limit(1).executeTakeFirst();
}

/** Puts the ban before the last one in its place; false where there is none. */
async function bringBackEarlier(tx: Kysely<Schema>, personId: string): Promise<boolean> {
  const earlier = await lastEarlier(tx, personId);
  if (!earlier) return false;
  const { place, ...ban } = earlier;
  await tx.updateTable('bans').set(ban).where('person_id', '=', personId).execute();
  await tx.deleteFrom('earlier_bans').where('person_id', '=', personId).where('place', '=', place).execute();
  return true;
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
