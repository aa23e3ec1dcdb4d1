import type { Backend } from '../../context.ts';
import { notFound, pathTo } from '../../messages/read.ts';
import { treeMessages, treeRow } from '../../trees/trees.ts';
import { usersById } from '../../users/people.ts';
import { userView } from '../../users/user-view.ts';
import { isWaiting } from '../flags.ts';

/**
 * What a moderator needs to decide about a message: itself and its author, what it answers, how much hangs on it, and how
 * its tree stands.
 * @throws RequestError (404, 2001)
 */
export async function messageFacts(backend: Backend, id: string) {
  const { db, now, settings } = backend;
  const path = await pathTo(db, { id });
  const message = path.at(-1);
  if (!message) throw notFound();
  const { state } = await treeRow(db, message.tree_id);
  const below = new Set([id]);
  for (const row of (await treeMessages(db, message.tree_id)).toSorted((a, b) => a.depth - b.depth))
    if (row.parent_id !== null && below.has(row.parent_id) && row.deleted === 0) below.add(row.id);
  const author = (await usersById(db, [message.user_id])).get(message.user_id);
  return {
    id,
    text: message.text,
    lang: message.lang,
    is_assistant: message.is_assistant === 1,
    deleted: message.deleted === 1,
    waiting: await isWaiting(db, id),
    state,
    below: below.size - 1,
    author: author ? userView(author, now(), settings) : null,
    conversation: path
      .slice(0, -1)
      .map(({ text, is_assistant }) => ({ text, is_assistant: is_assistant === 1 })),
  };
}
