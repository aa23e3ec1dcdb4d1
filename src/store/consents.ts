import type { Kysely, Selectable } from 'kysely';
import type { ConsentsTable } from './consents-table.ts';
import { type Met, meetPerson } from './people.ts';
import { prepared, preparedInsert } from './prepared.ts';
import type { Schema } from './schema.ts';

/** What somebody agreed to: which version of the text, in which language, and the SHA-256 (hex) of its words. */
export type Agreement = { version: number; lang: string; textHash: string };

/** Meets somebody who agreed, and keeps a receipt of what to; one, however often it is told. */
export async function giveConsent(
  db: Kysely<Schema>,
  person: Met,
  { version, lang, textHash }: Agreement,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id, consent_version } = await meetPerson(tx, person, now); // nobody else changes them until it is committed
    if (consent_version === version) return;
    await agree(tx, { id, version, now });
    const receipt = { person_id: id, version, lang, text_hash: textHash, given_at: now, withdrawn_at: null };
    await addReceipt(tx, { id: crypto.randomUUID(), ...receipt });
  });
}

const agree = prepared((db, { id, version, now }: { id: string; version: number; now: number }) =>
  db.updateTable('people').set({ consent_version: version, consented_at: now }).where('id', '=', id),
);
const addReceipt = preparedInsert('consents');

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
