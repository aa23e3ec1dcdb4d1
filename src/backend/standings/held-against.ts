import type { Db } from '../db.ts';
import { storedLabels } from '../messages/stored-labels.ts';
import type { Pace } from '../pace.ts';
import type { MessageFacts } from '../slices/table-pages.ts';
import type { TrollTally } from './troll-facts.ts';

/** Tells the tally what is held against the authors of these messages; others have their turn between the steps. */
export async function tellHeldAgainst(
  db: Db,
  messages: readonly MessageFacts[],
  tally: TrollTally,
  pace: Pace,
): Promise<void> {
  const authors = new Map(messages.map(({ id, user_id }) => [id, user_id]));
  const tell = (messageId: string, told: (author: string) => void) => {
    const author = authors.get(messageId);
    if (author !== undefined) told(author);
  };
  await pace();
  const prompts = messages.filter(({ depth }) => depth === 0).map(({ id }) => id);
  for (const id of await abortedOf(db, prompts)) tell(id, tally.aborted);

  await pace();
  const kept = messages.filter(({ deleted }) => deleted === 0).map(({ id }) => id);
  const emojis = await emojisOn(db, kept);
  for (const { message_id, emoji } of emojis) tell(message_id, (author) => tally.emoji(author, emoji));

  await pace();
  const marked = [...new Set(emojis.map(({ message_id }) => message_id))];
  for (const given of await labelsOf(db, marked))
    tell(given.message_id, (author) => tally.labels(author, storedLabels(given)));
}

async function abortedOf(db: Db, prompts: readonly string[]) {
  if (prompts.length === 0) return [];
  const rows = await db
    .selectFrom('backend_trees')
    .select('id')
    .where('id', 'in', prompts)
    .where('state', '=', 'aborted_low_grade')
    .execute();
  return rows.map(({ id }) => id);
}

async function emojisOn(db: Db, messages: readonly string[]) {
  if (messages.length === 0) return [];
  return db
    .selectFrom('backend_emojis')
    .select(['message_id', 'emoji'])
    .where('message_id', 'in', messages)
    .execute();
}

async function labelsOf(db: Db, messages: readonly string[]) {
  if (messages.length === 0) return [];
  return db
    .selectFrom('backend_labels')
    .select(['message_id', 'labels'])
    .where('message_id', 'in', messages)
    .execute();
}
