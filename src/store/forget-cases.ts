import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Forgets what somebody reported, why they were kept out and what they said to that; and that it was this person who
 * decided or answered as a moderator. Cases that they reported are shown anew, without them.
 */
export async function forgetInCases(tx: Kysely<Schema>, personId: string): Promise<void> {
  const theirs = tx.selectFrom('case_reports').select('message_id').where('person_id', '=', personId);
  await tx
    .updateTable('cases')
    .set((eb) => ({ stale: 1, version: eb('version', '+', 1) }))
    .where('message_id', 'in', theirs)
    .execute();
  await tx.deleteFrom('case_reports').where('person_id', '=', personId).execute();
  await tx.deleteFrom('case_cards').where('person_id', '=', personId).execute();
  for (const column of ['decided_by', 'undone_by'] as const)
    await tx
      .updateTable('cases')
      .set((eb) => ({ [column]: '', stale: 1, version: eb('version', '+', 1) }))
      .where(column, '=', personId)
      .execute();
  for (const table of ['bans', 'earlier_bans'] as const) {
    await tx.deleteFrom(table).where('person_id', '=', personId).execute();
    await tx.updateTable(table).set({ by: '' }).where('by', '=', personId).execute();
    await tx.updateTable(table).set({ answered_by: '' }).where('answered_by', '=', personId).execute();
  }
}
