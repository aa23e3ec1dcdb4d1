import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Selectable } from 'kysely';
import type { ActsTable, ManagerAct } from './acts-table.ts';
import { beyond } from './beyond.ts';
import type { Schema } from './schema.ts';

/** Values by name. Never a secret, and of people no more than ids of roles and channels: they are not looked through again. */
export type Facts = Readonly<Record<string, unknown>>;

/** Who does something, as a Discord id, and when (epoch ms). */
export type By = { by: string; now: number };

/** What was done, and to what; see `ActsTable`. */
export type NewAct = {
  act: ManagerAct;
  personId?: string | undefined;
  subject?: string;
  before?: Facts;
  after?: Facts;
};

export type Act = Selectable<ActsTable>;

/** Writes down what a manager does. Belongs into the transaction that does it. */
export async function noteAct(
  tx: Kysely<Schema>,
  { act, personId, subject = '', before = {}, after = {} }: NewAct,
  { by, now }: By,
): Promise<void> {
  await tx
    .insertInto('acts')
    .values({
      id: crypto.randomUUID(),
      act,
      actor: by,
      person_id: personId ?? null,
      subject,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      created_at: now,
    })
    .execute();
}

/** The place of an act in the trail: when it was done (epoch ms), and its id. */
export type ActPlace = { at: number; id: string };

/** What managers did, the newest first, from behind a place on. */
export async function readActs(
  db: Kysely<Schema>,
  behind: ActPlace | undefined,
  most: number,
): Promise<Act[]> {
  const all = db.selectFrom('acts').selectAll();
  const page = behind
    ? all.where(beyond({ key: 'created_at', id: 'id' }, '<', { key: behind.at, id: behind.id }))
    : all;
  return await page.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute();
}

/** The values that differ, as they were and as they are. */
export function differences(old: Facts, fresh: Facts): { before: Facts; after: Facts } {
  const names = Object.keys(fresh).filter((name) => !isDeepStrictEqual(old[name], fresh[name]));
  const pick = (facts: Facts) => Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
  return { before: pick(old), after: pick(fresh) };
}

/**
 * What somebody did as a manager stays written down, and so does what was done to them: that it was them does not. The names
 * of files that they brought go as well.
 */
export async function forgetActs(tx: Kysely<Schema>, personId: string): Promise<void> {
  await tx
    .updateTable('acts')
    .set({ subject: '' })
    .where('actor', '=', personId)
    .where('act', '=', 'import')
    .execute();
  await tx.updateTable('acts').set({ actor: '' }).where('actor', '=', personId).execute();
  await tx.updateTable('acts').set({ person_id: '' }).where('person_id', '=', personId).execute();
}
