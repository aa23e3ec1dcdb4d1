import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Fewer letters than these may stand in a message by chance. */
const TELLING = 12;

/**
 * Empties and removes every post in a channel that has one of `traces` in it: an id, or a text of some length. Discord's
 * copy goes with the next look of the queue. False while one of them may have been written unseen, and is still to be found by
 * what it says.
 */
export async function purgePosts(
  db: Kysely<Schema>,
  traces: readonly string[],
  now: number,
): Promise<boolean> {
  const telling = traces.filter(({ length }) => length >= TELLING);
  const rows = await db
    .selectFrom('posts')
    .select(['id', 'message_id', 'payload', 'doubt_payload', 'version', 'fence'])
    .execute();
  let clean = true;
  for (const { id, message_id, payload, doubt_payload, version, fence } of rows) {
    const texts = stringsIn([payload, doubt_payload]);
    if (!telling.some((trace) => texts.some((text) => text.includes(trace)))) continue;
    const isDoubtful = message_id === null && doubt_payload !== null;
    const { numUpdatedRows } = await db
      .updateTable('posts')
      .set(({ eb }) => ({
        payload: '{}',
        doubt_payload: isDoubtful ? doubt_payload : null,
        wanted: 'removed',
        version: eb('version', '+', 1),
        state: 'waiting',
        failure: null,
        attempts: 0,
        not_before: now,
        updated_at: now,
      }))
      .where('id', '=', id)
      .where('version', '=', version) // nobody has changed it or begun to write it meanwhile
      .where('fence', '=', fence)
      .executeTakeFirst();
    clean &&= !isDoubtful && numUpdatedRows === 1n;
  }
  return clean;
}

function stringsIn(payloads: readonly (string | null)[]): string[] {
  const texts: string[] = [];
  for (const payload of payloads)
    JSON.parse(payload ?? 'null', (_key, part: unknown) => {
      if (typeof part === 'string') texts.push(part);
      return part;
    });
  return texts;
}
