import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Where reports are written, in which Discord language, and since when it has what was open when it was chosen (epoch ms). */
export type LogChannel = {
  serverId: string;
  channelId: string;
  locale: string;
  caughtUpAt: number | undefined;
};

/**
 * The log channels that may see reports: those that somebody chose who is trusted with them, for as long as they stay the
 * log channels of their servers. Whoever manages some server is not trusted for that alone.
 */
export async function logChannels(
  db: Kysely<Schema>,
  isTrusted: (personId: string) => Promise<boolean>,
): Promise<LogChannel[]> {
  const rows = await db
    .selectFrom('servers')
    .leftJoin('trusted_channels as trusted', (join) =>
      join
        .onRef('trusted.server_id', '=', 'servers.id')
        .onRef('trusted.channel_id', '=', 'servers.log_channel'),
    )
    .select([
      'servers.id',
      'servers.log_channel',
      'servers.locale',
      'servers.log_chosen_by',
      'trusted.server_id as known',
      'trusted.caught_up_at',
    ])
    .where('servers.log_channel', 'is not', null)
    .orderBy('servers.id')
    .execute();
  const found: LogChannel[] = [];
  for (const row of rows) {
    const { id: serverId, log_channel: channelId, locale, log_chosen_by: by, known, caught_up_at } = row;
    if (channelId === null) continue;
    if (known === null) {
      if (by === null || !(await isTrusted(by))) continue;
      await trust(db, serverId, channelId);
    }
    found.push({ serverId, channelId, locale, caughtUpAt: caught_up_at ?? undefined });
  }
  return found;
}

async function trust(db: Kysely<Schema>, server_id: string, channel_id: string): Promise<void> {
  await db
    .insertInto('trusted_channels')
    .values({ server_id, channel_id, caught_up_at: null })
    .onConflict((conflict) => conflict.column('server_id').doUpdateSet({ channel_id, caught_up_at: null }))
    .execute();
}

/** Forgets that a server's log channel was chosen by somebody who is trusted. Belongs into the transaction that changes it. */
export async function distrust(tx: Kysely<Schema>, serverId: string): Promise<void> {
  await tx.deleteFrom('trusted_channels').where('server_id', '=', serverId).execute();
}

/** Notes that a log channel gets what was open when it was chosen; false when that was noted before. Belongs into the transaction that brings it there. */
export async function markCaughtUp(
  tx: Kysely<Schema>,
  { serverId, channelId }: Pick<LogChannel, 'serverId' | 'channelId'>,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('trusted_channels')
    .set({ caught_up_at: now })
    .where('server_id', '=', serverId)
    .where('channel_id', '=', channelId)
    .where('caught_up_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const unreachable = ['no_permission', 'no_channel', 'undelivered'] as const;

/** Of these channels, those into which something could not be brought, and nobody has looked after that since. */
export async function brokenOff(db: Kysely<Schema>, channels: readonly LogChannel[]): Promise<LogChannel[]> {
  if (channels.length === 0) return [];
  const rows = await db
    .selectFrom('posts')
    .select('channel_id')
    .distinct()
    .where('state', '=', 'failed')
    .where('failure', 'in', unreachable)
    .where(
      'channel_id',
      'in',
      channels.map(({ channelId }) => channelId),
    )
    .execute();
  const ids = new Set(rows.map(({ channel_id }) => channel_id));
  return channels.filter(({ channelId }) => ids.has(channelId));
}

/**
 * Has a log channel that works again caught up, as if it had just been chosen: what stands there follows its case again, and
 * what never got there is left to that. Does nothing when somebody else has done so.
 */
export async function takeUpAgain(
  db: Kysely<Schema>,
  { serverId, channelId, caughtUpAt }: LogChannel,
  now: number,
): Promise<void> {
  if (caughtUpAt === undefined) return;
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('trusted_channels')
      .set({ caught_up_at: null })
      .where('server_id', '=', serverId)
      .where('channel_id', '=', channelId)
      .where('caught_up_at', '=', caughtUpAt)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    const missed = tx
      .updateTable('posts')
      .where('channel_id', '=', channelId)
      .where('state', '=', 'failed')
      .where('failure', 'in', unreachable);
    await missed
      .where('message_id', 'is not', null)
      .set({ state: 'waiting', failure: null, attempts: 0, not_before: now, updated_at: now })
      .execute();
    await missed.where('message_id', 'is', null).set({ failure: 'missed' }).execute();
  });
}

/** Until when (epoch ms) the log channels have heard of what the rules did; undefined when they have heard of nothing yet. */
export async function heardUntil(db: Kysely<Schema>): Promise<number | undefined> {
  return (await db.selectFrom('case_feed').select('heard_until').executeTakeFirst())?.heard_until;
}

/** Remembers that. */
export async function rememberHeard(db: Kysely<Schema>, heard_until: number): Promise<void> {
  await db
    .insertInto('case_feed')
    .values({ one: 1, heard_until })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ heard_until }))
    .execute();
}
