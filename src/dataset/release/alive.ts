import type { Db } from '../../backend/db.ts';
import { type Naming, nameOf } from '../names.ts';
import type { TextFormat } from './ledger.ts';

const IDS_PER_PAGE = 2_000;

/** Tells of every text that the collection still has, by people who have neither left nor were disabled. */
export async function tellAlive(
  db: Db,
  names: Naming,
  tell: (format: TextFormat, id: string) => void,
): Promise<void> {
  for (let after = ''; ; ) {
    const page = await messagesAfter(db, after);
    after = page.at(-1)?.id ?? '';
    if (after === '') break;
    for (const row of page) if (row.isAlive) tell('messages', names.message(nameOf(row)));
  }
  for (let after = ''; ; ) {
    const page = await summariesAfter(db, after);
    after = page.at(-1)?.id ?? '';
    if (after === '') break;
    for (const row of page) if (row.isAlive) tell('summaries', names.summary(nameOf(row)));
  }
}

async function messagesAfter(db: Db, after: string) {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_users as author', 'author.id', 'message.user_id')
    .select(['message.id', 'message.client', 'message.frontend_message_id', 'message.deleted'])
    .select(['author.enabled', 'author.deleted as left'])
    .where('message.id', '>', after)
    .orderBy('message.id')
    .limit(IDS_PER_PAGE)
    .execute();
  return rows.map(({ deleted, enabled, left, ...row }) => ({
    ...row,
    isAlive: deleted === 0 && enabled === 1 && left === 0,
  }));
}

async function summariesAfter(db: Db, after: string) {
  const rows = await db
    .selectFrom('backend_summaries as summary')
    .innerJoin('backend_users as author', 'author.id', 'summary.user_id')
    .select([
      'summary.id',
      'summary.client',
      'summary.frontend_message_id',
      'author.enabled',
      'author.deleted as left',
    ])
    .where('summary.id', '>', after)
    .orderBy('summary.id')
    .limit(IDS_PER_PAGE)
    .execute();
  return rows.map(({ enabled, left, ...row }) => ({ ...row, isAlive: enabled === 1 && left === 0 }));
}
