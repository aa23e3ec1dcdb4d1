import type { Kysely, Selectable } from 'kysely';
import type { PostsTable } from './posts-table.ts';
import type { Schema } from './schema.ts';

export type NewPost = {
  /** A name that its owner finds it by: the same name is the same message. */
  id: string;
  channelId: string;
  /** The message, as JSON can hold it. */
  payload: unknown;
  /** Whether a message that somebody deleted is written again with the next change, or that is its end. */
  whenDeleted: 'recreate' | 'stop';
};

/**
 * Wants a message to stand in a channel as it is now: one is written if there is none by this name, else it is changed.
 * Only the newest form is kept: what was not brought to Discord yet is skipped. A post that had failed is tried again.
 * Belongs into the transaction that makes it necessary.
 * @throws RangeError when the post stands in another channel: remove it there first, or name another
 */
export async function putPost(db: Kysely<Schema>, post: NewPost, now: number): Promise<void> {
  const payload = JSON.stringify(post.payload);
  await firstOf(db, { ...post, payload }, now)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) => ({
          payload,
          wanted: 'shown',
          when_deleted: post.whenDeleted,
          version: eb('posts.version', '+', 1),
          ...changedAt(now),
        }))
        .where('posts.channel_id', '=', post.channelId)
        .where((eb) =>
          // what stands as it is wanted is left alone
          eb.or([
            eb('posts.payload', '!=', payload),
            eb('posts.wanted', '!=', 'shown'),
            eb('posts.state', '=', 'failed'),
          ]),
        ),
    )
    .execute();
  const kept = await findPost(db, post.id);
  if (kept?.channel_id !== post.channelId) {
    throw new RangeError(
      `The post ${post.id} stands in channel ${kept?.channel_id}, not in ${post.channelId}`,
    );
  }
}

/** Wants a message to be written in a channel once, whatever becomes of it; does nothing where one by this name ever was. Whether it is new. */
export async function putPostOnce(db: Kysely<Schema>, post: NewPost, now: number): Promise<boolean> {
  const payload = JSON.stringify(post.payload);
  const { numInsertedOrUpdatedRows } = await firstOf(db, { ...post, payload }, now)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Wants a post's message away; does nothing when there is no such post. It is forgotten once it is away. */
export async function removePost(db: Kysely<Schema>, id: string, now: number): Promise<void> {
  await db
    .updateTable('posts')
    .set((eb) => ({ wanted: 'removed', version: eb('version', '+', 1), ...changedAt(now) }))
    .where('id', '=', id)
    .where('wanted', '=', 'shown')
    .execute();
}

/** A post as it is now; undefined when there is none by this name. */
export async function findPost(db: Kysely<Schema>, id: string): Promise<Selectable<PostsTable> | undefined> {
  return await db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst();
}

function firstOf(db: Kysely<Schema>, post: NewPost & { payload: string }, now: number) {
  return db.insertInto('posts').values({
    id: post.id,
    channel_id: post.channelId,
    payload: post.payload,
    wanted: 'shown',
    when_deleted: post.whenDeleted,
    version: 1,
    sent_version: 0,
    state: 'waiting',
    failure: null,
    message_id: null,
    nonce: newNonce(),
    doubt_since: null,
    doubt_version: null,
    doubt_payload: null,
    attempts: 0,
    fence: 0,
    not_before: now,
    leased_until: 0,
    created_at: now,
    updated_at: now,
  });
}

/** A nonce that no other message has: at most 25 characters, as Discord takes no more. */
export function newNonce(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 25);
}

function changedAt(now: number) {
  return { state: 'waiting', failure: null, attempts: 0, not_before: now, updated_at: now } as const;
}
