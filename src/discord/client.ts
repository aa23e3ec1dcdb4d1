import { Client, Options } from 'discord.js';
import type { Logger } from 'pino';
import { RenewableShards, type Session } from './gateway/shards.ts';

export type ClientOptions = { api: string; log: Logger };

export type Discord = {
  client: Client;
  /** Leaves the connection to the gateway and opens another. */
  reconnect(session: Session): Promise<void>;
};

/**
 * A Discord client for interactions only: no intents, no caches that grow, nobody is ever pinged, and no call
 * that takes longer than an interaction's 3 s.
 */
export function createClient({ api, log }: ClientOptions): Discord {
  let shards: RenewableShards | undefined;
  const client = new Client({
    intents: [],
    allowedMentions: { parse: [] },
    ws: {
      buildStrategy(manager) {
        shards = new RenewableShards(manager);
        return shards;
      },
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user?.id },
    }),
    // nearly all calls belong to interactions, which Discord exempts from its global limit; those are repeated, and
    // wait for rate limits, where the time left for them is known
    rest: {
      api,
      timeout: 2_500,
      retries: 0,
      rejectOnRateLimit: ['/interactions', '/webhooks'],
      globalRequestsPerSecond: 500,
      invalidRequestWarningInterval: 500,
    },
  });
  client.on('error', (error) => log.error({ err: error }, 'discord client'));
  client.on('warn', (message) => log.warn({ note: message }, 'discord client'));
  client.on('debug', (message) => log.trace({ note: message }, 'discord client'));
  client.on('shardDisconnect', (event, shard) => log.warn({ shard, code: event.code }, 'gateway closed'));
  client.on('shardReconnecting', (shard) => log.info({ shard }, 'gateway reconnecting'));
  client.on('shardReady', (shard) => log.info({ shard }, 'gateway ready'));
  client.on('shardResume', (shard) => log.info({ shard }, 'gateway resumed'));
  client.rest.on('invalidRequestWarning', ({ count }) =>
    log.warn({ count }, 'many refused calls to Discord'),
  );
  return { client, reconnect: async (session) => await shards?.reconnect(session) };
}
