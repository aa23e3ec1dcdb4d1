import { Client, Options, type WebSocketOptions } from 'discord.js';
import type { Logger } from 'pino';
import { restOptions } from '../calls/rest.ts';
import { RenewableShards, type SessionChoice } from './shards.ts';

export type ClientOptions = {
  api: string;
  token: string;
  /** Lets each new session wait for its turn; as long as Discord wants, when left out. */
  identifyThrottler?: WebSocketOptions['buildIdentifyThrottler'];
  log: Logger;
};

export type Discord = {
  client: Client;
  /** Leaves the connection to the gateway and opens another. */
  reconnect(session: SessionChoice): Promise<void>;
};

/**
 * A Discord client for interactions only: no intents, no caches that grow, nobody is ever pinged, and no call
 * that takes longer than an interaction's 3 s.
 */
export function createClient({ api, token, identifyThrottler, log }: ClientOptions): Discord {
  let shards: RenewableShards | undefined;
  const client = new Client({
    intents: [],
    allowedMentions: { parse: [] },
    ws: {
      buildStrategy(manager) {
        shards = new RenewableShards(manager);
        return shards;
      },
      ...(identifyThrottler ? { buildIdentifyThrottler: identifyThrottler } : {}),
    },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user?.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user?.id },
    }),
    rest: restOptions(api),
  });
  client.rest.setToken(token);
  client.on('error', (error) => log.error({ err: error }, 'discord client'));
  client.on('warn', (message) => log.warn({ note: message }, 'discord client'));
  client.on('debug', (message) => log.trace({ note: message }, 'discord client'));
  client.on('shardDisconnect', (event, shard) => log.warn({ shard, code: event.code }, 'gateway closed'));
  client.on('shardReconnecting', (shard) => log.info({ shard }, 'gateway reconnecting'));
  client.on('shardReady', (shard) => log.info({ shard }, 'gateway ready'));
  client.on('shardResume', (shard) => log.info({ shard }, 'gateway resumed'));
  return {
    client,
    reconnect: async (session) => await shards?.reconnect(session),
  };
}
