import {
  CloseCodes,
  type OptionalWebSocketManagerOptions,
  type SessionInfo,
  WebSocketManager,
  WebSocketShardEvents,
} from '@discordjs/ws';
import type { Logger } from 'pino';
import type { Rest } from '../calls/rest-channel.ts';
import { isFinal } from './lost.ts';
import { RenewableShards, type SessionChoice } from './shards.ts';

export type GatewayOptions = {
  token: string;
  /** Which of how many shards; all that Discord recommends, when left out. */
  shards?: { readonly ids: readonly number[]; readonly count: number } | undefined;
  /** Lets each new session wait for its turn; as long as Discord wants, when left out. */
  identifyThrottler?: OptionalWebSocketManagerOptions['buildIdentifyThrottler'];
};

export type Gateway = {
  manager: WebSocketManager;
  /** Leaves the connection to the gateway and opens another. */
  reconnect(session: SessionChoice): Promise<void>;
  /** Leaves for good. */
  leave(): Promise<void>;
};

/** Discord's gateway as far as interactions need it: no intents, and nothing kept of what comes. */
export function createGateway(
  { token, shards: own, identifyThrottler }: GatewayOptions,
  rest: Rest,
  log: Logger,
): Gateway {
  let shards: RenewableShards | undefined;
  const sessions = new Map<number, SessionInfo>(); // of this gateway alone: the library's own is the process's
  const manager = new WebSocketManager({
    token,
    intents: 0,
    ...(own ? { shardIds: [...own.ids], shardCount: own.count } : {}),
    rest: rest.starting,
    buildStrategy(built) {
      shards = new RenewableShards(built);
      return shards;
    },
    async retrieveSessionInfo(shardId) {
      await shards?.mayConnect();
      return sessions.get(shardId) ?? null;
    },
    updateSessionInfo(shardId, session) {
      if (session) sessions.set(shardId, session);
      else sessions.delete(shardId);
    },
    ...(identifyThrottler ? { buildIdentifyThrottler: identifyThrottler } : {}),
  });
  tell(manager, log);
  return {
    manager,
    reconnect: async (session) => await shards?.reconnect(session),
    leave: async () => await manager.destroy({ code: CloseCodes.Normal, reason: 'Leaving' }),
  };
}

/** Logs how its connections are. */
function tell(manager: WebSocketManager, log: Logger): void {
  manager.on(WebSocketShardEvents.Error, ({ error, shardId: shard }) =>
    log.error({ err: error, shard }, 'gateway'),
  );
  manager.on(WebSocketShardEvents.Debug, ({ message, shardId: shard }) =>
    log.trace({ note: message, shard }, 'gateway'),
  );
  manager.on(WebSocketShardEvents.Ready, ({ shardId: shard }) => log.info({ shard }, 'gateway ready'));
  manager.on(WebSocketShardEvents.Resumed, ({ shardId: shard }) => log.info({ shard }, 'gateway resumed'));
  manager.on(WebSocketShardEvents.Closed, ({ code, shardId: shard }) => {
    if (isFinal(code)) log.warn({ shard, code }, 'gateway closed');
    else log.info({ shard, code }, 'gateway reconnecting');
  });
}
