import type { Kysely, Selectable } from 'kysely';
import { isPostgres } from './dialect.ts';
import { consentRaises } from './own-texts.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { PeopleTable } from './tables.ts';
import { thankNoMore } from './thanks.ts';

export type Person = Selectable<PeopleTable>;

/** Somebody, and how often owners have asked everybody for their consent anew. */
export type KnownPerson = Person & { consent_raises: number };

/** Somebody who is met: the name they go by now, and the language they want their tasks in where they have said so. */
export type Met = { id: string; name: string; lang?: string };

/** The person with this Discord id, added when new, with the name they go by now. */
export async function meetPerson(
  db: Kysely<Schema>,
  { id, name, lang = null }: Omit<Met, 'lang'> & { lang?: string | null },
  now: number,
): Promise<Person> {
  const [person] = await meet(db, { id, name, lang, now });
  if (!person) throw new TypeError('whoever is met is known');
  return person;
}

const meet = prepared(
  (db, { id, name, lang, now }: { id: string; name: string; lang: string | null; now: number }) =>
    db
      .insertInto('people')
      .values({ id, display_name: name, lang, created_at: now })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref, fn }) => ({
          display_name: ref('excluded.display_name'),
          lang: fn.coalesce('excluded.lang', 'people.lang'),
        })),
      )
      .returningAll(),
);

/** Remembers the language somebody wants their tasks in. */
export async function setLanguage(db: Kysely<Schema>, personId: string, lang: string): Promise<void> {
  await db.updateTable('people').set({ lang }).where('id', '=', personId).execute();
}

/** Remembers the campaign somebody wants to work in; null for none. */
export async function setCampaign(
  db: Kysely<Schema>,
  personId: string,
  campaignId: string | null,
): Promise<void> {
  await db.updateTable('people').set({ campaign_id: campaignId }).where('id', '=', personId).execute();
}

/** The same for one that is over; what they have chosen since stays. */
export async function leaveCampaign(db: Kysely<Schema>, personId: string, campaignId: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ campaign_id: null })
    .where('id', '=', personId)
    .where('campaign_id', '=', campaignId)
    .execute();
}

/** The person with this Discord id, if they have used the bot before. */
export async function findPerson(db: Kysely<Schema>, id: string): Promise<KnownPerson | undefined> {
  const [person] = await known(db, { id });
  return person;
}

const known = prepared((db, { id }: { id: string }) =>
  db.selectFrom('people').selectAll().select(consentRaises()).where('id', '=', id),
);

/** Remembers whether somebody's texts and labels go out without being looked over once more. */
export async function setSkipsReview(db: Kysely<Schema>, personId: string, skips: boolean): Promise<void> {
  await db
    .updateTable('people')
    .set({ skips_review: skips ? 1 : 0 })
    .where('id', '=', personId)
    .execute();
}

/** Notes that somebody agrees to be named in public, or that they do not, which takes their name out of what names them; false for who is not known. */
export async function setNamed(
  db: Kysely<Schema>,
  personId: string,
  agrees: boolean,
  now: number,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('people')
      .set({ named_at: agrees ? now : null })
      .where('id', '=', personId)
      .executeTakeFirst();
    if (!agrees) await thankNoMore(tx, personId, now);
    return numUpdatedRows > 0n;
  });
}

/** Whether anybody agrees to be named in public. */
export async function isAnybodyNamed(db: Kysely<Schema>): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('named_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The names of those of some people who agree to be named in public, by their Discord ids. Until the transaction ends they
 * stay agreed: whoever takes that back finds what it has named them in.
 */
export async function holdNames(
  tx: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('people')
    .select(['id', 'display_name'])
    .where('id', 'in', ids)
    .where('named_at', 'is not', null)
    .orderBy('id')
    .$if(isPostgres(tx), (query) => query.forShare())
    .execute();
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}
