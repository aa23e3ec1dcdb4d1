import { type Kysely, type Selectable, sql } from 'kysely';
import { hasCome } from './due.ts';
import { newNonce } from './posts.ts';
import type { PostsTable } from './posts-table.ts';
import type { Schema } from './schema.ts';
import { skippingLocked } from './skip-locked.ts';

/** What became of an attempt to bring a post to Discord. */
type Outcome =
  | { is: 'shown'; messageId: string; version: number }
  | { is: 'removed' }
  | { is: 'gone' }
  | { is: 'failed'; why: string; certain: boolean }
  | { is: 'later'; notBefore: number; certain: boolean };

/** Posts that wait to be brought to Discord. */
export function postQueue(db: Kysely<Schema>) {
  return {
    /** The ids of posts that are due and that nobody is busy with, in other channels than these, the longest waiting first. */
    async due(now: number, most: number, besides: readonly string[] = []): Promise<string[]> {
      const rows = await due(db, now)
        .$if(besides.length > 0, (query) => query.where('channel_id', 'not in', besides))
        .orderBy('not_before')
        .limit(most)
        .execute();
      return rows.map(({ id }) => id);
    },

    /** When the next post is due that nobody is busy with, in another channel than these, epoch ms. */
    async nextDue(now: number, besides: readonly string[] = []): Promise<number | undefined> {
      const row = await idle(db, now)
        .$if(besides.length > 0, (query) => query.where('channel_id', 'not in', besides))
        .select('not_before')
        .orderBy('not_before')
        .limit(1)
        .executeTakeFirst();
      return row?.not_before;
    },

    /**
     * Takes a post; undefined when it is not due, in somebody else's hands, or is being taken or changed just now. From here on
     * it may have been created.
     */
    async lease(id: string, now: number, until: number) {
      const row = await db
        .updateTable('posts')
        .set((eb) => ({
          leased_until: until,
          attempts: eb('attempts', '+', 1),
          fence: eb('fence', '+', 1),
          doubt_since: ifCreating(sql`coalesce(doubt_since, ${now})`, sql`doubt_since`),
          doubt_version: ifCreating(sql`coalesce(doubt_version, version)`, sql`doubt_version`),
          doubt_payload: ifCreating(sql`coalesce(doubt_payload, payload)`, sql`doubt_payload`),
        }))
        .where('id', '=', skippingLocked(db, due(db, now).where('id', '=', id)))
        .returningAll()
        .executeTakeFirst();
      return row && leased(row, now);
    },

    /** Writes down what became of an attempt, unless a later one has begun; a change that came meanwhile is not forgotten. */
    async conclude(
      post: { id: string; fence: number; version: number; doubt?: Doubt },
      outcome: Outcome,
      now: number,
    ) {
      const mine = db.updateTable('posts').where('id', '=', post.id).where('fence', '=', post.fence);
      const unchanged = sql<boolean>`version = ${post.version}`;
      if (outcome.is === 'removed') {
        const { numDeletedRows } = await db
          .deleteFrom('posts')
          .where('id', '=', post.id)
          .where('fence', '=', post.fence)
          .where('wanted', '=', 'removed')
          .executeTakeFirst();
        if (numDeletedRows === 0n) await mine.set({ ...anew(), not_before: now }).execute();
      } else if (outcome.is === 'gone') {
        await mine.set({ ...anew(), not_before: now }).execute();
      } else if (outcome.is === 'shown') {
        const { messageId: message_id, version: sent_version } = outcome;
        const stands = sql<boolean>`version = ${sent_version} and wanted = 'shown'`;
        const state = sql<'posted' | 'waiting'>`case when ${stands} then 'posted' else 'waiting' end`;
        await mine
          .set({ ...certain, message_id, sent_version, state, failure: null, attempts: 0, leased_until: 0 })
          .execute();
      } else {
        const doubtless = outcome.certain && post.doubt?.isNew ? certain : {};
        if (outcome.is === 'later') {
          const { notBefore } = outcome;
          const not_before = sql<number>`case when ${unchanged} then ${notBefore} else not_before end`;
          await mine.set({ ...doubtless, not_before, leased_until: 0 }).execute();
        } else {
          const state = sql<'failed' | 'waiting'>`case when ${unchanged} then 'failed' else 'waiting' end`;
          const rest = outcome.why === 'deleted' ? anew() : { ...doubtless, leased_until: 0 };
          await mine.set({ ...rest, state, failure: outcome.why }).execute();
        }
      }
    },
  };
}

type Doubt = { isNew: boolean } | undefined;

function idle(db: Kysely<Schema>, now: number) {
  return db.selectFrom('posts').where('state', '=', 'waiting').where(hasCome('leased_until', now));
}

function due(db: Kysely<Schema>, now: number) {
  return idle(db, now).select('id').where(hasCome('not_before', now));
}

function ifCreating<T>(then: T, otherwise: T) {
  return sql<never>`case when message_id is null and wanted = 'shown' then ${then} else ${otherwise} end`;
}

function leased(row: Selectable<PostsTable>, now: number) {
  const { doubt_since: since, doubt_version: version, doubt_payload: payload } = row;
  const known = since !== null && version !== null && payload !== null;
  return {
    id: row.id,
    channelId: row.channel_id,
    payload: row.payload,
    wanted: row.wanted,
    whenDeleted: row.when_deleted,
    version: row.version,
    messageId: row.message_id,
    nonce: row.nonce,
    doubt: known ? { since, version, payload, isNew: since === now } : undefined,
    attempts: row.attempts,
    fence: row.fence,
    updatedAt: row.updated_at,
  };
}

const certain = { doubt_since: null, doubt_version: null, doubt_payload: null } as const;

/** As a post is before its message was written. */
function anew() {
  return { ...certain, message_id: null, sent_version: 0, nonce: newNonce(), leased_until: 0 };
}
