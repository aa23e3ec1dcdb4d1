import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Where reports are written, in which Discord language. */
export type LogChannel = { serverId: string; channelId: string; locale: string };

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
      'servers.changed_by',
      'trusted.server_id as known',
    ])
    .where('servers.log_channel', 'is not', null)
    .orderBy('servers.id')
    .execute();
  const found: LogChannel[] = [];
  for (const { id: serverId, log_channel: channelId, locale, changed_by, known } of rows) {
    if (channelId === null) continue;
    if (known === null) {
      if (!(await isTrusted(changed_by))) continue;
      await trust(db, serverId, channelId);
    }
    found.push({ serverId, channelId, locale });
  }
  return found;
}

async function trust(db: Kysely<Schema>, server_id: string, channel_id: string): Promise<void> {
  await db
    .insertInto('trusted_channels')
    .values({ server_id, channel_id })
    .onConflict((conflict) => conflict.column('server_id').doUpdateSet({ channel_id }))
    .execute();
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
