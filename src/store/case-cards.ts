import type { Kysely, Selectable } from 'kysely';
import type { CaseCardsTable } from './cases-table.ts';
import type { Schema } from './schema.ts';

/** Where a moderator has a case before them, as long as that can be changed. */
export type CaseCard = Selectable<CaseCardsTable>;

/** So many cards of one case follow it; nobody has more before them at a time. */
const MOST_CARDS = 20;

/** Remembers where somebody has a case before them; what can be changed no more is forgotten. */
export async function keepCaseCard(db: Kysely<Schema>, card: CaseCard, now: number): Promise<void> {
  const { message_id: _, ...place } = card;
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('case_cards').where('valid_until', '<=', now).execute();
    await tx
      .insertInto('case_cards')
      .values(card)
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet(place))
      .execute();
  });
}

/** Where a case can still be changed, the newest first. */
export async function caseCardsOf(db: Kysely<Schema>, caseId: string, now: number): Promise<CaseCard[]> {
  return await db
    .selectFrom('case_cards')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('valid_until', '>', now)
    .orderBy('valid_until', 'desc')
    .limit(MOST_CARDS)
    .execute();
}

/** Has no card follow its case any more: who may see it may have changed. */
export async function forgetCaseCards(db: Kysely<Schema>): Promise<void> {
  await db.deleteFrom('case_cards').execute();
}
