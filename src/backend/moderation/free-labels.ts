import { codePoints } from '../../text.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { UNSTORABLE_TEXT } from '../errors.ts';
import { isStorable } from '../text.ts';
import { lockTree } from '../trees/trees.ts';
import type { UserRow } from '../users/tables.ts';
import { addEmoji } from './emojis.ts';
import { MOST_REPORT_WORDS, wordsOfReports } from './report-words.ts';

export type FreeLabelling = {
  kind: 'free' | 'report';
  message_id: string;
  text: string;
  labels: Readonly<Record<string, number>>;
};

/**
 * Stores labels that belong to no task, or a report, which also puts a red flag on the message. Whoever does it
 * again replaces their labels; the first text stays, and a report's words are added to those of the one before. Gives a
 * sentence that says why when they could not be stored.
 */
export async function labelFreely(
  backend: Backend,
  user: UserRow,
  given: FreeLabelling,
): Promise<string | undefined> {
  const messageId = given.message_id.toLowerCase();
  const message = await backend.db
    .selectFrom('backend_messages')
    .select(['id', 'tree_id'])
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (!message) return 'There is no message with this message_id.';
  if (!isStorable(given.text)) return UNSTORABLE_TEXT;
  if (given.kind === 'report' && codePoints(given.text) > MOST_REPORT_WORDS)
    return `A report has at most ${MOST_REPORT_WORDS} characters.`;
  const labels = JSON.stringify(given.labels);
  await backend.db.transaction().execute(async (trx) => {
    await lockTree(trx, message.tree_id);
    const before = await textBefore(trx, user.id, messageId, given.kind);
    const text = given.kind === 'report' ? wordsOfReports(before ?? '', given.text) : (before ?? given.text);
    await trx
      .insertInto('backend_labels')
      .values({
        id: backend.newId(),
        message_id: messageId,
        user_id: user.id,
        kind: given.kind,
        task_id: null,
        text,
        labels,
        created_at: backend.now(),
      })
      .onConflict((conflict) =>
        conflict.columns(['message_id', 'user_id', 'kind']).doUpdateSet({ labels, text }),
      )
      .execute();
    if (given.kind === 'report') await addEmoji(trx, backend, user.id, messageId, 'red_flag');
  });
  return undefined;
}

/** What they said about it before; the tree is locked, so that nobody says more meanwhile. */
async function textBefore(trx: Trx, userId: string, messageId: string, kind: FreeLabelling['kind']) {
  const row = await trx
    .selectFrom('backend_labels')
    .select('text')
    .where('message_id', '=', messageId)
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.text;
}
