import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import type { StoredEmojiCode } from '../messages/emoji-codes.ts';
import type { MessageRow } from '../messages/tables.ts';
import { lockTree } from '../trees/trees.ts';
import type { UserRow } from '../users/tables.ts';
import { moderate } from './automatic.ts';
import type { IncomingEmoji } from './requests.ts';

const opposites: Partial<Record<StoredEmojiCode, StoredEmojiCode>> = { '+1': '-1', '-1': '+1' };

/** Gives a message an emoji, or takes it back. Thumbs on one's own message are ignored. */
export async function react(
  backend: Backend,
  user: UserRow,
  message: MessageRow,
  { op, emoji }: Pick<IncomingEmoji, 'op' | 'emoji'>,
): Promise<void> {
  if (opposites[emoji] && message.user_id === user.id) return;
  await backend.db.transaction().execute(async (trx) => {
    await lockTree(trx, message.tree_id);
    const has = await hasEmoji(trx, user.id, message.id, emoji);
    const add = op === 'toggle' ? !has : op === 'add';
    if (add) await addEmoji(trx, backend, user.id, message.id, emoji);
    else await removeEmoji(trx, user.id, message.id, emoji);
  });
}

/** Adds an emoji once, with what follows from it: its opposite goes, and too many flags or skips stop the message. */
export async function addEmoji(
  trx: Trx,
  backend: Backend,
  userId: string,
  messageId: string,
  emoji: StoredEmojiCode,
): Promise<void> {
  const opposite = opposites[emoji];
  if (opposite) await removeEmoji(trx, userId, messageId, opposite);
  await trx
    .insertInto('backend_emojis')
    .values({ message_id: messageId, user_id: userId, emoji, created_at: backend.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await moderate(trx, backend, messageId, emoji);
}

async function hasEmoji(trx: Trx, userId: string, messageId: string, emoji: StoredEmojiCode) {
  const row = await trx
    .selectFrom('backend_emojis')
    .select('emoji')
    .where('message_id', '=', messageId)
    .where('user_id', '=', userId)
    .where('emoji', '=', emoji)
    .executeTakeFirst();
  return row !== undefined;
}

async function removeEmoji(trx: Trx, userId: string, messageId: string, emoji: StoredEmojiCode) {
  await trx
    .deleteFrom('backend_emojis')
    .where('message_id', '=', messageId)
    .where('user_id', '=', userId)
    .where('emoji', '=', emoji)
    .execute();
}
