import { Client, Options } from 'discord.js';
import type { Logger } from 'pino';

export type ClientOptions = { api: string; log: Logger };

/**
 * A Discord client for interactions only: no intents, no caches that grow, nobody is ever pinged, and calls that give
 * up before an interaction's 3 s are over.
 */
export function createClient({ api, log }: ClientOptions): Client {
  const client = new Client({
    intents: [],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user?.id },
    }),
    // nearly all calls belong to interactions, which Discord exempts from its global limit
    rest: {
      api,
      timeout: 2_500,
      retries: 1,
      globalRequestsPerSecond: 500,
      invalidRequestWarningInterval: 500,
    },
  });
  client.on('error', (error) => log.error({ err: error }, 'discord client'));
  client.on('warn', (message) => log.warn({ note: message }, 'discord client'));
  client.on('debug', (message) => log.trace({ note: message }, 'discord client'));
  client.on('shardDisconnect', (event, shard) => log.warn({ shard, code: event.code }, 'gateway closed'));
  client.on('shardReconnecting', (shard) => log.info({ shard }, 'gateway reconnecting'));
  client.on('shardResume', (shard) => log.info({ shard }, 'gateway resumed'));
  client.rest.on('invalidRequestWarning', ({ count }) =>
    log.warn({ count }, 'many refused calls to Discord'),
  );
  return client;
}
