import type { Kysely, Selectable } from 'kysely';
import type { ConsentsTable } from './consents-table.ts';
import type { Schema } from './schema.ts';

/** What somebody agreed to: which version of the text, in which language, and the SHA-256 (hex) of its words. */
export type Agreement = { version: number; lang: string; textHash: string };

/**
 * Remembers that somebody agreed, with a receipt of what to; once, however often it is told. Nothing for whom nobody
 * has met.
 */
export async function giveConsent(
  db: Kysely<Schema>,
  personId: string,
  { version, lang, textHash }: Agreement,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('people')
      .set({ consent_version: version, consented_at: now })
      .where('id', '=', personId)
      .where(({ or, eb }) => or([eb('consent_version', 'is', null), eb('consent_version', '!=', version)]))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    const receipt = { person_id: personId, version, lang, text_hash: textHash, given_at: now };
    await tx
      .insertInto('consents')
      .values({ id: crypto.randomUUID(), ...receipt, withdrawn_at: null })
      .execute();
  });
}

/** Takes somebody's consent back: from now on nothing of theirs is taken. The receipts stay, and say since when. */
export async function withdrawConsent(db: Kysely<Schema>, personId: string, now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('people')
      .set({ consent_version: null, consented_at: null })
      .where('id', '=', personId)
      .execute();
    await tx
      .updateTable('consents')
      .set({ withdrawn_at: now })
      .where('person_id', '=', personId)
      .where('withdrawn_at', 'is', null)
      .execute();
  });
}

/** The receipts of a person, oldest first. */
export async function listConsents(
  db: Kysely<Schema>,
  personId: string,
): Promise<Selectable<ConsentsTable>[]> {
  return await db
    .selectFrom('consents')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('given_at')
    .orderBy('id')
    .execute();
}
